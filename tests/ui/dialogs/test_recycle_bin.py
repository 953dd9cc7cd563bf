"""The list of what was removed: what each line says, the filter, and what Return does."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.removal import Removal, RemovedKind
from annotator.operations.recycle_bin.listing import InBin
from annotator.ui.dialogs.recycle_bin import BinModel, RecycleBinDialog

TIME = "2026-11-28T03:00:00Z"
SPEECH = InBin(1, Removal(RemovedKind.DOCUMENT, "d", None, TIME), "Speech", "Ana", 12, 3, 1)
BEN = InBin(2, Removal(RemovedKind.CODER, "c", None, TIME), "Ben", "", 0, 0, 0)


def shown(qtbot: QtBot, *rows: InBin) -> tuple[RecycleBinDialog, list[InBin]]:
    dialog, asked = RecycleBinDialog(), list[InBin]()
    qtbot.addWidget(dialog)
    dialog.put_back_requested.connect(asked.append)
    dialog.show()
    dialog.show_rows(rows)
    return dialog, asked


def test_each_line_says_what_it_is_what_goes_with_it_who_and_when() -> None:
    model = BinModel()
    model.show_rows([SPEECH, BEN])
    assert [model.index(0, column).data() for column in range(4)] == [
        *("Speech", "document", "12 codings of 3 coders", "Ana"),
    ]
    assert str(model.index(0, 4).data()).startswith("2026-11-2")
    assert [model.index(1, column).data() for column in range(4)] == [
        *("Ben", "coder", "no codings", "nobody in particular"),
    ]
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Removed" and model.columnCount() == 5
    assert model.rowCount(model.index(0, 0)) == 0


def test_return_puts_the_one_at_hand_back_and_the_dialog_stays(qtbot: QtBot) -> None:
    dialog, asked = shown(qtbot, SPEECH, BEN)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert asked == [BEN] and dialog.isVisible()
    dialog.show_rows([SPEECH])
    assert dialog.chosen == SPEECH


def test_the_filter_narrows_while_the_arrows_move_in_the_list(qtbot: QtBot) -> None:
    dialog, asked = shown(qtbot, SPEECH, BEN)
    QTest.keyClick(dialog.filter, Qt.Key.Key_Down)
    assert dialog.chosen == BEN
    QTest.keyClick(dialog.filter, Qt.Key.Key_Up)
    QTest.keyClicks(dialog.filter, "CODER b")
    assert dialog.chosen == BEN and dialog.table.model().rowCount() == 1
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert asked == [BEN]
    dialog.filter.setText("nothing like it")
    assert dialog.chosen is None and dialog.put_back_button is not None and not dialog.put_back_button.isEnabled()


def test_an_empty_bin_is_said_and_nothing_can_be_put_back(qtbot: QtBot) -> None:
    dialog, _ = shown(qtbot)
    assert dialog.message.text() == "The recycle bin is empty." and dialog.table.isHidden()
    assert dialog.put_back_button is not None and not dialog.put_back_button.isEnabled()
