"""The border: whatever raises where Qt calls us is said in a dialog and logged, and the window lives on."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.errors import NotAllowed
from annotator.ui.dialogs.error import BUG_SENTENCE, ErrorDialog
from annotator.ui.kit.picker import Picker
from annotator.ui.window.crash_handler import CrashHandler
from tests.ui.windows import Stage, make_project


@pytest.fixture
def border(stage: Stage, tmp_path: Path) -> Iterator[CrashHandler]:
    """The border around the window on the stage."""
    made = CrashHandler(stage.window, tmp_path / "errors.log")
    made.install()
    yield made
    made.uninstall()


def raise_bug() -> None:
    raise RuntimeError("a bug in a slot")


@pytest.mark.qt_no_exception_capture
def test_a_bug_in_a_slot_is_said_logged_and_leaves_the_window_alive(
    border: CrashHandler, stage: Stage, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    stage.open(make_project(tmp_path / "bug.annot"), "Ana")
    QTimer.singleShot(0, raise_bug)
    dialog = stage.dialog(ErrorDialog)
    assert dialog.sentence.text() == BUG_SENTENCE and "a bug in a slot" in dialog.details.toPlainText()
    assert not dialog.details.isVisible()
    dialog.close()
    stage.without_dialog()
    assert "RuntimeError: a bug in a slot" in (tmp_path / "errors.log").read_text()
    assert "Traceback" not in capfd.readouterr().err
    stage.press("Space", "1")
    assert stage.spans() == [("France", "appeal")]


@pytest.mark.qt_no_exception_capture
def test_what_the_user_can_act_on_is_its_sentence_and_is_not_logged(
    border: CrashHandler, stage: Stage, tmp_path: Path
) -> None:
    def refuse() -> None:
        raise NotAllowed("Not like that.")

    QTimer.singleShot(0, refuse)
    dialog = stage.dialog(ErrorDialog)
    assert dialog.sentence.text() == "Not like that." and dialog.details_button.isHidden()
    dialog.close()
    stage.without_dialog()
    assert (tmp_path / "errors.log").read_text() == ""


class Broken(QWidget):
    """A widget that fails wherever Qt calls it."""

    failures = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.failures += 1
        raise RuntimeError("painting")


@pytest.mark.qt_no_exception_capture
def test_methods_that_fail_again_and_again_show_one_dialog_and_a_bounded_log(
    border: CrashHandler, stage: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = Broken(stage.window)
    timer = QTimer(interval=1)
    timer.timeout.connect(broken.update)
    # From the event loop, as in the program: what Python calls itself raises there.
    QTimer.singleShot(0, broken.show)
    timer.start()
    dialog = stage.dialog(ErrorDialog)
    qtbot.waitUntil(lambda: broken.failures > 150)
    timer.stop()
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, ErrorDialog) and each.isVisible()]
    assert shown == [dialog]
    broken.hide()
    broken.deleteLater()
    dialog.close()
    stage.without_dialog()
    assert 2 <= (tmp_path / "errors.log").read_text().count("RuntimeError: painting") <= 100


@pytest.mark.qt_no_exception_capture
def test_the_error_stands_in_front_of_a_dialog_that_is_open(border: CrashHandler, stage: Stage) -> None:
    stage.press("Ctrl+K")
    picker = stage.dialog(Picker)
    QTimer.singleShot(0, raise_bug)
    dialog = stage.dialog(ErrorDialog)
    assert dialog.parent() is picker
    dialog.close()
    picker.close()
    stage.without_dialog()


def test_a_log_that_cannot_be_written_is_done_without(stage: Stage, tmp_path: Path) -> None:
    former = sys.excepthook
    border = CrashHandler(stage.window, tmp_path / "no folder" / "errors.log")
    border.install()
    border.uninstall()
    assert sys.excepthook is former


def test_an_interrupt_in_the_terminal_closes_the_window(border: CrashHandler, stage: Stage) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not stage.window.isVisible()
