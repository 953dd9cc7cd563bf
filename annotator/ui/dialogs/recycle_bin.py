"""The recycle bin: what was removed, by whom and when, with what hung on it; the chosen one is put back."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.operations.recycle_bin.listing import InBin
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.line_model import Index, LineModel
from annotator.ui.kit.table_view import line_table
from annotator.ui.kit.widgets import Look, words

_WIDTHS = (90, 275, 100, 140)
"""Of all columns but the first, which takes what room there is, in pixels."""
_INTRO = "What is put back comes with all that hung on it. Until then it counts nowhere and is in no export."


class BinModel(LineModel[InBin]):
    """What lies in the bin, as a table; `narrow` leaves those that have all of some words."""

    heads = ("Removed", "What it is", "With it", "By", "When")

    def __init__(self, rows: Iterable[InBin] = (), parent: QObject | None = None) -> None:
        super().__init__(rows, parent)
        self._all, self._words = self.rows, ""

    def show_rows(self, rows: Iterable[InBin]) -> None:
        """List others, those alone that have the words."""
        self._all = tuple(rows)
        self._select()

    def narrow(self, words: str) -> None:
        """List those alone in which these words stand."""
        self._words = words
        self._select()

    def _select(self) -> None:
        super().show_rows(row for row in self._all if row.has(self._words))

    # Qt calls this.

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            by = row.by or "nobody in particular"
            return (row.name, row.kind, row.held, by, _minute(row.removal.time))[index.column()]
        return None


class RecycleBinDialog(Dialog):
    """Return puts the chosen one back, which `put_back_requested` carries; the dialog stays for the next."""

    put_back_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Recycle bin", parent, _INTRO)
        self._model = BinModel()
        self.filter = QLineEdit(placeholderText="Filter by name, kind or person", clearButtonEnabled=True)
        self.filter.setAccessibleName("Filter")
        self.table = line_table("What was removed", self._model)
        for column, width in enumerate(_WIDTHS, 1):
            self.table.setColumnWidth(column, width)
        self.message = words("", Look.SECONDARY)
        self.body.addWidget(self.filter)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.message)
        self.body.addStretch(0)
        self.put_back_button = self.add_buttons("Put back", "Close")
        self.filter.textChanged.connect(self._on_filter)
        self.filter.installEventFilter(self)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.doubleClicked.connect(self.accept)
        self.resize(940, 460)
        self.filter.setEnabled(False)
        self.table.hide()
        self.say("Reading what was removed…")
        self._on_selection()

    @property
    def chosen(self) -> InBin | None:
        """The thing at hand."""
        row = self.table.currentIndex().row()
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

    def show_rows(self, rows: Sequence[InBin]) -> None:
        """List these, with the line at hand where it was."""
        at, is_first = self.table.currentIndex().row(), not self.filter.isEnabled()
        self._model.show_rows(rows)
        self.filter.setEnabled(bool(rows))
        self.table.setVisible(bool(rows))
        if not rows and (is_first or not self.message.text()):
            self.say("The recycle bin is empty.")
        elif is_first:
            self.say("")
            self.table.setFocus()
        self._choose(max(at, 0))

    def say(self, sentence: str) -> None:
        """Say what came of something."""
        self.message.setText(sentence)
        self.message.setAccessibleName(sentence)

    def _choose(self, row: int) -> None:
        if self._model.rows:
            self.table.selectRow(min(row, len(self._model.rows) - 1))
        self._on_selection()

    @Slot(str)
    def _on_filter(self, words: str) -> None:
        self._model.narrow(words)
        self._choose(0)

    @Slot()
    def _on_selection(self) -> None:
        if self.put_back_button is not None:
            self.put_back_button.setEnabled(self.chosen is not None)

    # Qt calls these.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while one types in the field above it."""
        if watched is self.filter and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = (event.key() == Qt.Key.Key_Down) - (event.key() == Qt.Key.Key_Up)
            if step:
                self._choose(max(self.table.currentIndex().row() + step, 0))
                return True
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self.put_back_requested.emit(chosen)


def _minute(time: str) -> str:
    return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M")
