"""The parts of the active act are framed on the page."""

from typing import Any

from PySide6.QtGui import QImage

from annotator.model.span import Extent
from annotator.ui.reader.parts import PartMark
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import LATIN, mark, view_of


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
