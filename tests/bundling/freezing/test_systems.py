"""What the spec makes on each system: programs that differ where they must, of files that are there."""

import plistlib
from pathlib import Path

import pytest

from tools.bundling import icons
from tools.bundling.freezing.systems import app, data, programs
from tools.bundling.freezing.windows_version import PROGRAMS
from tools.bundling.names import FILE_ICONS
from tools.bundling.places import ICONS, PACKAGING, ROOT, version


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macos_have_one_program_for_the_prompt_and_one_for_the_window(system: str, tmp_path: Path) -> None:
    made = {one["name"]: one for one in programs(system, tmp_path)}
    assert made.keys() == PROGRAMS.keys()
    assert [name for name, one in made.items() if one["console"]] == ["annotator"]


def test_windows_shows_icon_and_version_of_each_program(tmp_path: Path) -> None:
    for one in programs("win32", tmp_path):
        name = one["name"]
        assert f"{name}.exe" in Path(one["version"]).read_text(encoding="utf-8")
        assert Path(one["manifest"]).is_file() and Path(one["icon"]).parent == ICONS


def test_linux_has_one_program_that_does_both(tmp_path: Path) -> None:
    (one,) = programs("linux", tmp_path)
    assert one["name"] == "annotator" and one["console"] is True


def test_a_mac_signs_with_the_identity_that_is_said_else_ad_hoc(monkeypatch: pytest.MonkeyPatch) -> None:
    for said, identity in (("", None), ("Developer ID", "Developer ID")):
        monkeypatch.setenv("ANNOTATOR_CODESIGN_IDENTITY", said)
        for one in programs("darwin"):
            assert one["codesign_identity"] == identity
            assert plistlib.loads(Path(one["entitlements_file"]).read_bytes())


def test_the_app_says_its_version_and_brings_the_icons_of_its_types() -> None:
    made = app()
    info = made["info_plist"]
    assert made["version"] == info["CFBundleVersion"] == version()
    window = next(one for one in programs("darwin") if not one["console"])
    assert info["CFBundleExecutable"] == window["name"] and info["LSBackgroundOnly"] is False
    brought = {Path(path).name for path, _ in data("darwin")}
    assert {one["CFBundleTypeIconFile"] for one in info["CFBundleDocumentTypes"]} == brought
    assert data("linux") == data("win32") == []


def test_the_icons_are_those_that_are_drawn_and_the_spec_asks_here() -> None:
    assert {drawing.name for drawing in icons.DRAWINGS} == {"annotator", *FILE_ICONS}
    assert str(ICONS.relative_to(ROOT)) == str(Path("build") / "icons")
    spec = (PACKAGING / "annotator.spec").read_text(encoding="utf-8")
    assert all(f"systems.{asked}(" in spec for asked in ("programs", "data", "app"))
