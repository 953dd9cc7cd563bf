"""Every control of the window has a name and a role: found by walking the tree that assistive tools walk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface

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
    root = QAccessible.queryAccessibleInterface(stage.window)
    found = [each for each in below(root) if not each.state().invisible]
    return [each for each in found if each.state().focusable]


def nameless(stage: Stage) -> list[str]:
    return [
        f"{each.role()} {each.object()}"
        for each in controls(stage)
        if not each.text(QAccessible.Text.Name).strip() or each.role() in _DUMB
    ]


def names(stage: Stage) -> set[str]:
    return {each.text(QAccessible.Text.Name) for each in controls(stage)}


def test_every_control_of_the_start_page_is_named(stage: Stage) -> None:
    assert nameless(stage) == []
    assert len(controls(stage)) >= 3


def test_a_control_without_a_name_would_be_found(stage: Stage) -> None:
    stage.window.start.sample_button.setAccessibleName(" ")
    assert len(nameless(stage)) == 1


def test_every_control_of_the_workspace_code_is_named(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    stage.window.coding.go_span(1)
    assert nameless(stage) == []
    assert {"Text of the document", "Filter the documents", "Note on the span", "Code as Appeal"} <= names(stage)


def test_every_control_of_the_workspace_adjudicate_is_named(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    stage.press("Ctrl+2")
    stage.qtbot.waitUntil(lambda: "Take Ana’s span" in names(stage))
    assert nameless(stage) == []
    assert {"Text of the document", "Take Ana’s span", "Reason for the next decision"} <= names(stage)


def test_every_command_in_the_menus_is_named(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    menus = QAccessible.queryAccessibleInterface(stage.window.menuBar())
    items = [each for each in below(menus) if each.role() is _Roles.MenuItem]
    assert len(items) > 30
    assert all(each.text(QAccessible.Text.Name) for each in items)
