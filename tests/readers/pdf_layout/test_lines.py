"""Lines as text: blanks, letter-spaced words, ligatures, hyphens, marks, cells."""

import pytest

from annotator.readers.pdf_layout.lines import HYPHEN, MARK, MARK_END, line_of
from annotator.readers.pdf_layout.rows import rows_of
from annotator.readers.pdf_layout.words import words_of
from tests.readers.pdf_layout.typeset import Sheet


def text_of(sheet: Sheet) -> str:
    (row,) = rows_of(words_of([sheet.page()])[0])
    return line_of(row.words, 0).text


@pytest.mark.parametrize("spacing", [0.15, 0.3, 0.6])
def test_letter_spaced_words_are_closed(spacing: float) -> None:
    sheet, x = Sheet(), 80.0
    for word in ["STATEMENT", "BY", "THE", "MINISTER"]:
        x = sheet.word(word, x, 700, 12, spacing=spacing) + (0.28 + 2 * spacing) * 12
    assert text_of(sheet) == "STATEMENT BY THE MINISTER"


def test_single_letters_and_digits_are_words() -> None:
    sheet = Sheet()
    sheet.line("J. F. K. and I saw 1 2 3 4 5", 80, 700, 12)
    assert text_of(sheet) == "J. F. K. and I saw 1 2 3 4 5"


def test_ligatures_become_letters() -> None:
    sheet = Sheet()
    sheet.line("eﬀective oﬃces ﬁnd ﬂuﬀ", 80, 700, 12)
    assert text_of(sheet) == "effective offices find fluff"


@pytest.mark.parametrize("sign", ["-", "\x02", "\ufffe", "\u00ad", "\u2010"])
def test_a_hyphen_at_the_end_is_marked_as_such(sign: str) -> None:
    sheet = Sheet()
    sheet.line(f"the General Assem{sign}", 80, 700, 12)
    assert text_of(sheet) == f"the General Assem{HYPHEN}"


def test_a_dash_at_the_end_is_none() -> None:
    sheet = Sheet()
    sheet.line("we met — and then —", 80, 700, 12)
    assert text_of(sheet) == "we met — and then —"


def test_raised_numbers_are_marks_and_raised_letters_are_not() -> None:
    sheet = Sheet()
    end = sheet.line("on the 1", 80, 700, 10)
    end = sheet.word("st", end, 704, 6)
    end = sheet.line("of May", end + 3, 700, 10)
    sheet.word("12", end, 704, 6)
    assert text_of(sheet) == f"on the 1st of May{MARK}12{MARK_END}"


def test_chinese_has_no_blanks_where_it_is_set_wide() -> None:
    sheet, x = Sheet(), 80.0
    for char in "安全理事会2023年决定":
        x = sheet.word(char, x, 700, 12) + 0.2 * 12
    assert text_of(sheet).replace(" ", "") == "安全理事会2023年决定" and "安全理事会2" in text_of(sheet)


def test_pieces_far_apart_are_parted_by_a_tab() -> None:
    sheet = Sheet()
    sheet.line("For the Government", 80, 700, 10)
    sheet.line("For the Council", 350, 700, 10)
    assert text_of(sheet) == "For the Government\tFor the Council"
