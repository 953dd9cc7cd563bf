"""Stale codings of the coder at the desk: looked at one by one, and confirmed or recoded.

They are right until somebody looks; the list says what is otherwise since each was coded.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.codebook import Codebook, Label
from annotator.model.span import Span
from annotator.model.wording import counted, quotation
from annotator.ui.codebook.loader import StaleCoding
from annotator.ui.commands.key_names import follow_keys, key_of, key_or_none
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.rows import ROW_ROLE, ListRow, row_list
from annotator.ui.kit.widgets import Look, Outcome, ReportList, button, pressed_by_enter, spaced, words

_Index = QModelIndex | QPersistentModelIndex
_QUOTE = 300
_EMPTY = (
    "No coding of yours is stale. A coding becomes stale when the meaning of its label changes after it: the "
    "definition, what to include or exclude, the attributes or roles."
)


class StaleModel(QAbstractListModel):
    """The codings in the order of documents and texts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.codings: list[StaleCoding] = []
        self._labels: dict[str, Label] = {}

    def set_codebook(self, codebook: Codebook) -> None:
        """Call and draw labels as in this codebook."""
        self._labels = {label.id: label for label in codebook.labels}

    def show_codings(self, codings: Sequence[StaleCoding]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self.codings = list(codings)
        self.endResetModel()

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.codings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        coding = self.codings[index.row()]
        span = coding.stale.span
        label = self._labels.get(span.label)
        name = label.name if label is not None else span.label
        if role == Qt.ItemDataRole.DisplayRole:
            return _quote(span)
        if role == ROW_ROLE:
            return ListRow(_quote(span), f"{name} · {coding.title}", label)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{name}: {_quote(span)}. {coding.title}. {' '.join(coding.stale.changes)}"
        return None


class StalePanel(QWidget):
    """`confirmed` carries spans; `recode_requested` asks for a label; `passage_requested` for a document and a span."""

    confirmed = Signal(object)
    recode_requested = Signal()
    passage_requested = Signal(str, str)
    emptied = Signal()
    """The last coding was looked at: what had the keyboard is gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = StaleModel(self)
        self._is_known = True
        self.list = row_list("Stale codings")
        self.list.setModel(self.model)
        self.state = words("", Look.SECONDARY)
        self.changes = ReportList("What has changed since it was coded")
        self.confirm_button = pressed_by_enter(button("Confirm  (Enter)"))
        self.recode_button = pressed_by_enter(button("Recode…"))
        self.all_button = pressed_by_enter(button("Confirm all of this label", Look.LINK))
        self.go_button = pressed_by_enter(button("Go to the passage", Look.LINK))
        self._parts = (self.list, self.changes, self.confirm_button, self.recode_button, self.all_button)
        self._build()
        self.list.selectionModel().currentChanged.connect(self._show)
        self.list.activated.connect(self.confirm)
        self.confirm_button.clicked.connect(self.confirm)
        self.recode_button.clicked.connect(self.recode_requested)
        self.all_button.clicked.connect(self.confirm_all)
        self.go_button.clicked.connect(self.go)
        self.show_codings((), known=True)
        follow_keys(self, self._name_keys)

    @property
    def span(self) -> Span | None:
        """The coding at hand."""
        row = self.list.currentIndex().row()
        return self.model.codings[row].stale.span if 0 <= row < len(self.model.codings) else None

    def show_codings(self, codings: Sequence[StaleCoding], known: bool) -> None:
        """Show codings; the place in the list stays. `known`: whether somebody is at the desk."""
        row = max(0, self.list.currentIndex().row())
        self.model.show_codings(codings)
        if codings:
            self.list.setCurrentIndex(self.model.index(min(row, len(codings) - 1)))
        for part in (*self._parts, self.go_button):
            part.setVisible(bool(codings))
        self._is_known = known
        self._say_state()
        self._show()

    def take_out(self, spans: Sequence[str]) -> None:
        """Take codings out of the list that have been looked at."""
        left = [one for one in self.model.codings if one.stale.span.id not in spans]
        self.show_codings(left, known=True)
        if not left:
            self.emptied.emit()

    @Slot()
    def confirm(self) -> None:
        """Say that the coding at hand holds."""
        if self.span is not None:
            self.confirmed.emit([self.span.id])

    @Slot()
    def confirm_all(self) -> None:
        """Say that all codings of the label at hand hold."""
        if self.span is not None:
            label = self.span.label
            spans = (one.stale.span for one in self.model.codings)
            self.confirmed.emit([span.id for span in spans if span.label == label])

    @Slot()
    def go(self) -> None:
        """Ask for the passage."""
        if self.span is not None:
            self.passage_requested.emit(self.span.document, self.span.id)

    def _build(self) -> None:
        buttons = FlowRow()
        for each in (self.confirm_button, self.recode_button, self.all_button, self.go_button):
            buttons.put(each)
        box = QVBoxLayout(self)
        spaced(box, 8, (12, 12, 12, 12))
        box.addWidget(self.state)
        box.addWidget(self.list, 3)
        box.addWidget(self.changes, 2)
        box.addWidget(buttons)
        box.addStretch(0)

    def _say_state(self) -> None:
        count = len(self.model.codings)
        nobody = f"Nobody codes yet: {key_of('project.who')} says who, and whose codings are meant."
        some = f"{counted(count, 'coding')} to look at again"
        self.state.setText(some if count else _EMPTY if self._is_known else nobody)

    def _name_keys(self) -> None:
        key = key_or_none("codebook.recode")
        self.recode_button.setText(f"Recode…  ({key})" if key else "Recode…")
        self._say_state()

    @Slot()
    def _show(self) -> None:
        row = self.list.currentIndex().row()
        changes = self.model.codings[row].stale.changes if 0 <= row < len(self.model.codings) else ()
        self.changes.show_lines([(Outcome.NOTICE, sentence) for sentence in changes])


def _quote(span: Span) -> str:
    return quotation(span.quote, _QUOTE) or "the whole document"
