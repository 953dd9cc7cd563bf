"""The fields of a file that is to be imported: what each is called, where it goes, and what stands in it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.operations.exchange.format_choices import CODING_MEANINGS
from annotator.readers.field_map import AS_IT_IS, NOWHERE, TARGETS, FieldMap, FieldSeen
from annotator.ui.kit.widgets import Look, spaced, words

_LINE = 34
_FIELD_WIDTH, _TARGET_WIDTH = 120, 150
_LEFT_OUT = "(left out)"
_ABOUT = "Choose where a field goes, or write a name of your own. Files of the same kind are read so the next time too."
_OF_CODINGS = (
    "Choose what a column means; under a name of your own it is known of the document. Tables with the same columns are"
    " read so the next time too."
)
_HEADER = ("Field", "Goes to", "What stands there")
_HEADER_OF_CODINGS = ("Column", "Means", "What stands there")
_NONE = "This file says nothing of its documents that could go elsewhere."


class _TargetBox(QComboBox):
    """Return ends what is typed, and does not begin the import. `lit` carries the target that one stands on."""

    lit = Signal(str)

    def __init__(self) -> None:
        super().__init__(editable=True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.textHighlighted.connect(self.lit)
        self.currentTextChanged.connect(self._on_text)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        if self.hasFocus():
            self.lit.emit(text)

    # Qt calls these.

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.lit.emit(self.currentText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class FieldTable(QWidget):
    """A line for each field. `changed` carries the whole map once the user chose."""

    changed = Signal(object)

    def __init__(self, after: QWidget | None = None, parent: QWidget | None = None) -> None:
        """`after`: from which Tab leads to the first field."""
        super().__init__(parent)
        self._after = after
        self._fields: tuple[FieldSeen, ...] = ()
        self._goes = AS_IT_IS
        self._targets: tuple[str, ...] = ()
        self.boxes: list[QComboBox] = []
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName("Fields of the file, and where they go")
        self.about = words(_ABOUT, Look.SECONDARY)
        self.meaning = words("", Look.SECONDARY)
        self._build()

    @property
    def goes(self) -> FieldMap:
        """Where the fields go as the table says it."""
        return self._goes

    def show_fields(self, fields: Sequence[FieldSeen], goes: FieldMap, targets: tuple[str, ...] = ()) -> None:
        """Show the fields of a file; a table of the same ones stays as it is, and the keyboard where it is.

        `targets`: what the columns of a table of codings may mean.
        """
        if [field.name for field in fields] != [field.name for field in self._fields] or targets != self._targets:
            self._fields, self._targets = tuple(fields), targets
            self._make_rows()
        # What the reader itself takes for the title goes there too.
        for field in fields:
            if field.goes_to and field.name not in dict(goes.pairs):
                goes = goes.put(field.name, field.goes_to)
        self._goes = goes
        for row, field in enumerate(fields):
            self._item(row, 2, " · ".join(field.examples))
            self._show_target(self.boxes[row], field.name, goes.get(field.name))
        self.table.setVisible(bool(fields))
        self.table.setHorizontalHeaderLabels(_HEADER_OF_CODINGS if targets else _HEADER)
        self.meaning.setVisible(bool(targets and fields))
        self.about.setText((_OF_CODINGS if targets else _ABOUT) if fields else _NONE)

    def _build(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(_HEADER)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_LINE)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, _FIELD_WIDTH)
        header.resizeSection(1, _TARGET_WIDTH)
        box = QVBoxLayout(self)
        spaced(box, 8)
        box.addWidget(self.about)
        box.addWidget(table, 1)
        box.addWidget(self.meaning)
        box.addStretch(0)

    def _make_rows(self) -> None:
        self.table.setRowCount(0)
        self.table.setRowCount(len(self._fields))
        self.boxes = []
        for row, field in enumerate(self._fields):
            self._item(row, 0, field.name)
            box = _TargetBox()
            box.setAccessibleName(f"Where “{field.name}” goes")
            for target in dict.fromkeys((*self._targets, field.name, *TARGETS)):
                box.addItem(target, target)
            box.addItem(_LEFT_OUT, NOWHERE)
            box.setProperty("row", row)
            box.activated.connect(self._on_chosen)
            box.lit.connect(self._say)
            line = box.lineEdit()
            if line is not None:
                line.setProperty("row", row)
                line.editingFinished.connect(self._on_chosen)
            self.table.setCellWidget(row, 1, box)
            # What is made late would be the last that Tab comes to.
            if before := self.boxes[-1] if self.boxes else self._after:
                self.setTabOrder(before, box)
            self.boxes.append(box)

    def _item(self, row: int, column: int, text: str) -> None:
        item = self.table.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.table.setItem(row, column, item)
        item.setText(text)
        item.setToolTip(text)

    def _show_target(self, box: QComboBox, name: str, target: str) -> None:
        box.blockSignals(True)
        at = box.findData(target)
        if at >= 0:
            box.setCurrentIndex(at)
        else:
            box.setEditText(target)
        box.blockSignals(False)

    @Slot(str)
    def _say(self, target: str) -> None:
        """Say what a target means, where its name alone might not."""
        self.meaning.setText(f"{target}: {CODING_MEANINGS[target]}." if target in self._targets else "")

    @Slot()
    @Slot(int)
    def _on_chosen(self) -> None:
        sender = self.sender()
        row = int(sender.property("row")) if sender is not None else -1
        if not 0 <= row < len(self._fields):
            return
        field, said = self._fields[row], " ".join(self.boxes[row].currentText().split())
        target = NOWHERE if said in ("", _LEFT_OUT) else said
        if target != self._goes.get(field.name):
            # A title that goes nowhere else has to be said, since the reader would take it for one.
            pairs = [pair for pair in self._goes.pairs if pair[0] != field.name]
            stays = target == field.name and not field.goes_to and not self._targets
            self._goes = FieldMap(tuple(pairs if stays else [*pairs, (field.name, target)]))
            self.changed.emit(self._goes)
