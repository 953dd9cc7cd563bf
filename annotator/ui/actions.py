"""The one table of commands. Menus, shortcuts, the palette and the help on shortcuts are readings of it.

A command says what it is and when it can be used; what it does is the handler of the same id, which the window and
the workspaces bring. A key may be replaced in the settings, by the command's id; whoever had that key gives it up, so
that a key never means two things at one place.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.ui.palette import PickItem


class Place(StrEnum):
    """Where a command can be used."""

    ANYWHERE = "anywhere"
    PROJECT = "project"
    CODE = "code"
    ADJUDICATE = "adjudicate"


@dataclass(frozen=True, slots=True)
class State:
    """What decides which commands can be used. `place`: the workspace, or none on the start page."""

    is_open: bool = False
    place: Place = Place.ANYWHERE
    has_document: bool = False
    has_span: bool = False
    has_case: bool = False
    lanes: tuple[str, ...] = ()
    """The coders who are compared, by name."""
    undo: str = ""
    redo: str = ""


def _always(state: State) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """A command. `keys`: in Qt's portable notation, the first is shown. `title`: sentence case; … asks for more."""

    id: str
    title: str
    menu: str
    keys: tuple[str, ...] = ()
    place: Place = Place.PROJECT
    when: Callable[[State], bool] = _always

    def usable(self, state: State) -> bool:
        """Whether the command can be used now."""
        if self.place is Place.PROJECT and not state.is_open:
            return False
        if self.place in (Place.CODE, Place.ADJUDICATE) and state.place is not self.place:
            return False
        return self.when(state)


def _doc(state: State) -> bool:
    return state.has_document


def _span(state: State) -> bool:
    return state.has_span


def _case(state: State) -> bool:
    return state.has_case


LETTERS = "abcdefgh"
"""A key per coder who is compared; a text with more than eight lanes could not be read anyway."""


def _takes() -> tuple[Command, ...]:
    return tuple(
        Command(f"adjudicate.take_{letter}", f"Take {letter.upper()}’s span", "&Adjudicate", (letter,), ADJ, _lane(at))
        for at, letter in enumerate(LETTERS)
    )


def _lane(number: int) -> Callable[[State], bool]:
    return lambda state: state.has_case and number < len(state.lanes)


CODE, ADJ = Place.CODE, Place.ADJUDICATE

COMMANDS: tuple[Command, ...] = (
    Command("project.new", "New project…", "&Project", ("Ctrl+N",), Place.ANYWHERE),
    Command("project.open", "Open a project…", "&Project", ("Ctrl+O",), Place.ANYWHERE),
    Command("project.start", "Start page", "&Project"),
    Command("project.import", "Import…", "&Project", ("Ctrl+I",)),
    Command("project.export", "Export…", "&Project", ("Ctrl+E",)),
    Command("project.codebook", "Codebook", "&Project", ("Ctrl+B",)),
    Command("project.who", "Who is coding…", "&Project", ("Ctrl+U",)),
    Command("document.rename", "Rename the document…", "&Project", when=_doc),
    Command("document.remove", "Remove the document…", "&Project", when=_doc),
    Command("project.history", "History", "&Project", ("Ctrl+H",)),
    Command("project.back_up", "Save a copy…", "&Project"),
    Command("project.check", "Check the project", "&Project"),
    Command("program.quit", "Quit", "&Project", ("Ctrl+Q",), Place.ANYWHERE),
    Command("edit.undo", "Undo", "&Edit", ("Ctrl+Z",), when=lambda state: bool(state.undo)),
    Command("edit.redo", "Redo", "&Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), when=lambda state: bool(state.redo)),
    Command("edit.find", "Find in the text…", "&Edit", ("Ctrl+F",), when=_doc),
    Command("edit.find_next", "Find the next", "&Edit", ("F3", "Ctrl+G"), when=_doc),
    Command("edit.find_previous", "Find the one before", "&Edit", ("Shift+F3", "Ctrl+Shift+G"), when=_doc),
    Command("edit.palette", "All commands…", "&Edit", ("Ctrl+K", "Ctrl+Shift+P"), Place.ANYWHERE),
    Command("edit.preferences", "Preferences…", "&Edit", ("Ctrl+,",), Place.ANYWHERE),
    Command("code.pick_label", "Code with a label…", "&Code", ("/",), CODE, _doc),
    Command("code.repeat_label", "Code with the last label again", "&Code", (".",), CODE, _doc),
    Command("code.relabel", "Relabel the span…", "&Code", ("F4",), CODE, _span),
    Command("code.delete", "Delete the span", "&Code", ("Del", "Backspace"), CODE, _span),
    Command("code.note", "Note on the span…", "&Code", ("F2",), CODE, _span),
    Command("code.doubt", "Mark the span as in doubt", "&Code", ("?",), CODE, _span),
    Command("code.start_edge", "Move the start of the span", "&Code", ("F7",), CODE, _span),
    Command("code.stop_edge", "Move the end of the span", "&Code", ("F8",), CODE, _span),
    Command("code.add_extent", "Add the selection to the span", "&Code", ("+",), CODE, _doc),
    Command("code.done_next", "Done, and to the next document", "&Code", ("Ctrl+Return", "Ctrl+Enter"), CODE, _doc),
    Command("code.done", "Mark the document as done or not", "&Code", ("Ctrl+D",), CODE, _doc),
    Command("move.next_span", "Next span", "&Move", ("Alt+Down",), CODE, _doc),
    Command("move.previous_span", "Previous span", "&Move", ("Alt+Up",), CODE, _doc),
    Command("move.cycle", "Next of the overlapping spans", "&Move", ("F6",), CODE, _doc),
    Command("move.select_more", "Select the word, sentence, paragraph", "&Move", ("Space",), CODE, _doc),
    Command("move.next_sentence", "Next sentence", "&Move", ("Alt+Right",), CODE, _doc),
    Command("move.previous_sentence", "Previous sentence", "&Move", ("Alt+Left",), CODE, _doc),
    Command("move.extend_sentence", "Select to the next sentence", "&Move", ("Alt+Shift+Right",), CODE, _doc),
    Command("move.extend_back_sentence", "Select to the sentence before", "&Move", ("Alt+Shift+Left",), CODE, _doc),
    Command("move.next_paragraph", "Next paragraph", "&Move", ("Ctrl+Down",), CODE, _doc),
    Command("move.previous_paragraph", "Previous paragraph", "&Move", ("Ctrl+Up",), CODE, _doc),
    Command("move.extend_paragraph", "Select to the next paragraph", "&Move", ("Ctrl+Shift+Down",), CODE, _doc),
    Command("move.extend_back_paragraph", "Select to the paragraph before", "&Move", ("Ctrl+Shift+Up",), CODE, _doc),
    Command("move.next_document", "Next document", "&Move", ("Ctrl+PgDown",)),
    Command("move.previous_document", "Previous document", "&Move", ("Ctrl+PgUp",)),
    Command("move.to_text", "Go to the text", "&Move", ("Ctrl+T",)),
    Command("move.to_documents", "Go to the documents", "&Move", ("Ctrl+L",)),
    Command("move.to_spans", "Go to the list of spans", "&Move", ("Ctrl+J",), CODE),
    *_takes(),
    Command("adjudicate.union", "Take the union: all that any coder marked", "&Adjudicate", ("u",), ADJ, _case),
    Command("adjudicate.intersection", "Take the intersection: what all marked", "&Adjudicate", ("i",), ADJ, _case),
    Command("adjudicate.relabel", "Give it another label…", "&Adjudicate", ("r",), ADJ, _case),
    Command("adjudicate.none", "None of them", "&Adjudicate", ("x",), ADJ, _case),
    Command("adjudicate.defer", "Later: defer the case", "&Adjudicate", ("l",), ADJ, _case),
    Command("adjudicate.reopen", "Reopen the case", "&Adjudicate", ("o",), ADJ, _case),
    Command("adjudicate.reason", "Give a reason for the next decision…", "&Adjudicate", ("w",), ADJ, _case),
    Command("adjudicate.next", "Next case", "&Adjudicate", ("n", "Alt+Down"), ADJ),
    Command("adjudicate.previous", "Previous case", "&Adjudicate", ("p", "Alt+Up"), ADJ),
    Command("adjudicate.next_open", "Next open case", "&Adjudicate", ("Return", "Enter"), ADJ),
    Command("adjudicate.candidate", "Next candidate of the case", "&Adjudicate", ("F6",), ADJ, _case),
    Command("adjudicate.coders", "Choose the coders to compare…", "&Adjudicate", (), ADJ),
    Command("adjudicate.settle_majority", "Settle what most coders say alike", "&Adjudicate", (), ADJ),
    Command("adjudicate.columns", "Coders side by side, or in lanes", "&Adjudicate", ("s",), ADJ),
    Command("view.code", "Workspace Code", "&View", ("Ctrl+1",)),
    Command("view.adjudicate", "Workspace Adjudicate", "&View", ("Ctrl+2",)),
    Command("view.larger", "Larger text", "&View", ("Ctrl++", "Ctrl+="), Place.ANYWHERE),
    Command("view.smaller", "Smaller text", "&View", ("Ctrl+-",), Place.ANYWHERE),
    Command("view.look", "Show spans in another way", "&View", ("F9",)),
    Command("help.shortcuts", "Keyboard shortcuts", "&Help", ("F1",), Place.ANYWHERE),
    Command("help.label", "Definition of the label", "&Help", ("F5",)),
)  # fmt: skip
BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}


class ActionSet:
    """The table as Qt actions of a window: one per command, with its keys, switched on and off by the state."""

    def __init__(
        self,
        window: QWidget,
        handlers: Mapping[str, Callable[[], object]],
        keys: Mapping[str, str],
        homes: Mapping[str, Sequence[QWidget]],
    ) -> None:
        """`keys`: what the settings put in place of a command's own, by id; the actions belong to `window`.

        `homes`: the widgets in which alone the keys of some commands count, since elsewhere (on a button, in a line
        to type in) they mean what they always mean.
        """
        self.actions: dict[str, QAction] = {}
        self._state: State | None = None
        for command, found in keys_in_force(keys).items():
            action = QAction(BY_ID[command].title, window)
            action.setShortcuts([QKeySequence(key) for key in found])
            action.triggered.connect(_dropping_checked(handlers[command]))
            if command in homes:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            for widget in homes.get(command, (window,)):
                widget.addAction(action)
            self.actions[command] = action

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Give the commands their keys anew, with these in place of their own."""
        for command, found in keys_in_force(keys).items():
            self.actions[command].setShortcuts([QKeySequence(key) for key in found])

    def refresh(self, state: State) -> None:
        """Switch the actions on and off, and let undo and redo say what they would do."""
        if state == self._state:
            return
        self._state = state
        for command in COMMANDS:
            self.actions[command.id].setEnabled(command.usable(state))
        for at, letter in enumerate(LETTERS):
            take = self.actions[f"adjudicate.take_{letter}"]
            take.setVisible(at < len(state.lanes))
            take.setText(f"Take {state.lanes[at]}’s span" if at < len(state.lanes) else take.text())
        self.actions["edit.undo"].setText(f"Undo: {state.undo}" if state.undo else "Undo")
        self.actions["edit.redo"].setText(f"Redo: {state.redo}" if state.redo else "Redo")

    def pick_items(self) -> list[PickItem]:
        """Return the commands for the palette."""
        return [
            PickItem(
                id=command.id,
                title=self.actions[command.id].text(),
                hint=shown_keys(self.actions[command.id]),
                enabled=self.actions[command.id].isEnabled(),
                group=command.menu.replace("&", ""),
            )
            for command in COMMANDS
            if command.id != "edit.palette" and self.actions[command.id].isVisible()
        ]


def meet(one: Place, other: Place) -> bool:
    """Whether commands of two places can be usable at the same time."""
    return one is other or not {one, other} <= {Place.CODE, Place.ADJUDICATE}


def keys_in_force(replaced: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return each command's keys: those of the settings, else its own without what the settings gave to another."""
    given = {id: QKeySequence(key).toString() for id, key in replaced.items() if id in BY_ID}
    keys: dict[str, tuple[str, ...]] = {}
    for command in COMMANDS:
        wanted = (given[command.id],) if command.id in given else command.keys
        others = [other for other in COMMANDS if other.id != command.id and meet(command.place, other.place)]
        lost = {given[other.id] for other in others if other.id in given}
        if command.id in given:
            # Of two commands that the settings give one key the first has it.
            lost = {key for other in others if other.id in keys for key in keys[other.id]}
        keys[command.id] = tuple(key for key in wanted if key and QKeySequence(key).toString() not in lost)
    return keys


def shown_keys(action: QAction) -> str:
    """Return the first shortcut as the platform writes it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def shortcut_rows(actions: ActionSet) -> list[tuple[str, str, str]]:
    """Return (group, title, keys) of each command that has keys, for the help."""
    native = QKeySequence.SequenceFormat.NativeText
    return [
        (
            command.menu.replace("&", ""),
            command.title,
            ", ".join(key.toString(native) for key in actions.actions[command.id].shortcuts()),
        )
        for command in COMMANDS
        if actions.actions[command.id].shortcuts()
    ]


def _dropping_checked(handler: Callable[[], object]) -> Callable[[bool], None]:
    def call(_: bool = False) -> None:
        handler()

    return call
