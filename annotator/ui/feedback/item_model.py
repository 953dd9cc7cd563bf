"""The differences of a document as a list model."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.model.codebook import Codebook, Label
from annotator.operations.feedback.feedback import FeedbackPlace
from annotator.ui.cases.case_rows import CaseRow
from annotator.ui.feedback.wording import kind_of
from annotator.ui.kit.rows import ROW_ROLE
from annotator.ui.kit.widgets import tooltip

_Index = QModelIndex | QPersistentModelIndex
_QUOTE = 200


class DifferenceModel(QAbstractListModel):
    """Places in which something differs, in reading order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.places: Sequence[FeedbackPlace] = ()
        self._paragraphs: Sequence[int] = ()
        self.labels: dict[str, Label] = {}

    def set_codebook(self, codebook: Codebook) -> None:
        """Call and draw labels as in this codebook."""
        self.labels = {label.id: label for label in codebook.labels}
        if self.places:
            self.dataChanged.emit(self.index(0), self.index(len(self.places) - 1))

    def names(self) -> dict[str, str]:
        """Return how labels are called, by id."""
        return {id: label.name for id, label in self.labels.items()}

    def show_places(self, places: Sequence[FeedbackPlace], paragraphs: Sequence[int]) -> None:
        """Replace the list; `paragraphs`: the number of that in which each place begins."""
        self.beginResetModel()
        self.places, self._paragraphs = places, paragraphs
        self.endResetModel()

    def row_of(self, span: str) -> int:
        """Return the row of the place in which a span stands, -1 where that is no difference."""
        return next(
            (row for row, one in enumerate(self.places) if span in [each.id for each in one.case.candidates]), -1
        )

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        place = self.places[index.row()]
        spans = place.case.candidates
        labels = " / ".join(dict.fromkeys(self._name(span.label) for span in spans))
        whole = max((span.quote for span in spans), key=len) or "the whole document"
        title = f"{labels} · {kind_of(place)}"
        if role == ROW_ROLE:
            return CaseRow(" ".join(whole[:_QUOTE].split()), f"paragraph {self._paragraphs[index.row()]}", title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{title}: {whole}")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{labels}, {kind_of(place)}: {whole[:_QUOTE]}"
        return None

    def _name(self, label: str) -> str:
        return self.labels[label].name if label in self.labels else label
