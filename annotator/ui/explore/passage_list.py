"""The passages behind a number: who does what towards whom, the words, and the document."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.model.codebook import Codebook, Label
from annotator.operations.explore import Passage
from annotator.ui import theme
from annotator.ui.rows import paint_ground, row_list
from annotator.ui.swatch import HEIGHT, WIDTH, paint_swatch
from annotator.ui.widgets import Look, button, draw_elided, pressed_by_enter, spaced, tooltip, words

_Index = QModelIndex | QPersistentModelIndex
_PASSAGE = Qt.ItemDataRole.UserRole + 1
_LABEL = Qt.ItemDataRole.UserRole + 2
_QUOTE = 400


class PassageModel(QAbstractListModel):
    """The passages, as they are read and drawn."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.passages: Sequence[Passage] = ()
        self._labels: dict[str, Label] = {}

    def set_codebook(self, codebook: Codebook) -> None:
        """Draw labels as in this codebook."""
        self._labels = {label.id: label for label in codebook.labels}

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self.passages = passages
        self.endResetModel()

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.passages)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        passage = self.passages[index.row()]
        label = self._labels.get(passage.span.label)
        if role == Qt.ItemDataRole.DisplayRole:
            return passage.sentence
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = label.name if label is not None else passage.span.label
            return f"{name}: {passage.sentence}. {_quote(passage)}. {_source(passage)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{passage.sentence}: {_quote(passage)} ({_source(passage)})")
        return {_PASSAGE: passage, _LABEL: label}.get(role)


class PassageDelegate(QStyledItemDelegate):
    """Draws three lines: the act as a sentence beside its label's mark, its words, its document."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        passage, label, look = index.data(_PASSAGE), index.data(_LABEL), theme.current()
        area = option.rect
        painter.save()
        paint_ground(painter, option)
        mark = QRect(area.left() + 8, area.top() + 7, WIDTH, HEIGHT)
        if label is not None:
            paint_swatch(painter, mark.toRectF(), label.colour, label.cue)
        line = QRect(mark.right() + 8, area.top() + 5, area.right() - mark.right() - 14, 20)
        painter.setPen(QColor(look.ink))
        painter.setFont(theme.interface_font())
        draw_elided(painter, line, passage.sentence)
        draw_elided(painter, line.translated(0, 20), _quote(passage))
        painter.setPen(QColor(look.secondary))
        painter.setFont(theme.interface_font(theme.SECONDARY_PX))
        draw_elided(painter, line.translated(0, 39), _source(passage))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, 68)


class PassagePanel(QWidget):
    """What a cell or bar stands for; hidden while none is opened.

    `chosen` carries a document and a span; `left`: back to the picture; `closed`: its button was pressed.
    """

    chosen = Signal(str, str)
    left = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PassageModel(self)
        self.title = words("Passages", Look.HEADING)
        self.note = words("", Look.SECONDARY)
        self.list: QListView = row_list("Passages")
        self.list.setItemDelegate(PassageDelegate(self.list))
        self.list.setModel(self.model)
        self.list.activated.connect(self._on_activated)
        self.close_button = pressed_by_enter(button("Close", Look.LINK))
        self.close_button.setAccessibleName("Close the passages")
        self.close_button.clicked.connect(self.closed)
        head = QHBoxLayout()
        spaced(head, 8)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        spaced(box, 8, (12, 12, 12, 12))
        box.addLayout(head)
        box.addWidget(self.note)
        box.addWidget(self.list, 1)
        box.addStretch(0)
        self.setMinimumWidth(220)
        self.clear()

    def clear(self) -> None:
        """List nothing, and leave the room to the picture; the keyboard goes back there."""
        focus = QApplication.focusWidget()
        had_keyboard = focus is not None and self.isAncestorOf(focus)
        self.title.setText("Passages")
        self._show((), "")
        self.hide()
        if had_keyboard:
            self.left.emit()

    def wait(self, said: str) -> None:
        """Say of what the passages are being read."""
        self.title.setText(said)
        self._show((), "Reading the passages…")
        self.show()

    def show_passages(self, said: str, passages: Sequence[Passage]) -> None:
        """List the passages of a place that is called so."""
        self.title.setText(said)
        self._show(passages, "" if passages else "There are no passages behind this.")
        self.show()
        if passages:
            self.list.setCurrentIndex(self.model.index(0))

    def _show(self, passages: Sequence[Passage], note: str) -> None:
        self.model.show_passages(passages)
        self.list.setAccessibleName(self.title.text())
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.list.setVisible(bool(passages))

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        passage = self.model.passages[index.row()]
        self.chosen.emit(passage.document.id, passage.span.id)

    # Qt calls this.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _quote(passage: Passage) -> str:
    quote = " ".join(passage.span.quote.split())
    return f"“{quote[:_QUOTE]}{'…' if len(quote) > _QUOTE else ''}”" if quote else "the whole text"


def _source(passage: Passage) -> str:
    return " · ".join(part for part in (passage.document.title, passage.date) if part)
