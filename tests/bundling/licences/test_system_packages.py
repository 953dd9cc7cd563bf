"""Libraries of the building machine are known by their package, where there is Debian's."""

import shutil
from pathlib import Path

import pytest

from tools.bundling.bundle_files import Shipped
from tools.bundling.licences import system_packages
from tools.bundling.licences.system_packages import package_of

pytestmark = pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="only Debian and its kin have dpkg")


def test_a_library_of_the_system_is_known_without_its_symbols_too_and_another_build_of_it_is_not(
    tmp_path: Path,
) -> None:
    name, source = next((name, path) for name, path in system_packages._libraries().items() if name == "libc.so.6")
    file = tmp_path / name
    shutil.copyfile(source, file)
    found = package_of(Shipped(name, name, file))
    assert found is not None and found.name.startswith("libc6") and found.version
    assert found.purl().startswith("pkg:deb/") and "arch=" in found.purl()
    file.write_bytes(source.read_bytes() + b"other symbols")
    assert package_of(Shipped(name, name, file)) == found
    build = system_packages._BUILD.search(source.read_bytes())
    assert build is not None
    file.write_bytes(source.read_bytes().replace(build[1], bytes(20)))
    assert package_of(Shipped(name, name, file)) is None


def test_what_the_system_has_not_is_of_no_package(tmp_path: Path) -> None:
    file = tmp_path / "libunheard-of.so.1"
    file.write_bytes(b"\x7fELF")
    assert package_of(Shipped(file.name, file.name, file)) is None
