"""What holds for tests of the window: whoever leaks a window or a thread has failed (and so has a Qt warning)."""

import gc
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partialmethod
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.background.garbage import collect_due
from annotator.ui.background.tasks import running_tasks
from annotator.ui.commands.key_names import put_in_force
from annotator.ui.kit import themes
from annotator.ui.kit.style_sheet import style_sheet
from annotator.ui.kit.theme import ThemeChoice, interface_font
from annotator.ui.settings.settings import Settings, save
from tests.ui.windows import Stage, on_stage

_GRACE_S, _PATIENCE_MS = 60.0, 60_000
_SET_ASIDE_EVERY = 100
"""After so many tests what they left to the interpreter is set aside, so that no later collection walks it again."""
_tests = count()
_QTS_OWN = ("QTipLabel", "QComboBoxPrivateContainer", "QComboBoxListView", "QDesktopScreenWidget")


class PatientBot(QtBot):
    """Waits as long as a machine may take that is busy with other things: what does not come never comes.

    Whoever waits until something holds looks again at once, then ever more seldom: of a run's thousands of waits most
    are over within a millisecond, and each would take ten.
    """

    _looks: int | None = None

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE_MS) -> None:
        before, self._looks = self._looks, 0
        try:
            super().waitUntil(callback, timeout=timeout)
        finally:
            self._looks = before

    def wait(self, ms: int) -> None:
        if self._looks is not None:
            self._looks += 1
            ms = min(ms, 1 + self._looks // 4)
        collect_due()
        super().wait(ms)

    waitActive = partialmethod(QtBot.waitActive, timeout=_PATIENCE_MS)
    waitExposed = partialmethod(QtBot.waitExposed, timeout=_PATIENCE_MS)
    waitSignal = partialmethod(QtBot.waitSignal, timeout=_PATIENCE_MS)
    waitSignals = partialmethod(QtBot.waitSignals, timeout=_PATIENCE_MS)


@pytest.fixture(scope="package", autouse=True)
def collected_here(qapp: QApplication) -> Iterator[None]:
    """Let garbage be collected by the tests alone, between two of them and while they wait, as the window does it.

    A thread that collected would delete windows of earlier tests beneath Qt. There is an application for each of them,
    whichever comes first: Qt ends a process that draws without one.
    """
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def socket_folder() -> Iterator[Path]:
    """A folder for sockets: their paths end after some hundred bytes, and those of `tmp_path` may be longer."""
    with tempfile.TemporaryDirectory(prefix="sockets-", dir="/tmp") as folder:
        yield Path(folder)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """A hand for the window that is not in a hurry."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def leaks_nothing(request: pytest.FixtureRequest) -> Iterator[None]:
    """Compare the windows, tasks and threads after the test with those before it."""
    widgets_before, threads_before = _windows(), set(threading.enumerate())
    yield
    # First, since a task that has yet to end holds the window that it was to tell.
    running = _left_threads(threads_before)
    assert not running, f"threads are left over: {running}"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if _windows() - widgets_before:
        # A window that only a cycle of Python objects still holds is not leaked: the next collection takes it.
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    leaked = sorted(type(widget).__name__ for widget in _windows() - widgets_before)
    assert not leaked, f"windows are left over: {leaked}"
    assert not gc.isenabled(), "somebody lets threads collect garbage"
    if next(_tests) % _SET_ASIDE_EVERY == 0:
        gc.collect()
        gc.freeze()
    collect_due()


@pytest.fixture(autouse=True)
def undressed(request: pytest.FixtureRequest) -> None:
    """Take off the theme that an earlier test put on: its fonts and paddings must not reach this one.

    Whoever is on stage puts the light one on, and need not change for it.
    """
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.property("theme") is not None:
        if "stage" in request.fixturenames and _is_as_on_stage(app):
            return
        app.setStyleSheet("")
        app.setPalette(app.style().standardPalette())
        app.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
        app.setProperty("theme", None)


def _is_as_on_stage(app: QApplication) -> bool:
    worn = app.property("theme"), app.styleSheet(), app.font()
    return worn == (themes.LIGHT.name, style_sheet(themes.LIGHT), interface_font())


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    """Name the table's own keys again after a test that named others."""
    yield
    put_in_force(None)


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    """The window on the screen, light, with settings of its own."""
    save(Settings(theme=ThemeChoice.LIGHT), tmp_path / "config")
    with on_stage(qtbot, tmp_path / "config") as made:
        yield made


def _windows() -> set[QWidget]:
    if QApplication.instance() is None:
        return set()
    return {widget for widget in QApplication.topLevelWidgets() if type(widget).__name__ not in _QTS_OWN}


def _left_threads(before: set[threading.Thread]) -> list[str]:
    """Wait a moment for threads that are about to end, and name the others."""
    until = time.monotonic() + _GRACE_S
    while True:
        tasks = [task for task in running_tasks() if not task.wait(0)]
        threads = [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]
        # A Qt thread that ran Python stays in Python's list as a "dummy" until the next look at it.
        threads = [thread for thread in threads if not isinstance(thread, threading._DummyThread)]
        if not tasks and not threads:
            return []
        if time.monotonic() > until:
            return [repr(found) for found in (*tasks, *threads)]
        time.sleep(0.01)
