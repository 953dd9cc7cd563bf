"""The lines of the left side on the screen: a list whose fields unfold, onto which documents are dropped."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.model.wording import counted
from annotator.ui.documents.set_lines import FIELD, OWN_SETS, DocumentSetLine, LineKind
from annotator.ui.documents.table_model import DOCUMENTS_MIME
from annotator.ui.kit import theme
from annotator.ui.kit.icons import pixmap
from annotator.ui.kit.rows import select_quietly
from annotator.ui.kit.widgets import Look, draw_elided, tooltip

LINE = Qt.ItemDataRole.UserRole + 10
_HIGH, _HEADING_HIGH, _CHEVRON = 27, 34, 12
_Index = QModelIndex | QPersistentModelIndex


class SetModel(QAbstractListModel):
    """The lines; a heading cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[DocumentSetLine] = []

    def show_lines(self, lines: Sequence[DocumentSetLine]) -> None:
        """Replace all lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def row_of(self, id: str) -> int:
        """Return where a line stands, -1 where it does not."""
        return next((row for row, line in enumerate(self.lines) if line.id == id), -1)

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(" · ".join(filter(None, (line.text, line.filter, line.fault))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(line)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self.lines[index.row()].kind is LineKind.HEADING:
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled


def _spoken(line: DocumentSetLine) -> str:
    if line.kind is LineKind.HEADING or line.count is None:
        return ", ".join(filter(None, (line.text, line.fault)))
    if line.kind is LineKind.FIELD:
        return f"{line.text}, {counted(line.count, 'value')}, {'unfolded' if line.is_open else 'folded'}"
    return f"{line.text}, {counted(line.count, 'document')}"


class SetDelegate(QStyledItemDelegate):
    """Draws a line: its words at the left, its count at the right."""

    # Qt calls these.

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line: DocumentSetLine = index.data(LINE)
        return QSize(100, _HEADING_HIGH if line.kind is LineKind.HEADING else _HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: DocumentSetLine = index.data(LINE)
        look, area = theme.current(), option.rect
        painter.save()
        if line.kind is LineKind.HEADING:
            painter.setFont(theme.interface_font(theme.SECONDARY_PX))
            painter.setPen(QColor(look.secondary))
            draw_elided(painter, area.adjusted(16, 8, -8, 0), line.text)
        else:
            self._paint_ground(painter, option, line)
            self._paint_line(painter, area, line)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, line: DocumentSetLine) -> None:
        """Paint what lies below the line whose documents are shown, and beside the one that has the keyboard."""
        look, area, view = theme.current(), option.rect, self.parent()
        if isinstance(view, SetList) and view.shown_id == line.id:
            painter.fillRect(area, QColor(look.selection))
        elif option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            painter.fillRect(area, QColor(look.hover))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(area.left(), area.top(), 2, area.height()), QColor(look.accent))

    def _paint_line(self, painter: QPainter, area: QRect, line: DocumentSetLine) -> None:
        look = theme.current()
        count = f"{line.count:,}" if line.count is not None else "!" if line.fault else ""
        painter.setFont(theme.interface_font(theme.SECONDARY_PX))
        painter.setPen(QColor(look.secondary))
        wide = painter.fontMetrics().horizontalAdvance(count)
        across = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(area.adjusted(0, 0, -12, 0), across, count)
        left = 30 if line.kind is LineKind.VALUE else 16
        if line.kind is LineKind.FIELD:
            name = "chevron-down" if line.is_open else "chevron-right"
            device = painter.device()
            shown = pixmap(name, look.secondary, _CHEVRON, device.devicePixelRatioF() if device is not None else 1.0)
            painter.drawPixmap(area.left() + 3, area.top() + (area.height() - _CHEVRON) // 2, shown)
        painter.setFont(theme.interface_font())
        painter.setPen(QColor(look.ink))
        draw_elided(painter, area.adjusted(left, 0, -20 - wide, 0), line.text)


class SetList(QListView):
    """`chosen` carries a line's id; `toggled` a field's name. `dropped`: documents, on a line."""

    chosen = Signal(str)
    toggled = Signal(str)
    dropped = Signal(str, list)
    left = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, model: SetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self.shown_id = model, ""
        """The line whose documents are shown."""
        self.setModel(model)
        self.setItemDelegate(SetDelegate(self))
        self.setAccessibleName("Sets of documents")
        self.setProperty("look", Look.QUIET.value)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_requested.emit(self.viewport().mapToGlobal(at)))

    @property
    def at_hand(self) -> DocumentSetLine | None:
        """The line that is chosen."""
        row = self.currentIndex().row()
        return self._lines.lines[row] if 0 <= row < len(self._lines.lines) else None

    def show_lines(self, lines: Sequence[DocumentSetLine], chosen: str, at_hand: str = "") -> None:
        """Replace the lines; the one that is chosen stays so, without saying it anew.

        `at_hand`: which one has the keyboard, the one that is chosen where none is named.
        """
        self.shown_id = chosen
        quiet = self.selectionModel()
        quiet.blockSignals(True)
        self._lines.show_lines(lines)
        quiet.blockSignals(False)
        select_quietly(self, self._lines.index(self._lines.row_of(at_hand or chosen)))

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            line = self._lines.lines[index.row()]
            if line.kind not in (LineKind.HEADING, LineKind.FIELD):
                self.shown_id = line.id
                self.chosen.emit(line.id)
            self.viewport().update()

    def _toggle(self, line: DocumentSetLine | None, wanted: bool | None = None) -> bool:
        if line is None or line.kind is not LineKind.FIELD or wanted is line.is_open:
            return False
        self.toggled.emit(line.id.removeprefix(FIELD))
        return True

    # Qt calls these.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self._toggle(self.at_hand, event.key() == Qt.Key.Key_Right)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self._toggle(self.at_hand):
                self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._toggle(self._lines.lines[index.row()])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(DOCUMENTS_MIME):
            event.acceptProposedAction()
        else:
            event.ignore()  # files are the window's

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self._target(event) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        line = self._target(event)
        if line is None:
            event.ignore()
            return
        given = bytes(event.mimeData().data(DOCUMENTS_MIME).data()).decode()
        event.acceptProposedAction()
        self.dropped.emit(line.id, [id for id in given.split("\n") if id])

    def _target(self, event: QDropEvent) -> DocumentSetLine | None:
        """Return the set by hand, or the heading of all sets, on which something would be dropped."""
        if not event.mimeData().hasFormat(DOCUMENTS_MIME):
            return None
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return None
        line = self._lines.lines[index.row()]
        return line if line.by_hand or line.id == OWN_SETS else None
