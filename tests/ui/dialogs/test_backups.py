"""The list of backups: what each holds, which can be restored, and what is said where there are none."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.operations.project.backups import ListedBackup
from annotator.ui.dialogs.backups import BackupModel, BackupsDialog

FIRST = ListedBackup(
    number=1,
    path=Path("/b/1.annot"),
    made=datetime(2026, 11, 24, 14, 2, tzinfo=UTC),
    when="Tuesday 14:02",
    holds="12 documents done, 3 acts fewer than now",
    why="before an import",
    of=Path("/projects/talks.annot"),
    is_elsewhere=False,
    size=3_200_000,
    is_verified=True,
)
SECOND = replace(FIRST, number=2, path=Path("/b/2.annot"), holds="", is_verified=False, is_elsewhere=True)


def shown(qtbot: QtBot, *rows: ListedBackup, project: str = "talks") -> BackupsDialog:
    dialog = BackupsDialog(project)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_rows(rows, "/b")
    return dialog


def test_each_says_when_it_was_made_what_it_holds_and_why() -> None:
    model = BackupModel((FIRST, SECOND), with_projects=True)
    assert [model.index(0, column).data() for column in range(4)] == [
        *("Tuesday 14:02, 12 documents done, 3 acts fewer than now", "before an import", "3.2 MB", "talks"),
    ]
    assert model.index(1, 0).data() == "Tuesday 14:02, which cannot be read"
    assert model.index(1, 1).data() == "before an import (not verified, of talks.annot)"
    assert "/b/1.annot" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(0, 0).data(Qt.ItemDataRole.ForegroundRole) is None
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(4)] == ["Backup", "Why", "Size", "Project"]
    assert BackupModel().columnCount() == 3 and model.rowCount(model.index(0, 0)) == 0


def test_return_restores_the_one_at_hand_and_only_one_that_can_be_read(qtbot: QtBot) -> None:
    asked: list[ListedBackup] = []
    dialog = shown(qtbot, FIRST, SECOND)
    dialog.restore_requested.connect(asked.append)
    assert dialog.restore_button is not None and dialog.restore_button.isEnabled()
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    assert not dialog.restore_button.isEnabled()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert asked == [] and dialog.isVisible()
    QTest.keyClick(dialog.table, Qt.Key.Key_Up)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert asked == [FIRST] and not dialog.isVisible()


def test_a_list_that_is_read_anew_keeps_the_one_at_hand(qtbot: QtBot) -> None:
    dialog = shown(qtbot, FIRST, SECOND)
    dialog.table.selectRow(1)
    dialog.show_rows((replace(FIRST, path=Path("/b/3.annot")), FIRST, SECOND), "/b")
    assert dialog.chosen == SECOND


@pytest.mark.parametrize("project", ["talks", ""])
def test_where_there_are_none_it_says_when_there_will_be(qtbot: QtBot, project: str) -> None:
    dialog = shown(qtbot, project=project)
    assert dialog.table.isHidden() and "There are none in /b yet" in dialog.message.text()
    assert dialog.message.accessibleName() == dialog.message.text()
    assert (dialog.backup_button is not None) == bool(project) and dialog.chosen is None
    assert dialog.restore_button is not None and not dialog.restore_button.isEnabled()
