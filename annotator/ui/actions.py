"""The one table of commands. Menus, shortcuts, the palette and the help on shortcuts are readings of it.

A command says what it is and when it can be used; what it does is the handler of the same id, which the window and
the workspaces bring. Its keys are the first part of the table of keys, whose second part is what only keys do
(`key_table.py`).
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QKeySequence

from annotator.adjudication.ways import WAYS

ON_MAC = sys.platform == "darwin"


class Place(StrEnum):
    """Where a command can be used, and its key counts; the workspaces in their order.

    `TEXT`: where the text has the keyboard, in whichever workspace. `EDGE`: while the keys move an edge of a span;
    they come first there, whatever else they mean.
    """

    ANYWHERE = "anywhere"
    PROJECT = "project"
    TEXT = "text"
    CODE = "code"
    ADJUDICATE = "adjudicate"
    AGREEMENT = "agreement"
    EXPLORE = "explore"
    CODEBOOK = "codebook"
    ACTORS = "actors"
    FEEDBACK = "feedback"
    EDGE = "edge"

    @property
    def is_workspace(self) -> bool:
        """Whether this is a workspace, of which one is shown at a time."""
        return self in WORKSPACE_KEYS


WORKSPACE_KEYS = {
    Place.CODE: "Ctrl+1",
    Place.ADJUDICATE: "Ctrl+2",
    Place.AGREEMENT: "Ctrl+3",
    Place.EXPLORE: "Ctrl+4",
    Place.CODEBOOK: "Ctrl+5",
    Place.ACTORS: "Ctrl+6",
    Place.FEEDBACK: "Ctrl+7",
}
"""The workspaces in their order, and the key that leads to each."""


@dataclass(frozen=True, slots=True)
class State:
    """What decides which commands can be used. `place`: the workspace, or none on the start page."""

    is_open: bool = False
    place: Place = Place.ANYWHERE
    has_document: bool = False
    without_text: bool = False
    """Whether the workspace at hand shows no text, in which one could look for words."""
    has_span: bool = False
    has_case: bool = False
    lanes: tuple[str, ...] = ()
    """The coders who are compared, as they are called, in the order of their letters."""
    has_decision: bool = False
    """Whether a gold span is at hand, with how it came about."""
    reasons: tuple[str, ...] = ()
    """Those of the project's reasons that have a key."""
    is_blind: bool = False
    """Whether coders' names are hidden while adjudicating."""
    has_label: bool = False
    """Whether a label is at hand in the codebook."""
    has_draft: bool = False
    """Whether the codebook has changes that are not saved."""
    has_stale: bool = False
    """Whether a stale coding is at hand."""
    has_actor: bool = False
    """Whether an actor of the register is at hand."""
    has_difference: bool = False
    """Whether a difference between one's own spans and gold is at hand."""
    undo: str = ""
    redo: str = ""
    offers_mentions: bool = False
    """Whether mentions of registered actors are offered."""


def _always(state: State) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """A command. `keys`: in Qt's portable notation, the first is shown. `title`: sentence case; … asks for more.

    `mac`: its keys on a Mac, where they are others (Qt's Ctrl is the command key there, Alt option, Meta control).
    `standard`: what the text does at this key of the system by itself. `checked`: whether it is on, for one that is on
    or off.
    """

    id: str
    title: str
    menu: str
    keys: tuple[str, ...] = ()
    place: Place = Place.PROJECT
    when: Callable[[State], bool] = _always
    mac: tuple[str, ...] | None = None
    standard: QKeySequence.StandardKey | None = None
    checked: Callable[[State], bool] | None = None

    def own_keys(self, on_mac: bool = ON_MAC) -> tuple[str, ...]:
        """Return its keys on a system, before any is replaced."""
        return self.mac if on_mac and self.mac is not None else self.keys

    def usable(self, state: State) -> bool:
        """Whether the command can be used now."""
        if self.place in (Place.PROJECT, Place.TEXT) and not state.is_open:
            return False
        if self.place.is_workspace and state.place is not self.place:
            return False
        return self.when(state)


def _undo(state: State) -> bool:
    return bool(state.undo)


def _redo(state: State) -> bool:
    return bool(state.redo)


def _doc(state: State) -> bool:
    return state.has_document


def _text(state: State) -> bool:
    return state.has_document and not state.without_text


def _span(state: State) -> bool:
    return state.has_span


def _offers(state: State) -> bool:
    return state.has_document and state.offers_mentions


def _on(state: State) -> bool:
    return state.offers_mentions


def _case(state: State) -> bool:
    return state.has_case


def _decision(state: State) -> bool:
    return state.has_case or state.has_decision


def _blind(state: State) -> bool:
    return state.is_blind


def _label(state: State) -> bool:
    return state.has_label


def _draft(state: State) -> bool:
    return state.has_draft


def _stale(state: State) -> bool:
    return state.has_stale


def _actor(state: State) -> bool:
    return state.has_actor


def _difference(state: State) -> bool:
    return state.has_difference


LETTERS = "abcdefgh"
"""A key per coder who is compared; a text with more than eight lanes could not be read anyway."""


def _takes() -> tuple[Command, ...]:
    return tuple(
        Command(f"adjudicate.take_{letter}", f"Take {letter.upper()}’s span", "&Adjudicate", (letter,), ADJ, _lane(at))
        for at, letter in enumerate(LETTERS)
    )


def _ways() -> tuple[Command, ...]:
    return tuple(
        Command(f"adjudicate.{way.id}", way.title, "&Adjudicate", (way.key,), ADJ, _case if way.needs_case else _doc)
        for way in WAYS
        if way.key
    )


REASONS = 9
"""A number key per reason, for the first of the project's list."""


def _reasons() -> tuple[Command, ...]:
    return tuple(
        Command(f"adjudicate.reason_{at}", f"Reason {at}", "&Adjudicate", (str(at),), ADJ, _reason(at))
        for at in range(1, REASONS + 1)
    )


def _reason(number: int) -> Callable[[State], bool]:
    return lambda state: state.has_case and number <= len(state.reasons)


def _lane(number: int) -> Callable[[State], bool]:
    return lambda state: state.has_case and number < len(state.lanes)


def _views() -> tuple[Command, ...]:
    return tuple(
        Command(f"view.{place}", f"Workspace {place.capitalize()}", "&View", (key,))
        for place, key in WORKSPACE_KEYS.items()
    )


def _steps(
    unit: str, keys: tuple[str, str], mac: tuple[str, str], standard: Sequence[QKeySequence.StandardKey | None] = ()
) -> tuple[Command, ...]:
    """Return the commands that go on and back by a unit of the text, and those that select on the way."""
    ways = (
        ("next", f"Next {unit}"),
        ("previous", f"Previous {unit}"),
        ("extend", f"Select to the next {unit}"),
        ("extend_back", f"Select to the {unit} before"),
    )
    on, back = keys
    mac_on, mac_back = mac
    own = (
        (on, mac_on),
        (back, mac_back),
        (with_shift(on), with_shift(mac_on)),
        (with_shift(back), with_shift(mac_back)),
    )
    return tuple(
        Command(f"move.{way}_{unit}", title, "&Move", (key,), Place.TEXT, _text, (mac_key,), std)
        for (way, title), (key, mac_key), std in zip(ways, own, standard or (None,) * 4, strict=True)
    )


def with_shift(key: str) -> str:
    """Return the key with Shift besides, as Qt writes it."""
    modifiers, plus, last = key.rpartition("+")
    return f"{modifiers}{plus}Shift+{last}"


CODE, ADJ, TEXT, BOOK = Place.CODE, Place.ADJUDICATE, Place.TEXT, Place.CODEBOOK
BACK = Place.FEEDBACK
_Key = QKeySequence.StandardKey
_BLOCKS = (_Key.MoveToEndOfBlock, _Key.MoveToStartOfBlock, _Key.SelectEndOfBlock, _Key.SelectStartOfBlock)

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
    Command("project.history", "History", "&Project", ("Ctrl+H",), mac=("Ctrl+Y",)),
    Command("project.back_up", "Save a copy…", "&Project"),
    Command("project.check", "Check the project", "&Project"),
    Command("program.quit", "Quit", "&Project", ("Ctrl+Q",), Place.ANYWHERE),
    Command("edit.undo", "Undo", "&Edit", ("Ctrl+Z",), when=_undo),
    Command("edit.redo", "Redo", "&Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), when=_redo, mac=("Ctrl+Shift+Z",)),
    Command("edit.find", "Find in the text…", "&Edit", ("Ctrl+F",), when=_text),
    Command("edit.find_next", "Find the next", "&Edit", ("F3", "Ctrl+G"), when=_text),
    Command("edit.find_previous", "Find the one before", "&Edit", ("Shift+F3", "Ctrl+Shift+G"), when=_text),
    Command("edit.palette", "All commands…", "&Edit", ("Ctrl+K", "Ctrl+Shift+P"), Place.ANYWHERE),
    Command("edit.preferences", "Preferences…", "&Edit", ("Ctrl+,",), Place.ANYWHERE),
    Command("code.pick_label", "Code with a label…", "&Code", ("/",), CODE, _doc),
    Command("code.repeat_label", "Code with the last label again", "&Code", (".",), CODE, _doc),
    Command("code.relabel", "Relabel the span…", "&Code", ("F4",), CODE, _span),
    Command("code.card", "Slots and attributes of the span", "&Code", ("Return", "Enter"), CODE, _span),
    Command("code.fill_slot", "Fill the slot with the selection", "&Code", ("Alt+Return", "Alt+Enter"), CODE, _doc),
    Command("code.delete", "Delete the span", "&Code", ("Del", "Backspace"), CODE, _span),
    Command("code.note", "Note on the span…", "&Code", ("F2",), CODE, _span),
    Command("code.doubt", "Mark the span as in doubt", "&Code", ("?",), CODE, _span),
    Command("code.start_edge", "Move the start of the span", "&Code", ("F7",), CODE, _span),
    Command("code.stop_edge", "Move the end of the span", "&Code", ("F8",), CODE, _span),
    Command("code.add_extent", "Add the selection to the span", "&Code", ("+",), CODE, _doc),
    Command("code.offer_mentions", "Offer mentions of actors", "&Code", (), CODE, checked=_on),
    Command("code.accept_mention", "Accept the mention at the caret", "&Code", ("Ctrl+M",), CODE, _offers, ("Meta+M",)),
    Command("code.accept_mentions", "Accept all mentions of this document", "&Code", ("Ctrl+Shift+M",), CODE, _offers),
    Command("code.done_next", "Done, and to the next document", "&Code", ("Ctrl+Return", "Ctrl+Enter"), CODE, _doc),
    Command("code.done", "Mark the document as done or not", "&Code", ("Ctrl+D",), CODE, _doc),
    Command("move.next_span", "Next span", "&Move", ("Alt+Down",), CODE, _doc, ("Ctrl+Alt+Down",)),
    Command("move.previous_span", "Previous span", "&Move", ("Alt+Up",), CODE, _doc, ("Ctrl+Alt+Up",)),
    Command("move.next_mention", "Next mention of an actor", "&Move", ("Alt+PgDown",), CODE, _offers),
    Command("move.previous_mention", "Previous mention of an actor", "&Move", ("Alt+PgUp",), CODE, _offers),
    Command("move.cycle", "Next of the overlapping spans", "&Move", ("F6",), CODE, _doc),
    Command("move.select_more", "Select the word, sentence, paragraph", "&Move", ("Space",), TEXT, _text),
    *_steps("sentence", ("Alt+Right", "Alt+Left"), ("Ctrl+Alt+Right", "Ctrl+Alt+Left")),
    # On a Mac Alt with these arrows is the system's own way by paragraphs, and Ctrl with them leads to the text's ends.
    *_steps("paragraph", ("Ctrl+Down", "Ctrl+Up"), ("Alt+Down", "Alt+Up"), _BLOCKS),
    Command("move.next_document", "Next document", "&Move", ("Ctrl+PgDown",)),
    Command("move.previous_document", "Previous document", "&Move", ("Ctrl+PgUp",)),
    Command("move.to_text", "Go to the text", "&Move", ("Ctrl+T",)),
    Command("move.to_documents", "Go to the documents", "&Move", ("Ctrl+L",)),
    Command("move.to_spans", "Go to the list of spans", "&Move", ("Ctrl+J",), CODE),
    *_takes(),
    *_ways(),
    Command("adjudicate.hold", "Hold the case for joining", "&Adjudicate", ("Shift+J",), ADJ, _case),
    Command("adjudicate.reopen", "Reopen the case, or take gold back", "&Adjudicate", ("o",), ADJ, _decision),
    Command("adjudicate.example", "Make it an example of the codebook", "&Adjudicate", ("Shift+E",), ADJ, _decision),
    Command("adjudicate.reason", "Give a reason for the next decision…", "&Adjudicate", ("w",), ADJ, _case),
    *_reasons(),
    Command("adjudicate.reasons", "Edit the list of reasons…", "&Adjudicate", (), ADJ),
    Command("adjudicate.next", "Next case", "&Adjudicate", ("n", "Alt+Down"), ADJ, mac=("n", "Ctrl+Alt+Down")),
    Command("adjudicate.previous", "Previous case", "&Adjudicate", ("p", "Alt+Up"), ADJ, mac=("p", "Ctrl+Alt+Up")),
    Command("adjudicate.next_open", "Next open case", "&Adjudicate", ("Return", "Enter"), ADJ),
    Command("adjudicate.candidate", "Next candidate of the case", "&Adjudicate", ("F6",), ADJ, _case),
    Command("adjudicate.gold", "Show how the gold here came about", "&Adjudicate", ("t",), ADJ, _doc),
    Command("adjudicate.order", "List the cases in another order", "&Adjudicate", ("q",), ADJ),
    Command("adjudicate.queue", "Go to the list of cases", "&Adjudicate", ("Ctrl+J",), ADJ),
    Command("adjudicate.coders", "Choose the coders to compare…", "&Adjudicate", (), ADJ),
    Command("adjudicate.settle", "Settle by a policy…", "&Adjudicate", ("y",), ADJ),
    Command("adjudicate.blind", "Hide who said what", "&Adjudicate", (), ADJ, checked=_blind),
    Command("adjudicate.columns", "Coders side by side, or in lanes", "&Adjudicate", ("s",), ADJ),
    Command("codebook.save", "Save as a new version…", "Code&book", ("Ctrl+S",), BOOK, _draft),
    Command("codebook.discard", "Discard what is not saved…", "Code&book", (), BOOK, _draft),
    Command("codebook.add", "Add a label…", "Code&book", ("Ins",), BOOK, mac=("Ctrl+Shift+A",)),
    Command("codebook.remove", "Remove the label", "Code&book", ("Del",), BOOK, _label, ("Del", "Backspace")),
    Command("codebook.up", "Move the label up", "Code&book", ("Alt+Up",), BOOK, _label, ("Ctrl+Alt+Up",)),
    Command("codebook.down", "Move the label down", "Code&book", ("Alt+Down",), BOOK, _label, ("Ctrl+Alt+Down",)),
    Command("codebook.in", "Make it a kind of the label above", "Code&book", ("Ctrl+]",), BOOK, _label),
    Command("codebook.out", "Put it beside its parent", "Code&book", ("Ctrl+[",), BOOK, _label),
    Command("codebook.rename", "Rename the label…", "Code&book", ("F2",), BOOK, _label),
    Command("codebook.merge", "Merge the label into…", "Code&book", ("Ctrl+M",), BOOK, _label, ("Ctrl+Shift+M",)),
    Command("codebook.split", "Split the label…", "Code&book", (), BOOK, _label),
    Command("codebook.retire", "Retire the label, or bring it back…", "Code&book", (), BOOK, _label),
    Command("codebook.move", "Move the label, as a step of its own…", "Code&book", (), BOOK, _label),
    Command("codebook.stale", "Go to the stale codings", "Code&book", ("Ctrl+J",), BOOK),
    Command("codebook.recode", "Recode the stale coding…", "Code&book", ("F4",), BOOK, _stale),
    Command("codebook.confirm_all", "All stale codings of this label hold", "Code&book", (), BOOK, _stale),
    Command("codebook.passage", "Go to the passage of the stale coding", "Code&book", ("Ctrl+Return",), BOOK, _stale),
    Command("codebook.preset", "Start from a preset…", "Code&book", (), BOOK),
    Command("codebook.load", "Load a codebook from JSON…", "Code&book", (), BOOK),
    Command("codebook.write", "Save the codebook as JSON…", "Code&book", (), BOOK),
    Command("agreement.next_view", "Next of numbers and pictures", "A&greement", ("F6",), Place.AGREEMENT),
    Command("agreement.adjudicate", "Go to the passage in Adjudicate", "A&greement", ("Ctrl+Return",), Place.AGREEMENT),
    Command("agreement.report", "Reliability report…", "A&greement", ("Ctrl+R",), Place.AGREEMENT),
    Command("agreement.save_picture", "Save the picture of the study…", "A&greement", ("Ctrl+S",), Place.AGREEMENT),
    Command("agreement.copy", "Copy the numbers", "A&greement", ("Ctrl+Shift+C",), Place.AGREEMENT),
    Command("agreement.again", "Reckon the numbers again", "A&greement", ("Ctrl+Shift+R",), Place.AGREEMENT),
    Command("agreement.coders", "Choose coders…", "A&greement", (), Place.AGREEMENT),
    Command("agreement.documents", "Choose documents…", "A&greement", (), Place.AGREEMENT),
    Command("agreement.labels", "Choose labels…", "A&greement", (), Place.AGREEMENT),
    Command("agreement.intervals", "Choose how intervals are found…", "A&greement", (), Place.AGREEMENT),
    Command("agreement.all", "Compare all again", "A&greement", (), Place.AGREEMENT),
    Command("explore.save_picture", "Save the picture…", "E&xplore", ("Ctrl+S",), Place.EXPLORE),
    Command("explore.all_acts", "Show all acts again", "E&xplore", (), Place.EXPLORE),
    Command("actors.new", "Register an actor…", "Ac&tors", ("Ctrl+Shift+N",), Place.ACTORS),
    Command("actors.filter", "Go to the filter of the actors", "Ac&tors", ("Ctrl+J",), Place.ACTORS),
    Command("actors.form", "Go to the form of the actor", "Ac&tors", ("F2",), Place.ACTORS, _actor),
    Command("actors.save", "Save the actor", "Ac&tors", ("Ctrl+S",), Place.ACTORS, _actor),
    Command("actors.revert", "Put the actor back as it was saved", "Ac&tors", (), Place.ACTORS, _actor),
    Command("actors.merge", "Merge the actor into…", "Ac&tors", ("Ctrl+M",), Place.ACTORS, _actor, ("Ctrl+Shift+M",)),
    Command("actors.split", "Split the actor…", "Ac&tors", (), Place.ACTORS, _actor),
    Command("actors.remove", "Remove the actor…", "Ac&tors", ("Del",), Place.ACTORS, _actor, ("Del", "Backspace")),
    Command("actors.add_shipped", "Add the actors that come with the program", "Ac&tors", (), Place.ACTORS),
    Command("actors.import", "Import actors…", "Ac&tors", (), Place.ACTORS),
    Command("actors.export", "Export the actors…", "Ac&tors", (), Place.ACTORS),
    Command("feedback.next", "Next difference", "&Feedback", ("n", "Alt+Down"), BACK, mac=("n", "Ctrl+Alt+Down")),
    Command("feedback.previous", "Previous difference", "&Feedback", ("p", "Alt+Up"), BACK, mac=("p", "Ctrl+Alt+Up")),
    Command("feedback.next_document", "Next text with differences", "&Feedback", ("Return", "Enter"), BACK),
    Command("feedback.passage", "Go to the passage in Code", "&Feedback", ("Ctrl+Return",), BACK, _difference),
    Command("feedback.release", "Release gold to the coders…", "&Feedback"),
    Command("feedback.training", "Training round…", "&Feedback"),
    Command("feedback.results", "Results of the training round…", "&Feedback"),
    Command("feedback.recode", "Draw a re-code sample…", "&Feedback"),
    *_views(),
    Command("view.larger", "Larger text", "&View", ("Ctrl++", "Ctrl+="), Place.ANYWHERE),
    Command("view.smaller", "Smaller text", "&View", ("Ctrl+-",), Place.ANYWHERE),
    Command("view.look", "Show spans in another way", "&View", ("F9",)),
    Command("help.shortcuts", "Keyboard shortcuts", "&Help", ("F1",), Place.ANYWHERE),
    Command("help.label", "Definition of the label", "&Help", ("F5",)),
)  # fmt: skip
BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}


def meet(one: Place, other: Place) -> bool:
    """Whether commands of two places can be usable at the same time."""
    if Place.EDGE in (one, other):
        return one is other
    return one is other or not (one.is_workspace and other.is_workspace)
