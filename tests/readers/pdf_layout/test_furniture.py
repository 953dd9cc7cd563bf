"""What runs over pages is taken out and told, and the text is not."""

import pytest

from annotator.readers.pdf_layout.furniture import Dropped, pages_named
from annotator.readers.pdf_layout.layout import lay_out
from tests.readers.pdf_layout.typeset import Sheet

LINES = [
    "The Council shall consist of its members and of nobody",
    "else, and each of them shall have one vote and may not",
    "give it to another, whatever they have agreed on before,",
    "and it shall meet where and when it wants to do so.",
]


def sheets(count: int) -> list[Sheet]:
    """Return pages whose texts differ."""
    made = [Sheet() for _ in range(count)]
    for number, sheet in enumerate(made):
        for line in range(20):
            sheet.line(f"{'abcdefghij'[number]}{LINES[line % 4]}", 80, 700 - 12 * line, 10)
    return made


def dropped(made: list[Sheet]) -> dict[str, str]:
    return {one.kind: one.text for one in lay_out([sheet.page() for sheet in made]).dropped}


@pytest.mark.parametrize("folio", ["{}", "– {} –", "Page {} of 5", "{}/5", "{}."])
def test_numbers_of_pages_go_up_with_them(folio: str) -> None:
    made = sheets(5)
    for number, sheet in enumerate(made):
        sheet.line(folio.format(number + 7), 280, 80, 10)
    layout = lay_out([sheet.page() for sheet in made])
    assert [one.kind for one in layout.dropped] == ["folio"] and folio.format(7) not in layout.text


def test_heads_on_the_outer_side_change_places() -> None:
    made = sheets(4)
    for number, sheet in enumerate(made):
        sheet.line("A/78/PV.9", 80 if number % 2 else 400, 750, 10)
        sheet.line("20/09/2023", 400 if number % 2 else 80, 750, 10)
    assert set(dropped(made)) == {"head"}


def test_a_head_that_is_also_the_title_stays_where_it_is_the_title() -> None:
    made = sheets(3)
    for sheet in made:
        sheet.line("Protection of civilians", 80, 750, 10)
    made[0].line("Protection of civilians", 120, 720, 16)
    layout = lay_out([sheet.page() for sheet in made])
    assert layout.text.count("Protection of civilians") == 1


def test_articles_at_the_head_of_pages_are_text() -> None:
    made = sheets(6)
    for number, sheet in enumerate(made):
        if number in (1, 2):
            sheet.line(f"Article {number + 10}", 250, 720, 10)
    assert dropped(made) == {}


def test_numbers_of_lines_go_also_from_a_page_with_few() -> None:
    made = sheets(2)
    for sheet, numbers in zip(made, (range(4, 20, 5), [4]), strict=True):
        for line in numbers:
            sheet.word(str(line + 1), 60, 700 - 12 * line, 7)
    layout = lay_out([sheet.page() for sheet in made])
    assert {one.kind for one in layout.dropped} == {"line number"} and "15" not in layout.text


def test_a_line_of_the_text_that_comes_again_is_text() -> None:
    made = sheets(4)
    for sheet in made:
        sheet.line("The same words in the middle of pages", 80, 700 - 12 * 20 - 12, 10)
        for line in range(22, 30):
            sheet.line(LINES[line % 4], 80, 700 - 12 * line, 10)
    assert lay_out([sheet.page() for sheet in made]).text.count("The same words") == 4


def test_pages_are_named_in_few_words() -> None:
    assert pages_named((0,)) == "page 1" and pages_named((0, 1, 2, 6)) == "pages 1–3, 7"
    assert pages_named(tuple(range(0, 139, 2))) == "70 pages from 1 to 139"
    assert Dropped("folio", "1", (0,)).pages == (0,)
