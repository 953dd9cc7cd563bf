"""The middle of Team: what is to be done in a line, the people, and below what waits, the shared folder, conflicts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.model.wording import counted, one_or_many
from annotator.ui.kit.rows import row_list
from annotator.ui.kit.widgets import LINK_SIDE, Look, button, pressed_by_enter, spaced, words
from annotator.ui.team.conflict_list import HIGH, ConflictModel, conflict_list
from annotator.ui.team.people_table import PeopleModel, PeopleTable
from annotator.ui.team.waiting_list import WaitingModel

_CORNER = 24
"""Pixels for the button that brings a folded side back."""
_WHY_ONLY_SHARED = "What coders code never conflicts, since each one’s layer is theirs alone."
_BUTTONS = (
    ("team.add", "Add somebody…"),
    ("project.take_in", "Take in files…"),
    ("project.hand_in", "Hand in"),
    ("project.hand_out", "Hand out what is new…"),
    ("project.give_out", "Give out work…"),
)
"""Commands that stand beside the headline, the one to be done most often last."""


_WAITING_ROW = 46
_MOST = 6
"""So many rows of a list are seen at once; of more it scrolls."""


def _head_of_conflicts() -> QLabel:
    made = words("", Look.STRONG)
    made.setToolTip(_WHY_ONLY_SHARED)
    return made


def _inset(*parts: QWidget) -> QVBoxLayout:
    """Return parts below each other, their left edge under the words of links."""
    made = QVBoxLayout()
    spaced(made, 8, (LINK_SIDE, 0, 0, 0))
    for part in parts:
        made.addWidget(part)
    return made


class TeamPage(QScrollArea):
    """`command_requested`: a button that is a command."""

    command_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = words("", Look.HEADING)
        self.people = PeopleModel()
        self.table = PeopleTable(self.people)
        self.people.setParent(self.table)
        self.buttons = {id: pressed_by_enter(button(text)) for id, text in _BUTTONS}
        for id, each in self.buttons.items():
            each.clicked.connect(lambda _=False, id=id: self.command_requested.emit(id))
        self.sections = QVBoxLayout()
        spaced(self.sections, 24)
        self.waiting = WaitingModel()
        self.waiting_head, self.waiting_list = words("", Look.STRONG), row_list("Files that wait")
        self.waiting_list.setModel(self.waiting)
        self.waiting.setParent(self.waiting_list)
        self.waiting.modelReset.connect(self._fit)
        self.conflicts = ConflictModel()
        self.conflict_head, self.conflict_list = _head_of_conflicts(), conflict_list(self.conflicts)
        self.conflicts.modelReset.connect(self._fit)
        self._build()
        self._fit()
        self.show_as_copy(False)

    def show_as_copy(self, is_copy: bool, lacks: bool = False) -> None:
        """Offer what is done in a coder's own copy, or what whoever leads does; `lacks`: a copy lacks something."""
        in_copy = {"project.hand_in", "project.take_in"}
        leading = {"team.add", "project.take_in", "project.give_out", *(["project.hand_out"] if lacks else [])}
        for id, each in self.buttons.items():
            each.setVisible(id in (in_copy if is_copy else leading))
            each.setDefault(id == ("project.hand_in" if is_copy else "project.give_out"))

    def add_section(self, section: QWidget) -> None:
        """Put something below the people."""
        self.sections.addWidget(section)

    def keep_clear(self, is_folded: bool) -> None:
        """Leave room beside the headline's buttons for the one that brings a folded side back."""
        spaced(self.top, 8, (LINK_SIDE, 0, _CORNER if is_folded else 0, 0))

    def _fit(self) -> None:
        """Let the lists be as high as their rows; where there are none, nothing stands there."""
        waiting, conflicts = self.waiting.rowCount(), self.conflicts.count
        self.waiting_head.setText(f"{counted(waiting, 'file')} {one_or_many(waiting, 'waits', 'wait')}")
        self.waiting_list.setFixedHeight(_WAITING_ROW * min(waiting, _MOST) + 4)
        self.conflict_head.setText(f"{counted(conflicts, 'conflict')} in what all share")
        self.conflict_list.setFixedHeight(HIGH * min(conflicts, _MOST) + 4)
        for count, head, list in (
            (waiting, self.waiting_head, self.waiting_list),
            (conflicts, self.conflict_head, self.conflict_list),
        ):
            head.setVisible(bool(count))
            list.setVisible(bool(count))

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("look", Look.PAGE.value)
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.top = QHBoxLayout()
        self.top.addWidget(self.headline, 1)
        for each in self.buttons.values():
            self.top.addWidget(each)
        box = QVBoxLayout(inside)
        # Sections end in links, which have eight pixels on either side: so that their words stand under the others'.
        spaced(box, 16, (_CORNER + 8 - LINK_SIDE, 7, _CORNER + 8, 16))
        self.keep_clear(False)
        box.addLayout(self.top)
        box.addLayout(_inset(self.table))
        box.addLayout(_inset(self.waiting_head, self.waiting_list))
        box.addLayout(self.sections)
        box.addLayout(_inset(self.conflict_head, self.conflict_list))
        box.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
