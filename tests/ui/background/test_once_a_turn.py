"""What many things ask for is done once, after what is to be seen and before what somebody does next."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator.ui.background.once_a_turn import OnceATurn
from tests.ui.windows import Stage, make_project


@given(times=st.integers(1, 40), forced=st.lists(st.integers(0, 39)))
def test_however_often_it_is_asked_for_it_is_done_once_unless_it_is_wanted_at_once(
    qapp: QApplication, times: int, forced: list[int]
) -> None:
    done: list[int] = []
    owner = QObject()
    once = OnceATurn(lambda: done.append(1), owner)
    for number in range(times):
        once.ask()
        if number in forced:
            once.now()
    wanted = len({number for number in forced if number < times})
    assert len(done) == wanted and once.is_waiting == (times - 1 not in forced)
    qapp.processEvents()
    assert len(done) == wanted + (times - 1 not in forced) and not once.is_waiting
    once.now()
    qapp.processEvents()
    assert len(done) == wanted + (times - 1 not in forced)


def test_what_is_dropped_is_not_done_until_it_is_asked_for_again(qapp: QApplication) -> None:
    done: list[int] = []
    owner = QObject()
    once = OnceATurn(lambda: done.append(1), owner)
    once.drop()
    once.ask()
    once.drop()
    once.now()
    qapp.processEvents()
    assert not done and not once.is_waiting
    once.ask()
    qapp.processEvents()
    assert done == [1]


def test_a_key_and_a_click_find_it_done(qtbot: QtBot) -> None:
    button, told = QPushButton(), []
    qtbot.addWidget(button)
    button.show()
    once = OnceATurn(lambda: told.append("done"), button)
    button.pressed.connect(lambda: told.append("pressed"))
    once.ask()
    QTest.keyPress(button, Qt.Key.Key_Space)
    QTest.keyRelease(button, Qt.Key.Key_Space)
    once.ask()
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert told == ["done", "pressed"] * 2


class Watch(QObject):
    """Notes when the text is drawn and when the commands are brought up to date."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.told: list[str] = []
        stage.reader.viewport().installEventFilter(self)
        stage.action("edit.undo").changed.connect(lambda: self.told.append("commands"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.told.append("text")
        return False


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk, with nothing that could be undone but her sitting down."""
    yield stage.open(make_project(tmp_path / "small.annot"), "Ana")


def test_the_mark_is_drawn_before_the_commands_are_brought_up_to_date(ana: Stage) -> None:
    ana.press("Space")
    QApplication.processEvents()
    watch = Watch(ana)
    ana.press("1")
    assert watch.told == []
    ana.qtbot.waitUntil(lambda: "commands" in watch.told)
    assert watch.told[0] == "text"


def test_what_was_coded_is_undone_by_a_key_in_the_same_turn(ana: Stage) -> None:
    ana.press("Space", "1", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Z")
    assert ana.spans() == []


def test_a_key_brings_the_commands_up_to_date_once(ana: Stage) -> None:
    asked: list[str] = []
    ana.press("Space")
    QApplication.processEvents()
    ana.window.session.project._connection.set_trace_callback(asked.append)
    ana.press("1")
    QApplication.processEvents()
    ana.window.session.project._connection.set_trace_callback(None)
    assert sum("NULL FROM steps WHERE state = 'done'" in query for query in asked) == 1
