"""The list of what was found, as lines or as paragraphs."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from annotator.model.codebook import Codebook
from annotator.operations.passages.finding import PassageLine
from annotator.ui.background.session import Session
from annotator.ui.kit.widgets import Look, spaced
from annotator.ui.passages.line_delegate import HIGH, LineDelegate
from annotator.ui.passages.line_feed import LineFeed
from annotator.ui.passages.line_model import FoundLines
from annotator.ui.passages.paragraph_delegate import TALL, ParagraphDelegate

_MOST_SEEN = 120
"""Rows that a window holds at most."""


class LineTable(QTableView):
    """Rows of one height; a list would ask the model twice for each of 100,000. Headings are passed over."""

    def __init__(self, model: FoundLines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self.setModel(model)
        self.setAccessibleName("Passages")
        self.setProperty("look", Look.QUIET.value)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.set_height(HIGH)

    def set_height(self, pixels: int) -> None:
        """Let all rows be so high."""
        self.verticalHeader().setDefaultSectionSize(pixels)

    # Qt calls this.

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        found = super().moveCursor(action, modifiers)
        if not found.isValid() or self._lines.line_at(found.row()) is not None:
            return found
        step = 1 if found.row() >= self.currentIndex().row() else -1
        row = self._lines.next_line(found.row(), step)
        row = row if row >= 0 else self._lines.next_line(found.row(), -step)
        return self._lines.index(row) if row >= 0 else self.currentIndex()


class LineList(QWidget):
    """`chosen_changed` tells that another line is at hand, `activated` that it is to be opened."""

    chosen_changed = Signal()
    activated = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = FoundLines(self)
        self.view = LineTable(self.model)
        self._lines, self._paragraphs = LineDelegate(self), ParagraphDelegate(self)
        self.view.setItemDelegate(self._lines)
        self.feed = LineFeed(session, self.model, self.seen)
        self.feed.came.connect(self._on_words)
        self.view.verticalScrollBar().valueChanged.connect(self.feed.ask)
        self.view.viewport().installEventFilter(self)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.activated.connect(lambda _: self.activated.emit())
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(
            lambda at: self.menu_requested.emit(self.view.viewport().mapToGlobal(at))
        )
        self.setFocusProxy(self.view)
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addWidget(self.view)

    @property
    def at_hand(self) -> PassageLine | None:
        """The line that has the keyboard, None for none."""
        return self.model.line_at(self.view.currentIndex().row())

    @property
    def row(self) -> int:
        """The row of the line at hand, -1 for none."""
        return self.view.currentIndex().row()

    def set_codebook(self, codebook: Codebook) -> None:
        """Draw labels as in this codebook."""
        for each in (self._lines, self._paragraphs):
            each.set_codebook(codebook)
        self.view.viewport().update()

    def show_paragraphs(self, whole: bool) -> None:
        """Show whole paragraphs, or a line of each passage; the one at hand stays."""
        if whole == self.feed.whole_paragraphs:
            return
        self.feed.drop()
        self.feed.whole_paragraphs = whole
        self.model.forget_words()
        self.view.setItemDelegate(self._paragraphs if whole else self._lines)
        self.view.set_height(TALL if whole else HIGH)
        if self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())
        self.feed.ask()

    def go(self, row: int) -> None:
        """Have a row at hand, the nearest one with a line; it comes into view."""
        found = self.model.next_line(max(row, 0))
        found = found if found >= 0 else self.model.next_line(row, -1)
        index = self.model.index(found) if found >= 0 else QModelIndex()
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index.isValid():
            self.view.scrollTo(index)
        self.feed.ask()

    def seen(self) -> tuple[int, int]:
        """Return the first and the last row that are seen."""
        first, last = self.view.rowAt(1), self.view.rowAt(self.view.viewport().height() - 2)
        first = max(first, 0)
        return first, last if last >= 0 else min(first + _MOST_SEEN, self.model.rowCount()) - 1

    @Slot(QModelIndex)
    def _on_current(self, _: QModelIndex) -> None:
        self.chosen_changed.emit()

    @Slot()
    def _on_words(self) -> None:
        self.view.viewport().update()

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.feed.ask()
        return super().eventFilter(watched, event)
