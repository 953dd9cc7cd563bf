"""The picker: type some letters of a name, choose with Enter. It finds commands and labels.

What it lists is passed in and what was chosen comes out as an id; whoever opened it knows what either means.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
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
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.model.codebook import Cue
from annotator.ui.kit import theme, themes
from annotator.ui.kit.fuzzy_match import begins_word, score
from annotator.ui.kit.swatch import HEIGHT, WIDTH, paint_swatch
from annotator.ui.kit.widgets import Look, draw_elided, spaced, words

_Index = QModelIndex | QPersistentModelIndex
_ITEM = Qt.ItemDataRole.UserRole
_GAP = 8
"""Pixels between a passage and the picker."""


@dataclass(frozen=True, slots=True)
class PickItem:
    """A line of the picker. `detail`: a second line; `hint`: what stands at the right, a key mostly.

    `colour` and `cue` draw a label's mark. An item that is not `enabled` is listed, greyed, and cannot be chosen.
    """

    id: str
    title: str
    detail: str = ""
    hint: str = ""
    colour: str | None = None
    cue: Cue | None = None
    enabled: bool = True
    group: str = ""
    why: str = ""
    """Why it cannot be chosen now, in a few words."""


def ranked(query: str, items: Sequence[PickItem]) -> list[PickItem]:
    """Return the items that fit, the best first, those alike in the order given, those not enabled last of all."""
    scored = [(score(query, f"{item.title} {item.group}".rstrip(), item.detail), item) for item in items]
    fitting = [(points, item) for points, item in scored if points is not None]
    fitting.sort(key=lambda pair: (not pair[1].enabled, -pair[0]) if query.strip() else (False, 0.0))
    return [item for _, item in fitting]


Find = Callable[[str], list[PickItem]]
"""Returns the items that fit what was typed, the best first."""


class PickModel(QAbstractListModel):
    """The items that fit what was typed."""

    def __init__(self, items: Sequence[PickItem], parent: QObject | None = None, find: Find | None = None) -> None:
        super().__init__(parent)
        self.every = tuple(items)
        self._find = find or (lambda query: ranked(query, self.every))
        self.items = list(self.every)

    def filter(self, query: str) -> None:
        """Keep what fits."""
        self.beginResetModel()
        self.items = self._find(query)
        self.endResetModel()

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(item)
        return item if role == _ITEM else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        enabled = index.isValid() and self.items[index.row()].enabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if enabled else Qt.ItemFlag.NoItemFlags


def row_height(item: PickItem) -> int:
    """Return the height of an item's line in pixels."""
    return 44 if item.detail else 28


class PickDelegate(QStyledItemDelegate):
    """Draws a line: the mark, the title with its detail below, the hint at the right."""

    MARGIN = 12

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item: PickItem = index.data(_ITEM)
        look = theme.current()
        area = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(look.selection))
        inner = area.adjusted(self.MARGIN, 0, -self.MARGIN, 0)
        if item.colour:
            mark = QRect(inner.left(), area.center().y() - HEIGHT // 2, WIDTH, HEIGHT)
            paint_swatch(painter, mark.toRectF(), item.colour, item.cue or Cue.SOLID)
            inner.setLeft(inner.left() + WIDTH + 8)
        right = self._paint_hint(painter, inner, item, look)
        inner.setRight(right)
        self._paint_words(painter, inner, item, look)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, row_height(index.data(_ITEM)))

    def _paint_hint(self, painter: QPainter, inner: QRect, item: PickItem, look: themes.Theme) -> int:
        hint = "   ".join(part for part in (item.why, item.group, item.hint) if part)
        font = theme.interface_font(theme.SECONDARY_PX)
        painter.setFont(font)
        painter.setPen(QColor(look.secondary if item.enabled else look.quiet))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, int(flags), hint)
        return inner.right() - painter.fontMetrics().horizontalAdvance(hint) - 12

    def _paint_words(self, painter: QPainter, inner: QRect, item: PickItem, look: themes.Theme) -> None:
        font = theme.interface_font()
        height = inner.height()
        title = QRect(inner)
        if item.detail:
            title = QRect(inner.left(), inner.top() + 4, inner.width(), height // 2 - 3)
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(look.ink if item.enabled else look.quiet))
        draw_elided(painter, title, item.title)
        if item.detail:
            painter.setFont(theme.interface_font(theme.SECONDARY_PX))
            painter.setPen(QColor(look.secondary if item.enabled else look.quiet))
            draw_elided(painter, QRect(inner.left(), title.bottom() + 1, inner.width(), height // 2 - 4), item.detail)


class Picker(QDialog):
    """A field and the list of what fits; the keys stay in the field while the arrows move in the list."""

    chosen = Signal(str)
    """The id of the chosen item; the picker has closed by then."""

    def __init__(
        self,
        items: Sequence[PickItem],
        name: str,
        placeholder: str,
        empty: str,
        parent: QWidget | None = None,
        beside: QRect | None = None,
        takes_hints: bool = False,
        find: Find | None = None,
        legend: str = "",
    ) -> None:
        """`name`: its title; `empty`: the sentence for when nothing matches.

        `beside`: what stays in sight, on the screen. `takes_hints`: an item's hint, typed, is its key and takes it.
        `find`: another way to find items; `legend`: what stands below the list.
        """
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self._beside, self._takes_hints = beside or QRect(), takes_hints
        self.setWindowTitle(name)
        self.setAccessibleName(name)
        self.field = QLineEdit(placeholderText=placeholder)
        self.field.setAccessibleName(name)
        self.model = PickModel(items, self, find)
        self.list = QListView()
        self.list.setAccessibleName(name)
        self.list.setModel(self.model)
        self.list.setItemDelegate(PickDelegate(self.list))
        self.list.setProperty("look", Look.QUIET.value)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._empty = words(empty, Look.SECONDARY)
        self._title, self._legend = words(name, Look.STRONG), words(legend, Look.SECONDARY)
        self._legend.setVisible(bool(legend))
        self._build()
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_typed)
        self.list.clicked.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._say_current)
        self._on_typed("")

    def _build(self) -> None:
        frame = QFrame()
        frame.setFrameShape(QFrame.Shape.NoFrame)
        inner = QVBoxLayout(frame)
        spaced(inner, 4, (8, 8, 8, 8))
        self._title.setContentsMargins(4, 2, 4, 2)
        inner.addWidget(self._title)
        inner.addWidget(self.field)
        self._empty.setContentsMargins(12, 8, 12, 8)
        inner.addWidget(self._empty)
        inner.addWidget(self.list, 1)
        self._legend.setContentsMargins(8, 2, 8, 2)
        inner.addWidget(self._legend)
        outer = QVBoxLayout(self)
        spaced(outer, 0, (1, 1, 1, 1))
        outer.addWidget(frame)
        rows = sum(row_height(item) for item in self.model.items)
        self.resize(560, min(400, rows + 60 + 24 * self._legend.isVisibleTo(self) + self._title.sizeHint().height()))

    @Slot(str)
    def _on_typed(self, query: str) -> None:
        if (keyed := self._of_key(query)) is not None:
            self._take(keyed)
            return
        self.model.filter(query)
        self._empty.setVisible(not self.model.items)
        self._move_to(next((row for row, item in enumerate(self.model.items) if item.enabled), -1))
        self._say_current(self.list.currentIndex())

    def _move(self, steps: int) -> None:
        """Go to the next enabled line in a direction, round at the ends for a step of one."""
        rows = [row for row, item in enumerate(self.model.items) if item.enabled]
        if not rows:
            return
        at = rows.index(self.list.currentIndex().row()) if self.list.currentIndex().row() in rows else 0
        to = (at + steps) % len(rows) if abs(steps) == 1 else min(max(at + steps, 0), len(rows) - 1)
        self._move_to(rows[to])

    def _move_to(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and self.model.items[index.row()].enabled:
            self._take(self.model.items[index.row()])

    def _take(self, item: PickItem) -> None:
        self.accept()
        self.chosen.emit(item.id)

    def _of_key(self, typed: str) -> PickItem | None:
        """Return the item whose key was typed, unless a name begins so too: whoever types a name is not cut off."""
        if not self._takes_hints or not typed:
            return None
        keyed = next((item for item in self.model.every if item.hint == typed and item.enabled), None)
        others = (item for item in self.model.every if item is not keyed)
        return None if keyed is None or any(begins_word(typed, item.title) for item in others) else keyed

    @Slot(QModelIndex)
    def _say_current(self, index: QModelIndex) -> None:
        # The focus stays in the field, so a screen reader hears of the current line by the field's description.
        total = len(self.model.items)
        text = f"{spoken(self.model.items[index.row()])}, {index.row() + 1} of {total}" if index.isValid() else ""
        self.field.setAccessibleDescription(text or self._empty.text())

    # Qt calls these.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() in steps:
                self._move(steps[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        parent = self.parentWidget()
        if parent is not None:
            within = QRect(parent.mapToGlobal(QPoint(0, 0)), parent.size())
            self.move(place_beside(self._beside, self.size(), within))
        self.field.setFocus()
        super().showEvent(event)

    def paintEvent(self, event: object) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.paper))
        painter.setPen(QColor(look.hairline))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


def place_beside(passage: QRect, size: QSize, within: QRect) -> QPoint:
    """Return where a window of a size leaves a passage in sight: centred near the top, else below it, else above it.

    Where there is room for neither it stands at the edge that covers less of the passage. All in one system of points.
    """
    left = within.left() + (within.width() - size.width()) // 2
    room = max(0, within.height() - size.height())
    usual = QRect(QPoint(left, within.top() + min(96, within.height() // 8, room)), size)
    if passage.isEmpty() or not usual.intersects(passage):
        return usual.topLeft()
    below, above = passage.bottom() + _GAP, passage.top() - _GAP - size.height()
    lowest = within.bottom() + 1 - size.height()
    if below <= lowest:
        return QPoint(left, below)
    if above >= within.top():
        return QPoint(left, above)
    return QPoint(left, lowest if within.bottom() - below >= passage.top() - within.top() else within.top())


def spoken(item: PickItem) -> str:
    """Return what a screen reader says of an item."""
    parts = (item.title, item.group, item.hint, item.detail, "" if item.enabled else item.why or "not available now")
    return ", ".join(part for part in parts if part)
