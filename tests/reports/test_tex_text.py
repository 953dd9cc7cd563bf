"""Text for LaTeX: whatever it is, TeX sets it as it is."""

import pytest
from hypothesis import example, given

from annotator.reports.plain_text import clean
from annotator.reports.tex_text import needs_unicode, one_line, scripts_in, tex
from tests.reports.samples import ANY_TEXT, ARABIC, CHINESE, HEBREW, NASTY, RUSSIAN
from tests.reports.tex_checker import check, unescaped


@given(ANY_TEXT)
@example("".join(NASTY))
@example("\\{}")
def test_any_text_can_be_read_back_and_has_nothing_that_tex_would_refuse(text: str) -> None:
    written = tex(text)
    assert unescaped(written) == clean(text)
    check(written)


def test_signs_that_tex_would_set_as_one_are_kept_apart() -> None:
    assert tex("---") == "-{}-{}-" and tex("a,,b") == "a,{},b" and tex("a-b, c") == "a-b, c"


def test_a_bracket_after_the_end_of_a_row_is_no_option() -> None:
    assert tex("[2pt]") == "{[}2pt{]}" and tex("*") == "{*}"


def test_the_name_of_a_coefficient_is_a_symbol_and_greek_words_stay_words() -> None:
    assert tex("α, κ") == r"\ensuremath{\alpha}, \ensuremath{\kappa}" and tex("και") == "και"


@pytest.mark.parametrize(("text", "needs"), [("Krippendorff’s α ≥ 0.8 – “é”", False), (RUSSIAN, True), ("Ħ", True)])
def test_pdflatex_will_do_unless_there_are_letters_that_it_does_not_know(text: str, needs: bool) -> None:
    assert needs_unicode([text]) is needs


def test_runs_of_a_script_are_marked_with_the_numbers_within_and_not_with_those_after() -> None:
    assert tex("a وقف 3 إطلاق 4") == r"a \inArabic{وقف 3 إطلاق} 4"
    assert tex(f"{CHINESE}-{HEBREW}") == rf"\inCJK{{{CHINESE}}}-\inHebrew{{{HEBREW}}}"


def test_the_scripts_that_need_fonts_are_found() -> None:
    assert [script.name for script in scripts_in(["abc", RUSSIAN, ARABIC])] == ["Arabic"]


def test_a_caption_has_no_line_ends() -> None:
    assert one_line("two\nlines\t &") == r"two lines \&"
