"""The documents as a list model, with their state for a coder or the number of their open cases.

How far all are is kept with each that changes, since it is said after every key.
"""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.model.coder import State
from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId
from annotator.model.wording import counted
from annotator.ui.kit.rows import ROW_ROLE, ListRow
from annotator.ui.kit.widgets import tooltip

_Index = QModelIndex | QPersistentModelIndex
MARKS = {State.UNTOUCHED: "○", State.BEGUN: "◐", State.DONE: "●"}

FOUND_BY = Qt.ItemDataRole.UserRole + 11
"""What the filter looks in: title, date and kind."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class DocumentModel(QAbstractListModel):
    """All documents in order. `states`: untouched where not named. `cases`: open ones, None while they are counted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.documents: list[DocumentInfo] = []
        self._states: dict[str, State] = {}
        self._cases: dict[str, int] | None = None
        self._shows_cases = False
        self._rows: dict[str, int] = {}
        self._noted: frozenset[str] = frozenset()
        self._due: dict[str, str] = {}
        self._left: list[int] = []
        """The rows of those that are not done."""
        self._days: list[str] = []
        """Until when these are to be done, in order."""
        self._open = 0
        self.are_given = False
        """Whether these are the documents that were given to whoever codes, and no others."""

    def show_documents(self, documents: Sequence[DocumentInfo], states: Mapping[str, State]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self.documents, self._states = list(documents), dict(states)
        self._rows = {info.id: row for row, info in enumerate(self.documents)}
        self._find_left()
        self.endResetModel()

    def put_documents(self, documents: Mapping[str, DocumentInfo]) -> None:
        """Say anew what is known of some documents of the list, each in its place."""
        for id, info in documents.items():
            self.documents[self._rows[id]] = info
            self._touch(id)

    def set_state(self, document: str, state: State) -> None:
        """Say how far a document is now."""
        row, was_left = self.row_of(document), self.state(document) is not State.DONE
        self._states[document] = state
        if row >= 0 and was_left is (state is State.DONE):
            for among, one in ((self._left, row), (self._days, self._due.get(document))):
                if one is not None:
                    _put_among(among, one, not was_left)
        self._touch(document)

    def state(self, document: str) -> State:
        """Return how far a document is."""
        return self._states.get(document, State.UNTOUCHED)

    def show_cases(self, counts: Mapping[str, int] | None, shown: bool = True) -> None:
        """Show the number of open cases (None: they are being counted) in place of the states, or not any more."""
        self._cases, self._shows_cases = dict(counts) if counts is not None else None, shown
        self._open = sum((counts or {}).values())
        if self.documents:
            self.dataChanged.emit(self.index(0), self.index(len(self.documents) - 1))

    def set_cases(self, document: str, count: int) -> None:
        """Say how many cases of a document are open now."""
        if self._cases is not None:
            self._open += count - self._cases.get(document, 0)
            self._cases[document] = count
            self._touch(document)

    def show_noted(self, documents: Collection[str]) -> None:
        """Mark these documents as such on which there is a memo."""
        if (noted := frozenset(documents)) != self._noted:
            changed, self._noted = noted ^ self._noted, noted
            for document in changed:
                self._touch(document)

    def show_due(self, due: Mapping[DocumentId, str], are_given: bool) -> None:
        """Say until when documents are to be done (ISO dates), and whether they are those that were given out."""
        self.are_given, before, self._due = are_given, self._due, {str(id): day for id, day in due.items()}
        for document in {id for id in before.keys() | due.keys() if before.get(id) != self._due.get(id)}:
            self._touch(document)
        self._find_left()

    def row_of(self, document: str | None) -> int:
        """Return the row of a document, -1 where there is none."""
        return self._rows.get(document or "", -1)

    def first_not_done(self) -> str | None:
        """Return the first document that is not done."""
        return self.documents[self._left[0]].id if self._left else None

    def left_from(self, document: str | None) -> Iterator[int]:
        """Return the rows of those that are not done: those behind a document first, all where it is not listed."""
        at, many = bisect_left(self._left, self.row_of(document) + 1), len(self._left)
        return (self._left[(at + further) % many] for further in range(many))

    def progress(self) -> str:
        """Return how much is done, in words."""
        if not self.documents:
            return ""
        if self._shows_cases:
            if self._cases is None:
                return "Comparing the coders…"
            return f"{counted(self._open, 'case')} open" if self._open else "Every case is decided"
        due = f" · next due {short_day(self._days[0])}" if self._days else ""
        return f"{len(self.documents) - len(self._left)} of {len(self.documents)} done{due}"

    def _find_left(self) -> None:
        self._left = [row for row, info in enumerate(self.documents) if self.state(info.id) is not State.DONE]
        listed = (self.documents[row].id for row in self._left)
        self._days = sorted(self._due[id] for id in listed if id in self._due)

    def _touch(self, document: str) -> None:
        row = self.row_of(document)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _row(self, info: DocumentInfo) -> ListRow:
        """Return a row: what is open where cases are shown, else how far it is as a sign; date and kind."""
        sign, meaning = self._mark(info)
        detail = (meaning, *_facts(info)) if self._shows_cases else _facts(info) or (meaning,)
        noted = ("memo",) if info.id in self._noted else ()
        if self._is_due(info) and not self._shows_cases:
            detail = (self._due_in_words(info), *_facts(info))
        return ListRow(info.title, " · ".join((*detail, *noted)), sign)

    def _is_due(self, info: DocumentInfo) -> bool:
        """Whether there is a day until which a document is to be done, and it is not yet."""
        return info.id in self._due and self.state(info.id) is not State.DONE

    def _due_in_words(self, info: DocumentInfo) -> str:
        due = self._due[info.id]
        late = "was due" if due < datetime.now().astimezone().date().isoformat() else "due"
        return f"{late} {short_day(due)}"

    def _mark(self, info: DocumentInfo) -> tuple[str, str]:
        """Return the mark in front of a document and what it means in words."""
        if self._shows_cases:
            count = self._cases.get(info.id, 0) if self._cases is not None else None
            if count is None:
                return "·", "not compared yet"
            return ("≠", f"{count} open") if count else ("=", "nothing open")
        state = self.state(info.id)
        return MARKS[state], state.value

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.documents)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        info = self.documents[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return info.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(info.title)
        if role == Qt.ItemDataRole.UserRole:
            return info.id
        if role == ROW_ROLE:
            return self._row(info)
        if role == FOUND_BY:
            return " ".join((info.title, *_facts(info), str(info.metadata.get("date") or "")))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            noted = ("with a memo",) if info.id in self._noted else ()
            due = (self._due_in_words(info),) if self._is_due(info) else ()
            return ", ".join((info.title, self._mark(info)[1], *due, *_facts(info), *noted))
        return None


def _put_among(among: list[Any], one: Any, there: bool) -> None:
    """Put one among others that are in order, or take it out."""
    if there:
        insort(among, one)
    else:
        del among[bisect_left(among, one)]


def _facts(info: DocumentInfo) -> tuple[str, ...]:
    """Return a document's date and kind, those that are known."""
    found = (short_day(str(info.metadata.get("date") or "")), str(info.metadata.get("kind") or ""))
    return tuple(" ".join(each.split()) for each in found if each.strip())


def short_day(value: str) -> str:
    """Return a date as “22 Jan 2026”; what is no full date stays as it is."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
