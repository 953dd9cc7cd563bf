"""What a package says of itself is true of what lies in it."""

import re
import shutil
from pathlib import Path

import pytest

from annotator import __version__
from annotator.ui.window.missing_libraries import PACKAGES, XCB_PACKAGES
from tests.bundling.made_packages import ReadPackage
from tools.bundling.debian.control_file import KNOWN, depends
from tools.bundling.freezing import elf
from tools.bundling.freezing.contents import LEFT_TO_THE_SYSTEM


def test_its_fields_say_what_it_is_and_what_the_system_has_to_bring(package: tuple[ReadPackage, Path]) -> None:
    found, bundle = package
    fields = found.fields
    said = fields["Package"], fields["Version"], fields["Maintainer"]
    assert said == ("diplomatic-annotator", __version__, "The Annotator developers")
    assert fields["Architecture"] in ("amd64", "arm64")
    assert not any("@" in value or "://" in value for value in fields.values())
    wanted = fields["Depends"].split(", ")
    assert wanted == depends(bundle)
    assert wanted[0] == f"libc6 (>= {'.'.join(map(str, elf.newest_glibc(bundle).glibc))})"
    name = r"[a-z0-9][a-z0-9+.-]+"
    assert all(re.fullmatch(rf"{name}(?: \(>= [\d.]+\))?(?: \| {name})*", one) for one in wanted)
    size = sum(member.size for member in found.members) / 1024
    assert size <= int(fields["Installed-Size"]) <= size + 2 * len(found.members)


def test_each_library_that_the_program_asks_for_is_brought_or_depended_on(package: tuple[ReadPackage, Path]) -> None:
    found, _ = package
    brought = {Path(member.name).name for member in found.members}
    wanted = {one.split(" ")[0] for one in found.fields["Depends"].replace(" | ", ", ").split(", ")}
    known = {**PACKAGES, **XCB_PACKAGES}
    assert [library for library, name in known.items() if library not in brought and name not in wanted] == []


def test_of_each_library_that_is_left_to_the_system_the_package_is_known() -> None:
    """Which of them a bundle asks for hangs on the Python that it was built with."""
    assert LEFT_TO_THE_SYSTEM - KNOWN.keys() == set()


def test_a_library_that_no_package_is_known_for_stops_the_build(bundle: Path, tmp_path: Path) -> None:
    shutil.copytree(bundle, tmp_path / "odd", symlinks=True)
    (library,) = (tmp_path / "odd" / "_internal" / "lxml").iterdir()
    library.write_bytes(library.read_bytes().replace(b"libc.so.6\0", b"libx.so.9\0"))
    with pytest.raises(ValueError, match=r"libx\.so\.9 is not known"):
        depends(tmp_path / "odd")
