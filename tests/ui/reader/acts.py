"""A view of a text with two acts, and where their sentences stand."""

from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from annotator.acts.saying import SaidWords, Saying, WordKind, of_text
from annotator.ui.reader.sentences import Sentence
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import LATIN, mark, view_of

SAID = Saying((SaidWords("France"), SaidWords("urges", WordKind.VERB), SaidWords("China")))
LONG = Saying(
    (
        SaidWords("The Ministry of Foreign Affairs of France"),
        SaidWords("calls on", WordKind.VERB),
        SaidWords("China, Russia, the United States"),
    )
)


def rectangle_of(sentence: Sentence, top: int = 0) -> QRect:
    """Return where a sentence stands; `top`: the y of its piece."""
    return QRect(sentence.left, top + sentence.top, sentence.width, sentence.height)


def view_of_acts(qtbot: Any, size: tuple[int, int] = (1000, 480)) -> ReaderView:
    """Return a view with two acts, each with its sentence."""
    view = view_of(qtbot, LATIN, [mark("a", (4, 60)), mark("b", (100, 140), key="warning")], size)
    view.board.set_sentences({"a": SAID, "b": of_text("France warns China")})
    QApplication.processEvents()
    return view


def point_of(view: ReaderView, mark_id: str) -> QPoint:
    """Return the middle of the sentence of a mark."""
    assert view.sheet.scroll is not None
    for piece, y in view.sheet.scroll.visible():
        for each in view.sheet.sentences_beside(piece):
            if each.says(mark_id):
                return rectangle_of(each, y).translated(view.sheet.column_lefts()[0], 0).center()
    raise AssertionError(mark_id)
