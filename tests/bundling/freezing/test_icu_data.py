"""ICU's data without what Qt never asks for: what stays is the same, and Qt sorts and converts as before."""

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest
from elftools.elf.elffile import ELFFile
from hypothesis import given
from hypothesis import strategies as st

from tools.bundling.freezing import icu_data
from tools.bundling.freezing.icu_data import UNASKED, header_of, packed, trim, unpacked

HEADER = struct.pack("<HBB", 32, 0xDA, 0x27) + bytes(8) + b"CmnD" + bytes(16)
NAMES = st.from_regex(r"icudt[0-9]{2}l/([a-z]{2,8}/)?[a-z_]{1,8}\.res", fullmatch=True)
needs_linux = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("objcopy") or not shutil.which("ld"),
    reason="libraries are written by binutils, on Linux",
)


@given(st.dictionaries(NAMES, st.binary(max_size=64), min_size=1, max_size=12))
def test_what_is_packed_comes_out_again_with_gaps_filled(files: dict[str, bytes]) -> None:
    package = packed(files, HEADER, lambda name: True)
    found = unpacked(package)
    assert [*found] == sorted(files) and header_of(package) == HEADER
    for name, content in files.items():
        assert found[name].startswith(content) and len(found[name]) - len(content) < 16


@given(st.dictionaries(NAMES, st.binary(max_size=64), min_size=1, max_size=12))
def test_of_what_is_unasked_nothing_stays_and_the_rest_is_not_changed(files: dict[str, bytes]) -> None:
    every, found = unpacked(packed(files, HEADER, lambda name: True)), unpacked(packed(files, HEADER))
    asked = {name for name in every if not {*name.split("/")} & UNASKED and not is_of_a_locale(name)}
    assert found == {name: content for name, content in every.items() if name in asked}


def is_of_a_locale(name: str) -> bool:
    """Whether a file in the root of the package is called by a language."""
    _, *folders, file = name.split("/")
    language, mark, more = file.removesuffix(".res").partition("_")
    return not folders and len(language) in (2, 3) and bool(more or not mark) and not file.startswith("res_index")


@needs_linux
def test_what_is_no_language_in_the_root_stays() -> None:
    with library().open("rb") as file:
        _, package = icu_data._package_in(ELFFile(file))
    there = unpacked(package)
    gone = {name.split("/")[1] for name in there.keys() - unpacked(packed(there, header_of(package))).keys()} - UNASKED
    assert {"de.res", "zh_Hant_HK.res", "sr_Latn_BA.res"} <= gone
    assert not any(
        name.endswith((".cnv", ".icu")) or name in ("root.res", "pool.res", "res_index.res") for name in gone
    )


def test_what_is_no_package_is_refused() -> None:
    with pytest.raises(ValueError, match="no package of ICU"):
        unpacked(bytes(64))


def library() -> Path:
    """Return the library of ICU's data that Qt came with."""
    found = sorted(Path(PySide6.__file__).parent.glob("Qt/lib/libicudata.so.*"))
    if not found:
        pytest.skip("Qt came without ICU")
    return found[0]


@needs_linux
def test_the_one_that_qt_brings_is_packed_to_the_same_bytes_by_these_functions() -> None:
    with library().open("rb") as file:
        _, package = icu_data._package_in(ELFFile(file))
    assert packed(unpacked(package), header_of(package), lambda name: True) == package


ASKS = """
from PySide6.QtCore import QCollator, QLocale, QStringConverter, QStringDecoder
words = ["z", "ä", "a", "b", "Ö", "o", "č", "c", "中", "一", "ا", "ك", "が", "한", "д", "Straße", "ll", "10", "9"]
for locale in QLocale.matchingLocales(QLocale.AnyLanguage, QLocale.AnyScript, QLocale.AnyTerritory):
    print(locale.name(), sorted(words, key=QCollator(locale).sortKey), locale.toLower("IİX"), locale.toUpper("ßei"))
print([(name, QStringDecoder(name).isValid()) for name in QStringConverter.availableCodecs()])
"""


@needs_linux
def test_qt_sorts_converts_and_changes_case_with_a_trimmed_one_as_with_its_own(tmp_path: Path) -> None:
    shutil.copy(library(), tmp_path / library().name)
    saved = trim(tmp_path / library().name)
    assert saved > 20e6
    answers = []
    for extra in ({}, {"LD_PRELOAD": str(tmp_path / library().name)}):
        done = subprocess.run(
            [sys.executable, "-c", ASKS], env={**os.environ, **extra}, capture_output=True, text=True, check=True
        )
        answers.append((done.stdout, done.stderr))
    assert answers[0] == answers[1] and answers[0][1] == ""
