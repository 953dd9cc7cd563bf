"""The window keeps to the text while heights are still being found out."""

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.span import Extent
from annotator.ui.reader.scroll import Scroll
from tests.ui.reader.samples import ALL, mark, page_of

_LONG = "\n".join([ALL] * 12)


@pytest.fixture
def scroll(qapp: QApplication) -> Scroll:
    marks = [mark(f"m{start}", (start, start + 40)) for start in range(0, len(_LONG) - 40, 97)]
    found = Scroll(page_of(_LONG, marks=marks), 36)
    found.height = 400
    found.settle()
    return found


def test_scrolling_down_and_up_comes_back_to_the_same_pixel(scroll: Scroll) -> None:
    scroll.go_to(3000)
    before = scroll.piece, scroll.offset
    assert sum(scroll.by(53) for _ in range(80)) == 80 * 53
    assert sum(scroll.by(-53) for _ in range(80)) == -80 * 53
    assert (scroll.piece, scroll.offset) == before


def test_the_page_cannot_be_left_at_either_end(scroll: Scroll) -> None:
    assert scroll.by(-500) == 0
    assert scroll.value == 0
    for _ in range(3):
        scroll.go_to(10**9)
    assert scroll.value == scroll.maximum
    piece, y = scroll.visible()[-1]
    assert piece.number == len(scroll.page.pieces) - 1
    assert y + piece.height + scroll.margin == scroll.height
    assert scroll.by(500) == 0


def test_a_short_text_stands_at_the_top(qapp: QApplication) -> None:
    scroll = Scroll(page_of("Short."), 36)
    scroll.height = 400
    scroll.go_to(500)
    assert scroll.visible()[0][1] == 36
    assert scroll.maximum == 0


@pytest.mark.parametrize("share", [0.0, 0.3, 0.77, 1.0])
def test_revealing_brings_a_range_into_view_and_then_rests(scroll: Scroll, share: float) -> None:
    start = int((len(_LONG) - 30) * share)
    scroll.go_to(2000)
    scroll.reveal(Extent(start, start + 30))
    place = scroll.place_of(start)
    assert place is not None
    assert 0 <= place[0] < scroll.height
    assert not scroll.reveal(Extent(start, start + 30))


def test_following_the_caret_moves_no_further_than_needed(scroll: Scroll) -> None:
    scroll.go_to(2000)
    piece, _ = scroll.visible()[1]
    assert not scroll.follow(piece.start)
    assert scroll.follow(0)
    assert scroll.piece == 0
