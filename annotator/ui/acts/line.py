"""The rows of a card as widgets: a sentence of fields, the list for the open one, set values, what may be added.

Each row is one field with its name beneath; where it stands follows from what fills it.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.ui.acts.field import RowField
from annotator.ui.acts.rows import CardRow
from annotator.ui.acts.stands import LINE, Stand, size_of, stand_of
from annotator.ui.kit import theme
from annotator.ui.kit.widgets import ElidedLabel, Look, button, set_look, words

_OUT = 26
"""Pixels of the button that takes out."""
_GAP, _GAP_WIDTH = 28, 128
"""The height of the open gap, and its least width."""
_NAME = 15
_ACROSS, _DOWN = 16, 6
_CLOSE = 14
"""Between set values, and between what may be added."""


class RowLine:
    """The widgets of one row: its field, its name, a button to take out what fills it, a sentence about it."""

    def __init__(self, page: QWidget) -> None:
        self.field = RowField(page)
        self.caption = ElidedLabel(Look.SECONDARY)
        self.caption.setParent(page)
        self.caption.setBuddy(self.field)
        self.out: QPushButton = button("×", Look.KEY)
        self.out.setParent(page)
        self.out.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.problem = words("", Look.PROBLEM)
        self.problem.setParent(page)
        for hidden in (self.out, self.problem, self.caption):
            hidden.hide()

    @property
    def row(self) -> CardRow:
        """What it shows."""
        return self.field.row

    @property
    def is_open(self) -> bool:
        """Whether it is the open gap."""
        return self.field.hasFocus()

    @property
    def stand(self) -> Stand:
        """How it stands; the open gap is a word of the sentence."""
        return Stand.WORD if self.is_open else stand_of(self.row)

    def show_row(self, row: CardRow) -> None:
        """Show what fills the row now."""
        if row == self.field.row:
            self.field.row = row
            return
        is_missing = row.required and row.is_open
        self.complain(row.warning)
        self.caption.say(row.caption)
        set_look(self.caption, Look.PROBLEM if is_missing else Look.SECONDARY)
        self.caption.setFont(theme.interface_font(theme.SECONDARY_PX))
        definition = row.part.definition if row.part is not None else "The registered actor that the passage mentions."
        self.caption.setToolTip(definition)
        self.field.show_row(row)
        self.out.setAccessibleName(f"Take out of {row.name}")
        self.out.setToolTip(f"Take {row.fills[-1].name} out" if row.fills else "")

    def complain(self, problem: str) -> None:
        """Say below the row why what was typed is not its value; nothing for an empty sentence."""
        if problem == self.problem.text():
            return
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.field.setAccessibleDescription(problem)

    def place(self, left: int, top: int, free: int, width: int) -> QRect:
        """Stand where `free` of `width` pixels are left; return the place taken, an empty one where it does not fit."""
        is_word = self.stand is Stand.WORD
        if self.is_open:
            taken = size_of(self.row, width).width() + 24 if not self.row.is_open else 0
            across, down = min(max(_GAP_WIDTH, taken), width - self._room), _GAP
        else:
            size = size_of(self.row, width)
            across, down = size.width(), size.height()
        name = self.caption.fontMetrics().horizontalAdvance(self.caption.text()) + 2 if is_word else 0
        whole = min(width, max(across + self._room, name))
        if whole > free and free < width:
            return QRect()
        self.field.setGeometry(left, top, across, down)
        self.out.setGeometry(left + across + 4, top + (down - _OUT) // 2, _OUT, _OUT)
        self.out.setVisible(bool(self._room))
        self.caption.setVisible(is_word)
        self.caption.setGeometry(left, top + down + 1, whole, _NAME)
        return QRect(left, top, whole, down + (_NAME + 1 if is_word else 0))

    @property
    def _room(self) -> int:
        return _OUT + 4 if self.is_open and not self.row.is_open else 0


class RowPage(QWidget):
    """The lines of a label's rows. `list_top`: where the list for the open gap stands, below the sentence."""

    def __init__(self, ids: Iterable[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = {id: RowLine(self) for id in ids}
        self.list_top = 0

    def arrange(self, width: int, list_height: int) -> int:
        """Put all in place, `list_height` pixels free for the list; return the height that it takes."""
        width = max(width, _GAP_WIDTH)
        by_stand = {stand: [line for line in self.lines.values() if line.stand is stand] for stand in Stand}
        top = _flow(by_stand[Stand.WORD], 0, width, _ACROSS)
        for line in self.lines.values():
            if line.problem.text():
                height = max(LINE, line.problem.heightForWidth(width))
                line.problem.setGeometry(0, top, width, height)
                top += height + _DOWN
        self.list_top = top
        top += list_height + _DOWN if list_height else 0
        for stand in (Stand.VALUE, Stand.MORE):
            top = _flow(by_stand[stand], top, width, _CLOSE)
        self.resize(width, top)
        return top


def _flow(lines: Sequence[RowLine], top: int, width: int, across: int) -> int:
    """Put lines one beside another and below; return where the next may begin."""
    left, bottom = 0, top
    for line in lines:
        taken = line.place(left, top, width - left, width)
        if taken.isEmpty():
            left, top = 0, bottom
            taken = line.place(left, top, width, width)
        left, bottom = taken.right() + 1 + across, max(bottom, taken.bottom() + 1 + _DOWN)
    return bottom
