"""The reader, offscreen, thread CPU time: over a plain QPlainTextEdit with the same text and no spans at all."""

import random
import statistics
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit

from annotator.model.text import TextIndex
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.view import ReaderView
from tests.benchmarks.figures import Figure, cpu_each, p95
from tests.benchmarks.load import make_spans, make_text

W = TypeVar("W", bound=QAbstractScrollArea)

LOADS: tuple[tuple[str, Callable[[], str], int], ...] = (
    ("1mb_10k", lambda: make_text(1_000_000), 10_000),
    ("5mb_100k", lambda: make_text(5_000_000, mixed=True), 100_000),
    ("1mb_paragraph", lambda: make_text(1_000_000, paragraphs=False), 10_000),
)


def figures() -> list[Figure]:
    """Return the figures of all loads."""
    app = QApplication.instance() or QApplication([])
    found: list[Figure] = []
    for load, make, spans in LOADS:
        found += _figures(load, make(), spans)
    del app
    return found


def _figures(load: str, text: str, count: int) -> list[Figure]:
    marks = [Mark(span.id, span.label, span.label, span.extents) for span in make_spans(text, count, "d")]
    plain, plain_open = _opened(QPlainTextEdit, lambda widget: widget.setPlainText(text))
    reader, opened = _opened(ReaderView, lambda widget: _show(widget, text, marks))
    _jumps(reader, 20)  # fonts are loaded at their first use
    jump, plain_jump = p95(_jumps(reader, 100)), p95(_jumps(plain, 100))
    repaint, plain_repaint = p95(_painted(reader, _nothing, 100)), p95(_painted(plain, _nothing, 100))
    bar = plain.verticalScrollBar()
    wheel = p95(_painted(reader, lambda: reader.scroll_pixels(60), 200))
    plain_wheel = p95(_painted(plain, lambda: bar.setValue(bar.value() + 3), 200))
    near = [mark for mark in marks if mark.start > len(text) // 2][:200]
    reader.reveal_range(near[0].start, near[0].stop)
    fresh, gone = iter([replace(mark, id=f"new-{mark.id}") for mark in near]), iter(near)
    add = p95(_painted(reader, lambda: reader.update_marks([next(fresh)], []), 100))
    remove = p95(_painted(reader, lambda: reader.update_marks([], [next(gone).id]), 100))
    resize, plain_resize = _resized(reader), _resized(plain)
    reader.close()
    plain.close()
    return [
        Figure("reader.open", load, opened, "ms", plain_open),
        Figure("reader.repaint", load, repaint, "ms", plain_repaint),
        Figure("reader.wheel", load, wheel, "ms", plain_wheel),
        Figure("reader.jump", load, jump, "ms", plain_jump),
        Figure("reader.add", load, add, "ms", plain_repaint),
        Figure("reader.remove", load, remove, "ms", plain_repaint),
        Figure("reader.resize", load, resize, "ms", plain_resize),
    ]


def _opened(kind: type[W], fill: Callable[[W], object]) -> tuple[W, float]:
    """Return a widget with the text, and the median CPU time from the text in memory to the first paint."""
    spent: list[float] = []
    while True:
        widget = kind()
        widget.resize(1400, 900)
        widget.show()
        QApplication.processEvents()
        spent += _painted(widget, partial(fill, widget), 1)
        if len(spent) == 3:
            return widget, statistics.median(spent)
        widget.close()


def _painted(widget: QAbstractScrollArea, change: Callable[[], object], times: int) -> list[float]:
    """Return the CPU time of each of so many changes with the full repaint after it."""

    def both() -> None:
        change()
        widget.viewport().repaint()

    return cpu_each(both, times)


def _jumps(widget: QAbstractScrollArea, times: int) -> list[float]:
    rng, bar = random.Random(5), widget.verticalScrollBar()
    return _painted(widget, lambda: bar.setValue(rng.randrange(max(1, bar.maximum()))), times)


def _resized(widget: QAbstractScrollArea) -> float:
    widths = iter(range(900, 1400, 40))
    return statistics.median(_painted(widget, lambda: widget.resize(next(widths), 900), 10))


def _show(reader: ReaderView, text: str, marks: list[Mark]) -> None:
    reader.set_document(TextIndex(text))
    reader.set_marks(marks)


def _nothing() -> None:
    """Change nothing: the repaint alone is measured."""
