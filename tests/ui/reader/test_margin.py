"""The margin: what is said beside a piece is worked out once, and again when something moves."""

import time
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.sentences import Sentence
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import LATIN, mark, view_of

SAID = "France → urges → China"


def _rectangle(sentence: Sentence, top: int = 0) -> QRect:
    return QRect(sentence.left, top + sentence.top, sentence.width, sentence.height)


def _acts(qtbot: Any, size: tuple[int, int] = (1000, 480)) -> ReaderView:
    view = view_of(qtbot, LATIN, [mark("a", (4, 60)), mark("b", (100, 140), key="warning")], size)
    view.set_sentences({"a": SAID, "b": "France → warns → China"})
    QApplication.processEvents()
    return view


def _point_of(view: ReaderView, mark_id: str) -> QPoint:
    assert view._scroll is not None
    for piece, y in view._scroll.visible():
        for each in view.sentences_beside(piece):
            if each.says(mark_id):
                return _rectangle(each, y).translated(view.column_left(), 0).center()
    raise AssertionError(mark_id)


def test_the_sentence_of_the_active_act_is_in_full_ink(qtbot: Any) -> None:
    view = _acts(qtbot)
    place = QRect(_point_of(view, "a") - QPoint(60, 8), _point_of(view, "a") + QPoint(60, 8))

    def darkest() -> int:
        image = view.viewport().grab(place).toImage()
        return min(image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height()))

    before = darkest()
    view.set_active("a")
    assert darkest() < before - 20


def test_a_hundred_thousand_sentences_are_looked_up_for_what_is_in_view(qtbot: Any) -> None:
    text = "\n".join([LATIN.replace("\n", " ")] * 600)
    step = len(text) / 100_000
    marks = [Mark(f"m{n}", "Appeal", "appeal", (_extent(int(n * step)),)) for n in range(100_000)]
    view = view_of(qtbot, text, marks, (1000, 480))
    said = {each.id: f"France → urges → {each.id}" for each in marks}
    view.viewport().grab()
    begun = time.thread_time()
    view.set_sentences(said)
    view.viewport().grab()
    spent = time.thread_time() - begun
    begun = time.thread_time()
    view.update_sentences({"m5": "Egypt → will"})
    view.viewport().grab()
    assert spent < 0.15
    assert time.thread_time() - begun < 0.1


def _extent(start: int) -> Any:
    return mark("", (start, start + 4)).extents[0]
