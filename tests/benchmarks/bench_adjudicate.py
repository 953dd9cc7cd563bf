"""Adjudicating in the real window: opening a document, going from case to case, deciding one, taking that back.

`adjudicate.open` is the longest time for which the window does not answer between asking for the workspace and the
last span shown, over a QPlainTextEdit with the same text; `adjudicate.ready` is the wall clock until the first case
can be decided, over reading the spans alone. A key is pressed until its case is painted, and durable where it
decides, over one FULL commit of plain SQLite. `adjudicate.arrivals` is what a decision adds in a queue of 10,000 cases
for those whom coders came to later, who are told anew; its floor is the decided row put into the list.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.decisions import Status
from annotator.adjudication.queue import QueueEntry
from annotator.model.ids import DocumentId, LayerId
from annotator.ui.adjudication.queue_model import QueueModel
from annotator.ui.adjudication.queue_view import QueueRow
from tests.benchmarks.bench_reader import set_plain
from tests.benchmarks.bench_store import full_commit
from tests.benchmarks.desk import Desk, desk
from tests.benchmarks.figures import Figure, Spent, both_each, each, milliseconds, p95, timed, without_garbage
from tests.benchmarks.load import LOADS, make_text

ADJUDICATED: dict[str, Callable[[], tuple[str, int]]] = {
    "1k_cases": lambda: (make_text(300_000), 2_700),
    "5mb_100k": LOADS["5mb_100k"],
}
"""A text and how many spans of three coders stand in it; the first has a thousand cases."""
_PAUSE_S = 0.002
"""Between two turns of the event loop, for the thread that compares."""


def figures() -> list[Figure]:
    """Return the figures of all loads."""
    app = QApplication.instance() or QApplication([])
    found = [figure for load, make in ADJUDICATED.items() for figure in _adjudicated(load, *make())]
    found.append(_arrivals())
    del app
    return found


def _arrivals() -> Figure:
    """Return what it costs to know after each decision who came later, where half of the cases have somebody."""
    came = frozenset({LayerId("late")})

    def row(number: int, newcomers: frozenset[LayerId]) -> QueueRow:
        status = Status.DECIDED if newcomers else Status.OPEN
        entry = QueueEntry(
            DocumentId(f"{number % 100}"), f"{number}", CaseKind.LABEL, status, 0.5, (), (), number, number
        )
        return QueueRow(replace(entry, newcomers=newcomers), "words")

    model, numbers = QueueModel(), iter(range(10_000))
    model.show_all([row(number, came if number % 2 else frozenset()) for number in range(10_000)])

    def decide() -> None:
        number = next(numbers)
        model.update(f"{number % 100}", (), [row(number, came if number % 2 else frozenset())])

    def answer() -> None:
        before, number = model.arrived.number, next(numbers)
        model.update(f"{number % 100}", (), [row(number, frozenset() if number % 2 else came)])
        assert model.arrived.number != before and model.arrived.documents

    floor = p95(each(decide, 200))
    return Figure("adjudicate.arrivals", "10k_cases", p95(each(answer, 200)), "ms", floor)


def _adjudicated(load: str, text: str, count: int) -> list[Figure]:
    plain = QPlainTextEdit()
    plain.resize(1400, 900)
    plain.show()
    shown = both_each(partial(set_plain, plain, text), 1)
    plain.close()
    with desk(text, count, ("Ana", "Ben", "Chloé")) as place:
        steps, ready = _opened(place)
        spans = milliseconds(lambda: place.window.session.project.spans.of_document(place.large), 1)
        commit = p95(each(full_commit(place.folder), 200))
        with without_garbage():
            going = _pressed(place, Qt.Key.Key_N, 100)
            deciding = _pressed(place, Qt.Key.Key_X, 100)
            undoing = timed(partial(_undo, place), 40)
    return [
        Figure("adjudicate.open", load, max(steps.cpu), "ms", shown.cpu[0]),
        Figure("adjudicate.open.wall", load, max(steps.wall), "ms", shown.wall[0]),
        Figure("adjudicate.ready", load, ready, "ms", spans),
        *_keys("next", load, going, commit),
        *_keys("decide", load, deciding, commit),
        *_keys("undo", load, undoing, commit),
    ]


def _keys(name: str, load: str, spent: Spent, floor: float) -> list[Figure]:
    return [
        Figure(f"adjudicate.{name}", load, p95(spent.cpu), "ms", floor),
        Figure(f"adjudicate.{name}.wall", load, p95(spent.wall), "ms", floor),
    ]


def _opened(place: Desk) -> tuple[Spent, float]:
    """Return what each turn of the event loop took until all was there, and when the first case was."""
    workspace, begun = place.window.adjudication, time.perf_counter()
    steps = timed(place.window.actions_.actions["view.adjudicate"].trigger, 1)
    ready = 0.0
    while workspace.is_reading or place.window.session.tasks.busy:
        # The pause is in it: whatever holds the interpreter meanwhile holds up the window too.
        one = timed(_turn, 1)
        steps.cpu.extend(one.cpu)
        steps.wall.extend(one.wall)
        if not ready and workspace.current is not None:
            ready = time.perf_counter() - begun
    assert workspace.current is not None, "there is no case"
    return steps, ready * 1000


def _turn() -> None:
    QApplication.processEvents()
    time.sleep(_PAUSE_S)


def _pressed(place: Desk, key: Qt.Key, times: int) -> Spent:
    workspace, total = place.window.adjudication, Spent([], [])
    workspace.reader.setFocus()
    for _ in range(times):
        for _ in range(3):
            QApplication.processEvents()
        before = workspace.current
        spent = timed(lambda: (QTest.keyClick(workspace.reader, key), workspace.reader.viewport().repaint()), 1)
        total.cpu.extend(spent.cpu)
        total.wall.extend(spent.wall)
        assert workspace.current != before, "the key changed nothing"
    return total


def _undo(place: Desk) -> None:
    place.window.actions_.actions["edit.undo"].trigger()
    place.window.adjudication.reader.viewport().repaint()
