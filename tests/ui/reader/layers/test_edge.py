"""Where the keyboard is can be seen, also where no caret is in view."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from annotator.model.text import TextIndex
from annotator.ui.reader.style import ReaderStyle
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import ALL


@pytest.mark.parametrize("text", ["\n".join([ALL] * 8), None])
def test_the_keyboard_is_seen_where_no_caret_is(text: str | None, qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    view, other = ReaderView(), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(view)
    layout.addWidget(other)
    window.resize(640, 480)
    view.set_document(TextIndex(text) if text is not None else None)
    window.show()
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    if text is not None:
        with_caret = _edge(view)
        view.board.scroll(900)
        assert _edge(view) == ReaderStyle.light().accent.lower() != with_caret
    assert _edge(view) == ReaderStyle.light().accent.lower()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert _edge(view) == ReaderStyle.light().paper.lower()


def _edge(view: ReaderView) -> str:
    return view.viewport().grab().toImage().pixelColor(0, 40).name()
