"""A rail stands beside the lines of each long mark, and as few as there are side by side."""

from itertools import combinations

from PySide6.QtWidgets import QApplication

from annotator.model.codebook import Cue
from annotator.ui.reader.rails import Rail, rail_lines, rails_of
from tests.ui.reader.samples import LATIN, mark, page_of

TEXT = LATIN.replace("\n", " ") * 3


def test_a_rail_reaches_from_the_first_line_of_a_long_mark_to_its_last_and_a_short_one_has_none(
    qapp: QApplication,
) -> None:
    page = page_of(TEXT, 572, [mark("long", (80, 700)), mark("short", (90, 300))])
    piece = page.shaped(0)
    (rail,) = rails_of(piece)
    first, last = piece.lines[piece.line_at(80)], piece.lines[piece.line_at(699)]
    assert (rail.mark.id, rail.top, rail.bottom) == ("long", first.top, last.top + last.text_height)
    assert rails_of(piece) == [rail]
    page.update_marks([], ["long"])
    assert rails_of(page.shaped(0)) == []


def test_rails_of_marks_that_overlap_stand_beside_each_other(qapp: QApplication) -> None:
    page = page_of(TEXT, 572, [mark(f"m{at}", (at * 30, at * 30 + 500)) for at in range(6)])
    rails = rails_of(page.shaped(0))
    assert 1 < len(rails) <= 3, "beyond that the gutter would be full"
    assert all(one.place != other.place for one, other in combinations(rails, 2))


def test_it_stands_before_the_text_in_the_labels_cue_whichever_way_that_runs() -> None:
    rail = Rail(mark("m", (0, 900)), 0, 90, 1)
    assert list(rail_lines(rail, Cue.DOUBLE, 572, False)) == [(-18, 1), (-16, 1)]
    for cue in Cue:
        for (x, width), (mirrored, same) in zip(
            rail_lines(rail, cue, 572, False), rail_lines(rail, cue, 572, True), strict=True
        ):
            assert x + width <= 0 and mirrored >= 572 and width == same and mirrored + width == 572 - x
