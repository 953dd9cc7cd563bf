"""A missing system library is said as the Debian package that brings it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.ui.window import missing_libraries
from annotator.ui.window.missing_libraries import (
    NEEDED_ON_DEBIAN,
    PACKAGES,
    XCB_PACKAGES,
    explain,
    has_display,
    missing_xcb_libraries,
    sentence,
)


@pytest.mark.parametrize(("library", "package"), [*PACKAGES.items(), *XCB_PACKAGES.items()])
def test_every_library_is_explained_by_its_package(library: str, package: str) -> None:
    error = ImportError(f"{library}: cannot open shared object file: No such file or directory")
    text = explain(error)
    assert library in text
    assert f"apt-get install {package}" in text
    assert "\n" not in text


def test_a_library_that_nobody_knows_is_named_all_the_same() -> None:
    text = explain(ImportError("libstrange.so.7: cannot open shared object file: No such file or directory"))
    assert "libstrange.so.7" in text
    assert "install its package" in text


def test_an_import_that_fails_otherwise_is_a_sentence_too() -> None:
    text = explain(ImportError("DLL load failed while importing QtWidgets"))
    assert "DLL load failed" in text
    assert text.startswith("The window cannot be opened")


def test_several_libraries_are_named_together_and_each_package_once() -> None:
    text = sentence(["libglib-2.0.so.0", "libgthread-2.0.so.0", "libxcb-cursor.so.0"])
    assert text.count("libglib2.0-0") == 1
    assert "libxcb-cursor0" in text
    assert "system libraries that Qt needs are missing" in text


def test_the_libraries_of_the_xcb_plugin_are_the_ones_that_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(missing_libraries.XCB_PACKAGES, "libxcb-no-such-thing.so.9", "libxcb-no-such-thing9")
    monkeypatch.setattr(sys, "platform", "linux")
    assert "libxcb-no-such-thing.so.9" in missing_xcb_libraries()


def test_what_a_bare_debian_needs_are_packages_that_are_explained() -> None:
    assert set(NEEDED_ON_DEBIAN) <= {*PACKAGES.values(), *XCB_PACKAGES.values()}


def test_off_linux_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert missing_xcb_libraries() == []
    assert has_display() is True


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
    ],
)
def test_a_display_is_what_the_environment_names(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert has_display() is expected


def test_the_module_imports_no_qt() -> None:
    tree = ast.parse(Path(missing_libraries.__file__).read_text(encoding="utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not [name for name in names if name.startswith("PySide6")]
    code = "import annotator.ui.window.missing_libraries, sys; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
