"""Giving out work: what each would get is seen before anything is written."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.assigning.saying import PersonalWork
from annotator.model.errors import BadFilter
from annotator.model.ids import CoderId
from annotator.operations.team.giving_out import GiveOutRequest, WorkPreview
from annotator.ui.dialogs.give_out.dialog import GiveOutChoice, GiveOutDialog
from annotator.ui.dialogs.give_out.form import GiveOutChoices

ANA = CoderId("1")
CHOICES = GiveOutChoices(((ANA, "Ana", "coder"), (CoderId("2"), "Ben", "coder")), (), ("kind",))


def look(request: GiveOutRequest) -> WorkPreview:
    if request.filter == "x:":
        raise BadFilter("There is no field x.")
    lines = tuple(("Ana", PersonalWork(id, request.seed, 0, 0, 0, 0)) for id in request.people)
    warnings = ("Nobody is chosen.",) if not lines else ()
    return WorkPreview(f"{len(lines)} people.", lines, warnings, gives=bool(lines))


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> GiveOutDialog:
    made = GiveOutDialog(CHOICES, GiveOutRequest(people=(ANA,)), look, tmp_path)
    qtbot.addWidget(made)
    made.show()
    settled(made, qtbot)
    return made


def settled(dialog: GiveOutDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.previews.answer(dialog.fields.request) is not None)


def test_the_preview_follows_what_is_typed(dialog: GiveOutDialog, qtbot: QtBot) -> None:
    assert dialog.headline.text() == "1 people." and dialog.notices.isHidden()
    dialog.fields.seed.setValue(7)
    assert dialog.headline.text() == "1 people.", "what was shown stays until the other is there"
    settled(dialog, qtbot)
    assert dialog.model.index(0, 1).data() == "7"


def test_space_ticks_a_person_and_nobody_gets_nothing(dialog: GiveOutDialog, qtbot: QtBot) -> None:
    QTest.keyClick(dialog.fields.people_list, Qt.Key.Key_Space)
    settled(dialog, qtbot)
    assert dialog.notices.as_text() == "Nobody is chosen." and not dialog.accept_button.isEnabled()
    QTest.keyClick(dialog.fields.people_list, Qt.Key.Key_Space)
    settled(dialog, qtbot)
    assert dialog.accept_button.isEnabled() and dialog.notices.isHidden()


def test_what_cannot_be_understood_is_said_and_not_given(dialog: GiveOutDialog, qtbot: QtBot) -> None:
    dialog.fields.source.setCurrentIndex(dialog.fields.source.count() - 1)
    dialog.fields.filter.setText("x:")
    settled(dialog, qtbot)
    assert dialog.notices.as_text() == "There is no field x." and not dialog.accept_button.isEnabled()
    assert dialog.model.rowCount() == 0


def test_it_hands_out_what_is_asked_for_and_where_files_go(dialog: GiveOutDialog, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(dialog.give_requested) as caught:
        QTest.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert caught.args == [GiveOutChoice(GiveOutRequest(people=(ANA,)), tmp_path)]
    dialog.folder.set_path(None)
    assert not dialog.accept_button.isEnabled()
    dialog.files.setChecked(False)
    assert dialog.accept_button.isEnabled() and dialog.choice.folder is None


def test_copies_of_an_encrypted_project_need_a_passphrase_of_their_own(qtbot: QtBot, tmp_path: Path) -> None:
    made = GiveOutDialog(CHOICES, GiveOutRequest(people=(ANA,)), look, tmp_path, is_encrypted=True)
    qtbot.addWidget(made)
    made.show()
    settled(made, qtbot)
    assert not made.passphrase.isHidden() and not made.accept_button.isEnabled()
    made.passphrase.setText("a word")
    assert made.accept_button.isEnabled() and made.choice.passphrase == "a word"
    made.files.setChecked(False)
    assert made.accept_button.isEnabled() and made.choice.passphrase == ""


def test_what_is_new_is_written_where_nothing_more_is_given(dialog: GiveOutDialog, qtbot: QtBot) -> None:
    dialog.previews._answers[dialog.fields.request] = WorkPreview("All.", look(dialog.fields.request).lines, (), False)
    dialog._check()
    assert dialog.accept_button.isEnabled()
    dialog.files.setChecked(False)
    assert not dialog.accept_button.isEnabled()


def test_without_files_there_is_no_folder_to_choose(qtbot: QtBot) -> None:
    made = GiveOutDialog(CHOICES, GiveOutRequest(people=(ANA,)), look)
    qtbot.addWidget(made)
    made.show()
    assert made.files.isHidden() and made.folder.isHidden() and made.choice.folder is None
