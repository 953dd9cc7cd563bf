"""The head stands above the text as a part of the page, and what is in it can be clicked."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.document_head import SetHead
from annotator.ui.reader.head_facts import DocumentHead, HeadFact
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.style import ReaderStyle
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import ARABIC, LATIN, mark, send_mouse, view_of
from tests.ui.reader.screens import logical

TITLE = "Joint Communiqué on Ukraine and the Safety of Nuclear Facilities"
HEAD = DocumentHead(
    TITLE,
    (HeadFact("joint communiqué"), HeadFact("no date"), HeadFact("add", "date")),
    (HeadFact("English"), HeadFact("467 words"), HeadFact("details", "")),
)
LONG = "\n".join([LATIN] * 12)


def _set(head: DocumentHead = HEAD, width: int = 572, leftwards: bool = False, whole: Any = ()) -> SetHead:
    return SetHead(head, whole, Metrics(ReaderStyle.light()), width, leftwards)


def test_a_title_of_more_than_eighty_characters_is_set_smaller(qapp: QApplication) -> None:
    assert _set(DocumentHead("x" * 5)).title_bottom - _set(DocumentHead("x " * 41)).title_bottom == 4 - 28
    assert _set(width=300).height > _set().height, "nothing of a title is cut"


@pytest.mark.parametrize("leftwards", [False, True])
def test_what_leads_on_is_found_where_it_stands_and_nowhere_else(leftwards: bool, qapp: QApplication) -> None:
    found = _set(leftwards=leftwards)
    seen = {found.link_at(QPointF(x, y)) for x in range(0, 572, 2) for y in range(found.title_bottom, found.height, 2)}
    assert seen == {None, "date", ""}
    assert all(found.link_at(QPointF(x, 20)) is None for x in range(0, 572, 5))


def test_codes_of_the_whole_document_stand_beneath_side_by_side(qapp: QApplication) -> None:
    whole = [mark(f"m{at}") for at in range(20)]
    found = _set(whole=whole)
    places = [found.place_of(each.id) for each in whole]
    assert all(found.mark_at(place.center().toPointF()) == each for place, each in zip(places, whole, strict=True))
    assert all(place.left() >= 0 and place.right() <= 572 and place.bottom() < found.height for place in places)
    assert all(not one.intersects(other) for at, one in enumerate(places) for other in places[:at])
    assert found.place_of("unknown").isEmpty()


def _click(view: ReaderView, point: QPointF) -> None:
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        send_mouse(view, kind, point.toPoint())


def test_it_scrolls_away_and_then_the_bar_says_the_title_and_the_paragraph(qtbot: Any) -> None:
    view = view_of(qtbot, LONG, size=(960, 480))
    view.set_head(HEAD)
    view.bars.page_bar.set_place(5, 11)
    assert view.bars.page_bar.shown == ("", "", "5 of 11")
    first = view.line_rectangle(0).top()
    assert first > 100, "the head stands above the text"
    view.board.scroll(60)
    assert view.line_rectangle(0).top() == first - 60
    view.reveal_range(len(LONG) - 5, len(LONG) - 1)
    title, paragraph, place = view.bars.page_bar.shown
    assert (title, place) == (TITLE, "5 of 11") and paragraph.startswith("¶ ") and int(paragraph[2:]) > 10
    view.set_selection(0, 0)
    assert view.bars.page_bar.shown == ("", "", "5 of 11"), "with the first line the head is seen again"


def test_how_far_the_coder_is_stands_in_it_and_is_gone_with_the_document(qtbot: Any) -> None:
    view = view_of(qtbot, LONG, size=(960, 480))
    view.set_head(HEAD)
    before = logical(view.viewport().grab().toImage())
    view.board.set_state("◐ begun")
    begun = logical(view.viewport().grab().toImage())
    assert begun != before
    view.set_head(HEAD)
    assert logical(view.viewport().grab().toImage()) == begun, "what is known anew does not forget it"
    view.board.set_state("")
    assert logical(view.viewport().grab().toImage()) == before


def test_beside_arabic_it_stands_at_the_right(qtbot: Any) -> None:
    view = view_of(qtbot, "\n".join([ARABIC] * 9), size=(960, 480))
    empty = logical(view.viewport().grab().toImage())
    view.set_head(DocumentHead("بيان"))
    image, place = logical(view.viewport().grab().toImage()), view.sheet.across()
    assert image != empty
    row = range(0, view.sheet.head.title_bottom)  # type: ignore[union-attr]
    paper = ReaderStyle.light().paper.lower()
    seen = [
        x for x in range(place.left, place.left + place.measure) for y in row if image.pixelColor(x, y).name() != paper
    ]
    assert min(seen) > place.left + place.measure - 120
