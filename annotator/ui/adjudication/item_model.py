"""The cases of a document as a list model."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.decisions import Settled, Status
from annotator.model.codebook import Codebook
from annotator.ui.rows import ROW_ROLE, Row
from annotator.ui.widgets import tooltip

_Index = QModelIndex | QPersistentModelIndex
KINDS = {
    CaseKind.MISSING: "not seen by all",
    CaseKind.LABEL: "labels differ",
    CaseKind.BOUNDARY: "boundaries differ",
    CaseKind.ATTRIBUTE: "attributes differ",
    CaseKind.AGREED: "agreed",
}
SIGNS = {Status.OPEN: "≠", Status.DEFERRED: "…", Status.DECIDED: "●", Status.CHANGED: "!"}


class CaseModel(QAbstractListModel):
    """Cases in reading order; those that the coders agree on are left out, as nobody has to look at them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cases: list[Settled] = []
        self._names: dict[str, str] = {}

    def set_codebook(self, codebook: Codebook) -> None:
        """Call labels by their names in this codebook."""
        self._names = {label.id: label.name for label in codebook.labels}

    def name_of(self, label: str) -> str:
        """Return how a label is called."""
        return self._names.get(label, label)

    def show_cases(self, cases: Sequence[Settled]) -> None:
        """Replace the cases; where they are the same as before, only how they stand is said anew."""
        kept = [one for one in cases if one.case.kind is not CaseKind.AGREED or one.status is not Status.DECIDED]
        if [one.case.key for one in kept] == [one.case.key for one in self.cases]:
            self.cases = kept
            if kept:
                self.dataChanged.emit(self.index(0), self.index(len(kept) - 1))
            return
        self.beginResetModel()
        self.cases = kept
        self.endResetModel()

    def open_after(self, row: int) -> int:
        """Return the next row from `row` on, round at the end, whose case is open or has changed; -1 if none is."""
        count = len(self.cases)
        rows = [(row + step) % count for step in range(count)] if count else []
        return next((at for at in rows if self.cases[at].status in (Status.OPEN, Status.CHANGED)), -1)

    def undecided(self) -> int:
        """Return how many cases are not decided, deferred ones among them."""
        return sum(one.status is not Status.DECIDED for one in self.cases)

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.cases)

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
