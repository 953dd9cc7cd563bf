"""The selected file of an import: how it is read, and what comes of it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.model.errors import HoldsCodings, NeedsColumn, NeedsColumns, UserError
from annotator.operations.exchange.format_choices import CODING_TARGETS, codings_format
from annotator.readers.field_map import AS_IT_IS, FieldMap, FieldSeen
from annotator.ui.dialogs.import_choice import ENCODINGS, FileKind, FilePreview, ImportItem
from annotator.ui.dialogs.import_fields import FieldTable
from annotator.ui.kit.segment_bar import SegmentBar
from annotator.ui.kit.widgets import Look, button, set_look, spaced, words

SHOWN_CHARACTERS = 20_000
_SHOWN_NOTICES = 6
_TEXT, _FIELDS = "text", "fields"
_BY_ITSELF = "Detected automatically"


class FilePane(QWidget):
    """Combos for kind, encoding and text column; below them text or fields, and what the reader noticed, or asks."""

    changed = Signal(object)
    """The item as it is now to be read."""

    def __init__(self, kinds: Sequence[FileKind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: ImportItem | None = None
        self._taken = self._codings = ""
        self.format = QComboBox()
        self.encoding = QComboBox()
        self.column = QComboBox()
        for name, title in ((None, _BY_ITSELF), *((kind.name, kind.title) for kind in kinds)):
            self.format.addItem(title, name)
        for name, title in ENCODINGS:
            self.encoding.addItem(title, name)
        self.views = SegmentBar("Show", {_TEXT: "Text", _FIELDS: "Fields"})
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName("The text as it will be imported")
        self.text.setTabChangesFocus(True)
        self.problem = words("", Look.PROBLEM)
        self.as_texts = button("Read as te&xts all the same")
        self.as_codings = button("Read as codin&gs")
        self.notices = words("", Look.SECONDARY)
        self.fields = FieldTable(self.text)
        self.stack = QStackedWidget()
        self._build()
        self.views.chosen.connect(self._on_view)
        self.fields.changed.connect(self._on_fields)
        self.as_texts.clicked.connect(self._on_as_texts)
        self.as_codings.clicked.connect(self._on_as_codings)
        self.format.activated.connect(self._on_chosen)
        self.encoding.activated.connect(self._on_chosen)
        self.column.activated.connect(self._on_column_chosen)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self._item = None
        self.setEnabled(False)
        self.text.setPlainText("")
        self.fields.show_fields((), AS_IT_IS)
        self.problem.hide()
        self.as_texts.hide()
        self.as_codings.hide()
        self.notices.hide()

    def show_file(self, item: ImportItem, answer: object) -> None:
        """Show a file; `answer`: its `FilePreview`, an exception, or None while it is read."""
        self._item = item
        self.setEnabled(True)
        self.format.setCurrentIndex(max(0, self.format.findData(item.format)))
        self.encoding.setCurrentIndex(max(0, self.encoding.findData(item.encoding)))
        preview = answer if isinstance(answer, FilePreview) else None
        self.format.setItemText(0, f"{_BY_ITSELF}: {preview.kind}" if preview and not item.format else _BY_ITSELF)
        if answer is not None:
            self._show_columns(item, answer)
        self.text.setPlaceholderText("Reading…" if answer is None else "")
        self.text.setPlainText(shown_text(preview) if preview else "")
        notices = _notices(preview) if preview else ""
        self.notices.setText(notices)
        self.notices.setVisible(bool(notices))
        problem = "" if preview or answer is None else _sentence(answer)
        self.problem.setText(problem)
        set_look(self.problem, None if asks_something(answer) else Look.PROBLEM)
        self.problem.setVisible(bool(problem))
        self._taken = answer.takes if isinstance(answer, HoldsCodings) else ""
        self.as_texts.setVisible(bool(self._taken))
        self._codings = codings_format(item.path) if isinstance(answer, HoldsCodings) and answer.is_read else ""
        self.as_codings.setVisible(bool(self._codings))
        asks = answer if isinstance(answer, NeedsColumns) else None
        self.views.setVisible(not problem)
        self.stack.setVisible(not problem or asks is not None)
        if asks is not None:
            self.fields.show_fields([FieldSeen(*one) for one in asks.fields], FieldMap(asks.goes), CODING_TARGETS)
            self.stack.setCurrentWidget(self.fields)
        elif self.views.value == _TEXT:
            self.stack.setCurrentWidget(self.text)
        if preview is not None:
            self.fields.show_fields(preview.fields, preview.goes, preview.targets)
            # Other buttons in their place would be the last that Tab comes to.
            fields = self.views.buttons[_FIELDS]
            fields.setText(f"Fields ({len(preview.fields)})")
            # Else its last letters are cut: the bar keeps the width that it had with fewer.
            fields.setMinimumWidth(fields.sizeHint().width())

    def _show_columns(self, item: ImportItem, answer: object) -> None:
        columns: tuple[str, ...] = (item.text_column,) if item.text_column else ()
        if isinstance(answer, FilePreview | NeedsColumn):
            columns = answer.columns
        found = answer.text_column if isinstance(answer, FilePreview) else ""
        self.column.clear()
        for column in columns:
            self.column.addItem(column, column)
        self.column.setCurrentIndex(self.column.findData(item.text_column or found))
        self.column.setEnabled(len(columns) > 0)

    def _build(self) -> None:
        grid = QGridLayout()
        spaced(grid, 8)
        grid.setColumnStretch(1, 1)
        rows = (("Read &as", self.format), ("&Encoding", self.encoding), ("&Text column", self.column))
        for number, (caption, field) in enumerate(rows):
            label = QLabel(caption)
            label.setBuddy(field)
            field.setAccessibleName(caption.replace("&", ""))
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            grid.addWidget(label, number, 0)
            grid.addWidget(field, number, 1)
        box = QVBoxLayout(self)
        spaced(box, 12, (12, 0, 0, 0))
        box.addLayout(grid)
        box.addWidget(self.problem)
        row = QHBoxLayout()
        spaced(row)
        row.addWidget(self.as_codings)
        row.addWidget(self.as_texts)
        row.addStretch(1)
        box.addLayout(row)
        bar = QHBoxLayout()
        spaced(bar)
        bar.addWidget(self.views)
        bar.addStretch(1)
        box.addLayout(bar)
        self.stack.addWidget(self.text)
        self.stack.addWidget(self.fields)
        box.addWidget(self.stack, 1)
        box.addWidget(self.notices)
        box.addStretch(0)

    @Slot()
    def _on_chosen(self) -> None:
        if self._item is not None:
            self._change(replace(self._item, format=self.format.currentData(), encoding=self.encoding.currentData()))

    @Slot(object)
    def _on_view(self, view: str) -> None:
        self.stack.setCurrentWidget(self.fields if view == _FIELDS else self.text)

    @Slot(object)
    def _on_fields(self, goes: FieldMap) -> None:
        if self._item is not None:
            self._change(replace(self._item, goes=goes))

    @Slot()
    def _on_as_texts(self) -> None:
        if self._item is not None and self._taken:
            self.format.setFocus()  # the button goes, and the keyboard would be nowhere
            self._change(replace(self._item, format=self._taken))

    @Slot()
    def _on_as_codings(self) -> None:
        if self._item is not None and self._codings:
            self.format.setFocus()
            self._change(replace(self._item, format=self._codings))

    @Slot()
    def _on_column_chosen(self) -> None:
        # Only a choice of the user counts: the column that the reader proposes stays None in the item.
        if self._item is not None:
            self._change(replace(self._item, text_column=self.column.currentData()))

    def _change(self, item: ImportItem) -> None:
        if item != self._item:
            self.changed.emit(item)


def shown_text(preview: FilePreview) -> str:
    """Return the beginning of what would be imported, documents under their titles."""
    if len(preview.drafts) == 1 and preview.total == 1:
        text = preview.drafts[0].text
    else:
        text = "\n\n".join(f"— {draft.title} —\n{draft.text}" for draft in preview.drafts)
        left = preview.total - len(preview.drafts)
        text += f"\n\n… and {left} more" if left > 0 else ""
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"


def _notices(preview: FilePreview) -> str:
    found = list(dict.fromkeys([*preview.notices, *(each for draft in preview.drafts for each in draft.notices)]))
    more = [f"… and {len(found) - _SHOWN_NOTICES} more"] if len(found) > _SHOWN_NOTICES else []
    return "\n".join([*found[:_SHOWN_NOTICES], *more])


def asks_something(answer: object) -> bool:
    """Whether a file waits for an answer, and nothing is wrong with it."""
    return isinstance(answer, NeedsColumns) or (isinstance(answer, HoldsCodings) and answer.doubtful)


def _sentence(answer: object) -> str:
    if isinstance(answer, HoldsCodings | NeedsColumns):
        return answer.question
    return str(answer) if isinstance(answer, UserError) else f"The program made an error while reading: {answer}"
