"""Each file of a bundle is of one part, or the bundle is refused: over made-up bundles, and over the one in `dist/`."""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import UserError
from tests.bundling.made_bundle import ELF, add_wheel, made_bundle, put
from tools.bundling.bundle_files import shipped
from tools.bundling.licences import components as module
from tools.bundling.licences.component import Component
from tools.bundling.licences.components import components

KNOWN = (
    *("_internal/annotator/_seeds/{}.txt", "_internal/python3.11/lib-dynload/{}.so", "_internal/libxcb-{}.so.1"),
    *("_internal/json/{}.pyc",),  # of the standard library
)
UNKNOWN = (
    "_internal/{}.so.2",
    "_internal/other/{}.py",
    "_internal/{}.pyc",
    "_internal/json/{}.so",
    "_internal/nicely_made/{}.so",
    "_internal/made.libs/lib{}.so",
)
NAMES = st.from_regex(r"q[a-z]{2,6}q", fullmatch=True)


def nothing(_: Path) -> frozenset[str]:
    return frozenset()


@given(
    st.lists(st.tuples(st.sampled_from(KNOWN), NAMES)), st.lists(st.tuples(st.sampled_from(UNKNOWN), NAMES), max_size=1)
)
def test_each_file_is_of_one_part_or_the_first_that_is_of_none_is_named(
    known: list[tuple[str, str]], unknown: list[tuple[str, str]]
) -> None:
    with TemporaryDirectory() as folder:
        files = {place.format(name): ELF for place, name in (*known, *unknown)}
        bundle = made_bundle(Path(folder), files)
        if unknown:
            place, name = unknown[0]
            with pytest.raises(UserError, match=r"Nothing says whose .*, so it may not be shipped") as refused:
                components(bundle, nothing)
            assert place.format(name) in str(refused.value)
        else:
            listed = [path for each in components(bundle, nothing) for path in each.files]
            assert sorted(listed) == [file.path for file in shipped(bundle)]


def test_parts_have_their_version_and_the_licence_that_their_metadata_or_the_table_say(tmp_path: Path) -> None:
    bundle = made_bundle(tmp_path, {"_internal/libcrypto-3a0647ea.so.3": ELF + b"\0OpenSSL 3.5.9 29 Sep 2026\0"})
    found = {each.name: each for each in components(bundle, nothing)}
    assert (found["nicely-made"].title(), found["nicely-made"].licence) == ("nicely-made 1.0", "MIT")
    assert found["nicely-made"].purl == "pkg:pypi/nicely-made@1.0" and found["nicely-made"].texts == ("Take it.",)
    assert (found["OpenSSL"].version, found["OpenSSL"].purl) == ("3.5.9", "pkg:generic/openssl@3.5.9")
    assert found["diplomatic-annotator"].licence == "MIT"


def test_what_is_built_into_a_distribution_is_told_by_the_list_that_it_brings(tmp_path: Path) -> None:
    bundle = made_bundle(tmp_path)
    crate = {
        "name": "memchr",
        "version": "2.8.0",
        "purl": "pkg:cargo/memchr@2.8.0",
        "licenses": [{"expression": "MIT"}],
    }
    own = {"name": "with-crates", "version": "1.0"}
    add_wheel(bundle, "with-crates", "MIT", {"with_crates/x.so": ELF}, sboms=json.dumps({"components": [crate, own]}))
    found = [each for each in components(bundle, nothing) if each.within]
    assert [(each.title(), each.within, each.purl) for each in found] == [
        ("memchr 2.8.0", "with-crates", "pkg:cargo/memchr@2.8.0")
    ]


def test_what_is_built_in_without_a_list_is_told_by_the_bytes(tmp_path: Path) -> None:
    bundle = made_bundle(tmp_path)
    source = b"/root/.cargo/registry/src/index-1949cf8c6b5b557f/%s/src/lib.rs\0"
    add_wheel(bundle, "by-rust", "MIT", {"by_rust/x.so": ELF + source % b"aho-corasick-1.1.3"})
    assert [each.title() for each in components(bundle, nothing) if each.within] == ["aho-corasick 1.1.3"]
    add_wheel(bundle, "by-rust", "MIT", {"by_rust/x.so": ELF + source % b"quite-unheard-of-0.3.1"})
    with pytest.raises(UserError, match=r"quite-unheard-of 0\.3\.1 built into it"):
        components(bundle, nothing)


@pytest.mark.parametrize(
    ("licence", "said"),
    [("GPL-3.0-or-later", "can only be had under GPL-3.0-or-later"), ("Freeware-9", "no licence that SPDX knows")],
)
def test_a_bundle_is_refused_for_a_licence_under_which_it_cannot_be_shipped(
    tmp_path: Path, licence: str, said: str
) -> None:
    bundle = made_bundle(tmp_path)
    add_wheel(bundle, "bound", licence, {"bound/x.so": ELF})
    with pytest.raises(UserError, match=said):
        components(bundle, nothing)


def test_readline_is_refused_by_name(tmp_path: Path) -> None:
    bundle = made_bundle(tmp_path, {"_internal/libreadline.so.8": ELF})
    with pytest.raises(UserError, match=r"(readline|Readline).* can only be had under GPL-3.0-or-later"):
        components(bundle, nothing)


@pytest.mark.skipif(sys.platform == "win32", reason="the executable is told by its first bytes, here those of Linux")
def test_modules_in_the_executable_are_of_a_distribution_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = made_bundle(tmp_path, {"annotator": ELF})
    monkeypatch.setattr(module, "_pyinstaller", lambda: Component("PyInstaller", "6", "MIT", "pkg:pypi/pyinstaller@6"))
    modules = frozenset({"nicely_made", "annotator.cli", "json.decoder", "pyimod01_archive"})
    found = {each.name: each for each in components(bundle, lambda _: modules)}
    assert [found[name].modules for name in ("nicely-made", "diplomatic-annotator", "Python", "PyInstaller")] == [
        *(("nicely_made",), ("annotator.cli",), ("json.decoder",), ("pyimod01_archive",))
    ]
    with pytest.raises(UserError, match="whose the module stowaway in the program is"):
        components(bundle, lambda _: frozenset({"stowaway"}))
    add_wheel(bundle, "lesser", "LGPL-3.0-only", {"lesser/__init__.py": b""})
    with pytest.raises(UserError, match="under the LGPL, so it must be possible to replace it"):
        components(bundle, lambda _: frozenset({"lesser"}))


def test_links_may_stay_within_the_bundle_alone(tmp_path: Path) -> None:
    bundle = made_bundle(tmp_path)
    (bundle / "_internal" / "also.so").symlink_to("libffi.so.8")
    listed = [path for each in components(bundle, nothing) for path in each.files]
    assert "_internal/also.so" not in listed
    outside = put(tmp_path, "outside.so", ELF)
    (bundle / "_internal" / "away.so").symlink_to(outside)
    with pytest.raises(UserError, match=r"away\.so leads out of the bundle"):
        components(bundle, nothing)


def test_where_there_is_no_bundle_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no bundle at"):
        components(tmp_path / "none", nothing)


LAYOUTS: dict[str, dict[str, str]] = {
    "Windows": {
        "annotator.exe": "PyInstaller",
        "annotator-window.exe": "PyInstaller",
        "_internal/python311.dll": "Python",
        "_internal/select.pyd": "Python",
        "_internal/base_library.zip": "Python",
        "_internal/VCRUNTIME140_1.dll": "Microsoft Visual C++ runtime",
        "_internal/libcrypto-3.dll": "OpenSSL",
        "_internal/sqlite3.dll": "SQLite",
        "_internal/PySide6/Qt6Core.dll": "Qt",
        "_internal/PySide6/plugins/platforms/qwindows.dll": "Qt",
        "_internal/PySide6/MSVCP140.dll": "Microsoft Visual C++ runtime",
        "_internal/annotator/_resources/help/start.md": "diplomatic-annotator",
    },
    "macOS": {
        "Contents/MacOS/annotator": "PyInstaller",
        "Contents/Info.plist": "diplomatic-annotator",
        "Contents/Resources/annotator.icns": "diplomatic-annotator",
        "Contents/Frameworks/Python.framework/Versions/3.11/Python": "Python",
        "Contents/Frameworks/libssl.3.dylib": "OpenSSL",
        "Contents/Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore": "Qt",
        "Contents/Frameworks/PySide6/Qt/plugins/platforms/libqcocoa.dylib": "Qt",
        "Contents/Frameworks/psycopg_binary/.dylibs/libpq.5.18.dylib": "libpq",
        "Contents/Frameworks/numpy/.dylibs/libgfortran.5.dylib": "GCC runtime library",
        "Contents/Resources/annotator/_resources/codebook.json": "diplomatic-annotator",
    },
}


@pytest.mark.parametrize("system", LAYOUTS)
def test_files_are_known_as_pyinstaller_lays_them_out_on_other_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(module, "_installed_with_python", lambda: frozenset({"select.pyd", "python311.dll"}))
    bootloader = Component("PyInstaller", "6", "MIT", "pkg:pypi/pyinstaller@6")
    monkeypatch.setattr(module, "_pyinstaller", lambda: bootloader)
    code = b"MZ" if system == "Windows" else b"\xcf\xfa\xed\xfe"
    for path in LAYOUTS[system]:
        put(tmp_path, path, b"told" if path.endswith(".plist") else code)
    found = {path: each.name for each in components(tmp_path, nothing) for path in each.files}
    assert found == LAYOUTS[system]
    inside = {each.name for each in components(tmp_path, nothing) if each.within == "Qt"}
    assert {"PCRE2", "double-conversion"} <= inside
    assert ("zlib" in inside) == (system == "Windows") and ("Cocoa platform plugin" in inside) == (system == "macOS")
