"""Handing in from a coder's copy, by keys: given out, opened, coded, handed in, and the offer at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from annotator.operations.people import people, roles
from annotator.operations.team import giving_out
from annotator.operations.team.folder_places import set_up
from annotator.operations.team.giving_out import GiveOutRequest
from annotator.store.project import Project
from annotator.ui.codebook.dialogs import AskDialog
from annotator.ui.dialogs.handed_in import HandedInDialog
from tests.ui.windows import Stage, make_project

TEXTS = [f"France urged China. Text {at}." for at in range(4)]


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana in her copy, into which nothing was coded yet."""
    path = make_project(tmp_path / "talks.annot", TEXTS, ["Lea", "Ana", "Ben"])
    with Project.open(path) as project:
        project.person = people.person_named(project, "Lea").id
        roles.obey(project)
        coders = tuple(people.person_named(project, name).id for name in ("Ana", "Ben"))
        giving_out.give_out_work(project, GiveOutRequest(people=coders, several=50), tmp_path / "sent")
    (tmp_path / "mine").mkdir()
    copy = (tmp_path / "sent" / "talks – Ana.annot").rename(tmp_path / "mine" / "talks – Ana.annot")
    stage.window.projects.open(copy)
    stage.activate()
    yield stage


def counted(stage: Stage, count: int) -> None:
    stage.window.handing_in._soon.setInterval(20)
    stage.qtbot.waitUntil(lambda: stage.window.header.hand_in.count == count)


def packets(stage: Stage) -> list[Path]:
    return sorted(stage.window.session.project.path.parent.glob("*.packet"))


def code(stage: Stage) -> None:
    stage.select("urged")
    stage.press("1")


def handed_in(stage: Stage) -> HandedInDialog:
    return stage.dialog(HandedInDialog)


def test_what_was_coded_is_handed_in_by_a_key_and_it_is_said_which_file_to_send(ana: Stage) -> None:
    button = ana.window.header.hand_in
    assert button.isVisible() and button.count == 0
    code(ana)
    ana.press("Ctrl+Return")
    counted(ana, 2)
    assert "2 acts wait" in button.accessibleDescription()
    ana.press("Ctrl+Shift+U")
    dialog = handed_in(ana)
    assert [dialog.path] == packets(ana) and dialog.path.name.startswith("Ana ")
    ana.press("Return")
    ana.without_dialog()
    assert ana.said == f"Handed in 2 acts: {dialog.path.name}" and ana.reader.hasFocus()
    counted(ana, 0)
    ana.press("Ctrl+Shift+U")
    ana.qtbot.waitUntil(lambda: ana.said.startswith("All that was done here is handed in already"))
    assert len(packets(ana)) == 1
    ana.action("project.hand_in_all").trigger()
    handed_in(ana)
    assert len(packets(ana)) == 2
    ana.press("Return")


def test_leaving_offers_it_where_something_was_finished_and_closes_then(ana: Stage) -> None:
    code(ana)
    assert ana.window.may_leave(lambda: None), "nothing was finished: it stays out of the way"
    ana.press("Ctrl+Return")
    ana.window.close()
    ask = ana.dialog(AskDialog)
    assert ask.first_button is not None and ana.window.session.is_open
    QTest.keyClick(ask.first_button, Qt.Key.Key_Return)
    handed_in(ana)
    assert len(packets(ana)) == 1
    ana.press("Return")
    ana.qtbot.waitUntil(lambda: not ana.window.session.is_open)


def test_what_goes_by_itself_is_not_asked_about(ana: Stage) -> None:
    code(ana)
    ana.press("Ctrl+Return")
    ana.window.handing_in.goes_by_itself = lambda: "the hub"
    assert ana.window.may_leave(lambda: None)


def test_with_a_shared_folder_the_key_hands_over_into_it_and_writes_no_file(ana: Stage, tmp_path: Path) -> None:
    code(ana)
    counted(ana, 1)
    (tmp_path / "shared").mkdir()
    with Project.open(tmp_path / "talks.annot") as project:
        set_up(project, tmp_path / "shared")
    ana.window.sharing.use(tmp_path / "shared" / "Ana")
    ana.qtbot.waitUntil(lambda: bool(ana.window.handing_in.goes_by_itself()))
    counted(ana, 0)
    ana.select("China")
    ana.press("4")
    counted(ana, 1)
    ana.press("Ctrl+Shift+U")
    counted(ana, 0)
    assert packets(ana) == [] and len(list((tmp_path / "shared").rglob("*.packet"))) == 2
    ana.without_dialog()


def test_who_hands_in_later_is_not_asked_again_before_more_is_finished(ana: Stage) -> None:
    code(ana)
    ana.press("Ctrl+Return")
    ana.window.projects.close()
    ask = ana.dialog(AskDialog)
    QTest.keyClick(ask, Qt.Key.Key_Escape)
    ana.without_dialog()
    assert ana.window.session.is_open, "Escape stays"
    path = ana.window.session.project.path
    ana.window.projects.close()
    ana.dialog(AskDialog).second_button.click()
    ana.qtbot.waitUntil(lambda: not ana.window.session.is_open)
    ana.window.projects.open(path)
    ana.activate()
    ana.window.projects.close()
    assert not ana.window.session.is_open


def test_another_folder_is_asked_for_and_remembered(
    ana: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stick").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "stick"))
    code(ana)
    ana.action("project.hand_in_to").trigger()
    assert handed_in(ana).path.parent == tmp_path / "stick"
    ana.press("Return")
    ana.without_dialog()
    ana.press("Ctrl+Z", "Ctrl+Shift+U")
    assert handed_in(ana).path.parent == tmp_path / "stick"
    ana.press("Return")


def test_in_the_project_itself_there_is_no_button_and_no_offer(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "talks.annot", TEXTS, ["Lea"]), "Lea")
    assert not stage.window.header.hand_in.isVisible()
    stage.press("Ctrl+D")
    assert stage.window.may_leave(lambda: None)
