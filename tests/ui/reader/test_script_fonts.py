"""Every script of Unicode is in the table once, with a package that has its letters, and told where it is missing."""

import shutil
import subprocess
from collections import Counter

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.script_fonts import (
    CJK,
    CORE,
    EMOJI,
    PACKAGE_OF,
    PACKAGES,
    UNIFONT,
    letters_of,
    scripts_not_shown,
    sentence,
)

_NO_SCRIPTS = {"COMMON", "INHERITED", "UNKNOWN", "KATAKANAORHIRAGANA"}
_ALL = "".join(chr(number) for number in range(0x110000) if not 0xD800 <= number < 0xE000)
_SOME = {
    script: "".join(regex.findall(rf"[\p{{Script={script}}}&&[\p{{L}}\p{{N}}\p{{S}}]]", _ALL, regex.V1)[:40])
    for script in ("Arabic", "Han", "Devanagari", "Hebrew", "Thai", "Cyrillic", "Greek", "Hangul", "Kawi", "Garay")
} | {"Emoji": "🙂🕊🚀🇫", "Signs": "∑→♭⟦"}


def in_short(name: str) -> str:
    return name.replace(" ", "").upper()


def test_every_script_of_unicode_stands_in_the_table_once() -> None:
    values = vars(regex._regex_core)["PROPERTIES"]["SCRIPT"][1]
    of_unicode = {
        min((name for name in values if values[name] == number), key=lambda name: -len(name))
        for number in set(values.values())
    }
    counts = Counter(in_short(script) for scripts in PACKAGES.values() for script in scripts)
    assert set(counts.values()) == {1}
    assert {values[name] for name in counts} == {values[name] for name in of_unicode - _NO_SCRIPTS}


def test_every_package_is_one_of_debian() -> None:
    assert set(PACKAGE_OF.values()) - {""} == {CORE, CJK, EMOJI, UNIFONT}

    def known(package: str) -> bytes:
        return subprocess.run(["apt-cache", "show", package], capture_output=True).stdout

    if shutil.which("apt-cache") is None or not known("libc6"):
        pytest.skip("needs apt-cache with lists of packages")
    assert [package for package in (CORE, CJK, EMOJI, UNIFONT) if not known(package)] == []


@pytest.mark.parametrize("package", [CORE, CJK])
def test_a_package_has_most_letters_of_each_script_for_which_it_is_named(package: str) -> None:
    listed = shutil.which("dpkg") and subprocess.run(["dpkg", "-L", package], capture_output=True, text=True).stdout
    fonts = [line for line in (listed or "").splitlines() if line.endswith((".ttf", ".ttc", ".otf"))]
    if not fonts or shutil.which("fc-query") is None:
        pytest.skip(f"needs {package} and fc-query (fontconfig)")
    said = subprocess.run(["fc-query", "-f", "%{charset}\n", *fonts], capture_output=True, text=True, check=True).stdout
    ranges = [tuple(int(end, 16) for end in each.split("-")) for each in said.split()]
    has = {number for each in ranges for number in range(each[0], each[-1] + 1)}
    few = []
    for script in PACKAGES[package]:
        letters = letters_of("".join(regex.findall(rf"\p{{Script={script}}}", _ALL)))
        # Han is more than any font has: what is written is in the first block.
        letters = letters if script not in ("Han", "Hiragana", "Egyptian Hieroglyphs") else letters[:80]
        if 2 * sum(ord(letter) in has for letter in letters) <= len(letters):
            few.append(script)
    assert few == []


@given(st.sets(st.sampled_from(sorted(_SOME)), min_size=1), st.data())
def test_what_is_not_shown_is_told_and_nothing_else(there: set[str], data: st.DataObject) -> None:
    lacking = data.draw(st.sets(st.sampled_from(sorted(there))))
    text = " ".join(["plain words", *(_SOME[script] for script in sorted(there))])
    missing = set().union(*(_SOME[script] for script in lacking))
    found = scripts_not_shown(letters_of(text), lambda letter: letter not in missing)
    assert set(found) == lacking
    for platform in ("linux", "win32", "darwin"):
        said = sentence(found, platform) if found else ""
        assert (found == ()) or ("nothing is lost" in said and "\n" not in said)
        packages = {PACKAGE_OF[script] for script in found} - {""}
        assert {package for package in (CORE, CJK, EMOJI, UNIFONT) if f" {package} " in said} == (
            packages if platform == "linux" else set()
        )


@given(st.text())
def test_of_a_text_whose_letters_are_all_shown_nothing_is_said(text: str) -> None:
    assert scripts_not_shown(letters_of(text), lambda letter: True) == ()


@given(st.text())
def test_of_any_text_scripts_are_told_by_their_names_in_the_table(text: str) -> None:
    found = scripts_not_shown(letters_of(text), lambda letter: False)
    assert set(found) <= set(PACKAGE_OF)
    assert bool(found) == bool(letters_of(text))


def test_a_rare_letter_in_a_script_that_has_a_font_is_no_reason_to_install_it() -> None:
    letters = letters_of("和平谈判\U00020000")
    assert scripts_not_shown(letters, lambda letter: letter < "\U00020000") == ()
