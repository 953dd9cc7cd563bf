"""The people as a table: who, as what, what went out to them and came in, and how they stand."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.model.wording import counted, isolated
from annotator.operations.team.people import Member, MemberStanding
from annotator.ui.kit import theme
from annotator.ui.kit.flat_button import bold
from annotator.ui.kit.widgets import Look, draw_elided, tooltip

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MEMBER = Qt.ItemDataRole.UserRole + 1
HIGH, HEAD = 40, 28
_DISC, _SIDE = 22, 8
_DASH = "–"
_LOUD = (MemberStanding.TO_TAKE, MemberStanding.LATE)


class PeopleColumn(IntEnum):
    """What stands where."""

    WHO = 0
    ROLE = 1
    DOCUMENTS = 2
    OUT = 3
    IN = 4
    BRINGS = 5
    STATE = 6


_HEADS = ("who", "role", "documents", "packet out", "packet in", "brings", "")
_SHARES = (19, 18, 13, 14, 18, 13, 19)
"""How wide the columns are, in parts of the whole."""


def when(time: str) -> str:
    """Return a time of the file by the clock here: “18:22” today, “24 Nov, 18:22”, “24 Nov 2025” of another year."""
    if not time:
        return ""
    moment = datetime.fromisoformat(time).astimezone()
    today = date.today()
    if moment.date() == today:
        return f"{moment:%H:%M}"
    return f"{moment.day} {moment:%b, %H:%M}" if moment.year == today.year else f"{moment.day} {moment:%b %Y}"


class PeopleModel(QAbstractTableModel):
    """A row for each person."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.members: Sequence[Member] = ()
        self._waiting: dict[str, tuple[str, int]] = {}

    def show_members(self, members: Sequence[Member]) -> None:
        """Show these people."""
        self.beginResetModel()
        self.members = tuple(members)
        self.endResetModel()

    def show_waiting(self, waiting: dict[str, tuple[str, int]]) -> None:
        """Say of these people, by their ids, that a packet waits: when it came, and how many acts it brings."""
        self._waiting = waiting
        if self.members:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.members) - 1, len(PeopleColumn) - 1))

    def member_at(self, row: int) -> Member | None:
        """Return the person of a row, if there is one."""
        return self.members[row] if 0 <= row < len(self.members) else None

    def row_of(self, person: str) -> int:
        """Return the row of a person, -1 for none."""
        return next((row for row, one in enumerate(self.members) if one.id == person), -1)

    def standing(self, one: Member) -> MemberStanding:
        """Return how a person stands."""
        return one.standing(self._waiting)

    def said(self, one: Member, column: PeopleColumn) -> str:
        """Return what a cell says."""
        if column is PeopleColumn.WHO:
            return isolated(one.name)
        if column is PeopleColumn.ROLE:
            return ", ".join(one.roles)
        if not one.is_shown:
            return _DASH
        return self._exchanged(one, column) or _DASH

    def _exchanged(self, one: Member, column: PeopleColumn) -> str:
        came, acts = self._waiting.get(one.id, ("", 0))
        if column is PeopleColumn.DOCUMENTS:
            return f"{one.done:,} of {one.documents:,}" if one.documents else ""
        if column is PeopleColumn.OUT:
            return f"sent {when(one.post.sent)}" if one.post.sent else ""
        if column is PeopleColumn.IN:
            if came:
                return f"came in {when(came)}"
            return f"taken in {when(one.post.came)}" if one.post.came else _here(one)
        if column is PeopleColumn.BRINGS:
            brought = acts if came else one.post.brought
            return counted(brought, "act") if brought else ""
        standing = self.standing(one)
        return "" if standing is MemberStanding.HERE else standing

    # Qt calls these.

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.members)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(PeopleColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one, column = self.members[index.row()], PeopleColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.said(one, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = _HEADS[column]
            return f"{head}: {self.said(one, column)}" if head else self.said(one, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self.said(one, column))
        return one if role == _MEMBER else None


def _here(one: Member) -> str:
    return MemberStanding.HERE.value if one.works_here else ""


class PersonDelegate(QStyledItemDelegate):
    """Draws a cell: the name with an initial in a circle, what is to be done in bold."""

    # Qt calls these.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, area, one = theme.current(), option.rect, index.data(_MEMBER)
        column, said = PeopleColumn(index.column()), str(index.data())
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(look.selection))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(look.hairline))
        inside = area.adjusted(_SIDE, 0, -_SIDE, 0)
        painter.setFont(theme.interface_font())
        if column is PeopleColumn.WHO:
            _paint_who(painter, inside, one.name, said)
        else:
            loud = column is PeopleColumn.STATE and said in _LOUD
            painter.setFont(bold() if loud else theme.interface_font())
            quiet = said == _DASH or (column is PeopleColumn.STATE and not loud)
            painter.setPen(
                QColor(look.secondary if quiet else look.danger if said == MemberStanding.LATE else look.ink)
            )
            draw_elided(painter, inside, said)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus and column is PeopleColumn.WHO:
            painter.fillRect(QRect(area.left(), area.top(), 2, area.height()), QColor(look.accent))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, HIGH)


def _paint_who(painter: QPainter, area: QRect, name: str, said: str) -> None:
    look = theme.current()
    disc = QRectF(area.left() + 2, area.center().y() - _DISC / 2 + 0.5, _DISC, _DISC)
    painter.setPen(QPen(QColor(look.secondary), 1.25))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawEllipse(disc)
    painter.setPen(QColor(look.ink))
    painter.setFont(bold(theme.SECONDARY_PX))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, name[:1].upper())
    painter.setFont(bold())
    draw_elided(painter, area.adjusted(_DISC + 2 + _SIDE, 0, 0, 0), said)


class PeopleTable(QTableView):
    """As high as its rows, up to eight; then it scrolls."""

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = model
        self.setModel(model)
        self.setItemDelegate(PersonDelegate(self))
        self.setAccessibleName("People")
        self.setProperty("look", Look.TABLE.value)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(HIGH)
        head = self.horizontalHeader()
        head.setFixedHeight(HEAD)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.setAccessibleName("Columns")
        model.modelReset.connect(self._fit)
        self._fit()

    @property
    def at_hand(self) -> Member | None:
        """The person whose row is chosen."""
        return self.people.member_at(self.currentIndex().row())

    def choose(self, person: str) -> None:
        """Choose a person's row, the first where there is none of theirs."""
        row = max(0, self.people.row_of(person))
        if self.people.members:
            self.setCurrentIndex(self.people.index(row, 0))

    def _fit(self) -> None:
        self.setFixedHeight(HEAD + HIGH * max(1, min(len(self.people.members), _MOST)) + 2)

    # Qt calls this.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room, left = self.viewport().width(), 0
        for column, share in enumerate(_SHARES):
            width = room * share // sum(_SHARES) if column < len(_SHARES) - 1 else room - left
            self.setColumnWidth(column, width)
            left += width


_MOST = 8
