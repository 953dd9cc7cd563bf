"""A page without a text."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from annotator.model.text import TextIndex
from annotator.ui.reader.caret import MovementUnit
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import LATIN, mark


def _picture(view: ReaderView) -> QImage:
    return view.grab().toImage()


def test_a_view_without_text_says_what_would_fill_it(qtbot: Any) -> None:
    view = ReaderView()
    qtbot.addWidget(view)
    empty = _picture(view)
    view.set_placeholder("No document is open. Import one with Ctrl+I.")
    assert _picture(view) != empty
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_PageDown):
        QTest.keyClick(view, key)
    view.move(MovementUnit.WORD, 1)
    view.set_marks([mark("m", (0, 4))])
    view.reveal("m")
    assert view.caret == 0
    assert view.selection() is None
    view.set_document(TextIndex(LATIN))
    assert view.hits() is not None
    view.set_document(None)
    assert view.hits() is None
