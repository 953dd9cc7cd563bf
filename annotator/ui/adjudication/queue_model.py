"""The queue as a list model: the cases of all documents in an order, those that are wanted, kept row by row.

A case that is decided keeps its row until the queue is put in order again, so that nothing moves under the hand and
what was just decided is still there to look back at. One that has changed since it was decided comes first.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, Slot

from annotator.adjudication.decisions import Status
from annotator.adjudication.queue import QueueEntry, SortKey
from annotator.model.actor import Actor
from annotator.model.codebook import Codebook, Label
from annotator.model.ids import ActorId
from annotator.model.wording import word_list
from annotator.ui.adjudication.arrived_cases import ArrivedCases
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.adjudication.queue_saying import actors_in, saying_of
from annotator.ui.adjudication.queue_view import (
    KINDS,
    WAITS,
    Cases,
    Place,
    Queue,
    QueueCounts,
    QueueRow,
    QueueView,
    arranged,
    belongs,
    gathered,
)
from annotator.ui.cases.case_rows import HEAD_ROLE, CaseRow
from annotator.ui.kit.rows import ROW_ROLE
from annotator.ui.kit.widgets import tooltip

_Index = QModelIndex | QPersistentModelIndex
ReadActors = Callable[[Sequence[ActorId]], Iterable[Actor]]
SIGNS = {Status.DEFERRED: "…", Status.DECIDED: "●", Status.CHANGED: "!"}
"""Marks of what is no longer open."""
HELD = "+"
"""Stands for a case that is to be joined with others."""


class QueueModel(QStringListModel):
    """The strings are empty: Qt counts them by itself, where it would else ask for the number of rows twice a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = QueueView()
        self.number = 0
        """Another one whenever any case is another."""
        self.rows: list[QueueRow] = []
        self._keys: list[SortKey] = []
        self._waiting: list[SortKey] = []
        self._every: dict[Place, QueueRow] = {}
        self._of_document: dict[str, dict[str, None]] = {}
        self._key_of: dict[Place, SortKey] = {}
        self._undecided: Counter[str] = Counter()
        self._put_off: list[SortKey] = []
        self._everywhere = 0
        self._within = QueueCounts(0, 0, 0)
        self.arrived = ArrivedCases()
        """Those that were decided before a coder came."""
        self._labels: dict[str, Label] = {}
        self._register: dict[ActorId, Actor] = {}
        self.read_actors: ReadActors = lambda ids: ()
        """Reads actors by their ids, as rows come into sight that name them."""
        self._titles: Mapping[str, str] = {}
        self._coder_letters = CoderLetters()
        self._held: frozenset[Place] = frozenset()
        self._coming: tuple[SortKey, QueueRow] | None = None
        # Connected before any view, so that each sees as many cases as Qt counts rows.
        self.rowsRemoved.connect(self._on_removed)
        self.rowsInserted.connect(self._on_inserted)

    # What is listed.

    def set_codebook(self, codebook: Codebook) -> None:
        """Call labels by their names in this codebook."""
        self._labels = {label.id: label for label in codebook.labels}

    def set_words(self, coder_letters: CoderLetters, titles: Mapping[str, str]) -> None:
        """Call coders and documents (by id) so."""
        self._coder_letters, self._titles = coder_letters, titles

    def forget_actors(self) -> None:
        """Read actors anew: some are called otherwise."""
        self._register.clear()

    def show_held(self, places: Iterable[Place]) -> None:
        """Mark these cases as held for joining, and no others."""
        before, self._held = self._held, frozenset(places)
        for place in before ^ self._held:
            row = self.row_of(*place)
            if row >= 0:
                self.dataChanged.emit(self.index(row), self.index(row))

    def label_names(self) -> dict[str, str]:
        """Return how labels are called, by id."""
        return {id: label.name for id, label in self._labels.items()}

    def show_all(self, every: Sequence[QueueRow]) -> None:
        """Replace all cases by a few."""
        self.begin(gathered(every), arranged(every, self.view))

    def begin(self, cases: Cases, queue: Queue) -> None:
        """Replace all cases; `queue`: what `arranged` made of them, in another thread for instance."""
        self.number += 1
        self._every, self._of_document, self._undecided, come = cases
        self._everywhere = self._undecided.total()
        self.arrived.begin(come)
        self.show(queue)

    def show(self, queue: Queue) -> None:
        """List other cases, or in another order; those that were decided meanwhile go where they belong.

        `queue`: what `arranged` made of the cases that there are now (`number`).
        """
        self.view, self.rows, self._keys, self._waiting, self._put_off, self._key_of, self._within = queue
        self.setStringList([""] * len(queue.rows))

    def put_document(self, document: str, cases: Iterable[QueueRow]) -> None:
        """Replace the cases of one document."""
        come = [one for one in cases if belongs(one.entry)]
        stay = {one.entry.key for one in come}
        self.update(document, [key for key in self._of_document.get(document, {}) if key not in stay], come)

    def update(self, document: str, gone: Iterable[str], come: Iterable[QueueRow]) -> None:
        """Take cases of a document out (by key) and put others in; one that was there keeps its row."""
        self.number += 1
        coming = {one.entry.key: one for one in come}
        for key in gone:
            if key not in coming:
                self._drop((document, key))
        for one in coming.values():
            if belongs(one.entry):
                self._put(one)
            else:
                self._drop(one.place)

    # Where things are.

    def entries(self) -> dict[Place, QueueRow]:
        """Return all cases, listed or not."""
        return self._every

    def place_among(self, document: str, keys: Iterable[str]) -> int | None:
        """Return the place of a document in the list, where the queue has any of these cases of it."""
        known = (self._every.get((document, key)) for key in keys)
        return next((one.entry.place for one in known if one is not None), None)

    def at(self, row: int) -> QueueEntry | None:
        """Return the case of a row."""
        return self.rows[row].entry if 0 <= row < len(self.rows) else None

    def row_of(self, document: str | None, key: str) -> int:
        """Return the row of a case, -1 where it is not listed."""
        found = self._key_of.get((document or "", key))
        return bisect_left(self._keys, found) if found is not None else -1

    def open_from(self, row: int) -> int:
        """Return the next row from `row` on, round at the end, whose case is open or has changed; -1 if none is."""
        return self._among(self._waiting, row)

    def put_off_from(self, row: int) -> int:
        """Return the next row from `row` on, round at the end, whose case is deferred; -1 if none is."""
        return self._among(self._put_off, row)

    def _among(self, keys: list[SortKey], row: int) -> int:
        """Return the next row from `row` on, round at the end, whose key is among some in order; -1 for none."""
        if not keys:
            return -1
        at = bisect_left(keys, self._keys[row % len(self._keys)])
        return bisect_left(self._keys, keys[at % len(keys)])

    def first_of(self, document: str) -> int:
        """Return the first row of a document, of an open case where one is; -1 for none. Goes through its rows."""
        found = (self.row_of(document, key) for key in self._of_document.get(document, {}))
        listed = sorted(row for row in found if row >= 0)
        return next((row for row in listed if self.rows[row].entry.status in WAITS), listed[0] if listed else -1)

    def undecided(self, document: str | None = None) -> int:
        """Return how many cases are not decided, deferred ones among them: of one document or of all."""
        return self._everywhere if document is None else self._undecided.get(document, 0)

    def counts_within(self) -> QueueCounts:
        """Return how many cases there are in the documents of the set that was chosen, in all where none was."""
        return self._within

    def counts(self) -> dict[str, int]:
        """Return how many cases of each document are not decided."""
        return dict(self._undecided)

    # Inside.

    def _put(self, one: QueueRow) -> None:
        before = self._every.get(one.place)
        if before is not None:
            self._count(before, -1)
        self._every[one.place] = one
        self.arrived.note(one.place, one.entry.newcomers)
        self._of_document.setdefault(one.entry.document, {})[one.entry.key] = None
        self._count(one, 1)
        row = self.row_of(*one.place)
        if row >= 0 and before is not None and not _comes_first(before, one):
            self._wait(self._keys[row], before, one)
            self.rows[row] = one
            self.dataChanged.emit(self.index(row), self.index(row))
            return
        if row >= 0:
            self._remove(row)
        if self.view.wants(one.entry):
            key = self.view.key(one.entry)
            self._wait(key, None, one)
            self._coming = key, one
            self.insertRows(bisect_left(self._keys, key), 1)

    def _drop(self, place: Place) -> None:
        before = self._every.pop(place, None)
        if before is None:
            return
        self._count(before, -1)
        self.arrived.note(place)
        self._of_document.get(place[0], {}).pop(place[1], None)
        row = self.row_of(*place)
        if row >= 0:
            self._remove(row)

    def _remove(self, row: int) -> None:
        self._wait(self._keys[row], self.rows[row], None)
        self.removeRows(row, 1)

    def _count(self, one: QueueRow, step: int) -> None:
        """Let a case count, or (with -1) no more."""
        document, status = one.entry.document, one.entry.status
        undecided, put_off = step * (status is not Status.DECIDED), step * (status is Status.DEFERRED)
        self._undecided[document] += undecided
        self._everywhere += undecided
        if self.view.reaches(document):
            was = self._within
            self._within = QueueCounts(was.undecided + undecided, was.put_off + put_off, was.every + step)

    def _wait(self, key: SortKey, before: QueueRow | None, after: QueueRow | None) -> None:
        """Note whether the case of a row still waits, or is put off."""
        for keys, stands in ((self._waiting, WAITS), (self._put_off, (Status.DEFERRED,))):
            was, is_now = (one is not None and one.entry.status in stands for one in (before, after))
            if is_now and not was:
                insort(keys, key)
            elif was and not is_now:
                del keys[bisect_left(keys, key)]

    @Slot(QModelIndex, int, int)
    def _on_removed(self, parent: QModelIndex, first: int, last: int) -> None:
        for one in self.rows[first : last + 1]:
            self._key_of.pop(one.place, None)
        del self.rows[first : last + 1], self._keys[first : last + 1]

    @Slot(QModelIndex, int, int)
    def _on_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        assert self._coming is not None and first == last, "rows come one by one"
        key, one = self._coming
        self._keys.insert(first, key)
        self.rows.insert(first, one)
        self._key_of[one.place] = key
        self._coming = None

    def said(self, one: QueueRow) -> str:
        """Return who says what in a case."""
        named = actors_in(one.entry.contrast) - self._register.keys()
        if named:
            self._register.update((actor.id, actor) for actor in self.read_actors(sorted(named)))
        return saying_of(one.entry, self._coder_letters, self._labels, self._register)

    def _row(self, row: int) -> CaseRow:
        one = self.rows[row]
        title = self._title(one.entry)
        head = title if self._has_head(row) else ""
        mark = HELD if one.place in self._held else SIGNS.get(one.entry.status, "")
        return CaseRow(one.quote, title, self.said(one), mark, head)

    def _has_head(self, row: int) -> bool:
        if self.view.order != "document":
            return False
        return not row or self.rows[row].entry.document != self.rows[row - 1].entry.document

    def _spoken(self, one: QueueRow) -> str:
        """Return a row in words: the passage, where it is, who says what, how it stands."""
        stands = [KINDS[one.entry.kind], *([] if one.entry.status is Status.OPEN else [one.entry.status.value])]
        held = ["held for joining"] if one.place in self._held else []
        said = self.said(one).replace("–", "nothing")
        return f"{one.quote}. {said}. {word_list([*held, *stands])}, in {self._title(one.entry)}"

    # Qt calls these.

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == HEAD_ROLE:
            return self._has_head(index.row())
        one = self.rows[index.row()]
        if role == ROW_ROLE:
            return self._row(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(one)
        return tooltip(self._spoken(one)) if role == Qt.ItemDataRole.ToolTipRole else None

    def _title(self, entry: QueueEntry) -> str:
        return self._titles.get(entry.document, "another document")


def _comes_first(before: QueueRow, now: QueueRow) -> bool:
    """Whether a case has become one that changed since it was decided."""
    return now.entry.status is Status.CHANGED and before.entry.status is not Status.CHANGED
