"""Text for LaTeX: whatever it is, TeX sets it as it is."""

import pytest
from hypothesis import example, given

from annotator.reports.tex_text import has_odd_letters, one_line, tex
from tests.reports.samples import ANY_TEXT, ARABIC, CHINESE, HEBREW, NASTY, RUSSIAN
from tests.reports.tex_checker import check, seen, unescaped


@given(ANY_TEXT)
@example("".join(NASTY))
@example("\\{}")
def test_any_text_can_be_read_back_and_has_nothing_that_tex_would_refuse(text: str) -> None:
    written = tex(text)
    assert unescaped(written) == seen(text)
    check(written)


def test_signs_that_tex_would_set_as_one_are_kept_apart() -> None:
    assert tex("---") == "-{}-{}-" and tex("a,,b") == "a,{},b" and tex("a-b, c") == "a-b, c"


def test_a_hyphen_between_digits_does_not_break() -> None:
    assert tex("1-2") == r"1\mbox{-}2" and tex("a-2") == "a-2"


def test_a_bracket_after_the_end_of_a_row_is_no_option() -> None:
    assert tex("[2pt]") == "{[}2pt{]}" and tex("*") == "{*}"


def test_the_name_of_a_coefficient_is_a_symbol_beside_latin_letters_too_and_greek_words_stay_words() -> None:
    assert tex("α, κ") == r"\ensuremath{\alpha}, \ensuremath{\kappa}"
    assert tex("uα") == r"u\ensuremath{\alpha}" and tex("ΣΣ p") == r"\ensuremath{\Sigma}\ensuremath{\Sigma} p"
    assert tex("και α") == r"\inGreek{και} \ensuremath{\alpha}"


@pytest.mark.parametrize(
    ("letter", "written"),
    [
        ("ḥ", r"\letter{\d{h}}{ḥ}{1E25}"),
        ("ǭ", r"\letter{\k{\={o}}}{ǭ}{01ED}"),
        ("Ħ", r"\letter{\unset{U+0126}}{Ħ}{0126}"),
        ("☮", r"\letter{\unset{U+262E}}{☮}{262E}"),
        ("q\u0323", "\\letter{\\d{q}}{q\u0323}{0323}"),
    ],
)
def test_a_letter_that_pdflatex_lacks_is_written_with_accents_where_it_has_any_and_else_as_its_number(
    letter: str, written: str
) -> None:
    assert tex(letter) == written and has_odd_letters(["a", letter])


def test_usual_letters_of_europe_need_nothing_and_what_cannot_be_seen_is_left_out() -> None:
    assert not has_odd_letters(["Krippendorff’s α ≥ 0.8 – “éàßøłżğ”", ARABIC, CHINESE, RUSSIAN])
    assert tex("a\u2068b\u2069\u200d") == "ab" and tex("a\u200bb") == r"a\allowbreak{}b"


def test_runs_of_a_script_are_marked_and_break_between_letters_where_words_have_no_blanks() -> None:
    assert tex("a وقف 3 إطلاق 4") == r"a \inArabic{وقف 3 إطلاق} 4"
    assert tex(f"{CHINESE[:3]}-{HEBREW}") == r"\inCJK{联\allowbreak{}合\allowbreak{}国}-" + rf"\inHebrew{{{HEBREW}}}"


def test_a_caption_has_no_line_ends() -> None:
    assert one_line("two\nlines\t &") == r"two lines \&"
