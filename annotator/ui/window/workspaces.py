"""The one table of workspaces, and the stack that shows one of them and speaks to all.

Menus, keys, the list of places and whatever the window does to all workspaces are readings of the table. A workspace
is imported and made when it is shown first: seven of them, with what they need, are most of what a start would cost.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TypeVar

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.model.codebook import Codebook
from annotator.store.history.steps import Changes
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import COMMANDS, CommandScope, Fact
from annotator.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Later:
    """A workspace that is still to be imported. `name`: of its class in `annotator.ui.<folder>.workspace`."""

    place: CommandScope
    folder: str
    name: str

    def load(self) -> type[Workspace]:
        """Import it."""
        found: type[Workspace] = getattr(import_module(f"annotator.ui.{self.folder}.workspace"), self.name)
        assert issubclass(found, Workspace) and found.place is self.place
        return found


WORKSPACES: tuple[Later, ...] = (
    Later(CommandScope.DOCUMENTS, "documents", "DocumentsWorkspace"),
    Later(CommandScope.CODE, "coding", "CodingWorkspace"),
    Later(CommandScope.PASSAGES, "passages", "PassagesWorkspace"),
    Later(CommandScope.ADJUDICATE, "adjudication", "AdjudicationWorkspace"),
    Later(CommandScope.AGREEMENT, "agreement", "AgreementWorkspace"),
    Later(CommandScope.EXPLORE, "explore", "ExploreWorkspace"),
    Later(CommandScope.CODEBOOK, "codebook", "CodebookWorkspace"),
    Later(CommandScope.ACTORS, "actors", "ActorsWorkspace"),
    Later(CommandScope.FEEDBACK, "feedback", "FeedbackWorkspace"),
    Later(CommandScope.TEAM, "team", "TeamWorkspace"),
    Later(CommandScope.HISTORY, "history", "HistoryWorkspace"),
)
"""In the order of `CommandScope`."""

Kind = TypeVar("Kind", bound=Workspace)


class Workspaces(QStackedWidget):
    """All workspaces. What any of them signals, this signals; what holds of all is said to all here."""

    made = Signal(object)
    """A workspace is there now: it was shown, or asked for, for the first time."""
    said = Signal(str)
    state_changed = Signal()
    picker_requested = Signal(str)
    menu_requested = Signal(QPoint)
    document_requested = Signal(str)
    passage_requested = Signal(str, str)
    words_requested = Signal(str, int, int)
    search_requested = Signal(str)
    case_requested = Signal(str, str)
    command_requested = Signal(str)
    earlier_requested = Signal(int)
    kept_changed = Signal(str, str)
    """A workspace wants something to be kept for this project: its place, and the text."""
    counted = Signal(object)
    document_counted = Signal(str, int)
    waits = Signal(int)

    def __init__(
        self,
        session: Session,
        kinds: Sequence[type[Workspace] | Later] = WORKSPACES,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._kinds = {kind.place: kind for kind in kinds}
        self._made: dict[CommandScope, Workspace] = {}
        self._codebook: Codebook | None = None
        self._keys: Mapping[str, tuple[str, ...]] | None = None
        self._sides: dict[str, tuple[int, bool]] = {}
        self._kept: dict[str, str] = {}

    @property
    def places(self) -> tuple[CommandScope, ...]:
        """The place of each, in their order."""
        return tuple(self._kinds)

    @property
    def all(self) -> tuple[Workspace, ...]:
        """Those that were made by now, in their order."""
        return tuple(self._made[place] for place in self._kinds if place in self._made)

    @property
    def current(self) -> Workspace:
        """The workspace that is shown, the one in which a project opens before any was."""
        shown = self.currentWidget()
        return shown if isinstance(shown, Workspace) else self.at(self.home)

    @property
    def home(self) -> CommandScope:
        """The place in which a project opens: Code, where there is one."""
        return CommandScope.CODE if CommandScope.CODE in self._kinds else self.places[0]

    def at(self, place: CommandScope) -> Workspace:
        """Return the workspace of a place."""
        return self._made[place] if place in self._made else self._make(place)

    def of(self, kind: type[Kind]) -> Kind:
        """Return the workspace of a class."""
        found = self.at(kind.place)
        assert isinstance(found, kind)
        return found

    def _make(self, place: CommandScope) -> Workspace:
        kind = self._kinds[place]
        made = (kind.load() if isinstance(kind, Later) else kind)(self.session, self)
        self._made[place] = made
        self._connect(made)
        self.addWidget(made)
        self._put_sides(made)
        made.put_kept(self._kept.get(place, ""))
        if self._keys is not None:
            made.set_keys(self._keys)
        if self._codebook is not None:
            made.set_codebook(self._codebook)
        self.made.emit(made)
        return made

    def _connect(self, each: Workspace) -> None:
        if each.pane is not None:
            each.pane.reader.board.room_wished.connect(each.wish_page)
        each.said.connect(self.said)
        each.state_changed.connect(self.state_changed)
        each.picker_requested.connect(self.picker_requested)
        each.menu_requested.connect(self.menu_requested)
        each.document_requested.connect(self.document_requested)
        each.passage_requested.connect(self.passage_requested)
        each.words_requested.connect(self.words_requested)
        each.search_requested.connect(self.search_requested)
        each.case_requested.connect(self.case_requested)
        each.command_requested.connect(self.command_requested)
        each.earlier_requested.connect(self.earlier_requested)
        each.kept_changed.connect(partial(self._on_kept, each.place))
        each.counted.connect(self._on_counted)
        each.document_counted.connect(self.document_counted)
        each.waits.connect(self.waits)

    def sides(self) -> dict[str, tuple[int, bool]]:
        """Return how the sides of each stand, by its place, the side and the class of widths."""
        now = {f"{each.place}.{key}": kept for each in self.all for key, kept in each.places.items()}
        return self._sides | now

    def put_sides(self, sides: Mapping[str, tuple[int, bool]]) -> None:
        """Put the sides of each where they stood."""
        self._sides = dict(sides)
        for each in self.all:
            self._put_sides(each)

    def _put_sides(self, each: Workspace) -> None:
        begins = f"{each.place}."
        found = {key.removeprefix(begins): kept for key, kept in self._sides.items() if key.startswith(begins)}
        each.put_places(found)

    def put_kept(self, kept: Mapping[str, str]) -> None:
        """Show what was chosen in each for the project that is open."""
        self._kept = dict(kept)
        for each in self.all:
            each.put_kept(self._kept.get(each.place, ""))

    def _on_kept(self, place: CommandScope, text: str) -> None:
        self._kept[place] = text
        self.kept_changed.emit(place, text)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of all do; a command begins with the place of whoever has a handler for it."""
        owners = {command.id: command.id.partition(".")[0] for command in COMMANDS}
        return {id: partial(self._do, CommandScope(owner), id) for id, owner in owners.items() if owner in self._kinds}

    def _do(self, place: CommandScope, command: str) -> None:
        self.at(place).handlers()[command]()

    def shortcut_scopes(self, each: Workspace) -> dict[str, tuple[QWidget, ...]]:
        """Return where alone some keys of a workspace count; those that move in a text count in its text."""
        texts = (each.pane.reader,) if each.pane is not None else ()
        return dict.fromkeys(MOVING, texts) | each.shortcut_scopes()

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Read these keys in all texts, by the ids of the table's rows."""
        self._keys = keys
        for each in self.all:
            each.set_keys(keys)

    def facts(self) -> frozenset[Fact]:
        """Return what holds of what each of them knows."""
        return frozenset().union(*(each.facts() for each in self.all))

    def titles(self) -> dict[str, str]:
        """Return what some commands of any of them are called now."""
        return {id: title for each in self.all for id, title in each.titles().items()}

    def set_codebook(self, codebook: Codebook) -> None:
        """Call and draw labels as in this codebook."""
        self._codebook = codebook
        for each in self.all:
            each.set_codebook(codebook)

    def on_changed(self, changes: Changes) -> None:
        """Tell all of them of a step; each keeps in mind what it does not show now."""
        for each in self.all:
            each.on_changed(changes)

    def renew(self, place: CommandScope) -> None:
        """Let a workspace read all again, of what no step tells; one that was never shown reads it then anyway."""
        if (each := self._made.get(place)) is not None:
            each.catch_up_soon() if each.is_shown else each.set_stale()

    def refresh_theme(self) -> None:
        """Draw the marks again, after the theme changed."""
        for each in self.all:
            each.refresh_theme()

    def reset(self) -> None:
        """Begin anew with the next project."""
        self._codebook = None
        for each in self.all:
            each.reset()

    @Slot(object)
    def _on_counted(self, counts: object) -> None:
        # Counting goes on in the background: the list must not show cases any more once one has left.
        if self.sender() is self.current:
            self.counted.emit(counts)


MOVING = tuple(command.id for command in COMMANDS if command.place is CommandScope.TEXT)
"""Commands whose keys count in texts alone."""
