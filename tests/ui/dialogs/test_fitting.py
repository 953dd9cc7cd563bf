"""On a screen of 1024 x 700 every dialog is whole, whatever it is about; where there is too much, its body scrolls."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.coder import Coder, TeamRole
from annotator.model.ids import CoderId
from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.damaged import DamagedDialog
from annotator.ui.dialogs.erase import EraseDialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.fitting import FRAME
from annotator.ui.dialogs.hub.agree import LeaveHubDialog
from annotator.ui.dialogs.import_plan import ImportAhead, ImportPlanDialog
from annotator.ui.dialogs.lost_file import LostFileDialog
from annotator.ui.dialogs.people_dialog import PeopleDialog
from annotator.ui.dialogs.release_dialog import ReleaseDialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.ticks import TickEntry
from annotator.ui.dialogs.units_dialog import UnitsDialog
from annotator.ui.dialogs.who import WhoDialog
from annotator.ui.documents.details_dialog import DetailsDialog
from annotator.ui.kit import theme, themes
from annotator.ui.kit.widgets import Outcome
from tests.ui.dialogs.made import MADE
from tests.ui.dialogs.test_all_dialogs import desks, opened, reachable
from tests.ui.documents.one_row import row

__all__ = ["desks"]  # a fixture

SMALL = QSize(1024, 700)
LINES = [
    f"Appeal “urged the parties to return to the table at once” of coder {number} is changed." for number in range(150)
]
LONG = " ".join(LINES)[:2000]
PEOPLE = [
    Coder(
        id=CoderId(str(number)), name=f"Coder with a long name {number}", pseudonym=str(number), roles=(TeamRole.LEAD,)
    )
    for number in range(60)
]
TICKS = tuple(TickEntry(str(number), line, "no gold yet") for number, line in enumerate(LINES))
FIELDS: dict[str, Any] = {f"field {number}": line for number, line in enumerate(LINES[:60])}
MUCH: dict[str, Callable[[], QWidget]] = {
    "damaged": lambda: DamagedDialog(LONG, LINES),
    "details": lambda: DetailsDialog(row("1", LONG[:300], date="2026-01-02", **FIELDS), {}),
    "erase": lambda: EraseDialog("Erase for good", LINES, LINES),
    "error": lambda: ErrorDialog(LONG, LONG),
    "error without blanks": lambda: ErrorDialog("/x" * 600),
    "import": lambda: ImportPlanDialog(ImportAhead(tuple(LINES), tuple(LINES), True, (), (), (), ())),
    "leave the hub": lambda: LeaveHubDialog("hub.example.org", LINES),
    "lost file": lambda: LostFileDialog(LONG),
    "people": lambda: PeopleDialog(PEOPLE, False),
    "release": lambda: ReleaseDialog(TICKS, ["0"], ["0"], lambda chosen: LONG),
    "report": lambda: ReportDialog("Import", [(Outcome.NOTICE, line) for line in LINES]),
    "units": lambda: UnitsDialog("Split unit 3", "Split", LINES, LINES),
    "who": lambda: WhoDialog(PEOPLE),
}


@pytest.fixture(autouse=True)
def small_screen(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda screen: SMALL)
    theme.apply(qapp, themes.LIGHT)


def shown(qtbot: QtBot, made: QWidget) -> QWidget:
    qtbot.addWidget(made)
    made.show()
    QApplication.processEvents()
    return made


def is_whole(window: QWidget) -> bool:
    """Whether a window has place with its frame, and its buttons lie in it, or can be scrolled to."""
    room = SMALL - FRAME
    inside = QRect(QPoint(), window.size())
    fixed = [each for each in window.findChildren(QPushButton) if each.isVisible() and not is_scrolled(each)]
    return (
        window.width() <= room.width()
        and window.height() <= room.height()
        and all(inside.contains(QRect(each.mapTo(window, QPoint()), each.size())) for each in fixed)
        and all(each.height() >= each.minimumSizeHint().height() for each in fixed)
    )


def is_scrolled(widget: QWidget | None) -> bool:
    while widget is not None and not widget.isWindow():
        if isinstance(widget, QScrollArea):
            return True
        widget = widget.parentWidget()
    return False


@pytest.mark.parametrize("name", MADE)
def test_every_dialog_is_whole_on_a_small_screen(qtbot: QtBot, name: str) -> None:
    assert is_whole(opened(qtbot, name))


@pytest.mark.parametrize("name", MUCH)
def test_with_much_to_say_a_dialog_is_whole_too_and_tab_comes_round(qtbot: QtBot, name: str) -> None:
    window = shown(qtbot, MUCH[name]())
    assert is_whole(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    seen: list[QWidget] = []
    while (focused := QApplication.focusWidget()) is not None and focused not in seen:
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert [each for each in reachable(window) if each not in seen] == []


def test_what_scrolls_is_in_the_order_in_which_it_was_and_the_keyboard_stays_where_it_was(qtbot: QtBot) -> None:
    made = DetailsDialog(row("1", "Speech", date="2026-01-02", **FIELDS), {})
    before = list(reachable_in_turn(made))
    focused = made.focusWidget()
    window = shown(qtbot, made)
    area = next(each for each in window.findChildren(QScrollArea) if each.isVisible())
    after = [each for each in reachable_in_turn(window) if each in before]
    begins = after.index(before[0])
    assert after[begins:] + after[:begins] == before
    assert made.focusWidget() is focused
    last = [each for each in before if area.isAncestorOf(each)][-1]
    window.activateWindow()
    before[before.index(last) - 1].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is last
    assert area.viewport().rect().contains(last.mapTo(area.viewport(), last.rect().center()))


def reachable_in_turn(window: QWidget) -> list[QWidget]:
    found, widget = list[QWidget](), window.nextInFocusChain()
    while widget is not None and widget is not window:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.objectName().startswith("qt_"):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def test_a_dialog_that_fits_is_left_as_it_is(qtbot: QtBot) -> None:
    dialog = ErrorDialog("It is newer.")
    size, inside = dialog.sizeHint(), dialog.findChildren(QWidget)
    shown(qtbot, dialog)
    assert dialog.height() <= size.height() + 20
    assert [each for each in dialog.findChildren(QWidget) if each in inside] == inside
    assert not any(type(each) is QScrollArea for each in dialog.findChildren(QWidget))


def test_beside_a_window_that_is_larger_than_its_screen_a_dialog_may_be_as_large(qtbot: QtBot) -> None:
    parent = shown(qtbot, QWidget())
    parent.resize(1400, 900)
    dialog = Dialog("Large", parent)
    dialog.add_buttons("Close", "")
    dialog.resize(1200, 800)
    dialog.show()
    assert dialog.size() == QSize(1200, 800)


@pytest.mark.parametrize("name", MADE)
def test_whatever_is_ticked_or_chosen_in_a_dialog_it_stays_whole(qtbot: QtBot, name: str) -> None:
    window = opened(qtbot, name)
    for box in window.findChildren(QCheckBox):
        if box.isVisible() and box.isEnabled():
            box.click()
            QApplication.processEvents()
            assert is_whole(window), box.text()
    for choice in window.findChildren(QComboBox):
        for number in range(choice.count() if choice.isVisible() and choice.isEnabled() else 0):
            choice.setCurrentIndex(number)
            QApplication.processEvents()
            assert is_whole(window), choice.currentText()
