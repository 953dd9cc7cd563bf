"""The composition root: the program opens its window, or says in one sentence why it cannot."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.desktop import say_on_terminal
from tests.cli.running import program
from tests.ui.windows import make_project

_PATIENCE_S = 500


def test_without_a_display_the_program_says_so_in_one_sentence(tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("other systems always have a display")
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "annotator"], env=environment, capture_output=True, text=True, timeout=_PATIENCE_S
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1 and "There is no display" in done.stderr


def test_what_is_imported_before_qt_is_tried_needs_no_qt() -> None:
    """Where a library of the system is missing Qt cannot be imported, and the program is to say which one."""
    without = "import sys; sys.modules['PySide6'] = None; from annotator import desktop; desktop.import_before_qt()"
    done = subprocess.run([sys.executable, "-c", without], capture_output=True, text=True, timeout=_PATIENCE_S)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_the_window_says_stands_on_the_terminal_too_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for is_terminal in (True, False):
        stream = io.StringIO()
        stream.isatty = lambda is_terminal=is_terminal: is_terminal  # type: ignore[method-assign,misc]
        monkeypatch.setattr(sys, "stderr", stream)
        say_on_terminal("There is no file p.annot; check the name.")
        assert stream.getvalue() == ("There is no file p.annot; check the name.\n" if is_terminal else "")
    # A program that has no console on Windows has no stream either.
    monkeypatch.setattr(sys, "stderr", None)
    say_on_terminal("There is no file p.annot; check the name.")


SENT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from annotator import desktop

before, after = sys.argv[1:]
made, first_window = [], desktop.first_window

def send(path):
    QApplication.sendEvent(QApplication.instance(), QFileOpenEvent(QUrl.fromLocalFile(path)))

def when(is_so, then):
    QTimer.singleShot(10, lambda: then() if is_so() else when(is_so, then))

def opened(path):
    return lambda: made[0].session.path == Path(path)

def go_on():
    QApplication.activeModalWidget().close()
    send(after)
    when(opened(after), lambda: QApplication.exit())

def watched():
    send(before)
    made.append(first_window())
    when(opened(before), go_on)
    return made[0]

desktop.first_window = watched
print(desktop.run_window(()))
"""


def test_a_file_that_the_system_opens_is_taken_before_the_window_stands_and_after(tmp_path: Path) -> None:
    paths = [make_project(tmp_path / f"{name}.annot", coders=["Ana"]) for name in ("before", "after")]
    done = program(*paths, code=SENT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert (done.returncode, done.stdout) == (0, "\n"), done.stderr


BUSY = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from annotator import desktop
from annotator.ui.background import tasks

def heeding(progress):
    while True:
        progress(0, 0, "")
        time.sleep(0.01)

def deaf(progress):
    time.sleep(600)

first_window = desktop.first_window
work = {"heeding": heeding, "deaf": deaf}[sys.argv[1]]
if work is deaf:
    tasks.finish_all.__defaults__ = (50,)  # who heeds nothing is waited for in vain

def watched():
    window = first_window()
    def begin():
        for _ in range(4):
            tasks.Task(work).start()
        QApplication.exit()
    QTimer.singleShot(0, begin)
    return window

desktop.first_window = watched
print(desktop.run_window([Path(path) for path in sys.argv[2:]]))
"""


@pytest.mark.parametrize(("work", "said"), [("heeding", "\n"), ("deaf", "")])
def test_however_the_loop_ends_no_thread_that_runs_aborts_the_program(tmp_path: Path, work: str, said: str) -> None:
    project = make_project(tmp_path / "p.annot", coders=["Ana"])
    done = program(work, project, code=BUSY, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert (done.returncode, done.stdout) == (0, said), done.stderr
