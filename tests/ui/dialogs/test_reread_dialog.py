"""The dialog of reading anew: what it asks for, what it shows, and when it may be done."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.import_choice import FileKind
from annotator.ui.dialogs.reread_dialog import (
    NO_PLACE,
    RereadDialog,
    RereadLook,
    RereadModel,
    RereadRequest,
    RereadRow,
)

ROWS = (RereadRow("12", None, "Warning", "Ben"), RereadRow("the Coundl", "the Council", "Actor", "Ana", "Speech"))


def shown(qtbot: QtBot, has_kept: bool = True) -> tuple[RereadDialog, list[RereadRequest]]:
    dialog, asked = RereadDialog("Speech", has_kept, [FileKind("pdf", "PDF", (".pdf",))]), list[RereadRequest]()
    qtbot.addWidget(dialog)
    dialog.look_wanted.connect(asked.append)
    dialog.show()
    dialog.begin()
    return dialog, asked


def test_every_choice_asks_for_a_look(qtbot: QtBot, tmp_path: Path) -> None:
    dialog, asked = shown(qtbot)
    dialog.kind.setCurrentIndex(1)
    dialog.scope.setCurrentIndex(1)
    assert asked == [RereadRequest(), RereadRequest(format="pdf"), RereadRequest(True, None, "pdf")]
    assert not dialog.path.isVisible()
    dialog.source.setCurrentIndex(1)
    assert dialog.path.isVisible() and "Choose the file" in dialog.notes.text() and len(asked) == 3
    dialog.path.set_path(tmp_path)
    assert len(asked) == 3 and "Return looks for the files" in dialog.notes.text()
    QTest.keyClick(dialog.path.edit, Qt.Key.Key_Return)
    assert asked[3:] == [RereadRequest(True, tmp_path, "pdf")]
    dialog.path.set_path(tmp_path / "a.txt")
    assert asked[-1] == RereadRequest(True, tmp_path / "a.txt", "pdf")


def test_without_a_kept_file_one_is_asked_for(qtbot: QtBot) -> None:
    dialog, asked = shown(qtbot, has_kept=False)
    assert asked == [] and dialog.path.isVisible()


def test_return_takes_over_what_was_looked_at_and_nothing_before(qtbot: QtBot) -> None:
    dialog, _ = shown(qtbot)
    with qtbot.assertNotEmitted(dialog.reread_requested):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    dialog.show_look(RereadLook("2 codings move.", ["a guess"], ROWS))
    assert dialog.summary.text() == "2 codings move." and dialog.table.isVisible()
    with qtbot.waitSignal(dialog.reread_requested):
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    dialog.say_busy("Taking…")
    assert dialog.reread_button is not None and not dialog.reread_button.isEnabled() and not dialog.table.isVisible()


def test_a_line_says_what_stood_there_and_what_stands_there_now() -> None:
    model = RereadModel(ROWS)
    assert [model.index(0, column).data() for column in range(4)] == ["“12”", NO_PLACE, "Warning", "Ben"]
    assert model.index(1, 1).data() == "“the Council”"
    tip = model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "“the Coundl”\n→ “the Council”\nSpeech"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "What stands there now"
    assert model.rowCount(model.index(0, 0)) == 0 == model.columnCount(model.index(0, 0))
