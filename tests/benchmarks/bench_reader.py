"""The reader: thread CPU time, the wall clock beside it, over a QPlainTextEdit with the same text and no spans at all.

`reader.x` is CPU time and `reader.x.wall` the wall clock of the same calls; each is the median of three rounds. Keys
are pressed in the real window, from the key to the span durable and all painted that the key asks for, over one FULL
commit of plain SQLite.
"""

import random
import statistics
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit

from annotator.model.text import TextIndex
from annotator.operations.coding import annotate
from annotator.ui.kit import theme, themes
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.view import ReaderView
from annotator.ui.window.main_window import MainWindow
from tests.benchmarks import memory
from tests.benchmarks.bench_store import full_commit
from tests.benchmarks.desk import Desk, desk, settle
from tests.benchmarks.figures import Figure, Spent, both_each, each, p95, timed, without_garbage
from tests.benchmarks.load import LOADS, make_spans, make_text

W = TypeVar("W", bound=QAbstractScrollArea)
_ROUNDS = 3
_PLACES = cycle((0.3, 0.6, 0.1, 0.45, 0.75, 0.2, 0.9, 0.5, 0.35, 0.7, 0.15))


def figures() -> list[Figure]:
    """Return the figures of all loads."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    # As it is worn: Fusion's own scroll bar alone takes 2 ms at each step of the wheel.
    theme.apply(app, themes.LIGHT)
    found: list[Figure] = []
    for load, make in LOADS.items():
        text, count = make()
        found += [*_shown(load, text, count), *_worked(load, text, count)]
        if sys.platform == "linux":
            found += _remembered(load)
    found += [*_short_lines(), *_large_window()]
    del app
    return found


def _shown(load: str, text: str, count: int) -> list[Figure]:
    """Repainting, scrolling and resizing, of one coder's marks and of three coders' lanes."""
    reader, plain = ReaderView(), QPlainTextEdit()
    for widget in (reader, plain):
        widget.resize(1400, 900)
        widget.show()
    plain.setPlainText(text)
    marks = _marks(text, count)
    _show(reader, text, marks)
    _jumps(reader, 20)  # fonts are loaded at their first use
    found: list[Figure] = []
    found += _figures("repaint", load, *_rounds(reader, plain, lambda widget: _painted(widget, _nothing, 100)))
    wheel = _rounds(reader, plain, lambda widget: _wheel(widget, 400))
    found += [*_figures("wheel", load, *wheel), *_worst("wheel_max", load, *wheel)]
    found += _figures("jump", load, *_rounds(reader, plain, lambda widget: _jumps(widget, 100)))
    found += _middle("resize", load, *_rounds(reader, plain, _resized))
    reader.set_lanes(("Ana", "Bruno", "Chloé"))
    found += _figures("lanes", load, *_rounds(reader, plain, lambda widget: _painted(widget, _nothing, 100)))
    reader.close()
    plain.close()
    return found


def _worked(load: str, text: str, count: int) -> list[Figure]:
    """Opening from the store, and keys that change spans, in the real window."""
    plain = QPlainTextEdit()
    plain.resize(1400, 900)
    plain.show()
    floor = [both_each(partial(set_plain, plain, text), 1)]
    # Keys reach the window that is in front.
    plain.close()
    with desk(text, count) as place:
        found = _middle("open", load, [_opened(place) for _ in range(_ROUNDS)], floor)
        commit = p95(each(full_commit(place.folder), 200))
        with without_garbage():
            pressed = list(_keys(place, len(text)))
        for name, rounds in pressed:
            found += _figures(name, load, rounds, [Spent([commit], [commit])])
    return found


def _opened(place: Desk) -> Spent:
    window = place.window
    window.show_document(place.small)
    QApplication.processEvents()

    def show() -> None:
        window.show_document(place.large)
        window.coding.reader.viewport().repaint()

    spent = both_each(show, 1)
    settle(window)
    return spent


def _keys(place: Desk, length: int) -> Iterator[tuple[str, list[Spent]]]:
    """Yield what each kind of work on spans costs in each round, half-way through the document."""
    window, reader = place.window, place.window.coding.reader
    reader.reveal_range(length // 2, length // 2 + 5)
    window.activateWindow()
    reader.setFocus()
    settle(window)
    starts = iter(range(length // 2, length, 9))

    def pressed(key: Qt.Key, prepare: Callable[[], object], times: int) -> list[Spent]:
        return [round_of(key, prepare, times) for _ in range(_ROUNDS)]

    def round_of(key: Qt.Key, prepare: Callable[[], object], times: int) -> Spent:
        def press() -> None:
            QTest.keyClick(reader, key)
            _paint_what_is_asked_for(window)

        total, before = Spent([], []), window.session.project.journal.next_undo()
        for _ in range(times):
            prepare()
            reader.viewport().repaint()
            settle(window)
            spent = timed(press, 1)
            total.cpu.extend(spent.cpu)
            total.wall.extend(spent.wall)
            after = window.session.project.journal.next_undo()
            assert after != before, "the key changed nothing"
            before = after
        return total

    def select() -> None:
        # Never the same passage twice: it would be coded already.
        start = next(starts)
        reader.set_selection(start, start + 11)

    def edge() -> None:
        window.coding.moves.go_span(1)
        window.coding.edge.begin(True)

    def undo() -> None:
        window.actions_.actions["edit.undo"].trigger()
        _paint_what_is_asked_for(window)

    yield "add", pressed(Qt.Key.Key_1, select, 60)
    reader.set_selection(length // 2, length // 2)
    yield "edge", pressed(Qt.Key.Key_Right, edge, 30)
    yield "relabel", [_relabelled(place, 30) for _ in range(_ROUNDS)]
    yield "remove", pressed(Qt.Key.Key_Delete, lambda: window.coding.moves.go_span(-1), 20)
    yield "undo", [timed(undo, 40) for _ in range(_ROUNDS)]


def _paint_what_is_asked_for(window: MainWindow) -> None:
    """Paint what waits to be painted, as the event loop would next: a key asks for a line or two."""
    QApplication.sendPostedEvents(window, QEvent.Type.UpdateRequest)


def _relabelled(place: Desk, times: int) -> Spent:
    window = place.window

    def relabel() -> None:
        span = window.coding.active
        assert span is not None
        window.session.run(annotate.relabel, [span.id], "warning" if span.label != "warning" else "actor")
        _paint_what_is_asked_for(window)

    return timed(relabel, times)


def _remembered(load: str) -> list[Figure]:
    opened, browsed, plain = memory.measured(load)
    return [
        Figure("reader.memory", load, opened, "MB", plain),
        Figure("reader.memory_browsed", load, browsed, "MB", plain),
    ]


def _short_lines() -> list[Figure]:
    """100,000 short lines, resized."""
    text = make_text(5_000_000, paragraphs=False).replace(" ", "\n", 100_000)
    reader, plain = ReaderView(), QPlainTextEdit()
    for widget in (reader, plain):
        widget.resize(1400, 900)
        widget.show()
    plain.setPlainText(text)
    _show(reader, text, _marks(text, 10_000))
    found = _middle("resize", "100k_lines", *_rounds(reader, plain, _resized))
    reader.close()
    plain.close()
    return found


def _large_window() -> list[Figure]:
    """A screen of 3800x2000 with the 5 MB document."""
    text, count = LOADS["5mb_100k"]()
    reader, plain = ReaderView(), QPlainTextEdit()
    for widget in (reader, plain):
        widget.resize(3800, 2000)
        widget.show()
    plain.setPlainText(text)
    _show(reader, text, _marks(text, count))
    _jumps(reader, 20)
    found = _figures("repaint", "3800x2000", *_rounds(reader, plain, lambda widget: _painted(widget, _nothing, 50)))
    found += _figures("jump", "3800x2000", *_rounds(reader, plain, lambda widget: _jumps(widget, 50)))
    reader.close()
    plain.close()
    return found


def _rounds(
    reader: QAbstractScrollArea, plain: QAbstractScrollArea, work: Callable[[QAbstractScrollArea], Spent]
) -> tuple[list[Spent], list[Spent]]:
    # The floor is a plain fact about Qt; one round tells it.
    return [work(reader) for _ in range(_ROUNDS)], [work(plain)]


def _figures(name: str, load: str, rounds: list[Spent], floors: list[Spent]) -> list[Figure]:
    return _reduced(name, load, rounds, floors, p95)


def _middle(name: str, load: str, rounds: list[Spent], floors: list[Spent]) -> list[Figure]:
    return _reduced(name, load, rounds, floors, statistics.median)


def _worst(name: str, load: str, rounds: list[Spent], floors: list[Spent]) -> list[Figure]:
    return _reduced(name, load, rounds, floors, max)


def _reduced(
    name: str, load: str, rounds: list[Spent], floors: list[Spent], reduce: Callable[[list[float]], float]
) -> list[Figure]:
    def median(all_rounds: list[Spent], clock: str) -> float:
        return statistics.median(reduce(getattr(one, clock)) for one in all_rounds)

    return [
        Figure(f"reader.{name}", load, median(rounds, "cpu"), "ms", median(floors, "cpu")),
        Figure(f"reader.{name}.wall", load, median(rounds, "wall"), "ms", median(floors, "wall")),
    ]


def _painted(widget: QAbstractScrollArea, change: Callable[[], object], times: int) -> Spent:
    """Return the time of each of so many changes with the full repaint after it; of the floor a quarter of them."""

    def both() -> None:
        change()
        widget.viewport().repaint()

    return both_each(both, times if isinstance(widget, ReaderView) else max(10, times // 4))


def _wheel(widget: QAbstractScrollArea, times: int) -> Spent:
    bar = widget.verticalScrollBar()
    # Each time through text that has not been seen yet.
    bar.setValue(round(bar.maximum() * next(_PLACES)))
    if isinstance(widget, ReaderView):
        return _painted(widget, partial(widget.board.scroll, 60), times)
    return _painted(widget, lambda: bar.setValue(bar.value() + 3), times)


def _jumps(widget: QAbstractScrollArea, times: int) -> Spent:
    rng, bar = random.Random(5), widget.verticalScrollBar()
    return _painted(widget, lambda: bar.setValue(rng.randrange(max(1, bar.maximum()))), times)


def _resized(widget: QAbstractScrollArea) -> Spent:
    widths = iter(range(600, 800, 20))
    return _painted(widget, lambda: widget.resize(next(widths), 900), 10)


def set_plain(plain: QPlainTextEdit, text: str) -> None:
    """Show a text without spans: the least that opening could cost."""
    plain.setPlainText(text)
    plain.viewport().repaint()


def _marks(text: str, count: int) -> list[Mark]:
    lanes = {"a": 0, "b": 1, "c": 2}
    return [
        Mark(span.id, span.label, span.label, span.extents, lane=lanes[span.layer])
        for span in make_spans(text, count, "d")
    ]


def _show(reader: ReaderView, text: str, marks: list[Mark]) -> None:
    reader.set_document(TextIndex(text))
    reader.set_marks(marks)
    QApplication.processEvents()


def _nothing() -> None:
    """Change nothing: the repaint alone is measured."""
