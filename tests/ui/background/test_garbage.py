"""Garbage: what tasks leave behind goes in the window's thread, also where a task makes all the garbage."""

import gc
import threading
from collections.abc import Iterator

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.background.garbage import GarbageCollector, collect_due
from annotator.ui.background.tasks import Progress, Task
from tests.cli.running import program


class OwnWidget(QWidget):
    """PySide deletes the widgets of Qt in their thread by itself; no class that is derived from them."""


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[GarbageCollector]:
    """The one of the program, which tests go without: they collect by themselves."""
    made = GarbageCollector()
    yield made
    shiboken6.delete(made)


def rings(progress: Progress) -> None:
    """Make enough garbage for Python to look for it several hundred times."""
    for _ in range(100_000):
        ring: list[object] = []
        ring.append(ring)


@pytest.mark.parametrize("kind", [QObject, QTimer, QLabel, OwnWidget])
def test_what_qt_made_goes_in_its_own_thread_whoever_makes_the_garbage(
    qtbot: QtBot, collector: GarbageCollector, kind: type[QObject]
) -> None:
    gone: list[int] = []

    def leave() -> None:
        made = kind()
        made.destroyed.connect(lambda: gone.append(threading.get_ident()), Qt.ConnectionType.DirectConnection)
        made.ring = made  # type: ignore[attr-defined]

    leave()
    task = Task(rings)
    with qtbot.waitSignal(task.finished):
        task.start()
    if not gone:
        gc.collect()  # what outlived two looks is gone through by none
    assert gone == [threading.get_ident()]


@given(st.tuples(*[st.integers(0, 30)] * 3), st.tuples(*[st.integers(1, 30)] * 3))
def test_the_oldest_generation_that_is_due_is_collected(
    count: tuple[int, int, int], most: tuple[int, int, int]
) -> None:
    collected: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "get_count", lambda: count)
        patch.setattr(gc, "get_threshold", lambda: most)
        patch.setattr(gc, "collect", collected.append)
        collect_due()
    over = [generation for generation in range(3) if count[generation] > most[generation]]
    assert collected == ([max(over)] if over else [])


WATCHED = """
import gc, threading
from PySide6.QtWidgets import QApplication
from annotator import desktop
from annotator.ui.background.tasks import Task

collected_in = []
desktop.import_before_qt()
app = QApplication([])
window = desktop.first_window()
gc.callbacks.append(lambda phase, about: collected_in.append(threading.current_thread() is threading.main_thread()))

def rings(progress):
    for _ in range(100_000):
        ring = []
        ring.append(ring)

task = Task(rings)
task.start()
while not collected_in or task.running:
    app.processEvents()
print(gc.isenabled(), set(collected_in))
window.end()
"""


def test_the_program_collects_in_the_windows_thread_alone() -> None:
    done = program(code=WATCHED)
    assert (done.returncode, done.stdout) == (0, "False {True}\n"), done.stderr
