"""The menus: the bar at the top and the one at the pointer, both readings of the table of commands."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotator.ui.commands.action_set import ActionSet
from annotator.ui.commands.commands import COMMANDS, LETTERS, CommandScope

_LINE = ""
_AFTER_A_LINE = frozenset(
    {"project.import", "project.codebook", "project.back_up", "program.quit", "edit.find", "edit.palette"}
    | {"code.offer_mentions"}
    | {
        "code.delete",
        "code.start_edge",
        "document.done_next",
        "move.next_sentence",
        "move.next_document",
        "move.to_text",
    }
    | {
        "adjudicate.union",
        "adjudicate.none",
        "adjudicate.reason",
        "adjudicate.next",
        "adjudicate.coders",
        "view.larger",
    }
    | {"feedback.release", "feedback.recode"}
)
"""Commands before which a menu has a line."""
_AT_POINTER = {
    CommandScope.CODE: (
        *(f"code.{each}" for each in ("pick_label", "relabel", "card", "note", "doubt", "delete")),
        _LINE,
        *(f"code.{each}" for each in ("fill_slot", "accept_mention")),
        _LINE,
    ),
    CommandScope.ADJUDICATE: (
        *(f"adjudicate.take_{letter}" for letter in LETTERS),
        _LINE,
        *(f"adjudicate.{each}" for each in ("union", "intersection", "relabel", "none", "defer", "reopen")),
    ),
}
"""What the menu at the pointer offers in a workspace; elsewhere only what a label means."""


def fill_bar(bar: QMenuBar, actions: ActionSet) -> None:
    """Put every command into its menu."""
    menus: dict[str, QMenu] = {}
    for command in COMMANDS:
        if command.menu not in menus:
            menus[command.menu] = bar.addMenu(command.menu)
        if command.id in _AFTER_A_LINE:
            menus[command.menu].addSeparator()
        menus[command.menu].addAction(actions.actions[command.id])


def menu_at_pointer(parent: QWidget, place: CommandScope, actions: ActionSet, first: Sequence[QAction]) -> QMenu:
    """Return the menu for what is under the pointer; `first`: what stands at its head. It is gone once closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addActions(first)
    menu.addSeparator()
    for id in (*_AT_POINTER.get(place, ()), "help.label"):
        if id == _LINE:
            menu.addSeparator()
        else:
            menu.addAction(actions.actions[id])
    return menu


def pop_up(menu: QMenu, at: QPoint) -> None:
    """Show a menu and put the keyboard on its first line that can be chosen."""
    menu.popup(at)
    first = next((action for action in menu.actions() if action.isEnabled() and not action.isSeparator()), None)
    if first is not None:
        menu.setActiveAction(first)
