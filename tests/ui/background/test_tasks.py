"""Tasks: the work is done elsewhere, the news arrive here, and nothing is left behind."""

import gc
import logging
import threading
import time
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.errors import BadFile, Cancelled
from annotator.ui.background.tasks import Progress, Task, TaskRunner, finish_all, running_tasks


def endless(progress: Progress) -> object:
    """Work until it is told to stop."""
    while True:
        progress(0, 0, "on and on")
        time.sleep(0.001)


def test_the_function_runs_in_another_thread_and_its_result_arrives_in_this_one(qtbot: QtBot) -> None:
    heard: list[tuple[object, bool]] = []
    ui_thread = threading.get_ident()
    task = Task(lambda progress: threading.get_ident())
    # A lambda has no thread of its own: it must be called in the UI's all the same.
    task.returned.connect(lambda ident: heard.append((ident, QThread.isMainThread())))
    with qtbot.waitSignal(task.finished):
        task.start()
    assert heard[0][0] != ui_thread
    assert heard[0][1] is True
    assert not task.running


def test_signals_come_in_order(qtbot: QtBot) -> None:
    heard: list[str] = []
    task = Task(lambda progress: progress(1, 1, "all"))
    task.started.connect(lambda: heard.append("started"))
    task.progressed.connect(lambda done, total, text: heard.append(f"progressed {done}/{total} {text}"))
    task.returned.connect(lambda value: heard.append("returned"))
    task.finished.connect(lambda: heard.append("finished"))
    with qtbot.waitSignal(task.finished):
        task.start()
    assert heard == ["started", "progressed 1/1 all", "returned", "finished"]


def test_more_bytes_than_a_c_integer_holds_are_told(qtbot: QtBot) -> None:
    task = Task(lambda progress: progress(5_000_000_000, 5_000_000_000, ""))
    with qtbot.waitSignal(task.progressed) as told:
        task.start()
    assert told.args == [5_000_000_000, 5_000_000_000, ""]
    assert task.wait(60_000)


def test_steps_are_told_a_few_times_a_second_at_most_and_the_last_always(qtbot: QtBot) -> None:
    steps: list[int] = []

    def quick(progress: Progress) -> None:
        for number in range(1, 10_001):
            progress(number, 10_000, "")

    task = Task(quick)
    task.progressed.connect(lambda done, total, text: steps.append(done))
    with qtbot.waitSignal(task.finished):
        task.start()
    assert len(steps) < 1000
    assert steps[-1] == 10_000


def test_cancelling_makes_progress_raise_and_the_error_is_cancelled(qtbot: QtBot) -> None:
    task = Task(endless)
    task.start()
    with qtbot.waitSignal(task.errored) as told:
        task.cancel()
    assert isinstance(told.args[0], Cancelled)


def test_an_error_of_the_user_is_handed_on_and_not_logged(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    def work(progress: Progress) -> None:
        raise BadFile("a.txt", "it is empty")

    task = Task(work)
    with qtbot.waitSignal(task.errored) as told:
        task.start()
    assert str(told.args[0]) == "a.txt: it is empty."
    assert not caplog.records


def test_an_error_of_ours_is_handed_on_and_logged_with_its_traceback(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    task = Task(lambda progress: 1 / 0)
    with caplog.at_level(logging.ERROR), qtbot.waitSignal(task.errored) as told:
        task.start()
    assert isinstance(told.args[0], ZeroDivisionError)
    assert "ZeroDivisionError" in caplog.text


def test_a_task_that_nobody_holds_still_ends(qtbot: QtBot, qapp: QApplication) -> None:
    done: list[object] = []

    def begin() -> None:
        task = Task(lambda progress: time.sleep(0.05))
        task.returned.connect(done.append)
        task.start()

    begin()
    qtbot.waitUntil(lambda: done == [None])
    qtbot.waitUntil(lambda: not running_tasks())


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Let nobody collect garbage: there is none."""
    before = gc.get_threshold()
    gc.set_threshold(*[1_000_000_000] * 3)
    yield
    gc.set_threshold(*before)


class Heavy:
    """Something that weak references see go."""


@pytest.mark.parametrize("error", [None, BadFile("a.txt", "it is empty"), ZeroDivisionError()])
@pytest.mark.parametrize("is_awaited", [False, True])
def test_of_a_task_that_has_ended_nothing_stays_and_no_collection_is_needed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, uncollected: None, error: Exception | None, is_awaited: bool
) -> None:
    monkeypatch.setattr(logging.getLogger("annotator.ui.background.tasks"), "disabled", True)  # pytest keeps tracebacks
    seen: list[weakref.ref[object]] = []

    def begin() -> None:
        asked = Heavy()

        def work(progress: Progress) -> Heavy:
            given = Heavy()
            seen.append(weakref.ref(given))
            if error is not None:
                raise type(error)(*error.args)
            return asked and given

        task = Task(work)
        seen.extend(weakref.ref(held) for held in (asked, task))
        # Who listens may hold the task, and what is held by a connection no collection sees.
        task.finished.connect(lambda: seen.append(weakref.ref(task)))
        task.start()
        if is_awaited:
            assert task.wait(60_000)

    begin()
    qtbot.waitUntil(lambda: len(seen) == 4)
    qtbot.waitUntil(lambda: [held() for held in seen] == [None] * 4)


def test_waiting_gives_up_in_time_and_delivers_at_the_end(qtbot: QtBot) -> None:
    told: list[object] = []
    task = Task(endless)
    task.errored.connect(told.append)
    task.start()
    assert task.wait(10) is False
    task.cancel()
    assert task.wait(60_000) is True
    assert len(told) == 1


def test_the_runner_is_busy_while_tasks_run_and_close_stops_them(qtbot: QtBot) -> None:
    runner = TaskRunner()
    errors: list[object] = []
    for _ in range(3):
        runner.run(endless, errored=errors.append)
    assert runner.busy
    assert runner.close() is True
    assert not runner.busy
    assert [type(error) for error in errors] == [Cancelled] * 3


def test_the_runner_tells_when_it_is_done(qtbot: QtBot) -> None:
    runner = TaskRunner()
    results: list[object] = []
    runner.run(lambda progress: 42, returned=results.append)
    qtbot.waitUntil(lambda: not runner.busy)
    assert results == [42]


def test_all_tasks_can_be_finished_before_the_application_ends(qtbot: QtBot) -> None:
    for _ in range(2):
        Task(endless).start()
    assert finish_all() is True
    assert not running_tasks()


def test_finishing_stops_also_what_is_begun_by_who_hears_of_the_end(qtbot: QtBot) -> None:
    first, second = Task(endless), Task(endless)
    first.errored.connect(lambda _: second.start())
    first.start()
    assert finish_all() is True
    assert not running_tasks() and second.is_cancelled


def test_closing_stops_also_what_is_begun_by_who_hears_of_the_end(qtbot: QtBot) -> None:
    runner = TaskRunner()
    closings: list[bool] = []
    runner.closing.connect(lambda: closings.append(runner.busy))
    runner.run(endless, errored=lambda _: runner.run(endless))
    assert runner.close() is True
    assert not running_tasks() and closings == [True, True, False]


def test_one_that_does_not_stop_is_waited_for_in_vain(qtbot: QtBot) -> None:
    runner, released = TaskRunner(), threading.Event()
    runner.run(lambda progress: released.wait(60))
    assert runner.close(timeout_ms=20) is False and runner.busy
    released.set()
    qtbot.waitUntil(lambda: not runner.busy)


def test_who_hears_of_the_end_of_a_task_may_close_the_others(qtbot: QtBot) -> None:
    runner = TaskRunner()
    closed: list[bool] = []
    runner.run(endless)
    runner.run(lambda progress: 1, returned=lambda _: closed.append(runner.close(timeout_ms=100_000)))
    began = time.monotonic()
    qtbot.waitUntil(lambda: not runner.busy)
    assert closed == [True] and time.monotonic() - began < 60
