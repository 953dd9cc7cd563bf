"""The margin: what is said beside a piece is worked out once, and again when something moves."""

import time
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotator.acts.saying import of_text
from annotator.ui.reader.column_placement import Across
from annotator.ui.reader.margin import Margin
from annotator.ui.reader.spanindex import Mark
from tests.ui.reader.acts import LONG, SAID, point_of, view_of_acts
from tests.ui.reader.samples import LATIN, mark, page_of, view_of


def test_the_sentence_of_the_active_act_is_in_full_ink(qtbot: Any) -> None:
    view = view_of_acts(qtbot)
    place = QRect(point_of(view, "a") - QPoint(100, 8), point_of(view, "a") + QPoint(100, 8))

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
    said = {each.id: of_text(f"France urges {each.id}") for each in marks}
    view.viewport().grab()
    begun = time.thread_time()
    view.set_sentences(said)
    view.viewport().grab()
    spent = time.thread_time() - begun
    begun = time.thread_time()
    view.update_sentences({"m5": of_text("Egypt will")})
    view.viewport().grab()
    assert spent < 0.15
    assert time.thread_time() - begun < 0.1


def _extent(start: int) -> Any:
    return mark("", (start, start + 4)).extents[0]


def test_what_is_said_is_changed_by_parts(qapp: QApplication) -> None:
    margin = Margin()
    one, two, three = map(of_text, ("one", "two", "three"))
    margin.put({"a": one, "b": two})
    margin.change({"a": two, "b": None, "c": three, "never said": None})
    assert dict(margin.said) == {"a": two, "c": three}
    seen = margin.said
    margin.change({"a": one})
    assert seen["a"] == one, "it is a view, no copy"
    margin.put({})
    assert dict(margin.said) == {}


def test_the_sentences_of_a_piece_are_worked_out_once_until_something_moves(qapp: QApplication) -> None:
    page, margin = page_of(LATIN, marks=[mark("a", (4, 60))]), Margin()
    piece, place = page.shaped(0), Across(72, 420, 72, 216)
    margin.put({"a": SAID})
    first = margin.of(piece, page.metrics, place)
    assert [each.saying for each in first] == [SAID]
    assert margin.of(piece, page.metrics, place) is first
    assert margin.of(piece, page.metrics, place._replace(margin=130)) != first
    margin.change({"a": LONG})
    assert [each.saying for each in margin.of(piece, page.metrics, place)] == [LONG]
    page.update_marks([mark("a", (100, 130))], [])
    assert margin.of(page.shaped(0), page.metrics, place)[0].top > first[0].top


def test_only_sentences_that_meet_what_is_painted_are_painted(qapp: QApplication) -> None:
    page, margin = page_of(LATIN, marks=[mark("a", (4, 60)), mark("b", (100, 140))]), Margin()
    margin.put({"a": SAID, "b": of_text("مصر will")})
    sentences = margin.of(page.shaped(0), page.metrics, Across(72, 420, 72, 216))
    assert len(sentences) == 2

    def painted(clip: QRect) -> list[bool]:
        image = QImage(700, page.shaped(0).height, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        margin.paint(painter, sentences, clip, page.metrics, None)
        painter.end()
        return [
            any(
                image.pixelColor(x, y).name() != "#ffffff"
                for x in range(each.left, each.left + each.width)
                for y in range(each.top, each.top + each.height)
            )
            for each in sentences
        ]

    assert painted(QRect(0, 0, 700, 900)) == [True, True]
    assert painted(QRect(0, sentences[0].top, 700, 5)) == [True, False]
    assert painted(QRect(0, sentences[1].top, 700, 5)) == [False, True]
