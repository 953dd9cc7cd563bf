"""Before the text stand the numbers of paragraphs and where the pages of the source begin."""

from PySide6.QtWidgets import QApplication

from annotator.ui.reader.gutter import pages_in
from annotator.ui.reader.pieces import LONGEST, Pieces
from tests.ui.reader.samples import LATIN, page_of


def test_paragraphs_are_numbered_and_blank_lines_and_parts_of_one_are_not(qapp: QApplication) -> None:
    text = f"One.\n\nTwo.\n   \n{'three ' * LONGEST}\nFour."
    pieces = Pieces(text)
    numbers = {text[slice(*pieces.extent(at))][:5].strip(): pieces.paragraph(at) for at in range(len(pieces))}
    assert numbers.pop("") in (1, 2)
    assert numbers == {"One.": 1, "Two.": 2, "three": 3, "Four.": 4}
    assert Pieces("").paragraph(0) == 1


def test_each_page_is_said_where_it_begins_and_once(qapp: QApplication) -> None:
    text = "\n".join([LATIN.replace("\n", " ")] * 4)
    page, starts = page_of(text), (40, 50, 700, len(text) - 1)
    found = [one for number in range(len(page.pieces)) for one in pages_in(page.shaped(number), starts)]
    assert found == [(start, f"p. {number}") for number, start in enumerate(starts, 2)]
