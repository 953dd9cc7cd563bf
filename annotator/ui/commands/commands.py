"""The one table of commands. Menus, shortcuts, the palette and the help on shortcuts are readings of it.

A command says what it is and when it can be used; what it does is the handler of the same id, which the window and
the workspaces bring. Its keys are the first part of the table of keys, whose second part is what only keys do
(`key_table.py`).
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtGui import QKeySequence

from annotator.adjudication.ways import WAYS
from annotator.operations.people.roles import Right
from annotator.ui.commands.acts_of_commands import act_of

ON_MAC = sys.platform == "darwin"


class CommandScope(StrEnum):
    """Where a command can be used, and its key counts; the workspaces in their order.

    `TEXT`: where the text has the keyboard, in whichever workspace. `EDGE`: while the keys move an edge of a span;
    they come first there, whatever else they mean.
    """

    ANYWHERE = "anywhere"
    PROJECT = "project"
    TEXT = "text"
    DOCUMENTS = "documents"
    CODE = "code"
    PASSAGES = "passages"
    ADJUDICATE = "adjudicate"
    AGREEMENT = "agreement"
    EXPLORE = "explore"
    CODEBOOK = "codebook"
    ACTORS = "actors"
    FEEDBACK = "feedback"
    TEAM = "team"
    HISTORY = "history"
    EDGE = "edge"

    @property
    def is_workspace(self) -> bool:
        """Whether this is a workspace, of which one is shown at a time."""
        return self in WORKSPACE_KEYS


WORKSPACE_KEYS = {
    CommandScope.DOCUMENTS: "Ctrl+1",
    CommandScope.CODE: "Ctrl+2",
    CommandScope.PASSAGES: "Ctrl+3",
    CommandScope.ADJUDICATE: "Ctrl+4",
    CommandScope.AGREEMENT: "Ctrl+5",
    CommandScope.EXPLORE: "Ctrl+6",
    CommandScope.CODEBOOK: "Ctrl+7",
    CommandScope.ACTORS: "Ctrl+8",
    CommandScope.FEEDBACK: "Ctrl+Shift+4",
    CommandScope.TEAM: "Ctrl+9",
    CommandScope.HISTORY: "Ctrl+0",
}
"""The workspaces in their order, and the key that leads to each: by its position in the header, whoever sees which.

Feedback is a view in the place of Adjudicate.
"""
_MORE_KEYS = {CommandScope.HISTORY: ("Ctrl+H",)}
# Command, Shift and 4 take a picture of the screen there, and Command and H hide the program.
_ON_A_MAC = {CommandScope.FEEDBACK: ("Ctrl+Alt+4",), CommandScope.HISTORY: ("Ctrl+0", "Ctrl+Y")}


class Fact(StrEnum):
    """What can hold and lets a command be used. Before the point stands who knows it: the window, or a workspace."""

    PROJECT = "window.project"
    DOCUMENT = "window.document"
    TEXT = "window.text"
    """A document is shown, in a workspace with a text, in which one can look for words."""
    UNDO = "window.undo"
    REDO = "window.redo"
    EARLIER = "window.earlier"
    """The project is shown as it was."""
    PLAIN = "window.plain"
    ENCRYPTED = "window.encrypted"
    """The project’s file is not encrypted, or is; neither holds of one that is shown as it was."""
    ROW = "documents.row"
    """A document is at hand in the table."""
    SPAN = "code.span"
    OFFERING = "code.offering"
    """The project offers mentions of registered actors."""
    PUNCTUATION = "code.punctuation"
    """The punctuation that ends a sentence is coded with it in this project."""
    UNITS = "code.units"
    """Units are given: nothing else is coded."""
    OFFERED = "code.offered"
    """They are offered in the document that is shown."""
    LINE = "passages.line"
    """A passage is at hand in the list of what was found."""
    CASE = "adjudicate.case"
    DECISION = "adjudicate.decision"
    """A case is at hand, or a gold span with how it came about."""
    ARRIVAL = "adjudicate.arrival"
    """A coder has come since cases were decided, and nobody has said yet whether these stand."""
    NAMES_HIDDEN = "adjudicate.names_hidden"
    """Coders are called by letters while adjudicating."""
    NAMES_AT_END = "adjudicate.names_at_end"
    """Names that are hidden come after the last decision."""
    LABEL = "codebook.label"
    DRAFT = "codebook.draft"
    """There are changes that are not saved."""
    STALE = "codebook.stale"
    ACTOR = "actors.actor"
    DIFFERENCE = "feedback.difference"
    MEMBER = "team.member"
    """A person is at hand in the table of the team."""
    PACKET = "team.packet"
    """A file that waits to be taken in is at hand."""
    CONFLICT = "team.conflict"
    STEP = "history.step"

    @property
    def known_to(self) -> str:
        """The place of the workspace that says whether it holds, or the window."""
        return self.value.partition(".")[0]


def holding(facts: Mapping[Fact, bool]) -> frozenset[Fact]:
    """Return those that hold."""
    return frozenset(fact for fact, holds in facts.items() if holds)


@dataclass(frozen=True, slots=True)
class CommandState:
    """What decides which commands can be used. `place`: the workspace, or none on the start page.

    `titles`: what commands are called now, by their ids, where that hangs on what is shown. `refused`: what whoever is
    at the desk may not do, and for whom it is.
    """

    place: CommandScope = CommandScope.ANYWHERE
    facts: frozenset[Fact] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[Right, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Command:
    """A command. `keys`: in Qt's portable notation, the first is shown. `title`: sentence case; … asks for more.

    `mac`: its keys on a Mac, where they are others (Qt's Ctrl is the command key there, Alt option, Meta control).
    `standard`: what the text does at this key of the system by itself. `checked`: what holds while it is on, for one
    that is on or off. `is_named`: it is there only while the state has a title for it.
    """

    id: str
    title: str
    menu: str
    keys: tuple[str, ...] = ()
    place: CommandScope = CommandScope.PROJECT
    when: Fact | None = None
    mac: tuple[str, ...] | None = None
    standard: QKeySequence.StandardKey | None = None
    checked: Fact | None = None
    is_named: bool = False

    def own_keys(self, on_mac: bool = ON_MAC) -> tuple[str, ...]:
        """Return its keys on a system, before any is replaced."""
        return self.mac if on_mac and self.mac is not None else self.keys

    def usable(self, state: CommandState) -> bool:
        """Whether the command can be used now."""
        if act_of(self.id) in state.refused:
            return False
        if self.place in (CommandScope.PROJECT, CommandScope.TEXT) and Fact.PROJECT not in state.facts:
            return False
        if self.place.is_workspace and state.place is not self.place:
            return False
        if self.is_named and self.id not in state.titles:
            return False
        return self.when is None or self.when in state.facts

    def why_not(self, state: CommandState) -> str:
        """Return in a few words why the command cannot be used now, empty where it can."""
        if self.usable(state):
            return ""
        if (act := act_of(self.id)) is not None and act in state.refused:
            return state.refused[act]
        if self.place in (CommandScope.PROJECT, CommandScope.TEXT) and Fact.PROJECT not in state.facts:
            return _LACKING[Fact.PROJECT]
        if self.place.is_workspace and state.place is not self.place:
            return f"needs {self.place.capitalize()}"
        return _LACKING.get(self.when, "not now") if self.when is not None else "not now"


_LACKING = {
    Fact.PROJECT: "needs a project",
    Fact.DOCUMENT: "needs a document",
    Fact.TEXT: "needs a text",
    Fact.UNDO: "nothing to take back",
    Fact.REDO: "nothing to do again",
    Fact.EARLIER: "this is the present already",
    Fact.PLAIN: "is encrypted, or shown as it was",
    Fact.ENCRYPTED: "is not encrypted, or shown as it was",
    Fact.ROW: "needs a document of the table",
    Fact.SPAN: "needs a span",
    Fact.OFFERED: "no mentions are offered",
    Fact.LINE: "needs a passage of the list",
    Fact.CASE: "needs a case",
    Fact.DECISION: "needs a case or gold",
    Fact.LABEL: "needs a label",
    Fact.DRAFT: "nothing is unsaved",
    Fact.STALE: "needs a stale coding",
    Fact.ACTOR: "needs an actor",
    Fact.DIFFERENCE: "needs a difference",
    Fact.MEMBER: "needs a person",
    Fact.PACKET: "needs a file that waits",
    Fact.CONFLICT: "needs a conflict",
}
"""What a command that cannot be used lacks."""
_UNDO = Fact.UNDO
_REDO = Fact.REDO
_DOC = Fact.DOCUMENT
_TEXT = Fact.TEXT
_SPAN = Fact.SPAN
_ROW = Fact.ROW
_OFFERS = Fact.OFFERED
_ON = Fact.OFFERING
_STOPS = Fact.PUNCTUATION
_CASE = Fact.CASE
_DECISION = Fact.DECISION
_CAME = Fact.ARRIVAL
_HIDDEN = Fact.NAMES_HIDDEN
_AT_END = Fact.NAMES_AT_END
_LINE = Fact.LINE
_LABEL = Fact.LABEL
_DRAFT = Fact.DRAFT
_STALE = Fact.STALE
_ACTOR = Fact.ACTOR
_DIFFERENCE = Fact.DIFFERENCE
_STEP = Fact.STEP
_EARLIER = Fact.EARLIER

LETTERS = "abcdefgh"
"""A key per coder who is compared; a text with more than eight lanes could not be read anyway."""


def _takes() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"adjudicate.take_{key}", f"Take {key.upper()}’s span", "&Adjudicate", (key,), ADJ, _CASE, is_named=True
        )
        for key in LETTERS
    )


def _ways() -> tuple[Command, ...]:
    return tuple(
        Command(f"adjudicate.{way.id}", way.title, "&Adjudicate", (way.key,), ADJ, _CASE if way.needs_case else _DOC)
        for way in WAYS
        if way.key
    )


REASONS = 9
"""A number key per reason, for the first of the project's list."""


def _reasons() -> tuple[Command, ...]:
    return tuple(
        Command(f"adjudicate.reason_{at}", f"Reason {at}", "&Adjudicate", (str(at),), ADJ, _CASE, is_named=True)
        for at in range(1, REASONS + 1)
    )


def _choices() -> tuple[Command, ...]:
    return tuple(
        Command(f"team.choose_{key}", f"Take {key.upper()}", "&Team", (key,), TEAM, Fact.CONFLICT, is_named=True)
        for key in LETTERS
    )


def _views() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"view.{place}",
            f"Workspace {place.capitalize()}",
            "&Go",
            (key, *_MORE_KEYS.get(place, ())),
            mac=_ON_A_MAC.get(place),
        )
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
        Command(f"move.{way}_{unit}", title, "&Go", (key,), CommandScope.TEXT, _TEXT, (mac_key,), std)
        for (way, title), (key, mac_key), std in zip(ways, own, standard or (None,) * 4, strict=True)
    )


def with_shift(key: str) -> str:
    """Return the key with Shift besides, as Qt writes it."""
    modifiers, plus, last = key.rpartition("+")
    return f"{modifiers}{plus}Shift+{last}"


CODE, ADJ, TEXT, BOOK = CommandScope.CODE, CommandScope.ADJUDICATE, CommandScope.TEXT, CommandScope.CODEBOOK
BACK = CommandScope.FEEDBACK
NUMBERS = CommandScope.AGREEMENT
EXPLORE = CommandScope.EXPLORE
ACTORS = CommandScope.ACTORS
TEAM = CommandScope.TEAM
LOG = CommandScope.HISTORY
DOCS = CommandScope.DOCUMENTS
FOUND = CommandScope.PASSAGES
_Key = QKeySequence.StandardKey
_DEL = ("Del", "Backspace")
_BLOCKS = (_Key.MoveToEndOfBlock, _Key.MoveToStartOfBlock, _Key.SelectEndOfBlock, _Key.SelectStartOfBlock)

COMMANDS: tuple[Command, ...] = (
    Command("project.new", "New project…", "&Project", ("Ctrl+N",), CommandScope.ANYWHERE),
    Command("project.open", "Open a project…", "&Project", ("Ctrl+O",), CommandScope.ANYWHERE),
    Command("project.start", "Start page", "&Project"),
    Command("project.import", "Import…", "&Project", ("Ctrl+I",)),
    Command("project.export", "Export…", "&Project", ("Ctrl+E",)),
    Command("project.describe", "Describe the dataset…", "&Project"),
    Command("project.check_publication", "Look at what would be published…", "&Project"),
    Command("project.codebook", "Codebook", "&Project", ("Ctrl+B",)),
    Command("project.who", "Who is coding…", "&Project", ("Ctrl+U",)),
    Command("project.people", "People and roles…", "&Project"),
    Command("project.take_in", "Take in packets…", "&Project", ("Ctrl+Shift+T",)),
    Command("project.give_out", "Give out work…", "&Project"),
    Command("project.hand_out", "Hand out what is new…", "&Project"),
    Command("project.hand_in", "Hand in", "&Project", ("Ctrl+Shift+U",)),
    Command("project.hand_in_to", "Hand in to another folder…", "&Project"),
    Command("project.hand_in_all", "Hand in everything once more", "&Project"),
    Command("project.remove_person", "Remove a person or a layer…", "&Project"),
    Command("project.share_folder", "Share over a folder…", "&Project"),
    Command("project.look_folder", "Look into the shared folder now", "&Project"),
    Command("project.take_arrived", "Look at what came over the folder", "&Project"),
    Command("project.stop_folder", "Stop sharing over the folder", "&Project"),
    Command("project.share_hub", "Share over a hub…", "&Project", ("Ctrl+Shift+B",)),
    Command("project.invite_hub", "Invite to the hub…", "&Project", ("Ctrl+Shift+V",)),
    Command("project.join_hub", "Join with an invitation…", "&Project", ("Ctrl+Shift+K",), CommandScope.ANYWHERE),
    Command("project.hand_over", "Hand over to the hub now", "&Project", ("Ctrl+Shift+Y",)),
    Command("project.hub_password", "Password of the hub…", "&Project", ("Ctrl+Shift+W",)),
    Command("project.revoke_member", "Revoke a member of the hub…", "&Project", ("Shift+F9",)),
    Command("project.leave_hub", "Leave the hub…", "&Project", ("Ctrl+Shift+X",)),
    Command("document.join_table", "Join a table to the documents…", "&Project"),
    Command("document.rename", "Rename the document…", "&Project", when=_DOC),
    Command("document.details", "Details of the document…", "&Project", ("Ctrl+Shift+I",), when=_DOC),
    Command("document.reread", "Read the document anew…", "&Project", when=_DOC),
    Command("document.earlier", "Earlier versions of the document…", "&Project", when=_DOC),
    Command("document.remove", "Remove the document…", "&Project", when=_DOC),
    Command("document.erase", "Erase the document for good…", "&Project", when=_DOC),
    Command("feedback.release", "Release gold to the coders…", "&Project"),
    Command("feedback.training", "Training round…", "&Project"),
    Command("feedback.results", "Results of the training round…", "&Project"),
    Command("feedback.recode", "Draw a re-code sample…", "&Project"),
    Command("project.journal", "Journal…", "&Project", ("Ctrl+Shift+H",)),
    Command("project.bin", "Recycle bin…", "&Project"),
    Command("project.backups", "Backups…", "&Project", place=CommandScope.ANYWHERE),
    Command("project.present", "Back to the present", "&Project", when=_EARLIER),
    Command("project.back_up", "Save a copy…", "&Project"),
    Command("project.check", "Check the project", "&Project"),
    Command("project.empty_bin", "Empty the recycle bin for good…", "&Project"),
    Command("project.erase_name", "Erase a name for good…", "&Project"),
    Command("project.compact", "Compact the file", "&Project"),
    Command("project.encrypt", "Encrypt the project…", "&Project", when=Fact.PLAIN),
    Command("project.change_passphrase", "Change the passphrase…", "&Project", when=Fact.ENCRYPTED),
    Command("project.decrypt", "Decrypt the project…", "&Project", when=Fact.ENCRYPTED),
    Command("program.quit", "Quit", "&Project", ("Ctrl+Q",), CommandScope.ANYWHERE),
    Command("edit.undo", "Undo", "&Edit", ("Ctrl+Z",), when=_UNDO),
    Command("edit.redo", "Redo", "&Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), when=_REDO, mac=("Ctrl+Shift+Z",)),
    Command("edit.find", "Find in the text…", "&Edit", ("Ctrl+F",), when=_TEXT),
    Command("edit.find_next", "Find the next", "&Edit", ("F3", "Ctrl+G"), when=_TEXT),
    Command("edit.find_previous", "Find the previous", "&Edit", ("Shift+F3", "Ctrl+Shift+G"), when=_TEXT),
    Command("edit.palette", "Find a command or a name…", "&Edit", ("Ctrl+K", "Ctrl+Shift+P"), CommandScope.ANYWHERE),
    Command("edit.preferences", "Settings…", "&Edit", ("Ctrl+,",), CommandScope.ANYWHERE),
    Command("documents.edit", "Edit the cell, or rename the set", "&Documents", ("F2",), DOCS),
    Command("documents.open", "Open in Code", "&Documents", ("Return", "Enter"), DOCS, _ROW),
    Command("documents.remove", "Move to the bin, or remove the set…", "&Documents", ("Del",), DOCS, None, _DEL),
    Command("documents.filter", "Filter the table", "&Documents", ("/",), DOCS),
    Command("documents.sort", "Sort by the column at hand, or the other way", "&Documents", ("s",), DOCS),
    Command("documents.columns", "Choose the columns…", "&Documents", ("c",), DOCS),
    Command("documents.add_field", "Give the documents a field of your own…", "&Documents", (), DOCS, _ROW),
    Command("documents.new_set", "Make a set of what is shown or selected…", "&Documents", ("n",), DOCS),
    Command("documents.add_to_set", "Add to a set…", "&Documents", ("a",), DOCS, _ROW),
    Command("documents.who_codes", "Who codes them…", "&Documents", ("w",), DOCS, _ROW),
    Command("documents.memo", "Memo on the selected document…", "&Documents", ("Ctrl+Shift+D",), DOCS, _ROW),
    Command("documents.duplicates", "Documents that look alike…", "&Documents", ("d",), DOCS),
    Command("documents.take_out", "Take out of the set", "&Documents", ("t",), DOCS, _ROW),
    Command("documents.board", "Board of the team, or the table", "&Documents", ("b",), DOCS),
    Command("documents.board_csv", "Save the board as CSV…", "&Documents", (), DOCS),
    Command("documents.all", "Show all documents", "&Documents", (), DOCS),
    Command("code.pick_label", "Code with a label…", "&Code", ("/",), CODE, _DOC),
    Command("code.repeat_label", "Code with the last label again", "&Code", (".",), CODE, _DOC),
    Command("code.relabel", "Relabel the span…", "&Code", ("F4",), CODE, _SPAN),
    Command("code.card", "Slots and attributes of the span", "&Code", ("Return", "Enter"), CODE, _SPAN),
    Command("code.fill_slot", "Fill the slot with the selection", "&Code", ("Alt+Return", "Alt+Enter"), CODE, _DOC),
    Command("code.fill_as_before", "Fill the slots as in the act before", "&Code", ("F9",), CODE, _SPAN),
    Command("code.delete", "Delete the span", "&Code", ("Del", "Backspace"), CODE, _SPAN),
    Command("code.note", "Note on the span…", "&Code", ("F2",), CODE, _DOC),
    Command("code.memo", "Memo on the document…", "&Code", ("Ctrl+Shift+D",), CODE, _DOC),
    Command("code.doubt", "Mark the span as in doubt", "&Code", ("?",), CODE, _DOC),
    Command("code.start_edge", "Move the start of the span", "&Code", ("F7",), CODE, _SPAN),
    Command("code.stop_edge", "Move the end of the span", "&Code", ("F8",), CODE, _SPAN),
    Command("code.add_extent", "Add the selection to the span", "&Code", ("+",), CODE, _DOC),
    Command("code.offer_mentions", "Offer mentions of actors", "&Code", (), CODE, checked=_ON),
    Command("code.punctuation", "Code the final punctuation of sentences", "&Code", (), CODE, checked=_STOPS),
    Command("code.accept_mention", "Accept the mention at the caret", "&Code", ("Ctrl+M",), CODE, _OFFERS, ("Meta+M",)),
    Command("code.accept_mentions", "Accept all mentions of this document", "&Code", ("Ctrl+Shift+M",), CODE, _OFFERS),
    Command("code.source_page", "Show the source page", "&Code", ("Ctrl+Shift+O",), CODE, _DOC),
    Command("code.cut_units", "Cut the documents into units", "&Code", (), CODE, Fact.UNITS),
    Command("code.split_unit", "Split the unit at the caret…", "&Code", ("Ctrl+Shift+Return",), CODE, Fact.UNITS),
    Command("code.join_units", "Join the units, or with the next…", "&Code", (), CODE, Fact.UNITS),
    Command("document.done_next", "Mark as done, go to the next", "&Code", ("Ctrl+Return", "Ctrl+Enter"), CODE, _DOC),
    Command("document.done", "Mark the document as done or not", "&Code", ("Ctrl+D",), CODE, _DOC),
    Command("passages.search", "Go to the line of the search", "P&assages", ("/",), FOUND),
    Command("passages.open", "Open the passage in Code", "P&assages", ("Return", "Enter"), FOUND, _LINE),
    Command("passages.tick", "Tick the line, or no more", "P&assages", ("Space",), FOUND, _LINE),
    Command("passages.tick_all", "Tick all lines, or none", "P&assages", ("Shift+Space",), FOUND, _LINE),
    Command("passages.relabel", "Relabel what is ticked, or at hand…", "P&assages", ("F4",), FOUND, _LINE),
    Command("passages.value", "Give a value to what is ticked, or at hand…", "P&assages", ("Shift+F4",), FOUND, _LINE),
    Command("passages.note", "Note on what is ticked, or at hand…", "P&assages", ("F2",), FOUND, _LINE),
    Command("passages.group", "Group the lines by…", "P&assages", ("g",), FOUND),
    Command("passages.sort", "Sort the lines by…", "P&assages", ("s",), FOUND),
    Command("passages.view", "Lines, paragraphs or counts", "P&assages", ("v",), FOUND),
    Command("passages.copy", "Copy with the source", "P&assages", ("Ctrl+Shift+C",), FOUND, _LINE),
    Command("passages.export", "Save the passages as a report or a table…", "P&assages", (), FOUND),
    Command("passages.keep", "Keep the search under a name…", "P&assages", ("Ctrl+D",), FOUND),
    Command("passages.kept", "Go to the kept searches", "P&assages", ("k",), FOUND),
    Command("passages.clear", "Search for nothing in particular", "P&assages", (), FOUND),
    *_views(),
    Command("code.next_span", "Next span, or given unit", "&Go", ("Alt+Down",), CODE, _DOC, ("Ctrl+Alt+Down",)),
    Command("code.previous_span", "Span before, or given unit", "&Go", ("Alt+Up",), CODE, _DOC, ("Ctrl+Alt+Up",)),
    Command("code.next_gap", "Next act with an empty slot, or unit without a code", "&Go", ("F12",), CODE, _DOC),
    Command("code.back", "Back to before the jump", "&Go", ("Shift+F6",), CODE, _DOC),
    Command("code.next_mention", "Next mention of an actor", "&Go", ("Alt+PgDown",), CODE, _OFFERS),
    Command("code.previous_mention", "Previous mention of an actor", "&Go", ("Alt+PgUp",), CODE, _OFFERS),
    Command("code.cycle", "Next overlapping span", "&Go", ("F6",), CODE, _DOC),
    Command("move.select_more", "Select the word, sentence, paragraph", "&Go", ("Space",), TEXT, _TEXT),
    *_steps("sentence", ("Alt+Right", "Alt+Left"), ("Ctrl+Alt+Right", "Ctrl+Alt+Left")),
    # On a Mac Alt with these arrows is the system's own way by paragraphs, and Ctrl with them leads to the text's ends.
    *_steps("paragraph", ("Ctrl+Down", "Ctrl+Up"), ("Alt+Down", "Alt+Up"), _BLOCKS),
    Command("move.next_document", "Next document", "&Go", ("Ctrl+PgDown",)),
    Command("move.previous_document", "Previous document", "&Go", ("Ctrl+PgUp",)),
    Command("move.to_text", "Go to the text", "&Go", ("Ctrl+T",)),
    Command("move.to_left", "Go to the list at the left", "&Go", ("Ctrl+L",)),
    Command("move.to_right", "Go to what stands at the right", "&Go", ("Ctrl+J",)),
    *_takes(),
    *_ways(),
    Command("adjudicate.hold", "Hold the case for joining", "&Adjudicate", ("Shift+J",), ADJ, _CASE),
    Command("adjudicate.reopen", "Reopen the case, or take gold back", "&Adjudicate", ("o",), ADJ, _DECISION),
    Command("adjudicate.example", "Make it an example in the codebook", "&Adjudicate", ("Shift+E",), ADJ, _DECISION),
    Command("adjudicate.keep_decided", "Keep what was decided before", "&Adjudicate", ("Shift+K",), ADJ, _CAME),
    Command("adjudicate.open_apart", "Open again where who came differs", "&Adjudicate", ("Shift+O",), ADJ, _CAME),
    Command("adjudicate.reason", "Give a reason for the next decision…", "&Adjudicate", ("w",), ADJ, _CASE),
    *_reasons(),
    Command("adjudicate.reasons", "Edit the list of reasons…", "&Adjudicate", (), ADJ),
    Command("adjudicate.next", "Next case", "&Adjudicate", ("n", "Alt+Down"), ADJ, mac=("n", "Ctrl+Alt+Down")),
    Command("adjudicate.previous", "Previous case", "&Adjudicate", ("p", "Alt+Up"), ADJ, mac=("p", "Ctrl+Alt+Up")),
    Command("adjudicate.next_open", "Next open case", "&Adjudicate", ("Return", "Enter"), ADJ),
    Command("adjudicate.candidate", "Next candidate of the case", "&Adjudicate", ("F6",), ADJ, _CASE),
    Command("adjudicate.gold", "Show how this gold came about", "&Adjudicate", ("t",), ADJ, _DOC),
    Command("adjudicate.order", "List the cases in another order", "&Adjudicate", ("q",), ADJ),
    Command("adjudicate.coders", "Choose the coders to compare…", "&Adjudicate", (), ADJ),
    Command("adjudicate.settle", "Settle by a policy…", "&Adjudicate", ("y",), ADJ),
    Command("adjudicate.blind", "Hide who said what", "&Adjudicate", (), ADJ, checked=_HIDDEN),
    Command("adjudicate.names_at_end", "Show names after the last decision", "&Adjudicate", (), ADJ, checked=_AT_END),
    Command("view.columns", "Coders side by side, or in a drawer", "&Adjudicate", ("s",), ADJ),
    Command("codebook.save", "Save as a new version…", "&Codebook", ("Ctrl+S",), BOOK, _DRAFT),
    Command("codebook.discard", "Discard what is not saved…", "&Codebook", (), BOOK, _DRAFT),
    Command("codebook.add", "Add a label…", "&Codebook", ("Ins",), BOOK, mac=("Ctrl+Shift+A",)),
    Command("codebook.remove", "Remove the label", "&Codebook", ("Del",), BOOK, _LABEL, ("Del", "Backspace")),
    Command("codebook.up", "Move the label up", "&Codebook", ("Alt+Up",), BOOK, _LABEL, ("Ctrl+Alt+Up",)),
    Command("codebook.down", "Move the label down", "&Codebook", ("Alt+Down",), BOOK, _LABEL, ("Ctrl+Alt+Down",)),
    Command("codebook.in", "Make it a kind of the label above", "&Codebook", ("Ctrl+]",), BOOK, _LABEL),
    Command("codebook.out", "Put it beside its parent", "&Codebook", ("Ctrl+[",), BOOK, _LABEL),
    Command("codebook.rename", "Rename the label…", "&Codebook", ("F2",), BOOK, _LABEL),
    Command("codebook.merge", "Merge the label into…", "&Codebook", ("Ctrl+M",), BOOK, _LABEL, ("Ctrl+Shift+M",)),
    Command("codebook.split", "Split the label…", "&Codebook", (), BOOK, _LABEL),
    Command("codebook.retire", "Retire the label, or bring it back…", "&Codebook", (), BOOK, _LABEL),
    Command("codebook.remove_codings", "Remove the label with its codings…", "&Codebook", (), BOOK, _LABEL),
    Command("codebook.move", "Move the label, as a step of its own…", "&Codebook", (), BOOK, _LABEL),
    Command("codebook.recode", "Recode the stale coding…", "&Codebook", ("F4",), BOOK, _STALE),
    Command("codebook.confirm_all", "Confirm all stale codings of this label", "&Codebook", (), BOOK, _STALE),
    Command("codebook.passage", "Go to the passage of the stale coding", "&Codebook", ("Ctrl+Return",), BOOK, _STALE),
    Command("codebook.together", "Bring two versions together…", "&Codebook", (), BOOK),
    Command("codebook.preset", "Start from a preset…", "&Codebook", (), BOOK),
    Command("codebook.load", "Load a codebook from a file…", "&Codebook", (), BOOK),
    Command("codebook.write", "Save the codebook to a file…", "&Codebook", (), BOOK),
    Command("agreement.next_view", "Switch between numbers and pictures", "&Agreement", ("F6",), NUMBERS),
    Command("agreement.adjudicate", "Go to the passage in Adjudicate", "&Agreement", ("Ctrl+Return",), NUMBERS),
    Command("agreement.errors", "List likely errors", "&Agreement", ("Ctrl+Shift+E",), NUMBERS),
    Command("agreement.report", "Reliability report…", "&Agreement", ("Ctrl+R",), NUMBERS),
    Command("agreement.save_picture", "Save the picture of the study…", "&Agreement", ("Ctrl+S",), NUMBERS),
    Command("agreement.copy", "Copy the numbers", "&Agreement", ("Ctrl+Shift+C",), NUMBERS),
    Command("agreement.compare", "Compare the number with others, or no more", "&Agreement", ("Ctrl+D",), NUMBERS),
    Command("agreement.again", "Calculate the numbers again", "&Agreement", ("Ctrl+Shift+R",), NUMBERS),
    Command("agreement.unfold", "Show the labels below this one", "&Agreement", ("+",), NUMBERS),
    Command("agreement.fold", "Fold the labels of this parent away", "&Agreement", ("-",), NUMBERS),
    Command("agreement.unfold_all", "Show all labels, or those at the top", "&Agreement", ("*",), NUMBERS),
    Command("agreement.coders", "Choose coders…", "&Agreement", (), NUMBERS),
    Command("agreement.documents", "Choose documents…", "&Agreement", (), NUMBERS),
    Command("agreement.labels", "Choose labels…", "&Agreement", (), NUMBERS),
    Command("agreement.intervals", "Choose how intervals are calculated…", "&Agreement", (), NUMBERS),
    Command("agreement.all", "Compare all again", "&Agreement", (), NUMBERS),
    Command("explore.save_picture", "Save the picture…", "E&xplore", ("Ctrl+S",), EXPLORE),
    Command("explore.save_dyads", "Save the dyads…", "E&xplore", ("Ctrl+Shift+S",), EXPLORE),
    Command("explore.save_network", "Save the network…", "E&xplore", (), EXPLORE),
    Command("explore.all_acts", "Show all acts again", "E&xplore", (), EXPLORE),
    Command("actors.new", "Register an actor…", "&Actors", ("Ctrl+Shift+N",), ACTORS),
    Command("actors.form", "Go to the form of the actor", "&Actors", ("F2",), ACTORS, _ACTOR),
    Command("actors.save", "Save the actor", "&Actors", ("Ctrl+S",), ACTORS, _ACTOR),
    Command("actors.revert", "Revert the actor to what was saved", "&Actors", (), ACTORS, _ACTOR),
    Command("actors.merge", "Merge the actor into…", "&Actors", ("Ctrl+M",), ACTORS, _ACTOR, ("Ctrl+Shift+M",)),
    Command("actors.split", "Split the actor…", "&Actors", (), ACTORS, _ACTOR),
    Command("actors.remove", "Remove the actor…", "&Actors", ("Del",), ACTORS, _ACTOR, ("Del", "Backspace")),
    Command("actors.add_shipped", "Add the actors that come with the program", "&Actors", (), ACTORS),
    Command("actors.import", "Import actors…", "&Actors", (), ACTORS),
    Command("actors.export", "Export the actors…", "&Actors", (), ACTORS),
    Command("feedback.next", "Next difference", "&Feedback", ("n", "Alt+Down"), BACK, mac=("n", "Ctrl+Alt+Down")),
    Command("feedback.previous", "Previous difference", "&Feedback", ("p", "Alt+Up"), BACK, mac=("p", "Ctrl+Alt+Up")),
    Command("feedback.next_document", "Next text with differences", "&Feedback", ("Return", "Enter"), BACK),
    Command("feedback.passage", "Go to the passage in Code", "&Feedback", ("Ctrl+Return",), BACK, _DIFFERENCE),
    Command("team.add", "Add somebody…", "&Team", ("Ins",), TEAM, mac=("Ctrl+Shift+A",)),
    Command("team.rename", "Rename the person…", "&Team", ("F2",), TEAM, Fact.MEMBER),
    Command("team.take", "Take it in", "&Team", ("t",), TEAM, Fact.PACKET),
    Command("team.take_all", "Take in all that wait", "&Team", ("Shift+T",), TEAM),
    Command("team.each", "Look at each act of the packet…", "&Team", ("o",), TEAM, Fact.PACKET),
    Command("team.not_now", "Not now", "&Team", ("n",), TEAM, Fact.PACKET),
    Command("team.forget", "Take the file off the list", "&Team", ("Del",), TEAM, Fact.PACKET, ("Del", "Backspace")),
    *_choices(),
    Command("team.next_conflict", "Next conflict", "&Team", ("Return", "Enter"), TEAM, Fact.CONFLICT),
    Command("team.leave_conflict", "Leave the conflict for later", "&Team", ("l",), TEAM, Fact.CONFLICT),
    Command("history.passage", "Go to its place in the text", "H&istory", ("Return", "Enter"), LOG, _STEP),
    Command("history.revert", "Revert the step, with what stands on it…", "H&istory", ("r",), LOG, _STEP),
    Command("history.only_document", "List this document’s steps alone, or all", "H&istory", ("d",), LOG, _STEP),
    Command("history.remark", "Write a remark at the step…", "H&istory", ("m",), LOG, _STEP),
    Command("history.settle", "Settle the remarks at the step", "H&istory", ("s",), LOG, _STEP),
    Command("history.then", "Open the project as it was after the step", "H&istory", ("o",), LOG, _STEP),
    Command("history.all", "Show all steps", "H&istory", (), LOG),
    Command("view.larger", "Larger text", "&View", ("Ctrl++", "Ctrl+="), CommandScope.ANYWHERE),
    Command("view.smaller", "Smaller text", "&View", ("Ctrl+-",), CommandScope.ANYWHERE),
    Command("view.light", "Light colours", "&View", (), CommandScope.ANYWHERE),
    Command("view.dark", "Dark colours", "&View", (), CommandScope.ANYWHERE),
    Command("view.as_system", "Colours as the system", "&View", (), CommandScope.ANYWHERE),
    Command("view.contrast", "High contrast, or not", "&View", (), CommandScope.ANYWHERE),
    Command("view.left", "Fold the left side, or bring it back", "&View", ("Ctrl+Shift+L",)),
    Command("view.right", "Fold the right side, or bring it back", "&View", ("Ctrl+Shift+J",)),
    Command("view.page", "The page alone, or with its sides", "&View", ("F11",), mac=("Ctrl+Shift+F",)),
    Command("view.menu", "Open the menu", "&View", ("F10",), CommandScope.ANYWHERE),
    # On a Mac Cmd with F1 changes the screens, and Cmd with ? is the system's key for help.
    Command("help.manual", "Manual", "&Help", ("F1",), CommandScope.ANYWHERE, mac=("Ctrl+?", "F1")),
    Command("help.shortcuts", "Keyboard shortcuts", "&Help", ("Ctrl+F1",), CommandScope.ANYWHERE, mac=("Ctrl+/",)),
    Command("help.label", "Definition of the label", "&Help", ("F5",)),
    Command("help.about", "About Annotator, and how to cite it", "&Help", (), CommandScope.ANYWHERE),
)  # fmt: skip
BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}


WITH_TEXTS = frozenset({CommandScope.CODE, CommandScope.ADJUDICATE, CommandScope.FEEDBACK})
"""The workspaces that show a text, in which alone the commands of the text can be used."""


def meet(one: CommandScope, other: CommandScope) -> bool:
    """Whether commands of two places can be usable at the same time."""
    if CommandScope.EDGE in (one, other):
        return one is other
    if TEXT in (one, other) and (one.is_workspace or other.is_workspace):
        return one in WITH_TEXTS or other in WITH_TEXTS
    return one is other or not (one.is_workspace and other.is_workspace)
