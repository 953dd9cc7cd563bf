"""Where paragraphs end: indents, room, leading, weight, lists, headings, ends of pages."""

import pytest

from annotator.readers.pdf_layout.layout import lay_out
from tests.readers.pdf_layout.typeset import Sheet, Style, broken, text_width

WORDS = [
    "the",
    "members",
    "of",
    "the",
    "council",
    "met",
    "again",
    "in",
    "the",
    "hall",
    "and",
    "heard",
    "what",
    "all",
    "of",
    "them",
    "had",
    "to",
    "say",
    "of",
    "it",
]


def put(sheet: Sheet, words: list[str], y: float, **style: float) -> float:
    """Put a justified paragraph, and return where the next line stands."""
    how = Style(**{"indent": 0.0, **style})  # type: ignore[arg-type]
    lines = broken(words, how)
    for number, line in enumerate(lines):
        indent = how.indent if number == 0 else 0.0
        room = how.measure - indent - text_width("".join(line), 10)
        blank = room / (len(line) - 1) / 10 if line is not lines[-1] and len(line) > 1 else 0.28
        sheet.line(" ".join(line), how.left + indent, y, 10, blank=blank)
        y -= 12
    return y


def read(*sheets: Sheet, bold: frozenset[int] = frozenset()) -> list[str]:
    return lay_out([sheet.page() for sheet in sheets], bold).text.split("\n")


@pytest.mark.parametrize("sign", ["•", "–", "1.", "(a)", "iv)"])
def test_each_item_of_a_list_is_a_paragraph_and_hangs_from_its_sign(sign: str) -> None:
    sheet, y = Sheet(), 700.0
    for _ in range(3):
        sheet.line(sign, 80, y, 10)
        y = put(sheet, WORDS, y, left=105, measure=275)
    assert read(sheet) == [f"{sign} {' '.join(WORDS)}"] * 3


def test_headings_and_lines_of_an_address_stand_alone() -> None:
    sheet = Sheet()
    lines = ["H.E. Mr. Dennis Francis", "President of the General Assembly", "United Nations", "New York"]
    for number, line in enumerate(lines):
        sheet.line(line, 80, 740 - 12 * number, 10)
    put(sheet, WORDS * 2, 680)
    assert read(sheet) == [*lines, " ".join(WORDS * 2)]


def test_a_heading_of_two_centred_bold_lines_is_one() -> None:
    sheet = Sheet()
    for number, line in enumerate(["Memorandum from the assistant for the security", "of the nation to the president"]):
        sheet.line(line, 230 - text_width(line, 10) / 2, 740 - 12 * number, 10, font=1)
    put(sheet, WORDS * 2, 700)
    heading = "Memorandum from the assistant for the security of the nation to the president"
    assert read(sheet, bold=frozenset([1])) == [heading, " ".join(WORDS * 2)]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    first, last = Sheet(), Sheet()
    lines = broken(WORDS * 3, Style(indent=0))
    full = WORDS[:0]
    for sheet, part in ((first, lines[:3]), (last, lines[3:])):
        y = 700.0
        for line in part:
            room = 300 - text_width("".join(line), 10)
            blank = room / (len(line) - 1) / 10 if line is not lines[-1] else 0.28
            sheet.line(" ".join(line), 80, y, 10, blank=blank)
            y -= 12
            full += line
    put(last, WORDS * 2, y - 10)
    assert read(first, last) == [" ".join(full), " ".join(WORDS * 2)]


def test_lines_that_are_too_long_for_their_column_do_not_widen_it() -> None:
    sheet = Sheet()
    y = put(sheet, WORDS * 4, 700)
    sheet.line("a line that an old program set too long, as it could not divide a word of it", 80, y, 10)
    put(sheet, WORDS * 3, y - 12)
    assert len(read(sheet)) <= 2


def test_each_line_of_a_list_of_contents_stands_alone() -> None:
    sheet, lines = Sheet(), [f"{number} Chapter {'.' * 40} {number + 5}" for number in range(1, 6)]
    for number, line in enumerate(lines):
        sheet.line(line, 80, 700 - 12 * number, 10)
    assert read(sheet) == lines


def test_nothing_is_made_of_nothing() -> None:
    assert read(Sheet()) == [""]
