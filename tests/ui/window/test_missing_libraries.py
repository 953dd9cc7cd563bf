"""A missing system library is said as the Debian package that brings it."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from annotator.ui.window import missing_libraries
from annotator.ui.window.missing_libraries import (
    NEEDED_ON_DEBIAN,
    PACKAGES,
    WAYLAND_PACKAGES,
    XCB_PACKAGES,
    explain,
    missing_for,
    sentence,
)


@pytest.mark.parametrize(("library", "package"), [*PACKAGES.items(), *XCB_PACKAGES.items(), *WAYLAND_PACKAGES.items()])
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


@pytest.mark.parametrize(("plugin", "packages"), [("xcb", XCB_PACKAGES), ("wayland", WAYLAND_PACKAGES)])
def test_the_libraries_of_a_plugin_are_the_ones_that_are_asked_for(
    plugin: str, packages: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(packages, "libno-such-thing.so.9", "libno-such-thing9")
    monkeypatch.setattr(sys, "platform", "linux")
    assert "libno-such-thing.so.9" in missing_for(plugin)
    assert "libno-such-thing.so.9" not in missing_for("offscreen")


@pytest.mark.parametrize("plugin", ["xcb", "wayland"])
def test_every_library_that_a_plugin_of_qt_names_is_in_the_table(plugin: str) -> None:
    folder = Path(PySide6.__file__).parent / "Qt"
    if shutil.which("objdump") is None or not (folder / "plugins").is_dir():
        pytest.skip("needs objdump (binutils), and Qt as PySide6 brings it")
    found, waiting = set[str](), [folder / "plugins" / "platforms" / f"libq{plugin}.so"]
    if plugin == "wayland":
        drawn_by = ("wayland-shell-integration/libxdg-shell.so", "wayland-graphics-integration-client")
        waiting += [folder / "plugins" / drawn_by[0], *(folder / "plugins" / drawn_by[1]).glob("*wayland-egl.so")]
    while waiting:
        said = subprocess.run(["objdump", "-p", waiting.pop()], capture_output=True, text=True, check=True).stdout
        for name in set(re.findall(r"NEEDED +(\S+)", said)) - found:
            found.add(name)
            waiting += [folder / "lib" / name] if (folder / "lib" / name).exists() else []
    of_the_system = {name for name in found if not (folder / "lib" / name).exists()}
    known = {**PACKAGES, **(XCB_PACKAGES if plugin == "xcb" else WAYLAND_PACKAGES)}
    of_c = re.compile(r"(lib(c|m|dl|rt|pthread|resolv|gcc_s|stdc\+\+|z)\.so|ld-linux).*")
    assert {name for name in of_the_system if not of_c.match(name)} - set(known) == set()


def test_what_a_bare_debian_needs_are_packages_that_are_explained() -> None:
    assert set(NEEDED_ON_DEBIAN) <= {*PACKAGES.values(), *XCB_PACKAGES.values()}


def test_off_linux_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert missing_for("xcb") == missing_for("wayland") == []


def test_the_module_imports_no_qt() -> None:
    tree = ast.parse(Path(missing_libraries.__file__).read_text(encoding="utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not [name for name in names if name.startswith("PySide6")]
    code = "import annotator.ui.window.missing_libraries, sys; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
