"""The one table of workspaces, and the stack that shows one of them and speaks to all.

Menus, keys, the list of places and whatever the window does to all workspaces are readings of the table.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.model.codebook import Codebook
from annotator.store.journal import Changes
from annotator.ui.actors.workspace import ActorsWorkspace
from annotator.ui.adjudication.workspace import AdjudicationWorkspace
from annotator.ui.agreement.workspace import AgreementWorkspace
from annotator.ui.background.session import Session
from annotator.ui.codebook.workspace import CodebookWorkspace
from annotator.ui.coding.workspace import CodingWorkspace
from annotator.ui.commands.commands import COMMANDS, CommandScope, Fact
from annotator.ui.explore.workspace import ExploreWorkspace
from annotator.ui.feedback.workspace import FeedbackWorkspace
from annotator.ui.reader.pane import ReaderPane
from annotator.ui.workspace import Workspace

WORKSPACES: tuple[type[Workspace], ...] = (
    CodingWorkspace,
    AdjudicationWorkspace,
    AgreementWorkspace,
    ExploreWorkspace,
    CodebookWorkspace,
    ActorsWorkspace,
    FeedbackWorkspace,
)
"""In the order of `CommandScope`; a project opens in the first."""

Kind = TypeVar("Kind", bound=Workspace)


class Workspaces(QStackedWidget):
    """All workspaces. What any of them signals, this signals; what holds of all is said to all here."""

    said = Signal(str)
    state_changed = Signal()
    picker_requested = Signal(str)
    menu_requested = Signal(QPoint)
    document_requested = Signal(str)
    passage_requested = Signal(str, str)
    case_requested = Signal(str, str)
    counted = Signal(object)
    document_counted = Signal(str, int)

    def __init__(
        self, session: Session, kinds: Sequence[type[Workspace]] = WORKSPACES, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.all = tuple(kind(session) for kind in kinds)
        for each in self.all:
            self.addWidget(each)
            each.said.connect(self.said)
            each.state_changed.connect(self.state_changed)
            each.picker_requested.connect(self.picker_requested)
            each.menu_requested.connect(self.menu_requested)
            each.document_requested.connect(self.document_requested)
            each.passage_requested.connect(self.passage_requested)
            each.case_requested.connect(self.case_requested)
            each.counted.connect(self._on_counted)
            each.document_counted.connect(self.document_counted)

    @property
    def current(self) -> Workspace:
        """The workspace that is shown."""
        return self.all[self.currentIndex()]

    def at(self, place: CommandScope) -> Workspace:
        """Return the workspace of a place."""
        return next(each for each in self.all if each.place is place)

    def of(self, kind: type[Kind]) -> Kind:
        """Return the workspace of a class."""
        return next(each for each in self.all if isinstance(each, kind))

    def places(self) -> dict[str, tuple[int, bool]]:
        """Return how the sides of each stand, by its place, the side and the class of widths."""
        return {f"{each.place}.{key}": kept for each in self.all for key, kept in each.places.items()}

    def put_places(self, places: Mapping[str, tuple[int, bool]]) -> None:
        """Put the sides of each where they stood."""
        for each in self.all:
            begins = f"{each.place}."
            each.put_places({key.removeprefix(begins): kept for key, kept in places.items() if key.startswith(begins)})

    def panes(self) -> list[ReaderPane]:
        """Return the texts of those that have one."""
        return [each.pane for each in self.all if each.pane is not None]

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of all do."""
        return {id: handler for each in self.all for id, handler in each.handlers().items()}

    def shortcut_scopes(self) -> dict[str, tuple[QWidget, ...]]:
        """Return where alone some keys of any of them count; those that move in a text count in all texts."""
        texts = tuple(pane.reader for pane in self.panes())
        moving = {command.id: texts for command in COMMANDS if command.place is CommandScope.TEXT}
        return moving | {id: widgets for each in self.all for id, widgets in each.shortcut_scopes().items()}

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Read these keys in all texts, by the ids of the table's rows."""
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
        for each in self.all:
            each.set_codebook(codebook)

    def on_changed(self, changes: Changes) -> None:
        """Tell all of them of a step; each keeps in mind what it does not show now."""
        for each in self.all:
            each.on_changed(changes)

    def refresh_theme(self) -> None:
        """Draw the marks again, after the theme changed."""
        for each in self.all:
            each.refresh_theme()

    def reset(self) -> None:
        """Begin anew with the next project."""
        for each in self.all:
            each.reset()

    @Slot(object)
    def _on_counted(self, counts: object) -> None:
        # Counting goes on in the background: the list must not show cases any more once one has left.
        if self.sender() is self.current:
            self.counted.emit(counts)
