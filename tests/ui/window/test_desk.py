"""The desk: who sits there, what they do, and whether they see what others coded."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.kit import theme, themes
from annotator.ui.window.desk import Desk
from annotator.ui.window.header import NARROW, Header
from annotator.ui.window.places import HEIGHT
from tests.ui.windows import Stage, make_project


def test_below_1360_the_last_words_go_and_the_whole_is_said(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, themes.LIGHT)
    header = Header()
    qtbot.addWidget(header)
    header.show_project("A project")
    header.desk.say("Ana", "adjudicator · names shown", sees=True)
    header.show()
    header.resize(NARROW, HEIGHT)
    wide = header.desk.sizeHint().width()
    header.resize(NARROW - 1, HEIGHT)
    assert header.desk.is_short and header.desk.sizeHint().width() < wide
    assert header.desk.accessibleName() == "Ana · adjudicator · names shown"


def test_names_hidden_are_said_at_the_desk(stage: Stage, tmp_path: Path) -> None:
    window = stage.open(make_project(tmp_path / "blind.annot", coders=["Ben"]), "Ana").window
    assert not window.header.desk.sees
    stage.press("Ctrl+4")
    stage.qtbot.waitUntil(lambda: not window.session.tasks.busy)
    assert window.header.desk.said == "Ana · adjudicator · names shown" and window.header.desk.sees
    window.actions_.actions["adjudicate.blind"].trigger()
    stage.qtbot.waitUntil(lambda: window.header.desk.said == "Ana · adjudicator · names hidden")


def test_roles_stand_beside_the_name_where_they_are_not_what_is_done(qtbot: QtBot) -> None:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.say("Ana", "coder · blind", False, "coder")
    narrow = desk.sizeHint().width()
    assert desk.accessibleDescription().startswith("In this project: coder, ")
    desk.say("Ana", "coder · blind", False, "coder, adjudicator")
    assert desk.sizeHint().width() > narrow and "In this project: coder, adjudicator" in desk.toolTip()
    desk.say("", "", False, "")
    assert "In this project" not in desk.accessibleDescription()
