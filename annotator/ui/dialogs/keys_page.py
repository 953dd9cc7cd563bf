"""The keys: a reading of the one table, of commands and of the text, in which each can be replaced by another."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.commands.commands import BY_ID, Command, meet
from annotator.ui.commands.key_table import OLD_KEYS, ROWS, TABLE, keys_in_force, native
from annotator.ui.dialogs.key_field import KeyField
from annotator.ui.kit.fuzzy_match import fold
from annotator.ui.kit.widgets import Look, button, spaced, words

_ID = Qt.ItemDataRole.UserRole
_NATIVE = QKeySequence.SequenceFormat.NativeText


class KeysPage(QWidget):
    """Lists the commands; the key of the one that is chosen is typed below."""

    changed = Signal(object)
    """The keys that replace a command's own, by its id."""

    def __init__(self, shortcuts: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcuts = dict(shortcuts)
        self.filter = QLineEdit(placeholderText="Filter by command or key…")
        self.filter.setAccessibleName("Filter")
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Commands and their keys")
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setMinimumHeight(240)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.edit = KeyField("New key")
        self.reset_button = button("Its own key again")
        self.old_button = button("The keys until version 0.3")
        self.old_button.setAccessibleDescription("Workspaces by their order, not by their places in the header.")
        self.notice = words("", Look.SECONDARY)
        self._build()
        self.filter.textChanged.connect(self._fill)
        self.tree.currentItemChanged.connect(self._on_current)
        self.edit.editingFinished.connect(self._on_edited)
        self.reset_button.clicked.connect(self._on_reset)
        self.old_button.clicked.connect(self.bring_old_back)
        self._fill()

    @property
    def shortcuts(self) -> dict[str, str]:
        """The keys that replace a command's own, by its id; an empty one takes the key away."""
        return dict(self._shortcuts)

    @property
    def command(self) -> str | None:
        """The id of the command that is chosen."""
        item = self.tree.currentItem()
        return str(item.data(0, _ID)) if item is not None else None

    def choose(self, command: str) -> None:
        """Choose a command of the list."""
        for row in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(row)
            if item is not None and item.data(0, _ID) == command:
                self.tree.setCurrentItem(item)

    def reset_all(self) -> None:
        """Give all commands their own keys back."""
        self._replace({})
        self.notice.setText("All commands have their own keys.")

    @Slot()
    def bring_old_back(self) -> None:
        """Give back the keys that were other ones until version 0.3; what else was changed stays."""
        self._replace({**self._shortcuts, **OLD_KEYS})
        self.notice.setText("The workspaces have their keys of before; “Its own key again” gives one its new key.")

    def _build(self) -> None:
        row = QHBoxLayout()
        spaced(row, 8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.reset_button)
        row.addWidget(self.old_button)
        box = QVBoxLayout(self)
        spaced(box, 8, (0, 12, 0, 0))
        box.addWidget(self.filter)
        box.addWidget(self.tree, 1)
        box.addLayout(row)
        box.addWidget(self.notice)

    def lines(self) -> list[str]:
        """Return what each command is found by, as it is compared: its title, its keys and its menu."""
        in_force = keys_in_force(self._shortcuts)
        return [_line(command, in_force) for command in TABLE]

    @Slot()
    def _fill(self) -> None:
        chosen, wanted = self.command, fold(self.filter.text())
        in_force = keys_in_force(self._shortcuts)
        self.tree.blockSignals(True)
        self.tree.clear()
        for command in TABLE:
            keys = native(in_force[command.id])
            menu = command.menu.replace("&", "")
            if wanted in _line(command, in_force):
                item = QTreeWidgetItem(self.tree, [command.title, keys])
                item.setData(0, _ID, command.id)
                item.setToolTip(0, menu)
                item.setData(1, Qt.ItemDataRole.AccessibleTextRole, keys or "No key")
        self.tree.blockSignals(False)
        if chosen is not None:
            self.choose(chosen)
        first = self.tree.topLevelItem(0)
        if self.tree.currentItem() is None and first is not None:
            self.tree.setCurrentItem(first)
        self._on_current()

    @Slot()
    def _on_current(self) -> None:
        command = self.command
        self.edit.setEnabled(command is not None)
        self.reset_button.setEnabled(command in self._shortcuts)
        keys = keys_in_force(self._shortcuts)[command] if command else ()
        self.edit.blockSignals(True)
        self.edit.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())
        self.edit.blockSignals(False)

    @Slot()
    def _on_edited(self) -> None:
        command, key = self.command, self.edit.keySequence().toString()
        if command is None:
            return
        before = keys_in_force(self._shortcuts)
        if key == (before[command][0] if before[command] else ""):
            return
        holders = [other for other in before if other != command and _has(before[other], key) and _meet(other, command)]
        # Whoever was given that key in these preferences has its own again; its own key is simply given up.
        kept = {id: given for id, given in self._shortcuts.items() if id not in holders}
        self._replace({**kept, command: key})
        shown = QKeySequence(key).toString(_NATIVE)
        if not key:
            self.notice.setText(f"“{ROWS[command].title}” has no key now; the palette finds it by name.")
        elif holders:
            lost = " and ".join(_named(holder) for holder in holders)
            self.notice.setText(f"{shown} was the key of {lost}, which gave it up.")
        else:
            self.notice.setText(f"{shown}: {ROWS[command].title}.")

    @Slot()
    def _on_reset(self) -> None:
        command = self.command
        if command in self._shortcuts:
            self._replace({id: key for id, key in self._shortcuts.items() if id != command})
            self.notice.setText(f"“{ROWS[command].title}” has its own keys again.")

    def _replace(self, shortcuts: dict[str, str]) -> None:
        self._shortcuts = shortcuts
        self._fill()
        self.changed.emit(self.shortcuts)


def _line(command: Command, in_force: Mapping[str, tuple[str, ...]]) -> str:
    menu = command.menu.replace("&", "")
    return fold(f"{command.title} {native(in_force[command.id])} {menu}")


def _named(row: str) -> str:
    """Return a row's title; of what only a key does also where, since no menu shows it."""
    found = ROWS[row]
    return f"“{found.title}”" if row in BY_ID else f"“{found.title}” ({found.menu.lower()})"


def _has(keys: tuple[str, ...], key: str) -> bool:
    return bool(key) and any(QKeySequence(each).toString() == key for each in keys)


def _meet(one: str, other: str) -> bool:
    return meet(ROWS[one].place, ROWS[other].place)
