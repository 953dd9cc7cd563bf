"""The cases of a document as a list model, kept in order: a decision moves rows and never goes through all of them."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, Slot

from annotator.adjudication.casebook import Difference
from annotator.adjudication.cases import CaseKind, reading_order
from annotator.adjudication.decisions import Settled, Status
from annotator.model.codebook import Codebook
from annotator.ui.rows import ROW_ROLE, Row
from annotator.ui.widgets import tooltip

_Index = QModelIndex | QPersistentModelIndex
Order = tuple[int, int, list[str], str]
"""What a case is sorted by."""
KINDS = {
    CaseKind.MISSING: "not seen by all",
    CaseKind.LABEL: "labels differ",
    CaseKind.BOUNDARY: "boundaries differ",
    CaseKind.ATTRIBUTE: "attributes differ",
    CaseKind.SLOT: "slots differ",
    CaseKind.AGREED: "agreed",
}
SIGNS = {Status.OPEN: "≠", Status.DEFERRED: "…", Status.DECIDED: "●", Status.CHANGED: "!"}


class Rows(NamedTuple):
    """The cases that are shown, in order. `orders` belong to `cases`; `waiting`: those of the open and changed ones."""

    cases: list[Settled]
    orders: list[Order]
    waiting: list[Order]
    undecided: int


class CaseModel(QStringListModel):
    """Cases in reading order; those that the coders agree on are left out, as nobody has to look at them.

    The strings are empty: Qt counts them by itself, where it would else ask for the number of rows twice for each row.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cases: list[Settled] = []
        # Beside `cases`, row by row: what they are sorted by.
        self._orders: list[Order] = []
        # Of the open ones and those that have changed.
        self._waiting: list[Order] = []
        self._undecided = 0
        self._names: dict[str, str] = {}
        self._coming: tuple[Order, Settled] | None = None
        # Connected before any view, so that each sees as many cases as Qt counts rows.
        self.rowsRemoved.connect(self._on_removed)
        self.rowsInserted.connect(self._on_inserted)

    def set_codebook(self, codebook: Codebook) -> None:
        """Call labels by their names in this codebook."""
        self._names = {label.id: label.name for label in codebook.labels}

    def names(self) -> dict[str, str]:
        """Return how labels are called, by id."""
        return dict(self._names)

    def name_of(self, label: str) -> str:
        """Return how a label is called."""
        return self._names.get(label, label)

    def show_cases(self, cases: Sequence[Settled]) -> None:
        """Replace the cases."""
        self.show_rows(rows_of(cases))

    def show_rows(self, rows: Rows) -> None:
        """Replace the cases by what `rows_of` made of them, in another thread for instance."""
        self.cases, self._orders, self._waiting, self._undecided = rows
        self.setStringList([""] * len(rows.cases))

    def update_cases(self, difference: Difference) -> None:
        """Take some cases out and put others in; one that stands where it stood stays the same row."""
        come = {one.case.key: one for one in difference.come if _is_shown(one)}
        for one in difference.gone:
            if not _is_shown(one):
                continue
            order, row = reading_order(one.case), self._row_at(reading_order(one.case))
            after = come.get(one.case.key)
            self._tally(order, one, -1)
            if after is not None and reading_order(after.case) == order:
                self.cases[row] = come.pop(one.case.key)
                self._tally(order, after, 1)
                self.dataChanged.emit(self.index(row), self.index(row))
                continue
            self.removeRows(row, 1)
        for one in come.values():
            order = reading_order(one.case)
            row = self._row_at(order)
            self._tally(order, one, 1)
            self._coming = order, one
            self.insertRows(row, 1)

    def order_at(self, row: int) -> Order | None:
        """Return what names the place of a row, also after other rows have come and gone."""
        return self._orders[row] if 0 <= row < len(self._orders) else None

    def row_from(self, order: Order | None) -> int:
        """Return the row of that place, or the one that has come up to it; -1 where there are no rows."""
        return min(self._row_at(order), len(self._orders) - 1) if order is not None else min(0, len(self._orders) - 1)

    def row_of(self, one: Settled | None) -> int:
        """Return the row of a case, -1 where it is not shown."""
        order = reading_order(one.case) if one is not None else None
        row = self._row_at(order) if order is not None else -1
        return row if 0 <= row < len(self._orders) and self._orders[row] == order else -1

    def open_after(self, row: int) -> int:
        """Return the next row from `row` on, round at the end, whose case is open or has changed; -1 if none is."""
        if not self._waiting:
            return -1
        at = bisect_left(self._waiting, self._orders[row % len(self._orders)])
        return self._row_at(self._waiting[at % len(self._waiting)])

    def undecided(self) -> int:
        """Return how many cases are not decided, deferred ones among them."""
        return self._undecided

    def _row_at(self, order: Order) -> int:
        return bisect_left(self._orders, order)

    def _tally(self, order: Order, one: Settled, step: int) -> None:
        """Count a case among those that wait and those that are not decided, or (-1) count it no more."""
        self._undecided += step * (one.status is not Status.DECIDED)
        if _waits(one) and step > 0:
            insort(self._waiting, order)
        elif _waits(one):
            del self._waiting[bisect_left(self._waiting, order)]

    @Slot(QModelIndex, int, int)
    def _on_removed(self, parent: QModelIndex, first: int, last: int) -> None:
        del self.cases[first : last + 1], self._orders[first : last + 1]

    @Slot(QModelIndex, int, int)
    def _on_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        assert self._coming is not None and first == last, "rows come one by one"
        order, one = self._coming
        self._orders.insert(first, order)
        self.cases.insert(first, one)
        self._coming = None

    # Qt calls these.

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.cases[index.row()]
        whole = max((span.quote for span in one.case.candidates), key=len) or "the whole document"
        quote = whole[:200]
        labels = " / ".join(dict.fromkeys(self.name_of(span.label) for span in one.case.candidates))
        stands = KINDS[one.case.kind]
        if one.status is not Status.OPEN:
            stands = one.decision.rule.value if one.decision and one.status is Status.DECIDED else one.status.value
        if role == ROW_ROLE:
            return Row(f"{labels} · {stands}", quote, SIGNS[one.status])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{labels} · {stands}: {whole}")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{labels}, {stands}: {quote}"
        return None


def rows_of(cases: Iterable[Settled]) -> Rows:
    """Return the cases that are shown, in order; it touches nothing of the window."""
    pairs = sorted(((reading_order(one.case), one) for one in cases if _is_shown(one)), key=lambda pair: pair[0])
    return Rows(
        [one for _, one in pairs],
        [order for order, _ in pairs],
        [order for order, one in pairs if _waits(one)],
        sum(one.status is not Status.DECIDED for _, one in pairs),
    )


def _is_shown(one: Settled) -> bool:
    return one.case.kind is not CaseKind.AGREED or one.status is not Status.DECIDED


def _waits(one: Settled) -> bool:
    return one.status in (Status.OPEN, Status.CHANGED)
