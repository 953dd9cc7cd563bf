"""Who codes some documents: ticks by keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.ids import CoderId
from annotator.ui.documents.who_codes_dialog import CoderOfSome, WhoCodesChoice, WhoCodesDialog

ANA, BEN, CLEO = (CoderId(name) for name in "abc")


def made(qtbot: QtBot, due: str = "") -> WhoCodesDialog:
    people = [CoderOfSome(ANA, "Ana", 3), CoderOfSome(BEN, "Ben", 1), CoderOfSome(CLEO, "Cleo", 0)]
    dialog = WhoCodesDialog("3 documents", 3, people, due)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def chosen(dialog: WhoCodesDialog, qtbot: QtBot) -> WhoCodesChoice:
    with qtbot.waitSignal(dialog.chosen) as caught:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    found = (caught.args or [None])[0]
    assert isinstance(found, WhoCodesChoice)
    return found


def test_what_is_left_alone_stays_as_it_is(qtbot: QtBot) -> None:
    dialog = made(qtbot, due="2026-12-24")
    assert [tick.text() for tick in dialog.ticks] == ["Ana", "Ben · 1 of 3", "Cleo"]
    assert chosen(dialog, qtbot) == WhoCodesChoice(keep=(ANA,))


def test_space_gives_and_takes_back(qtbot: QtBot) -> None:
    dialog = made(qtbot)
    for tick in dialog.ticks:
        QTest.keyClick(tick, Qt.Key.Key_Space)
    assert chosen(dialog, qtbot) == WhoCodesChoice(give=(BEN, CLEO), take_back=(ANA,))


def test_a_day_is_told_where_it_is_another_and_refused_where_it_is_none(qtbot: QtBot) -> None:
    dialog = made(qtbot)
    dialog.due.setText("tomorrow")
    QTest.keyClick(dialog.due, Qt.Key.Key_Return)
    assert dialog.isVisible() and dialog.fault.text() == "“tomorrow” is no day; write it as 2026-01-31."
    dialog.due.setText("2026-12-24")
    assert chosen(dialog, qtbot) == WhoCodesChoice(keep=(ANA,), due="2026-12-24")
