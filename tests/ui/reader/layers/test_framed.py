"""The parts of the active act are framed on the page."""

from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from annotator.model.span import Extent
from annotator.ui.reader.parts import PartMark, frames_of
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.layers.painted import pixels
from tests.ui.reader.samples import ARABIC, CHINESE, LATIN, mark, view_of
from tests.ui.reader.screens import mask_of


def _shown(view: ReaderView) -> QImage:
    return view.viewport().grab().toImage()


def test_they_are_framed_for_the_active_act_and_gone_with_it(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("a", (4, 60)), mark("b", (70, 90))], (900, 400))
    view.set_active("a")
    plain = _shown(view)
    view.board.set_parts([PartMark("speaker", (Extent(4, 20),))])
    assert _shown(view) != plain
    view.set_active("b")
    other = _shown(view)
    view.board.set_parts([])
    assert _shown(view) == other


@pytest.mark.parametrize("text", [LATIN, ARABIC * 3, CHINESE * 3])
def test_no_line_leads_through_the_words_from_part_to_part(text: str, qtbot: Any) -> None:
    view = view_of(qtbot, text, [mark("a", (4, 60))], (900, 400))
    view.set_active("a")
    plain = pixels(_shown(view))
    parts = [PartMark("speaker", (Extent(0, 3),)), PartMark("addressee", (Extent(70, 75), Extent(110, 113)))]
    view.board.set_parts(parts)
    changed, ratio = (pixels(_shown(view)) != plain).any(axis=2), view.devicePixelRatioF()
    assert changed.any()
    left, scene, metrics = view.sheet.column_lefts()[0], view.board.scene(), view.sheet.metrics
    visible = [(seen.piece, seen.y) for seen in scene.pieces]
    for part in parts:
        for frame in frames_of(visible, part, metrics):
            box = frame.box.translated(left, 0)
            # The name of the part stands across the upper edge, at most as long as its letters are wide.
            name = metrics.role_width("speaker, addressee") + 20
            top, bottom = round(box.top()) - metrics.role_height(), round(box.bottom()) + 3
            place = QRect(round(box.left()) - 3 - name, top, round(box.width()) + 2 * (3 + name), bottom - top)
            changed &= ~mask_of([place], changed.shape, ratio)
    assert not changed.any(), "between the frames the words are as they were"
