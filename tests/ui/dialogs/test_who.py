"""Who is coding: one of those there are, or a new name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.coder import Coder, Layer, LayerKind
from annotator.model.ids import CoderId, LayerId
from annotator.ui.dialogs.who import Who, WhoDialog
from annotator.ui.kit import theme, themes

CODERS = (
    Coder(id=CoderId("1"), name="Ana", pseudonym="coder-1"),
    Coder(id=CoderId("2"), name="Boris & Co", pseudonym="coder-2"),
)


def opened(qtbot: QtBot, coders: tuple[Coder, ...] = CODERS, last: str | None = None) -> WhoDialog:
    dialog = WhoDialog(coders, CoderId(last) if last else None)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_enter_goes_on_as_the_last_coder(qtbot: QtBot) -> None:
    dialog = opened(qtbot, last="2")
    with qtbot.waitSignal(dialog.chosen) as told:
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert told.args == [Who(CoderId("2"), "Boris & Co")]


def test_it_is_told_once_however_enter_reaches_it(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    told: list[object] = []
    dialog.chosen.connect(told.append)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert len(told) == 1


def test_a_new_name_is_a_new_coder(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    QTest.keyClicks(dialog.name, " Chen  ")
    assert dialog.choice == Who(None, "Chen")
    assert not dialog.list.isEnabled()


def test_a_name_that_is_known_is_that_coder(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    QTest.keyClicks(dialog.name, "ana")
    assert dialog.choice == Who(CoderId("1"), "Ana")
    assert "already" in dialog._problem.text()


def test_the_button_says_who_goes_on(qtbot: QtBot) -> None:
    dialog = opened(qtbot, last="2")
    assert dialog.accept_button is not None
    assert dialog.accept_button.text() == "Go on as Boris && Co"


def test_with_nobody_yet_a_name_is_needed(qtbot: QtBot) -> None:
    dialog = opened(qtbot, coders=())
    assert dialog.choice is None
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()
    assert dialog.focusWidget() is dialog.name


AGAIN = Layer(id=LayerId("9"), name="Ana (again)", kind=LayerKind.CODER, coder=CoderId("1"))


def further(qtbot: QtBot, last: str, at: str | None = None) -> WhoDialog:
    dialog = WhoDialog(CODERS, CoderId(last), None, [AGAIN], LayerId(at) if at else None)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_coder_with_several_layers_chooses_one_by_its_row(qtbot: QtBot) -> None:
    dialog = further(qtbot, "1")
    assert [dialog.list.item(row).text() for row in range(3)] == ["Ana", "Ana (again)", "Boris & Co"]
    assert dialog.choice == Who(CoderId("1"), "Ana")
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.choice == Who(CoderId("1"), "Ana (again)", AGAIN.id)
    assert dialog.accept_button is not None and dialog.accept_button.text() == "Go on as Ana (again)"


def test_it_opens_on_the_layer_that_has_something_left_to_do(qtbot: QtBot) -> None:
    assert further(qtbot, "1", "9").choice == Who(CoderId("1"), "Ana (again)", AGAIN.id)
    assert further(qtbot, "2", "9").choice == Who(CoderId("2"), "Boris & Co")


def test_the_name_of_a_layer_is_no_new_coder(qtbot: QtBot) -> None:
    dialog = further(qtbot, "2")
    QTest.keyClicks(dialog.name, "ana (AGAIN)")
    assert dialog.choice == Who(CoderId("1"), "Ana (again)", AGAIN.id)


def test_a_coder_of_any_of_their_rows_can_be_renamed_and_a_name_that_is_typed_cannot(qtbot: QtBot) -> None:
    dialog = further(qtbot, "1", "9")
    chosen: list[object] = []
    dialog.chosen.connect(chosen.append)
    QTest.keyClicks(dialog.name, "Ch")
    assert not dialog.rename_button.isEnabled()
    dialog.name.clear()
    with qtbot.waitSignal(dialog.rename_requested) as told:
        dialog.rename_button.click()
    assert told.args == [CODERS[0]] and chosen == [] and not dialog.isVisible()
    assert not opened(qtbot, coders=()).rename_button.isVisible()


@pytest.mark.parametrize("count", [1, 4, 10])
def test_no_coder_is_below_the_fold(qtbot: QtBot, qapp: QApplication, count: int) -> None:
    theme.apply(qapp, themes.LIGHT)
    coders = tuple(Coder(id=CoderId(str(at)), name=f"Coder {at}", pseudonym=f"c{at}") for at in range(count))
    dialog = opened(qtbot, coders)
    QApplication.processEvents()
    seen = dialog.list.viewport().rect()
    assert all(seen.contains(dialog.list.visualItemRect(dialog.list.item(row))) for row in range(count))
