"""The files of a bundle: by the places that Python finds them at, and without what is written about them."""

from pathlib import Path

import pytest

from tests.bundling.made_bundle import ELF, put
from tools.bundling.bundle_files import Shipped, shipped, third_party_place


def test_a_place_is_that_of_python_on_all_three_systems(tmp_path: Path) -> None:
    for inner in ("_internal", "Contents/Frameworks", "Contents/Resources"):
        put(tmp_path, f"{inner}/click/core.py", b"")
    put(tmp_path, "annotator", ELF)
    found = {file.path: (file.inner, file.is_outside(), file.is_code()) for file in shipped(tmp_path)}
    assert found.pop("annotator") == ("annotator", True, True)
    assert {*found.values()} == {("click/core.py", False, False)} and len(found) == 3


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("libq*.so*", True),
        ("LIBQT6CORE.SO*", True),
        ("PySide6/Qt/*", True),
        ("*/libQt6Core.so.6", True),
        ("Qt/lib/*", False),
        ("libQt6Core", False),
    ],
)
def test_a_pattern_is_of_the_name_or_with_a_slash_of_the_place(pattern: str, fits: bool) -> None:
    inner = "PySide6/Qt/lib/libQt6Core.so.6"
    assert Shipped(f"_internal/{inner}", inner, Path(inner)).fits(pattern) is fits


def test_what_is_written_about_the_bundle_is_none_of_its_parts(tmp_path: Path) -> None:
    listed = ("_internal/a.py", "_internal/made-1.0.dist-info/sboms/made.cdx.json", "_internal/other/THIRD-PARTY.txt")
    for path in listed:
        put(tmp_path, path, b"")
    third_party_place(tmp_path).touch()
    put(tmp_path, "SBOM.cdx.json", b"{}")
    assert [file.path for file in shipped(tmp_path)] == [*listed]
    assert third_party_place(tmp_path) == tmp_path / "THIRD-PARTY.txt"
    (tmp_path / "Contents" / "Resources").mkdir(parents=True)
    assert third_party_place(tmp_path) == tmp_path / "Contents" / "Resources" / "THIRD-PARTY.txt"
