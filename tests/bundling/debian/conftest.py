"""A package of a small bundle, and the one in `dist/`, where there is one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator import __version__
from tests.bundling.in_dist import needs_bundle
from tests.bundling.made_packages import ReadPackage, parts_of_small, read, small_bundle
from tools.bundling.debian import deb
from tools.bundling.places import BUNDLE, DIST


@pytest.fixture(scope="package")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small one."""
    return small_bundle(tmp_path_factory.mktemp("dist") / "annotator")


@pytest.fixture(scope="package")
def made(bundle: Path, tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Path:
    """The package of the small bundle."""
    if shutil.which("dpkg-deb") is None:
        pytest.skip("dpkg-deb, which makes Debian packages, is not installed")
    return deb.build_deb(bundle, tmp_path_factory.mktemp("out"), parts_of_small())


def packages() -> Iterator[object]:
    """Yield what is looked at: a package of a small bundle, and the one in `dist/`, where there is one."""
    yield pytest.param(None, id="small")
    found = sorted(DIST.glob(f"*_{__version__}_*.deb"))
    yield pytest.param(found[0] if found else DIST, id="dist", marks=needs_bundle)


@pytest.fixture(scope="package", params=packages())
def package(request: pytest.FixtureRequest, made: Path) -> tuple[ReadPackage, Path]:
    """A package, with the bundle that it was made of."""
    if request.param is None:
        return read(made), request.getfixturevalue("bundle")
    return read(request.param), BUNDLE
