"""Every control of the window and of its dialogs has a name and a role: found by walking as assistive tools walk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeySequence
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.preferences import PreferencesDialog
from annotator.ui.settings.settings import Settings
from tests.ui.dialogs.made import MADE
from tests.ui.dialogs.test_all_dialogs import desks as desks
from tests.ui.windows import FIRST, SECOND, Stage, code_as, make_project

_Roles = QAccessible.Role
_DUMB = (_Roles.NoRole, _Roles.Client, _Roles.Pane, _Roles.Window)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of two coders who differ."""
    made = make_project(tmp_path / "two.annot", [FIRST, SECOND])
    code_as(made, "Ana", ("France urged China", "appeal"), ("no force will be used", "commitment"))
    code_as(made, "Ben", ("urged China", "appeal"))
    return made


def below(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Go through what is seen below an object, menus included, which are seen once they are opened."""
    for number in range(top.childCount()):
        child = top.child(number)
        if child is not None and child.isValid():
            yield child
            yield from below(child)


def controls(stage: Stage) -> list[QAccessibleInterface]:
    """Return what can have the keyboard."""
    return controls_of(stage.window)


def controls_of(top: QWidget) -> list[QAccessibleInterface]:
    """Return what can have the keyboard in a window; good until something happens there."""
    return list(_controls(top))


def _controls(top: QWidget) -> Iterator[QAccessibleInterface]:
    """Go through what can have the keyboard, and hold none of it: a list that is shown anew takes its rows away."""
    for each in below(QAccessible.queryAccessibleInterface(top)):
        state = each.state()
        if not state.invisible and state.focusable:
            yield each


def nameless(stage: Stage) -> list[str]:
    return nameless_of(stage.window)


def nameless_of(top: QWidget) -> list[str]:
    return [
        f"{each.role()} {each.object()}"
        for each in _controls(top)
        if not each.text(QAccessible.Text.Name).strip() or each.role() in _DUMB
    ]


def pages_of(top: QWidget) -> Iterator[None]:
    """Turn to each page of a window with tabs, one after another; a window without any is one page."""
    if isinstance(top, PreferencesDialog):
        for row in range(top.sections.count()):
            top.sections.setCurrentRow(row)
            QApplication.processEvents()
            yield
        top.field.setText("e")
        QApplication.processEvents()
        yield
        return
    tabs = top.findChildren(QTabWidget)
    for number in range(max([1, *(each.count() for each in tabs)])):
        for each in tabs:
            each.setCurrentIndex(number)
        QApplication.processEvents()
        yield


def names(stage: Stage) -> set[str]:
    return {each.text(QAccessible.Text.Name) for each in _controls(stage.window)}


def test_every_control_of_the_start_page_is_named(stage: Stage) -> None:
    assert nameless(stage) == []
    assert len(controls(stage)) >= 3


def test_a_control_without_a_name_would_be_found(stage: Stage) -> None:
    stage.window.start.sample_button.setAccessibleName(" ")
    assert len(nameless(stage)) == 1


def test_every_control_of_the_workspace_code_is_named(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    stage.window.coding.moves.go_span(1)
    stage.press("Ctrl+L")
    assert nameless(stage) == []
    assert {"Text of the document", "Filter the documents", "Note on the span", "Code as Appeal"} <= names(stage)


def test_every_row_of_the_card_of_an_act_says_what_it_is_and_what_fills_it(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    stage.window.coding.moves.go_span(1)
    stage.press("Return")
    assert nameless(stage) == []
    assert {"Speaker, empty, required", "Addressee, empty, required", "Content, empty"} <= names(stage)
    stage.write("unclear")
    stage.press("Return")
    assert "Speaker: unclear" in names(stage)


def test_every_control_of_the_workspace_adjudicate_is_named(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    stage.press("Ctrl+4")
    stage.qtbot.waitUntil(lambda: "Label, Ana: Commitment" in names(stage))
    assert nameless(stage) == []
    expected = {"Text of the document", "What the coders say", "None of them", "Reason for the next decision"}
    assert expected <= names(stage)


def test_every_command_in_the_menus_is_named(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    menus = QAccessible.queryAccessibleInterface(stage.window.menuBar())
    items = [each for each in below(menus) if each.role() is _Roles.MenuItem]
    assert len(items) > 30
    assert all(each.text(QAccessible.Text.Name) for each in items)


@pytest.mark.parametrize("name", MADE)
def test_every_control_on_every_page_of_every_dialog_is_named(qtbot: QtBot, name: str) -> None:
    dialog = MADE[name]()
    qtbot.addWidget(dialog)
    dialog.show()
    for _ in pages_of(dialog):
        assert nameless_of(dialog) == []
        assert controls_of(dialog)


def test_the_field_for_a_key_says_what_it_is_and_which_key_it_has(qtbot: QtBot) -> None:
    dialog = PreferencesDialog(Settings())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_section("Keys")
    dialog.keys.choose("edit.find")
    told = QAccessible.queryAccessibleInterface(dialog.keys.edit)
    assert (told.role(), told.text(QAccessible.Text.Name)) == (_Roles.HotkeyField, "New key")
    native = QKeySequence("Ctrl+F").toString(QKeySequence.SequenceFormat.NativeText)
    assert told.text(QAccessible.Text.Value) == native
    found = {each.text(QAccessible.Text.Name) for each in controls_of(dialog)}
    assert {"Sections of the settings", "New key", "Filter", "Commands and their keys"} <= found


def kinds_below(base: type[QWidget]) -> Iterator[type[QWidget]]:
    """Go through the classes that are made of a base, without those that others are made of."""
    for kind in base.__subclasses__():
        yield from kinds_below(kind) if kind.__subclasses__() else (kind,)


def test_every_kind_of_dialog_is_walked(qtbot: QtBot) -> None:
    windows = [make() for make in MADE.values()]
    for window in windows:
        qtbot.addWidget(window)
    walked = {type(window) for window in windows}
    assert [kind for kind in kinds_below(Dialog) if kind not in walked] == []


@pytest.mark.parametrize(
    "command",
    [
        "edit.preferences",
        "edit.palette",
        "help.shortcuts",
        "help.about",
        "help.label",
        "code.pick_label",
        "document.rename",
    ],
)
def test_every_control_of_a_dialog_that_the_window_opens_is_named(stage: Stage, path: Path, command: str) -> None:
    stage.open(path, "Ana")
    stage.window.coding.moves.go_span(1)
    stage.window.actions_.actions[command].trigger()
    stage.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    for _ in pages_of(dialog):
        assert nameless_of(dialog) == []
    dialog.close()
    stage.without_dialog()
