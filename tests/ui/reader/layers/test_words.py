"""The words and the caret."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from annotator.model.text import TextIndex
from annotator.ui.reader.layers.words import WordsLayer
from annotator.ui.reader.style import ReaderStyle
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.layers.painted import alone
from tests.ui.reader.samples import ALL, LATIN, mark, view_of


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


@pytest.mark.parametrize("focused", [True, False])
def test_a_caret_that_is_not_in_the_window_leaves_nothing_in_the_text(focused: bool, qtbot: Any) -> None:
    view = view_of(qtbot, "\n".join([ALL] * 8), [mark("m", (0, 30), key="warning")], (900, 480))
    if not focused:
        view.clearFocus()
    view.board.scroll(40)
    for pixels in (40, 90, 700, 5000):
        view.board.scroll(pixels)
        if view.board.scene().caret_seen:
            continue
        scene, layer = view.board.scene(), WordsLayer()
        without = replace(scene, shown=replace(scene.shown, caret=-1))
        assert (alone(layer, scene) == alone(layer, without)).all(), "no stub of it, wherever it is"
        accent = QColor(ReaderStyle.light().accent).name()
        image = view.viewport().grab().toImage()
        beside_the_edge = range(4, view.sheet.column_lefts()[0])
        assert not any(
            image.pixelColor(x, y).name() == accent for x in beside_the_edge for y in range(0, image.height(), 2)
        )
    view.set_selection(0, 0)
    assert view.board.scene().caret_seen
