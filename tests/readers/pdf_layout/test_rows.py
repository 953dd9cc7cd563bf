"""Words to rows: baselines, raised marks, initials, what is printed twice, drawn bullets."""

from random import Random

from annotator.readers.pdf_layout.layout import lay_out
from annotator.readers.pdf_layout.lines import line_of
from annotator.readers.pdf_layout.rows import rows_of, with_dots
from annotator.readers.pdf_layout.words import words_of
from tests.readers.pdf_layout.typeset import Sheet


def texts(sheet: Sheet) -> list[str]:
    return [line_of(row.words, 0).text for row in rows_of(words_of([sheet.page()])[0])]


def test_rows_go_from_top_to_bottom_and_words_from_left_to_right() -> None:
    sheet, lines = Sheet(), ["The first row of a page", "and the second one", "and the third"]
    words = [
        (word, 80 + 60 * place, 700 - 13 * index)
        for index, line in enumerate(lines)
        for place, word in enumerate(line.split())
    ]
    Random(1).shuffle(words)
    for word, x, y in words:
        sheet.word(word, x, y, 10)
    assert texts(sheet) == lines


def test_a_raised_mark_stands_in_the_row_that_it_touches() -> None:
    sheet = Sheet()
    end = sheet.line("the Security Council", 80, 700, 10)
    sheet.word("3", end, 704, 6)
    sheet.line("met on Monday.", end + 8, 700, 10)
    (row,) = rows_of(words_of([sheet.page()])[0])
    assert [word.raised for word in row.words] == [0, 0, 0, 1, 0, 0, 0]


def test_small_lines_below_large_ones_stay_rows_of_their_own() -> None:
    sheet = Sheet()
    sheet.line("A heading of large type", 80, 700, 20)
    sheet.line("and a line of small type below it", 80, 680, 8)
    assert texts(sheet) == ["A heading of large type", "and a line of small type below it"]


def test_an_initial_begins_the_row_at_its_top() -> None:
    sheet = Sheet()
    sheet.line("The row above is as wide as the others are.", 80, 712, 10)
    sheet.word("I", 80, 688, 26)
    sheet.line("would like to begin by saying that we", 96, 700, 10)
    sheet.line("support the priorities of the term", 96, 688, 10)
    sheet.line("and say a word of gratitude to all of", 80, 676, 10)
    assert texts(sheet)[1:3] == ["I would like to begin by saying that we", "support the priorities of the term"]


def test_what_is_printed_twice_to_look_bold_is_read_once() -> None:
    sheet = Sheet()
    for shift in (0, 0.3):
        sheet.line("Bold words", 80 + shift, 700, 10)
    assert texts(sheet) == ["Bold words"]


def test_a_drawing_before_a_line_is_a_bullet() -> None:
    sheet = Sheet()
    sheet.line("Water is shared by four states.", 100, 700, 10)
    sheet.line("Nobody has to give up what is hers.", 100, 686, 10)
    rows = rows_of(words_of([sheet.page()])[0])
    with_dots(rows, [(90, 701, 94, 705), (90, 701, 94, 705), (90, 687, 94, 691), (300, 300, 304, 304)])
    assert [line_of(row.words, 0).text[:7] for row in rows] == ["• Water", "• Nobod"]
    assert lay_out([sheet.page()]).text.count("•") == 0
