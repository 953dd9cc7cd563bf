"""The steps as a list by days, the newest first; more are asked for when the end comes into sight."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.model.wording import counted
from annotator.operations.project.history import Line
from annotator.ui.kit import theme
from annotator.ui.kit.flat_button import bold
from annotator.ui.kit.rows import paint_ground
from annotator.ui.kit.widgets import draw_elided, tooltip

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_TIME, _WHO, _HIGH = 52, 130, 46
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)


def local(time: str) -> datetime:
    """Return a time of the history as the clock of this computer shows it."""
    return datetime.fromisoformat(time).astimezone()


def day_in_words(day: date, today: date) -> str:
    """Return a day as it heads its steps: “Today, Tuesday 24 November 2026”."""
    named = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
    begins = {today: "Today, ", today - timedelta(days=1): "Yesterday, "}
    return begins.get(day, "") + named


def state_of(line: Line) -> str:
    """Return what became of a step, where it does not stand any more."""
    return "undone" if line.undone else "taken back" if line.reverted else ""


class StepModel(QAbstractListModel):
    """The rows are lines of the history and, before the first of a day, that day. `with_days`: whether days stand."""

    more_requested = Signal(int)
    """Asks for the steps before this number."""

    def __init__(self, with_days: bool = True, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._with_days = with_days
        self._rows: list[Line | date] = []
        self._day: date | None = None
        self._has_more, self._waits = False, False

    def show_lines(self, lines: Sequence[Line], has_more: bool = False) -> None:
        """Show these steps in place of what was shown."""
        self.beginResetModel()
        self._day = None
        self._rows = self._with_day_rows(lines)
        self._has_more, self._waits = has_more, False
        self.endResetModel()

    def add_lines(self, lines: Sequence[Line], has_more: bool) -> None:
        """Put older steps at the end."""
        self._has_more, self._waits = has_more, False
        if rows := self._with_day_rows(lines):
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    @property
    def count(self) -> int:
        """How many steps are there by now."""
        return sum(isinstance(row, Line) for row in self._rows)

    def line_at(self, row: int) -> Line | None:
        """Return the step of a row, None for a day and where there is no such row."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Line) else None

    def row_of(self, number: int) -> int:
        """Return the row of a step; of one that is not there that of the next older one, or of the last."""
        for row, one in enumerate(self._rows):
            if isinstance(one, Line) and one.number <= number:
                return row
        return len(self._rows) - 1

    def _with_day_rows(self, lines: Sequence[Line]) -> list[Line | date]:
        if not self._with_days:
            return list(lines)
        rows: list[Line | date] = []
        for line in lines:
            day = local(line.time).date()
            if day != self._day:
                self._day = day
                rows.append(day)
            rows.append(line)
        return rows

    # Qt calls these.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.line_at(index.row()) is not None else Qt.ItemFlag.NoItemFlags

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._has_more and not self._waits

    def fetchMore(self, parent: Index) -> None:
        last = self.line_at(len(self._rows) - 1)
        if self.canFetchMore(parent) and last is not None:
            self._waits = True
            self.more_requested.emit(last.number)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if isinstance(row, date):
            words = day_in_words(row, date.today())
            return words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.what
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return in_words(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(in_words(row))
        return row if role == LINE_ROLE else None


def in_words(line: Line) -> str:
    """Return a step with all that its row shows, as one reads it aloud."""
    parts = (line.what, state_of(line), _remarks_at(line), line.passage, line.where)
    return f"{local(line.time):%H:%M}, {line.who}: {'; '.join(part for part in parts if part)}"


def _remarks_at(line: Line) -> str:
    return counted(line.remarks, "open remark") if line.remarks else ""


class StepDelegate(QStyledItemDelegate):
    """Draws a step: its time, what was done and by whom; below, the passage and the document. A day is a heading."""

    # Qt calls these.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, look, area = index.data(LINE_ROLE), theme.current(), option.rect
        painter.save()
        if line is None:
            painter.setPen(QColor(look.ink))
            painter.setFont(bold())
            draw_elided(painter, area.adjusted(12, 16, -12, -2), str(index.data()))
        else:
            paint_ground(painter, option)
            _paint_step(painter, area, line)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _HIGH)


def _paint_step(painter: QPainter, area: QRect, line: Line) -> None:
    look, state = theme.current(), state_of(line)
    who = min(_WHO, area.width() // 4)
    inside = QRect(area.left() + 12 + _TIME, area.top() + 4, area.width() - _TIME - who - 32, 20)
    painter.setPen(QColor(look.secondary))
    painter.setFont(theme.interface_font())
    draw_elided(painter, QRect(area.left() + 12, area.top() + 4, _TIME, 20), f"{local(line.time):%H:%M}")
    draw_elided(painter, QRect(area.right() - who - 8, area.top() + 4, who, 20), line.who)
    painter.setPen(QColor(look.secondary if state or line.is_veiled else look.ink))
    font = QFont(theme.interface_font())
    font.setStrikeOut(bool(state))
    painter.setFont(font)
    draw_elided(painter, inside, line.what)
    painter.setFont(theme.interface_font(theme.SECONDARY_PX))
    painter.setPen(QColor(look.secondary))
    below = " · ".join(part for part in (state, _remarks_at(line), line.passage, line.where) if part)
    draw_elided(painter, QRect(inside.left(), inside.bottom() + 1, area.right() - inside.left() - 8, 18), below)
