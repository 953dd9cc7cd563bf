"""The commands of a window as Qt actions, and as rows of the palette and of the help: made from the one table."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.ui.commands.commands import BY_ID, COMMANDS, Command, CommandState, Fact
from annotator.ui.commands.key_names import put_in_force
from annotator.ui.commands.key_table import TABLE, keys_in_force, native
from annotator.ui.kit.picker import PickItem

_ON_A_MAC = {
    "help.about": QAction.MenuRole.AboutRole,
    "edit.preferences": QAction.MenuRole.PreferencesRole,
    "program.quit": QAction.MenuRole.QuitRole,
}
"""What stands in the menu of the program there; Qt would guess it by the words of a title, which may be anybody's."""


class ActionSet:
    """The table as Qt actions of a window: one per command, with its keys, switched on and off by the state."""

    def __init__(
        self,
        window: QWidget,
        handlers: Mapping[str, Callable[[], object]],
        keys: Mapping[str, str],
        shortcut_scopes: Mapping[str, Sequence[QWidget]],
    ) -> None:
        """`keys`: what the settings put in place of a row's own, by id; the actions belong to `window`.

        `shortcut_scopes`: the widgets in which alone the keys of some commands count, since elsewhere (on a button, in
        a line to type in) they mean what they always mean.
        """
        self.actions: dict[str, QAction] = {}
        self.keys: dict[str, tuple[str, ...]] = {}
        """The keys in force of every row of the table of keys, by its id."""
        self._by_keys: dict[str, list[str]] = {}
        self._state: CommandState | None = None
        self._looks: dict[str, tuple[bool, str, bool]] = {}
        """By command: whether it can be used, what it is called, and whether the state calls it so."""
        for command in BY_ID:
            action = QAction(BY_ID[command].title, window)
            action.triggered.connect(self._doing(command, handlers[command]))
            action.setMenuRole(_ON_A_MAC.get(command, QAction.MenuRole.NoRole))
            action.setCheckable(BY_ID[command].checked is not None)
            if command in shortcut_scopes:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.actions[command] = action
        self._window = window
        self.set_keys(keys)
        # Last: a widget is told of each change of what it has.
        for command, action in self.actions.items():
            for widget in shortcut_scopes.get(command, (window,)):
                widget.addAction(action)

    def add_scopes(self, shortcut_scopes: Mapping[str, Sequence[QWidget]]) -> None:
        """Let the keys of some commands count in these widgets, and from now on nowhere but in such."""
        for command, widgets in shortcut_scopes.items():
            action = self.actions[command]
            if action.shortcutContext() != Qt.ShortcutContext.WidgetShortcut:
                self._window.removeAction(action)
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            for widget in widgets:
                widget.addAction(action)

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Give the commands their keys anew, with these in place of their own."""
        self.keys = keys_in_force(keys)
        put_in_force(self.keys)
        self._by_keys.clear()
        for command, action in self.actions.items():
            sequences = [QKeySequence(key) for key in self.keys[command]]
            action.setShortcuts(sequences)
            for written in {sequence.toString() for sequence in sequences}:
                self._by_keys.setdefault(written, []).append(command)

    def refresh(self, state: CommandState) -> None:
        """Switch the actions on and off, and call them as they are called now."""
        if state == self._state:
            return
        self._state = state
        for command in COMMANDS:
            title = state.titles.get(command.id)
            look = command.usable(state), _literal(title) if title else command.title, title is not None
            if look != self._looks.get(command.id):
                self._looks[command.id] = look
                self._put_look(command, *look)
            if command.checked is not None:
                self._check(command.id)

    def _put_look(self, command: Command, usable: bool, text: str, has_title: bool) -> None:
        action = self.actions[command.id]
        action.setEnabled(usable)
        action.setText(text)
        if command.is_named:
            action.setVisible(has_title)

    def _check(self, id: str) -> None:
        checked = BY_ID[id].checked
        if checked is not None and self._state is not None:
            self.actions[id].setChecked(checked in self._state.facts)

    def _doing(self, id: str, handler: Callable[[], object]) -> Callable[[bool], None]:
        def call(_: bool = False) -> None:
            handler()
            # Qt has turned it over by itself, whether that was done or refused.
            self._check(id)

        return call

    def why_not(self, pressed: QKeyCombination) -> str:
        """Return as a sentence why the command that has a key cannot be used now; empty where one can, or none has it.

        A key whose command is switched off goes through to the window as if it had none, and would do nothing unsaid.
        """
        state = self._state or CommandState()
        found = [BY_ID[id] for way in _ways(pressed) for id in self._by_keys.get(way, ())]
        here = [
            command
            for command in found
            if command.place is state.place or not (command.place.is_workspace or command.is_named)
        ]
        if not here or any(command.usable(state) for command in found):
            return ""
        rest = ", and none is selected" if here[0].when is Fact.SPAN else ""
        return f"{here[0].title.rstrip('…')}: {here[0].why_not(state)}{rest}."

    def pick_items(self) -> list[PickItem]:
        """Return the commands for the palette."""
        return [
            PickItem(
                id=command.id,
                title=self.actions[command.id].text().replace("&&", "&"),
                hint=shown_keys(self.actions[command.id]),
                enabled=self.actions[command.id].isEnabled(),
                why=command.why_not(self._state or CommandState()),
                group=command.menu.replace("&", ""),
            )
            for command in COMMANDS
            if command.id != "edit.palette" and self.actions[command.id].isVisible()
        ]


def _ways(pressed: QKeyCombination) -> list[str]:
    """Return how a key that was pressed may be written: one such as “?” is written with Shift on some keyboards."""
    keypad, shift = Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier
    modifiers = pressed.keyboardModifiers() & ~keypad
    ways = [QKeyCombination(modifiers, pressed.key())]
    if len(name := QKeySequence(pressed.key()).toString()) == 1 and not name.isalnum():
        ways.append(QKeyCombination(modifiers & ~shift, pressed.key()))
    return list(dict.fromkeys(QKeySequence(way).toString() for way in ways))


def _literal(text: str) -> str:
    """Return a text as a menu shows it: an & alone would underline the letter that follows."""
    return text.replace("&", "&&")


def shown_keys(action: QAction) -> str:
    """Return the first shortcut as the platform writes it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def shortcut_rows(actions: ActionSet) -> list[tuple[str, str, str]]:
    """Return (group, title, keys) of each row that has keys, for the help."""
    return [
        (row.menu.replace("&", ""), row.title, native(actions.keys[row.id])) for row in TABLE if actions.keys[row.id]
    ]
