"""A training round: which documents are practised on, and the pass mark; and how far each coder has come."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.ticks import TickEntry, TickModel, tick_list
from annotator.ui.kit.line_model import Index, LineModel
from annotator.ui.kit.table_view import line_table
from annotator.ui.kit.widgets import Look, labelled, words

FORMULA = (
    "F1 = 2 · same / (own spans + gold spans). Same are the places in which both have a span with the same label, "
    "also where its boundaries differ."
)


@dataclass(frozen=True, slots=True)
class Round:
    """What was chosen. `mark`: a share in (0, 1]."""

    documents: frozenset[str]
    mark: float


class TrainingDialog(Dialog):
    """`entries`: documents with gold."""

    chosen = Signal(object)

    def __init__(
        self, entries: Sequence[TickEntry], practice: Collection[str], mark: float, parent: QWidget | None = None
    ) -> None:
        intro = (
            "Who marks a practice document as done sees its gold at once, and whether it was passed. "
            "The first result stays."
        )
        super().__init__("Training round", parent, intro)
        self.model = TickModel(entries, practice, self)
        self.list = tick_list(self.model, "Practice documents")
        self.mark = QDoubleSpinBox(minimum=1, maximum=100, decimals=1, suffix=" %", value=mark * 100)
        self.body.addLayout(labelled("&Practice documents", self.list), 1)
        if not entries:
            self.list.setVisible(False)
            self.body.addWidget(
                words(
                    "No document has gold yet. Adjudicate one first: what is practised on needs gold.", Look.SECONDARY
                )
            )
        self.body.addLayout(labelled("Pass &mark", self.mark, FORMULA))
        self.add_buttons("Save")
        self.resize(480, 420)

    # Qt calls this.

    def accept(self) -> None:
        super().accept()
        self.chosen.emit(Round(frozenset(self.model.chosen), round(self.mark.value() / 100, 4)))


class ResultsModel(LineModel[Sequence[str]]):
    """A row for each coder, a column for each practice document; texts as they are to be read."""

    def __init__(self, heads: Sequence[str], rows: Sequence[Sequence[str]], parent: QObject | None = None) -> None:
        super().__init__(rows, parent)
        self.heads = tuple(heads)

    # Qt calls these.

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = Qt.ItemDataRole.DisplayRole if role == Qt.ItemDataRole.ToolTipRole else role
        return super().headerData(section, orientation, shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.rows[index.row()][index.column()]
        return None


class ResultsDialog(Dialog):
    """Who has passed, by coder and document; to be read."""

    def __init__(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], mark: str, parent: QWidget | None = None
    ) -> None:
        """`headings`: of all columns, the coder's first; `mark`: the pass mark in words."""
        super().__init__("Results of the training round", parent, f"The pass mark is {mark}. {FORMULA}")
        self.table = line_table("Results by coder and document", ResultsModel(headings, rows))
        header = self.table.horizontalHeader()
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setMinimumSectionSize(80)
        empty = words("Nobody has begun a practice document yet.", Look.SECONDARY)
        self.body.addWidget(empty)
        self.body.addWidget(self.table, 1)
        empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if rows:
            self.table.selectRow(0)
        self.add_buttons("Close", "")
        self.resize(640, 380)
