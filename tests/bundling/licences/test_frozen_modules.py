"""What lies in the executable; read by PyInstaller, which only the environment that makes bundles has."""

from pathlib import Path

import pytest

from annotator.model.errors import UserError
from tests.bundling.in_dist import needs_bundle
from tools.bundling.licences.frozen_modules import frozen_modules, is_of_pyinstaller, without_inner
from tools.bundling.places import BUNDLE


def test_modules_of_a_package_that_is_named_are_left_out() -> None:
    names = {"a", "a.b", "a.b.c", "ab", "x.y", "x.y.z", "x.w"}
    assert without_inner(names) == ("a", "ab", "x.w", "x.y")


def test_what_starts_the_program_is_known_from_what_is_started() -> None:
    assert all(
        map(is_of_pyinstaller, ("pyimod02_importers", "pyiboot01_bootstrap", "pyi_rth_inspect", "_pyi_rth_utils"))
    )
    assert not any(map(is_of_pyinstaller, ("annotator", "pydantic", "pypdfium2", "struct")))


def test_a_file_that_is_no_program_of_pyinstaller_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("PyInstaller", reason="only the environment that makes bundles has PyInstaller")
    file = tmp_path / "annotator"
    file.write_bytes(b"\x7fELF" + bytes(200))
    with pytest.raises(UserError, match="no program that PyInstaller made"):
        frozen_modules(file)


@needs_bundle
def test_the_bundle_that_was_made_holds_the_program() -> None:
    pytest.importorskip("PyInstaller", reason="only the environment that makes bundles has PyInstaller")
    assert {"annotator.cli", "click", "json"} <= frozen_modules(BUNDLE / "annotator")
