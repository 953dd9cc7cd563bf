"""What is open between copies as a list: what it is about at the left, the choices with their letters beside it."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from annotator.operations.team.conflict_types import ConflictChoice, OpenConflict
from annotator.ui.kit import theme
from annotator.ui.kit.flat_button import bold
from annotator.ui.kit.rows import paint_ground, row_list
from annotator.ui.kit.widgets import draw_elided, tooltip
from annotator.ui.team.people_table import when

_Index = QModelIndex | QPersistentModelIndex
_CONFLICT = Qt.ItemDataRole.UserRole + 1
_LEFT = Qt.ItemDataRole.UserRole + 2
HIGH, _SIDE, _BOX, _LINE = 56, 8, 18, 20
_SHOWN_CHOICES = 3
"""So many choices have room in a row; all stand at the right."""
STANDS = "stands until it is decided"


def who_said(choice: ConflictChoice) -> str:
    """Return who said what can be chosen, and that it stands where it does."""
    said = [", ".join(filter(None, (one.name, when(one.time)))) for one in choice.voices]
    return " · ".join([*said, *([STANDS] if choice.stands else [])])


def spoken(conflict: OpenConflict, left: bool = False) -> str:
    """Return a conflict with its choices, as one reads it aloud."""
    parts = [f"{one.letter}: {one.words}{_in_brackets(who_said(one))}" for one in conflict.choices]
    return "; ".join([conflict.what, *(["left for later"] if left else []), conflict.why, *parts])


def _in_brackets(words: str) -> str:
    return f" ({words})" if words else ""


class ConflictModel(QAbstractListModel):
    """A row for each conflict; those that were left come last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[OpenConflict] = []
        self._left: frozenset[str] = frozenset()

    def show_conflicts(self, conflicts: Sequence[OpenConflict], left: Collection[str]) -> None:
        """Show these. `left`: the keys of those that were left for later."""
        self.beginResetModel()
        self._left = frozenset(left)
        self._rows = sorted(conflicts, key=lambda one: one.key in self._left)
        self.endResetModel()

    @property
    def count(self) -> int:
        """How many are open."""
        return len(self._rows)

    def at(self, row: int) -> OpenConflict | None:
        """Return the conflict of a row, if there is one."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, key: str) -> int:
        """Return the row of a conflict, -1 for none."""
        return next((row for row, one in enumerate(self._rows) if one.key == key), -1)

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.what
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(one, one.key in self._left)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(spoken(one))
        if role == _LEFT:
            return one.key in self._left
        return one if role == _CONFLICT else None


class ConflictDelegate(QStyledItemDelegate):
    """Draws a row."""

    # Qt calls these.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        one, left, look, area = index.data(_CONFLICT), bool(index.data(_LEFT)), theme.current(), option.rect
        painter.save()
        paint_ground(painter, option)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(look.hairline))
        width = area.width() * 3 // 10
        inside = QRect(area.left() + _SIDE, area.top() + 7, width - 2 * _SIDE, _LINE)
        ink = look.secondary if left else look.ink
        _lines(painter, inside, one.what, "left for later" if left else one.why, ink, is_bold=not left)
        choices = one.choices[:_SHOWN_CHOICES]
        each = (area.width() - width) // max(1, len(choices))
        for number, choice in enumerate(choices):
            at = QRect(area.left() + width + number * each, area.top() + 7, each - _SIDE, _LINE)
            _paint_letter(painter, at, choice.letter)
            beside = at.adjusted(_BOX + 6, 0, 0, 0)
            _lines(painter, beside, choice.words, who_said(choice), ink, is_bold=False)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, HIGH)


def _lines(painter: QPainter, at: QRect, first: str, second: str, ink: str, is_bold: bool) -> None:
    painter.setFont(bold() if is_bold else theme.interface_font())
    painter.setPen(QColor(ink))
    draw_elided(painter, at, first)
    painter.setFont(theme.interface_font(theme.SECONDARY_PX))
    painter.setPen(QColor(theme.current().secondary))
    draw_elided(painter, QRect(at.left(), at.bottom() + 1, at.width(), 18), second)


def _paint_letter(painter: QPainter, at: QRect, letter: str) -> None:
    look, box = theme.current(), QRect(at.left(), at.top() + 1, _BOX, _BOX)
    painter.setPen(QPen(QColor(look.edge), 1))
    painter.setBrush(QColor(look.paper))
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(bold(theme.SECONDARY_PX))
    painter.setPen(QColor(look.ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


def conflict_list(model: ConflictModel) -> QListView:
    """Return the list of what is open."""
    made = row_list("Conflicts")
    made.setItemDelegate(ConflictDelegate(made))
    made.setModel(model)
    model.setParent(made)
    return made
