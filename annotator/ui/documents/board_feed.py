"""Reads the board, and puts it in order, in the background: ten thousand documents by six coders wait for nobody."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from annotator.model.document_row import DocumentRow
from annotator.model.ids import CoderId
from annotator.operations.team.board import BoardDocument, BoardFacts, BoardLine, TeamBoard, board
from annotator.operations.team.board_facts import Waiting, board_facts
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.documents.board_columns import BoardColumn, BoardOrder, coder_columns, document_columns, in_order


@dataclass(frozen=True, slots=True)
class MadeBoard:
    """A board as it is shown: its lines and documents in order, under their columns."""

    board: TeamBoard = field(default_factory=TeamBoard)
    coder_columns: Sequence[BoardColumn[BoardLine]] = ()
    coders: Sequence[BoardLine] = ()
    document_columns: Sequence[BoardColumn[BoardDocument]] = ()
    documents: Sequence[BoardDocument] = ()


class BoardFeed(QObject):
    """`made` carries a `MadeBoard`. Nothing is read while the board is not shown."""

    made = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._task = LatestTask(session, self)
        self._facts: BoardFacts | None = None
        self._waiting: Mapping[str, int] = {}
        session.folder_told.connect(self._on_folder)
        self._rows: Sequence[DocumentRow] = ()
        self.orders: tuple[BoardOrder, BoardOrder] = (BoardOrder(), BoardOrder())
        """Of the coders, and of the documents."""
        self.is_shown = False

    @property
    def is_busy(self) -> bool:
        """Whether the board is being read."""
        return self._task.is_busy

    def show_rows(self, rows: Sequence[DocumentRow]) -> None:
        """Make the board of these documents."""
        self._rows = rows
        self._go()

    def set_stale(self) -> None:
        """Something was done: read anew who is how far."""
        self._facts = None
        self._go()

    def sort(self, coders: BoardOrder, documents: BoardOrder) -> None:
        """Put the lines in another order."""
        self.orders = coders, documents
        self._go()

    def rest(self) -> None:
        """Read nothing while it is not shown."""
        self.is_shown = False
        self._task.drop()

    def drop(self) -> None:
        """Forget all: the project is closed."""
        self.rest()
        self._facts, self._rows, self.orders = None, (), (BoardOrder(), BoardOrder())

    def _go(self) -> None:
        if not self.is_shown or not self._session.is_open:
            return
        rows, orders = self._rows, self.orders
        if self._facts is None:
            self._waiting = self._session.folder.waiting
            waiting = {CoderId(person): acts for person, acts in self._waiting.items()}
            self._task.start(_reading(rows, orders, waiting), self._on_read)
        else:
            facts = self._facts
            self._task.compute(lambda progress: made(facts, rows, orders), self.made.emit)

    @Slot()
    def _on_folder(self) -> None:
        if self._session.folder.waiting != self._waiting:
            self.set_stale()

    def _on_read(self, found: tuple[BoardFacts, MadeBoard]) -> None:
        self._facts, shown = found
        self.made.emit(shown)


def _reading(
    rows: Sequence[DocumentRow], orders: tuple[BoardOrder, BoardOrder], waiting: Waiting
) -> Callable[[Project, Progress], tuple[BoardFacts, MadeBoard]]:
    def work(project: Project, progress: Progress) -> tuple[BoardFacts, MadeBoard]:
        facts = board_facts(project, waiting=waiting)
        return facts, made(facts, rows, orders)

    return work


def made(facts: BoardFacts, rows: Sequence[DocumentRow], orders: tuple[BoardOrder, BoardOrder]) -> MadeBoard:
    """Return the board of these documents, in order; no Qt, for any thread."""
    found = board(facts, rows)
    coders: Sequence[BoardColumn[Any]] = coder_columns(found)
    documents: Sequence[BoardColumn[Any]] = document_columns(found)
    return MadeBoard(
        found,
        coders,
        in_order(found.coders, coders, orders[0]),
        documents,
        in_order(found.documents, documents, orders[1]),
    )
