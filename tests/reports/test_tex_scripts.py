"""Runs of scripts: what belongs to one, and that nothing of a text is lost between them."""

import pytest
from hypothesis import given

from annotator.reports.tex_scripts import GREEK, SCRIPTS, SIGNS, script_runs, scripts_in
from tests.reports.samples import ANY_TEXT, ARABIC, CHINESE, HEBREW, RUSSIAN


def runs(text: str) -> list[tuple[str, str]]:
    return [(run.text, run.script.name if run.script else "") for run in script_runs(text)]


@given(ANY_TEXT)
def test_the_runs_of_a_text_are_the_text(text: str) -> None:
    assert "".join(run.text for run in script_runs(text)) == text
    assert {run.script for run in script_runs(text)} - {None} == {*scripts_in([text])}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a وقف 3 إطلاق 4", [("a ", ""), ("وقف 3 إطلاق", "Arabic"), (" 4", "")]),
        (f"{CHINESE}。{HEBREW}", [(f"{CHINESE}。", "CJK"), (HEBREW, "Hebrew")]),
        ("αU και ΣΣ", [("αU ", ""), ("και", "Greek"), (" ΣΣ", "")]),
        (f"{RUSSIAN} ☮ ООН", [(RUSSIAN, "Cyrillic"), (" ☮ ", ""), ("ООН", "Cyrillic")]),
        ("plain", [("plain", "")]),
    ],
)
def test_numbers_and_blanks_within_a_run_belong_to_it_and_other_signs_do_not(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert runs(text) == found


def test_the_scripts_that_need_fonts_are_found_in_their_order() -> None:
    assert [script.name for script in scripts_in(["abc", RUSSIAN, ARABIC])] == ["Arabic", "Cyrillic"]
    assert len({script.name for script in SCRIPTS}) == len(SCRIPTS) and all(script.fonts for script in SCRIPTS)


def test_each_greek_letter_that_stands_alone_is_a_sign() -> None:
    assert all(SIGNS.fullmatch(letter) and GREEK[letter][1:].isalpha() for letter in GREEK)
    assert not SIGNS.search("και")
