"""What the window knows of a workspace, and all that it asks of one; those that there are stand in `workspaces.py`.

A workspace says in class attributes where and what it is and which tables it shows, and overrides the methods that it
has a use for. What changes while another one is shown is kept for when it is entered, and several changes in a row are
read once: it only has to say how. It speaks in signals: it knows neither the window nor another workspace.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.model.codebook import Codebook
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import CommandScope, Fact
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.commands.text_keys import TextKeys
from annotator.ui.kit.sides import Sides, Widths
from annotator.ui.reader.head_facts import head_in

if TYPE_CHECKING:
    # The text is loaded with the workspace that shows one.
    from annotator.ui.reader.pane import ReaderPane

MainKey = tuple[tuple[str, ...], str]
"""Ids of commands, or keys that belong to none, and what they do."""
_NOTHING_READ: Changes | None = None
BLIND = "coder · blind"
"""What whoever codes does, and whoever has still to say that they want to see more."""


class Workspace(Sides):
    """A page between two sides. `pane`: the text with its line for finding words, None where there is no text."""

    place: ClassVar[CommandScope]
    """Where its commands can be used; `view.<place>` leads here."""
    activity: ClassVar[str]
    """What whoever is at the desk does here, in a word or two beside their name."""
    sees_others: ClassVar[bool] = True
    """Whether what others coded is seen here."""
    left_widths: ClassVar[Widths] = (248, 248, 288)
    right_widths: ClassVar[Widths] = (320, 336, 400)
    """How wide its sides are at first, in windows below 1360, below 1920 and above."""
    folded: ClassVar[frozenset[str]] = frozenset()
    """Which side begins folded in which window, as “left.narrow”."""
    shows_documents: ClassVar[bool] = False
    """Whether the list of documents stands at its left."""
    shows_texts: ClassVar[bool] = False
    """Whether there is nothing to do in it before there are texts, though it shows none itself."""
    left_title: ClassVar[str] = ""
    """What its left side is called, where that has more than the list of documents."""
    asks_first: ClassVar[bool] = False
    """Whether a coder is asked before it is shown, since it has what others coded."""
    main_keys: ClassVar[tuple[MainKey, ...]] = ()
    """The keys that the foot names: ids of commands (or keys that belong to none), and what they do."""
    depends_on: ClassVar[frozenset[Table]] = frozenset()
    """What it shows is read from these tables: of a change to others it is not told."""
    wait_ms: ClassVar[int] = 0
    """How long a change waits for the next one before `catch_up`."""
    codes: ClassVar[bool] = False
    """Whether labels' keys and the buttons of the strip code here."""
    enters_again: ClassVar[bool] = False
    """Whether whoever asks for it while it is shown enters it again; else only the keyboard goes there."""

    kept_changed = Signal(str)
    """What was chosen here is to be kept for this project on this computer, as a text for `put_kept`."""
    said = Signal(str)
    """What was done, for the strip at the foot."""
    state_changed = Signal()
    """Other commands can be used now."""
    picker_requested = Signal(str)
    """Asks for a label; what for comes back with it in `take_label`."""
    menu_requested = Signal(QPoint)
    """Asks for the menu at a point of the screen."""
    document_requested = Signal(str)
    """Asks for another document to be shown."""
    passage_requested = Signal(str, str)
    """Asks for a document and a span of it to be shown in Code."""
    search_requested = Signal(str)
    """Asks for a search to be shown in Passages."""
    words_requested = Signal(str, int, int)
    """Asks for a document to be shown in Code, and words of it, from where to where in code points."""
    case_requested = Signal(str, str)
    """Asks for a document and a span of it to be shown in Adjudicate."""
    command_requested = Signal(str)
    """Asks for a command by its id, as if it was chosen in a menu."""
    earlier_requested = Signal(int)
    """Asks for the project as it was after a step."""
    counted = Signal(object)
    """Open cases by document, for the list of documents; None while they are counted."""
    document_counted = Signal(str, int)
    """The open cases of one document."""
    waits = Signal(int)
    """So much waits here for whoever is at the desk, for the number beside its word."""

    pane: "ReaderPane | None" = None

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(self.left_widths, self.right_widths, self.folded, parent)
        self.session = session
        self._text_keys: TextKeys | None = None
        # What was changed since it was read; None where all of it is to be read.
        self._is_stale, self._missed = True, _NOTHING_READ
        self.is_shown = False
        self._later = QTimer(self, singleShot=True, interval=self.wait_ms)
        self._later.timeout.connect(self.catch_up_now)
        follow_keys(self, self._name_buttons)

    # What is shown.

    def enter(self) -> None:
        """Get ready to be seen, and read what has changed meanwhile; the document is shown after that."""
        self.is_shown = True
        if self._is_stale:
            self.catch_up_now()

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Whether one may leave now, also for good; else it asks, and calls `then` once one may."""
        return True

    def leave(self) -> None:
        """Give what is being written to the store: another workspace comes."""
        self.is_shown = False
        self._later.stop()

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard where one works here: into the text, where there is one."""
        (self.pane.reader if self.pane is not None else self).setFocus(reason)

    def width_needed(self) -> int:
        """Return the pixels of width in which the lines of its text stay as they are, or what stands in it has room."""
        least = self.minimumSizeHint().width()
        if self.pane is None or not self.pane.isVisible():
            return least
        reader = self.pane.reader
        return max(least, self.width() - reader.viewport().width() + reader.sheet.least_width)

    def _name_buttons(self) -> None:
        for side in (self.left, self.right):
            key = key_or_none(f"view.{side.edge}")
            side.button.name(f"Fold the {side.edge} side", key)
            self.corners[side].name(f"Bring back the {side.edge} side", key)

    def show_document(self, document: str | None) -> None:
        """Show a document, or (None) that none is chosen."""

    def renew_head(self, document: str | None) -> None:
        """Say anew above the text what is known of the document that is shown."""
        if self.pane is not None and document is not None:
            project = self.session.project
            self.pane.reader.set_head(head_in(project, project.documents.get(document)))

    def show_span(self, span: str) -> None:
        """Go to a span of the document that is shown."""

    def show_words(self, start: int, stop: int) -> None:
        """Go to words of the document that is shown, in code points."""

    def show_search(self, search: str) -> None:
        """Show what a search finds."""

    def export(self) -> bool:
        """Write what is shown here to a file, and return True, where that is meant here by an export."""
        return False

    def came_from(self, place: CommandScope) -> None:
        """Lead back there by the key that goes back: a passage was opened from another workspace."""

    def take_files(self, paths: Sequence[Path]) -> None:
        """Look at files that were dropped on the window for this workspace."""

    def show_named(self, id: str) -> None:
        """Show what is called so here: an actor of the register, a label of the codebook."""

    def show_changed(self, changes: Changes) -> None:
        """Go to what an undo or a redo changed in the document that is shown."""

    def set_codebook(self, codebook: Codebook) -> None:
        """Call and draw labels as in this codebook."""

    def refresh_theme(self) -> None:
        """Draw anew what has colours of its own, after the theme changed."""

    def put_kept(self, kept: str) -> None:
        """Show what was chosen here for the project that is open; empty where nothing was."""

    def reset(self) -> None:
        """Show nothing of this project any more: another one comes."""
        self.is_shown = False
        self.set_stale()

    # What was changed.

    def follow(self, changes: Changes) -> bool:
        """Show at once of a step what costs little; whether that was all, so that there is nothing to catch up with.

        Called only while it is shown.
        """
        return False

    def catch_up(self, changes: Changes | None) -> None:
        """Read what was changed since it was read last; None: read all."""

    @Slot(Changes)
    def on_changed(self, changes: Changes) -> None:
        """Take notice of a step, whether it is shown or not."""
        if not changes.touches(*self.depends_on) or (self.is_shown and self.follow(changes)):
            return
        if not self._is_stale:
            self._missed = changes
        elif self._missed is not None:
            self._missed = self._missed.joined(changes)
        self._is_stale = True
        if self.is_shown:
            self._later.start()

    @property
    def is_stale(self) -> bool:
        """Whether something is to be read."""
        return self._is_stale

    @property
    def is_waiting(self) -> bool:
        """Whether a change waits for the next one."""
        return self._later.isActive()

    def set_stale(self) -> None:
        """Read all when it is entered, and not before."""
        self._later.stop()
        self._is_stale, self._missed = True, _NOTHING_READ

    def set_fresh(self) -> None:
        """Nothing is to be read: it has just been."""
        self._later.stop()
        self._is_stale, self._missed = False, _NOTHING_READ

    def catch_up_soon(self) -> None:
        """Read all, after what else changes meanwhile."""
        self._is_stale, self._missed = True, _NOTHING_READ
        self._later.start()

    @Slot()
    def catch_up_now(self) -> None:
        """Read what was changed."""
        missed = self._missed
        self.set_fresh()
        self.catch_up(missed)

    # Commands.

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this workspace do, by the commands' ids."""
        return {}

    def shortcut_scopes(self) -> dict[str, tuple[QWidget, ...]]:
        """Return where alone some keys count: on a button Space presses it, and Enter ends a line to type in."""
        return {}

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Read these keys in the text, by the ids of the table's rows."""
        if self.pane is not None:
            self._text_keys = self._text_keys or TextKeys(self.pane.reader, self)
            self._text_keys.set_keys(keys)

    def facts(self) -> frozenset[Fact]:
        """Return what holds of what this workspace knows: the facts that begin with its place."""
        return frozenset()

    def titles(self) -> dict[str, str]:
        """Return what some of its commands are called now, by their ids."""
        return {}

    def take_label(self, purpose: str, label: str) -> None:
        """Use a label (its id) that was chosen; `purpose`: what `picker_requested` said."""

    def doing(self) -> str:
        """Return what whoever is at the desk does here now."""
        return self.activity

    def keys_now(self) -> tuple[MainKey, ...]:
        """Return the keys that the foot names now."""
        return self.main_keys

    def how_much(self) -> str:
        """Return what the foot says in place of how much is done; empty: that."""
        return ""

    def label_at_hand(self) -> str:
        """Return the label whose definition one would ask for, empty for none."""
        return ""

    def passage_at_hand(self) -> QRect:
        """Return where the passage that a label is asked for stands on the screen, an empty place for none."""
        return QRect()

    def left_open(self) -> str:
        """Return what is still empty in the document that is shown, in words; nothing where all is there."""
        return ""

    def can_code(self) -> bool:
        """Whether there is something at the pointer that a label could be put on."""
        return False
