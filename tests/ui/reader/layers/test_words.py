"""The words and the caret."""

from typing import Any

from PySide6.QtWidgets import QWidget

from annotator.model.text import TextIndex
from annotator.ui.reader.style import ReaderStyle
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import LATIN


def test_the_caret_is_dimmer_but_there_when_the_focus_is_elsewhere(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    view, other = ReaderView(window), ReaderView(window)
    view.resize(500, 300)
    other.setGeometry(0, 300, 500, 300)
    view.set_document(TextIndex(LATIN))
    window.resize(500, 600)
    window.show()
    place = view.line_rectangle(0).center()

    def colour() -> str:
        picture = view.viewport().grab().toImage()
        return picture.pixelColor(place * picture.devicePixelRatio()).name().upper()

    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert colour() == ReaderStyle.light().caret
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert colour() not in (ReaderStyle.light().caret, ReaderStyle.light().paper)
