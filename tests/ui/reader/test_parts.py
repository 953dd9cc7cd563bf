"""The parts of the active act are framed where they stand, with their names; no lines lead to them."""

from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from annotator.model.span import Extent
from annotator.ui.reader.parts import PartMark, frames_of, name_places, outline
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import ARABIC, LATIN, page_of


def _frames(text: str, *extents: tuple[int, int], width: int = 420) -> list[Any]:
    page = page_of(text, width)
    visible = [(page.shaped(0), 0)]
    return frames_of(visible, PartMark("speaker", tuple(Extent(*each) for each in extents)), page.metrics)


@pytest.mark.parametrize("text", [LATIN, ARABIC])
def test_words_on_one_line_have_a_frame_a_little_outside_them(text: str, qapp: QApplication) -> None:
    (frame,) = _frames(text, (4, 12))
    page = page_of(text)
    ((left, right),) = page.shaped(0).ranges(0, 4, 12)
    assert (frame.box.left(), frame.box.right()) == pytest.approx((left - 2, right + 2))
    assert frame.opens and frame.closes
    line = page.shaped(0).lines[0]
    assert frame.box.top() < line.baseline - page.metrics.ascender
    assert line.baseline < frame.box.bottom() <= line.text_height


def test_over_several_lines_there_are_corners_at_its_ends_and_nothing_between(qapp: QApplication) -> None:
    first, *between, last = _frames(LATIN, (10, 170), width=240)
    assert between and (first.opens, first.closes, last.opens, last.closes) == (True, False, False, True)
    assert all(outline(each).isEmpty() for each in between)
    for each, edge in ((first, first.box.left()), (last, last.box.right())):
        assert not outline(each).isEmpty()
        assert abs(outline(each).boundingRect().center().x() - edge) <= 4


def test_names_of_one_place_are_said_together_and_none_covers_another(qapp: QApplication) -> None:
    metrics = page_of(LATIN).metrics
    frames = {
        name: _frames(LATIN, extent)
        for name, extent in {"to whom": (4, 10), "for whom": (4, 10), "a": (11, 13)}.items()
    }
    named = list(name_places(frames.items(), metrics))
    assert [name for _, name in named] == ["to whom, for whom", "a"]
    assert named[0][0].right() <= named[1][0].left()


def _shown(view: ReaderView) -> QImage:
    return view.viewport().grab().toImage()
