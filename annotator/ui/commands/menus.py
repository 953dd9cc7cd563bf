"""The menus: the six of the window and the one at the pointer, both readings of the table of commands.

The six stand behind the menu button; a bar at the top has them too where the system or the settings want one.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotator.ui.commands.action_set import ActionSet
from annotator.ui.commands.commands import COMMANDS, LETTERS, REASONS, WORKSPACE_KEYS, CommandScope

_LINE = ""
_AFTER_A_LINE = frozenset(
    {"project.import", "project.codebook", "document.rename", "program.quit"}
    | {"edit.find", "edit.palette"}
    | {"code.offer_mentions", "code.source_page", "code.delete", "code.start_edge", "document.done_next"}
    | {"code.next_span", "move.next_sentence", "move.next_document", "move.to_text"}
    | {
        "adjudicate.union",
        "adjudicate.none",
        "adjudicate.reason",
        "adjudicate.next",
        "adjudicate.coders",
        "view.light",
        "view.left",
        "view.menu",
    }
)
"""Commands before which a menu has a line."""
_WITHIN = {
    "&Workspaces": tuple(f"view.{place}" for place in WORKSPACE_KEYS),
    "&Document": (
        *(
            "document.join_table",
            "document.rename",
            "document.details",
            "document.reread",
            "document.earlier",
            "document.remove",
        ),
        "document.erase",
    ),
    "&Team": tuple(
        f"project.{each}"
        for each in (
            "people",
            "remove_person",
            "give_out",
            "hand_out",
            "take_in",
            "hand_in",
            "hand_in_to",
            "hand_in_all",
        )
    ),
    "S&hared folder": (
        *("project.share_folder", "project.look_folder", "project.take_arrived"),
        "project.stop_folder",
    ),
    "Hu&b": tuple(
        f"project.{each}"
        for each in ("share_hub", "invite_hub", "revoke_member", "join_hub", "hand_over", "hub_password", "leave_hub")
    ),
    "&Gold and training": ("feedback.release", "feedback.training", "feedback.results", "feedback.recode"),
    "&Safekeeping": (
        *(f"project.{each}" for each in ("bin", "backups", "present", "back_up", "check", "empty_bin")),
        *(f"project.{each}" for each in ("erase_name", "compact", "encrypt", "change_passphrase", "decrypt")),
    ),
    "By &words": (
        "move.select_more",
        *(
            f"move.{way}_{unit}"
            for unit in ("sentence", "paragraph")
            for way in ("next", "previous", "extend", "extend_back")
        ),
    ),
    "&Edges": ("code.start_edge", "code.stop_edge", "code.add_extent"),
    "&Units": ("code.cut_units", "code.split_unit", "code.join_units"),
    "&Decided": tuple(f"adjudicate.{each}" for each in ("reopen", "example", "keep_decided", "open_apart")),
    "&Reason": (
        "adjudicate.reason",
        *(f"adjudicate.reason_{at}" for at in range(1, REASONS + 1)),
        "adjudicate.reasons",
    ),
    "&Choose": tuple(f"team.choose_{letter}" for letter in LETTERS),
    "&View": tuple(f"adjudicate.{each}" for each in ("order", "coders", "settle", "blind", "names_at_end")),
}
"""What stands in a menu of its own within a menu: one that fits no small screen is none."""
_OF = {id: title for title, ids in _WITHIN.items() for id in ids}
_FIRST, _LAST = ("&Project", "&Edit", "&View", "&Go"), "&Help"
_OF_WORKSPACES = {
    command.menu: place
    for place in CommandScope
    for command in COMMANDS
    if place.is_workspace and command.menu.replace("&", "") == place.capitalize()
}
"""The menus that are called like a workspace."""
_AT_POINTER = {
    CommandScope.CODE: (
        *(f"code.{each}" for each in ("pick_label", "relabel", "card", "note", "doubt", "delete")),
        _LINE,
        *(f"code.{each}" for each in ("fill_slot", "accept_mention")),
        _LINE,
    ),
    CommandScope.DOCUMENTS: (
        *("documents.open", "documents.edit", "documents.sort"),
        _LINE,
        *("documents.who_codes", "documents.new_set", "documents.add_to_set", "documents.take_out"),
        _LINE,
        "documents.remove",
    ),
    CommandScope.ADJUDICATE: (
        *(f"adjudicate.take_{letter}" for letter in LETTERS),
        _LINE,
        *(f"adjudicate.{each}" for each in ("union", "intersection", "relabel", "none", "defer", "reopen")),
    ),
}
"""What the menu at the pointer offers in a workspace; elsewhere only what a label means."""


_OF_DOCUMENT = (
    *("document.details", "document.rename", "document.done"),
    _LINE,
    *("project.export", "project.import"),
    _LINE,
    "document.remove",
    "document.erase",
)
"""What can be done with a document of the list."""


class Menus:
    """The six menus, shared by the bar and the menu button: the fifth is that of the workspace that is shown."""

    def __init__(self, bar: QMenuBar, actions: ActionSet, parent: QWidget) -> None:
        """Put every command into its menu, and the menus into the bar."""
        self.all: dict[str, QMenu] = {}
        self.within: dict[str, QMenu] = {}
        for command in COMMANDS:
            menu = self.all.get(command.menu) or self.all.setdefault(command.menu, QMenu(command.menu, parent))
            title = _OF.get(command.id, "")
            if command.id in _AFTER_A_LINE:
                self.within.get(title, menu).addSeparator()
            if title:
                menu = self.within.get(title) or self.within.setdefault(title, menu.addMenu(title))
            menu.addAction(actions.actions[command.id])
        self.button_menu = QMenu(parent)
        self.button_menu.setAccessibleName("Menu")
        for menu in self._in_order():
            bar.addMenu(menu)
            self.button_menu.addMenu(menu)
        self.show_place(CommandScope.ANYWHERE)

    def show_place(self, place: CommandScope) -> None:
        """Show the menu of this workspace in place of the others'."""
        for title, menu in self.all.items():
            menu.menuAction().setVisible(title not in _OF_WORKSPACES or _OF_WORKSPACES[title] is place)

    def _in_order(self) -> list[QMenu]:
        """Return the menus with those of the workspaces last but one, whichever of them is shown."""
        return [self.all[title] for title in (*_FIRST, *_OF_WORKSPACES, _LAST)]


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


def document_menu(parent: QWidget, actions: ActionSet) -> QMenu:
    """Return the menu of a document in the list. It is gone once closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for id in _OF_DOCUMENT:
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
