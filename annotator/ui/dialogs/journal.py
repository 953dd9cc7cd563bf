"""The journal: all memos that one may read, by day, beside the one at hand, which is written there.

What is written becomes one change when another memo is chosen or the dialog is closed, not one a key.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from annotator.model.ids import DocumentId, MemoId
from annotator.model.memo import Memo
from annotator.model.wording import counted, isolated
from annotator.operations.documents.memos import by_day, folded_words, has_words
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.rows import ROW_ROLE, ListRow, row_list
from annotator.ui.kit.widgets import Field, Look, button, spaced, words

_Index = QModelIndex | QPersistentModelIndex
_INTRO = "What was noted down on documents and along the way. A memo is no coding, and counts as none."
_BLIND = " What others noted is shown to who sees what they coded."


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A memo in the list. `author`, `document`: how they are called; `is_own`: it can be changed."""

    memo: Memo
    author: str
    document: str
    is_own: bool

    def has(self, looked_for: Sequence[str]) -> bool:
        """Whether words that were folded stand in it, or in what is said of it."""
        one = self.memo
        return has_words("\n".join((one.title, one.text, self.author, self.document, one.time)), looked_for)

    @property
    def where(self) -> str:
        """Where it is, by whom, and when."""
        on = f"on “{isolated(self.document)}”" if self.memo.document is not None else "journal"
        return " · ".join(part for part in (_minute(self.memo.time), self.author and isolated(self.author), on) if part)

    def as_line(self) -> ListRow:
        """Return it as a line of the list: its title, or how it begins."""
        first = next((line for line in self.memo.text.split("\n") if line.strip()), "")
        return ListRow(self.memo.title or first, self.where, "✎" if self.is_own else "")


@dataclass(frozen=True, slots=True)
class MemoDraft:
    """What was written. `id`: of the memo that it changes, None for a new one in the journal."""

    id: MemoId | None
    title: str
    text: str


class JournalModel(QAbstractListModel):
    """Memos by day, the latest day first; a day is a line of its own, which cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[JournalRow, ...] = ()
        self._words: tuple[str, ...] = ()
        self.lines: list[JournalRow | ListRow] = []

    @property
    def rows(self) -> list[JournalRow]:
        """The memos that are shown."""
        return [line for line in self.lines if isinstance(line, JournalRow)]

    def show_rows(self, rows: Sequence[JournalRow]) -> None:
        """List these."""
        self._all = tuple(rows)
        self._select()

    def narrow(self, text: str) -> None:
        """List those alone in which these words stand."""
        self._words = folded_words(text)
        self._select()

    def line_of(self, id: str | None) -> int:
        """Return in which line a memo is, -1 where it is not shown."""
        return next((at for at, one in enumerate(self.lines) if isinstance(one, JournalRow) and one.memo.id == id), -1)

    def _select(self) -> None:
        shown = {row.memo.id: row for row in self._all if row.has(self._words)}
        self.beginResetModel()
        self.lines = []
        for day, memos in by_day(row.memo for row in shown.values()):
            title = f"{day.day} {day:%B} {day.year}" if day is not None else "On no known day"
            self.lines.append(ListRow(title, counted(len(memos), "memo")))
            self.lines += [shown[one.id] for one in reversed(memos)]
        self.endResetModel()

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) if isinstance(self.lines[index.row()], JournalRow) else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        row = line.as_line() if isinstance(line, JournalRow) else line
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.title}, {row.detail}"
        return None


class JournalDialog(Dialog):
    """Hands out what was written (`given`), what is to go, the document to be shown, and that a file is wanted."""

    given = Signal(object)
    removed = Signal(str)
    document_requested = Signal(str)
    file_requested = Signal(object, bool)
    """The memos that are shown, and whether with the names of people."""

    def __init__(self, parent: QWidget | None = None, sees_others: bool = True, why_not: str = "") -> None:
        """`why_not`: why nothing can be written, in a sentence."""
        super().__init__("Journal", parent, _INTRO + ("" if sees_others else _BLIND))
        self._model = JournalModel()
        self._shown: JournalRow | None = None
        self._can_write = not why_not
        self._given: MemoDraft | None = None
        self.filter = Field(placeholderText="Filter by words, person, document or day", clearButtonEnabled=True)
        self.filter.setAccessibleName("Filter the memos")
        self.list = row_list("Memos")
        self.list.setModel(self._model)
        self.title = QLineEdit(placeholderText="Title")
        self.title.setAccessibleName("Title of the memo")
        self.text = QPlainTextEdit(placeholderText="What you want to keep")
        self.text.setAccessibleName("Memo")
        self.text.setTabChangesFocus(True)
        self.where = words("", Look.SECONDARY)
        self.message = words(why_not, Look.SECONDARY)
        self.new = button("&New entry")
        self.remove = button("&Remove")
        self.go = button("&Go to the document")
        self.names = QCheckBox("Write people’s names into the file, and not their pseudonyms")
        self._build()
        self._connect()
        self.resize(920, 560)
        self.message.setVisible(bool(why_not))
        self._show(None)

    def show_rows(self, rows: Sequence[JournalRow], chosen: str | None = None) -> None:
        """List these, with the one at hand where it was, or another; what is being written stays."""
        at_hand = chosen or (self._shown.memo.id if self._shown is not None else None)
        is_writing = chosen is None and self.draft is not None
        with_keyboard = self.list.hasFocus()
        self._quietly(lambda: self._model.show_rows(rows))
        line = self._model.line_of(at_hand)
        self._quietly(lambda: self.list.setCurrentIndex(self._model.index(line) if line >= 0 else QModelIndex()))
        if not is_writing:
            found = self._model.lines[line] if line >= 0 else None
            self._show(found if isinstance(found, JournalRow) else None)
        if with_keyboard:
            self.list.setFocus()

    def say(self, sentence: str) -> None:
        """Say what came of something."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    @property
    def draft(self) -> MemoDraft | None:
        """What was written and is not saved, None where it is nothing new."""
        title, text = self.title.text().strip(), self.text.toPlainText().strip()
        before = self._shown.memo if self._shown is not None else None
        if not self._can_write or (before is not None and self._shown is not None and not self._shown.is_own):
            return None
        if (title, text) == ((before.title, before.text) if before is not None else ("", "")):
            return None
        found = MemoDraft(before.id if before is not None else None, title, text)
        return found if found != self._given else None

    @Slot()
    def give(self) -> None:
        """Hand over what was written, if it is anything new."""
        if (draft := self.draft) is not None:
            # First: who hears of it lists the memos anew, and this would be given once more.
            self._given = draft
            self.given.emit(draft)

    def take_back(self) -> None:
        """What was given could not be saved: it is still to be."""
        self._given = None

    def _build(self) -> None:
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        spaced(left, 8)
        left.addWidget(self.filter)
        left.addWidget(self.list, 1)
        left.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        spaced(right, 8)
        for each in (self.title, self.text, self.where):
            right.addWidget(each, 1 if each is self.text else 0)
        below = QHBoxLayout()
        spaced(below, 8)
        below.addWidget(self.go)
        below.addWidget(self.remove)
        below.addStretch(1)
        right.addLayout(below)
        spaced(row, 16)
        row.addLayout(left, 2)
        row.addLayout(right, 3)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.names)
        self.body.addWidget(self.message)
        self.save = self.add_side_button("&Save as…")
        self.add_buttons("", "Close")

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._on_filter)
        self.filter.descended.connect(self._to_list)
        self.filter.left.connect(self.reject)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(lambda _: self.text.setFocus())
        self.new.clicked.connect(self._on_new)
        self.remove.clicked.connect(self._on_remove)
        self.go.clicked.connect(self._on_go)
        self.save.clicked.connect(self._on_save)
        self.finished.connect(self.give)

    def _show(self, row: JournalRow | None) -> None:
        self._shown, self._given = row, None
        memo = row.memo if row is not None else None
        self.title.setText(memo.title if memo is not None else "")
        self.text.setPlainText(memo.text if memo is not None else "")
        can_write = self._can_write and (row is None or row.is_own)
        self.title.setReadOnly(not can_write)
        self.text.setReadOnly(not can_write)
        self.where.setText(row.where if row is not None else "A new entry of the journal")
        self.remove.setEnabled(can_write and row is not None)
        self.go.setEnabled(memo is not None and memo.document is not None)
        self.new.setEnabled(self._can_write)
        self.save.setEnabled(bool(self._model.rows))

    def _quietly(self, change: object) -> None:
        chosen = self.list.selectionModel()
        chosen.blockSignals(True)
        assert callable(change)
        change()
        chosen.blockSignals(False)

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        line = self._model.lines[index.row()] if index.isValid() else None
        if isinstance(line, JournalRow):
            id = line.memo.id
            self.give()
            # What was given may have come back already, and the list is another one.
            at = self._model.line_of(id)
            found = self._model.lines[at] if at >= 0 else None
            self._quietly(lambda: self.list.setCurrentIndex(self._model.index(at) if at >= 0 else QModelIndex()))
            self._show(found if isinstance(found, JournalRow) else None)

    @Slot(str)
    def _on_filter(self, text: str) -> None:
        self.give()
        self._quietly(lambda: self._model.narrow(text))
        at = self._model.line_of(self._shown.memo.id if self._shown is not None else None)
        self._quietly(lambda: self.list.setCurrentIndex(self._model.index(at) if at >= 0 else QModelIndex()))
        self.save.setEnabled(bool(self._model.rows))

    @Slot()
    def _to_list(self) -> None:
        self.list.setFocus()
        if not self.list.currentIndex().isValid() and self._model.rows:
            self.list.setCurrentIndex(self._model.index(1))

    @Slot()
    def _on_new(self) -> None:
        self.give()
        self._quietly(lambda: self.list.setCurrentIndex(QModelIndex()))
        self._show(None)
        self.title.setFocus()

    @Slot()
    def _on_remove(self) -> None:
        if self._shown is not None:
            gone = self._shown.memo.id
            self._show(None)
            self.removed.emit(gone)

    @Slot()
    def _on_go(self) -> None:
        if self._shown is not None and self._shown.memo.document is not None:
            document: DocumentId = self._shown.memo.document
            self.accept()
            self.document_requested.emit(document)

    @Slot()
    def _on_save(self) -> None:
        self.give()
        self.file_requested.emit([row.memo for row in self._model.rows], self.names.isChecked())


def _minute(time: str) -> str:
    try:
        return datetime.fromisoformat(time).astimezone().strftime("%H:%M")
    except ValueError:
        return ""
