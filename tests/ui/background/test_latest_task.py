"""Of what is begun anew the last one counts: whatever the order in which things begin, end, fail and are stopped."""

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.errors import BadFile, Cancelled
from annotator.operations.coding import annotate
from annotator.operations.progress import Progress
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import running_tasks
from tests.ui.windows import make_project

_PATIENCE_S = 60.0


class Worker:
    """Works until it is released; `obeys`: or until it is cancelled."""

    def __init__(self, number: int, obeys: bool) -> None:
        self.number, self.obeys, self.fails = number, obeys, False
        self.is_outdated = self.was_cancelled = False
        self.released, self.done = threading.Event(), threading.Event()

    def __call__(self, progress: Progress) -> int:
        try:
            while not self.released.wait(0.001):
                if self.obeys:
                    progress(0, 0, "")
            self._note(progress)
            if self.fails:
                raise BadFile(str(self.number), "it is no number")
            return self.number
        finally:
            self.done.set()

    def end(self) -> None:
        """Return when the function has ended; nobody has been told yet."""
        self.released.set()
        self.wait()

    def wait(self) -> None:
        assert self.done.wait(_PATIENCE_S)

    def _note(self, progress: Progress) -> None:
        try:
            progress(0, 0, "")
        except Cancelled:
            self.was_cancelled = True


def until(holds: Callable[[], bool]) -> None:
    """Let Qt work until something holds; a test that only waits holds the interpreter's lock meanwhile."""
    deadline = time.monotonic() + _PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline
        QApplication.processEvents()
        time.sleep(0.0005)


class Play:
    """A `LatestTask`, and beside what is heard of it what is to be heard: the rule again, in a few lines."""

    def __init__(self) -> None:
        self.session, self.owner = Session(), QObject()
        self.task = LatestTask(self.session, self.owner)
        self.heard: list[str] = []
        self.expected: list[str] = []
        self.workers: list[Worker] = []
        self.current: Worker | None = None
        self.something_follows = self.is_to_stop = False
        self.task.stopped.connect(lambda: self.heard.append("stopped"))
        self.task.ended.connect(lambda: self.heard.append("ended"))
        self.session.refused.connect(self.heard.append)

    def start(self, obeys: bool) -> None:
        """Begin anew."""
        before = self.current
        self._begin(obeys)
        self._outdate(before)

    def when_free(self, obeys: bool) -> None:
        """Begin anew after what is being done."""
        self.something_follows = self.current is not None
        self.task.when_free(lambda: self._begin(obeys))

    def end(self, number: int, fails: bool) -> None:
        """Let a worker end, the latest or an earlier one; nobody is told before Qt comes to it."""
        if self.workers:
            worker = self.workers[number % len(self.workers)]
            worker.fails |= fails and not worker.done.is_set()
            worker.end()

    def stop(self) -> None:
        """Ask for the end."""
        self.task.stop()
        self.something_follows = False
        if self.current is not None and self.current.obeys and not self.current.done.is_set():
            self.is_to_stop = True
            self.current.wait()

    def drop(self) -> None:
        """Want nothing any more."""
        self.task.drop()
        self._outdate(self.current)
        self.current, self.something_follows = None, False

    def close(self) -> None:
        """Close the project; who does not stop when asked ends by itself meanwhile."""
        for worker in self.workers:
            if not worker.obeys:
                worker.end()
        assert self.session.tasks.close() and not running_tasks()
        self.current, self.something_follows = None, False

    def look(self) -> None:
        """Let Qt tell what has happened, and compare."""
        worker = self.current
        if worker is not None and worker.done.is_set():
            failed = f"{worker.number}: it is no number."
            self.expected.append("stopped" if self.is_to_stop else failed if worker.fails else str(worker.number))
            if not self.something_follows:
                self.expected.append("ended")
                self.current = None
        until(lambda: len(running_tasks()) == sum(not worker.done.is_set() for worker in self.workers))
        assert self.heard == self.expected
        assert self.task.is_busy == (self.current is not None)

    def leave(self) -> None:
        """The owner goes: what is being done is cancelled, and nothing more is heard."""
        self.look()
        self.owner.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self._outdate(self.current)
        for worker in self.workers:
            worker.end()
        until(lambda: not running_tasks())
        assert self.heard == self.expected
        assert all(worker.obeys or worker.was_cancelled for worker in self.workers if worker.is_outdated)

    def _begin(self, obeys: bool) -> None:
        worker = self.current = Worker(len(self.workers), obeys)
        self.workers.append(worker)
        self.something_follows = self.is_to_stop = False
        self.task.compute(worker, lambda number: self.heard.append(str(number)))

    def _outdate(self, worker: Worker | None) -> None:
        if worker is not None and not worker.done.is_set():
            worker.is_outdated = True
            if worker.obeys:
                worker.wait()


STEPS = st.one_of(
    st.tuples(st.sampled_from([Play.start, Play.when_free]), st.tuples(st.booleans())),
    st.tuples(st.just(Play.end), st.tuples(st.integers(-3, 3), st.booleans())),
    st.tuples(st.sampled_from([Play.look, Play.look, Play.stop, Play.drop, Play.close]), st.just(())),
)


@given(st.lists(STEPS, max_size=16))
@settings(deadline=None)
def test_the_last_one_counts_in_whatever_order_things_happen(
    qapp: QApplication, steps: list[tuple[Callable[..., None], tuple[object, ...]]]
) -> None:
    play = Play()
    for step, arguments in steps:
        step(play, *arguments)
    play.leave()


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    """A session with a project of two documents, and Ana at the desk."""
    made = Session()
    made.open(Project.open(make_project(tmp_path / "s.annot", coders=["Ana"])))
    made.set_coder(made.coders()[0])
    yield made
    made.close()
    made.deleteLater()


def endless(project: Project, progress: Progress) -> int:
    """Work until it is told to stop."""
    while True:
        progress(0, 0, "")


def given_back(number: int, progress: Progress) -> int:
    """Return the number."""
    return number


def broken(number: int, progress: Progress) -> float:
    """Fail as only a bug does."""
    return number / 0


def test_of_a_hundred_that_are_begun_the_last_is_told_and_no_thread_is_left(session: Session) -> None:
    task, heard = LatestTask(session), list[int]()
    for number in range(100):
        task.compute(partial(given_back, number), heard.append)
    until(lambda: not running_tasks())
    assert heard == [99] and not task.is_busy


class Obedient:
    """Work of a minute that notes whether it was asked to stop."""

    def __init__(self) -> None:
        self.begun, self.was_stopped = threading.Event(), False

    def __call__(self, *arguments: object) -> str:
        progress = arguments[-1]
        assert callable(progress)
        self.begun.set()
        try:
            for _ in range(60_000):
                progress(0, 0, "")
                time.sleep(0.001)
        except Cancelled:
            self.was_stopped = True
            raise
        return "told"


NEXT: dict[str, Callable[[LatestTask, Callable[[object], None]], None]] = {
    "start": lambda task, heard: task.start(lambda project, progress: 1, heard),
    "compute": lambda task, heard: task.compute(lambda progress: 1, heard),
    "drop": lambda task, heard: task.drop(),
    "stop": lambda task, heard: task.stop(),
}


@pytest.mark.parametrize("following", NEXT)
def test_what_is_not_wanted_any_more_is_asked_to_stop(session: Session, following: str) -> None:
    task, work, heard = LatestTask(session), Obedient(), list[object]()
    task.start(work, heard.append)
    assert work.begun.wait(_PATIENCE_S)
    NEXT[following](task, heard.append)
    until(lambda: not running_tasks())
    assert work.was_stopped and heard == ([1] if following in ("start", "compute") else [])


def test_where_its_owner_is_gone_it_is_asked_to_stop_and_nobody_is_told(session: Session) -> None:
    owner, work, heard = QObject(), Obedient(), list[object]()
    task = LatestTask(session, owner)
    task.start(work, heard.append)
    task.when_free(lambda: heard.append("followed"))
    assert work.begun.wait(_PATIENCE_S)
    owner.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    until(lambda: not running_tasks())
    assert work.was_stopped and heard == []


def test_the_steps_of_the_last_one_alone_are_told(session: Session) -> None:
    task, steps = LatestTask(session), list[int]()
    task.progressed.connect(lambda done, total, text: steps.append(done))
    begun = threading.Event()

    def first(progress: Progress) -> None:
        progress(1, 1, "")
        begun.set()

    task.compute(first, lambda _: None)
    assert begun.wait(_PATIENCE_S)
    task.compute(lambda progress: progress(2, 2, ""), lambda _: None)
    until(lambda: not running_tasks())
    assert steps == [2]


def test_who_asked_hears_the_error_and_otherwise_the_session_says_it_once(session: Session) -> None:
    said, errors = list[str](), list[Exception]()
    session.refused.connect(said.append)

    def refused(project: Project, progress: Progress) -> None:
        raise BadFile("a.txt", "it is empty")

    task = LatestTask(session)
    task.start(refused, lambda _: None, errors.append)
    until(lambda: not task.is_busy)
    assert [str(error) for error in errors] == ["a.txt: it is empty."] and said == []
    task.start(refused, lambda _: None)
    until(lambda: not task.is_busy)
    assert said == ["a.txt: it is empty."] and len(errors) == 1


def test_an_error_of_ours_comes_to_the_border_once_and_that_of_an_earlier_one_never(
    session: Session, qtbot: QtBot
) -> None:
    task = LatestTask(session)
    with qtbot.capture_exceptions() as caught:
        for number in range(3):
            task.compute(partial(broken, number), lambda _: None)
        until(lambda: not running_tasks())
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError] and not task.is_busy


def test_it_has_ended_also_where_who_was_told_fails(session: Session, qtbot: QtBot) -> None:
    task, ends = LatestTask(session), list[bool]()
    task.ended.connect(lambda: ends.append(task.is_busy))
    with qtbot.capture_exceptions() as caught:
        task.compute(lambda progress: 0, lambda number: 1 // number)
        until(lambda: not running_tasks())
    assert len(caught) == 1 and ends == [False]


def test_one_that_is_begun_by_who_was_told_ends_once(session: Session) -> None:
    task, heard = LatestTask(session), list[object]()
    task.ended.connect(lambda: heard.append("ended"))

    def again(number: int) -> None:
        heard.append(number)
        if number < 3:
            task.compute(lambda progress: number + 1, again)

    again(0)
    until(lambda: not task.is_busy and not running_tasks())
    assert heard == [0, 1, 2, 3, "ended"]


def test_who_waits_finds_it_told(session: Session) -> None:
    task, heard = LatestTask(session), list[int]()
    assert task.wait(0)
    task.compute(lambda progress: 7, heard.append)
    assert task.wait(60_000) and heard == [7] and not task.is_busy
    task.start(endless, heard.append)
    assert not task.wait(5) and task.is_busy
    task.drop()
    until(lambda: not running_tasks())


def test_another_project_hears_nothing_of_what_was_begun_in_the_one_before(session: Session, tmp_path: Path) -> None:
    task, heard, ends = LatestTask(session), list[object](), list[str]()
    task.ended.connect(lambda: ends.append("ended"))
    session.refused.connect(heard.append)
    task.start(endless, heard.append)
    task.when_free(lambda: heard.append("followed"))
    session.open(Project.open(make_project(tmp_path / "other.annot")))
    assert not task.is_busy and not running_tasks()
    task.compute(lambda progress: 1, heard.append)
    until(lambda: not running_tasks())
    assert heard == [1] and ends == ["ended"]


def test_what_waits_is_not_begun_once_who_was_told_has_closed_the_project(session: Session) -> None:
    task, heard = LatestTask(session), list[str]()
    task.compute(lambda progress: 1, lambda _: session.close())
    task.when_free(lambda: heard.append("followed"))
    until(lambda: not running_tasks())
    assert heard == [] and not task.is_busy and not session.is_open


def test_what_it_changed_is_heard_also_where_its_result_is_not(session: Session) -> None:
    task, changed, heard = LatestTask(session), list[object](), list[object]()
    session.changed.connect(changed.append)
    layer = session.layer
    assert layer is not None

    def code(project: Project, progress: Progress) -> object:
        document = project.documents.all()[0].id
        return annotate.add_span(project, document, layer.id, [(0, 6)], "appeal")

    task.start(code, heard.append)
    task.drop()
    until(lambda: not running_tasks())
    assert heard == [] and len(changed) == 1
