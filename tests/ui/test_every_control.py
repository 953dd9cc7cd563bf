"""Every control of every workspace, page and dialog: it has a name, the keyboard reaches it, and no title is cut.

Walked on the sample in a window of 1280 by 700 and in what a screen of 1024 by 700 has for one, with both sides open,
as someone does who has no mouse: Tab from control to control, arrows among the chips of a row.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.ui.commands.commands import CommandScope
from annotator.ui.kit import theme, themes
from annotator.ui.kit.widgets import ElidedLabel
from annotator.ui.window.workspaces import WORKSPACES
from tests.ui.dialogs.made import MADE
from tests.ui.dialogs.test_all_dialogs import desks as desks
from tests.ui.dialogs.test_all_dialogs import reachable
from tests.ui.test_names import controls_of, nameless_of, pages_of
from tests.ui.windows import Stage

LONGEST = 40
"""Titles of so many characters are never cut."""
_BY_KEY = "Take out of "
"""What Delete does in the field beside it (`tests/ui/acts/test_field.py`)."""
PLACES = [kind.place for kind in WORKSPACES]
SIZES = [(1280, 700), (1008, 660)]
"""The second: a screen of 1024 by 700 without the frame that a window manager puts around."""


def cut(top: QWidget) -> Iterator[str]:
    """Yield what is cut of the titles of a window: words on buttons, labels, tabs, chosen entries, hints in fields."""
    for widget in (top, *top.findChildren(QWidget)):
        if widget.isVisible():
            for title, needs, has in _titles(widget):
                if needs > has and 0 < len(title) <= LONGEST:
                    yield f"{type(widget).__name__} “{title}” has {has} of {needs} pixels"


def _titles(widget: QWidget) -> Iterator[tuple[str, int, int]]:
    """Yield the titles that a widget shows on one line, the pixels each needs, and those it has."""
    width = widget.fontMetrics().horizontalAdvance
    if isinstance(widget, ElidedLabel):
        yield widget.text(), width(widget.text()), widget.contentsRect().width()
    elif isinstance(widget, QLabel | QAbstractButton) and not (isinstance(widget, QLabel) and widget.wordWrap()):
        yield widget.text(), widget.sizeHint().width(), widget.width()
    elif isinstance(widget, QLineEdit) and not widget.text():
        yield widget.placeholderText(), width(widget.placeholderText()) + 2, widget.contentsRect().width()
    elif isinstance(widget, QComboBox):
        yield widget.currentText(), width(widget.currentText()) + 24, widget.width()
    elif isinstance(widget, QTabBar):
        for number in (each for each in range(widget.count()) if widget.isTabVisible(each)):
            yield widget.tabText(number), width(widget.tabText(number)), widget.tabRect(number).width()
    elif isinstance(widget, QHeaderView) and widget.orientation() is Qt.Orientation.Horizontal:
        for number in range(widget.count()):
            title = str(widget.model().headerData(number, Qt.Orientation.Horizontal) or "")
            if not widget.isSectionHidden(number):
                yield title, width(title), widget.sectionSize(number)


def quiet(stage: Stage) -> None:
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
    QApplication.processEvents()


def open_place(stage: Stage, sample: Path, place: CommandScope, size: tuple[int, int]) -> None:
    """Open the sample in a workspace, with what stands at its sides."""
    stage.window.resize(*size)
    stage.open(sample, "Ana")
    quiet(stage)
    stage.action(f"view.{place}").trigger()
    quiet(stage)
    if place is CommandScope.CODE:
        # The card of an act, with all that can be added to it.
        stage.press("Alt+Down", "Return")
        quiet(stage)
    unfold(stage)


def unfold(stage: Stage) -> None:
    """Show both sides of the workspace, for a window of this width."""
    quiet(stage)
    workspace = stage.window.page.workspace
    for side in (workspace.left, workspace.right):
        if workspace.is_folded(side):
            workspace.fold(side, False)
    quiet(stage)


def tabbed(window: QWidget) -> list[QWidget]:
    """Return what Tab comes to, from where the keyboard is and around."""
    seen: list[QWidget] = []
    while (focused := QApplication.focusWidget()) is not None and focused not in seen and len(seen) < 300:
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    return seen


@pytest.mark.parametrize("place", PLACES)
def test_no_title_of_a_workspace_is_cut_and_every_control_has_a_name_and_the_keyboard_reaches_it(
    stage: Stage, sample_copy: Path, place: CommandScope
) -> None:
    open_place(stage, sample_copy, place, SIZES[0])
    window = stage.window
    for size in (SIZES[1], SIZES[0]):
        window.resize(*size)
        unfold(stage)
        assert window.width() == size[0]
        assert list(cut(window)) == [], size
    assert nameless_of(window) == [] and len(controls_of(window)) > 10
    came_to = tabbed(window)
    assert [_said(each) for each in reachable(window) if each not in came_to] == []
    left = [each for each in window.findChildren(QPushButton) if each.isVisible() and each.isEnabled()]
    left = [each for each in left if each not in came_to and not each.accessibleName().startswith(_BY_KEY)]
    # Of chips in a row Tab comes to the one that is chosen, and arrows go on to the others.
    for each in left:
        group = each.group()
        assert group is not None and group.exclusive(), _said(each)
        assert group.checkedButton() in came_to, _said(each)


def _said(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName()}”"


@pytest.mark.parametrize("name", MADE)
def test_no_title_of_a_dialog_is_cut_on_any_of_its_pages(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    theme.apply(qapp, themes.LIGHT)
    dialog = MADE[name]()
    qtbot.addWidget(dialog)
    dialog.show()
    for _ in pages_of(dialog):
        assert list(cut(dialog)) == []


def test_a_title_that_is_cut_would_be_found(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, themes.LIGHT)
    dialog = MADE["about"]()
    qtbot.addWidget(dialog)
    dialog.show()
    button = next(each for each in dialog.findChildren(QPushButton) if each.isVisible() and each.text())
    button.setFixedWidth(button.sizeHint().width() - 1)
    assert len(list(cut(dialog))) == 1
