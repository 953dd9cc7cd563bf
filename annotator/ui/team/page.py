"""The middle of Team: what is to be done in a line, the people, and below what waits, the shared folder, conflicts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.model.wording import counted
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced, words
from annotator.ui.team.conflict_list import HIGH, ConflictModel, conflict_list
from annotator.ui.team.people_table import PeopleModel, PeopleTable

_CORNER = 24
"""Pixels for the button that brings a folded side back."""
_WHY_ONLY_SHARED = "What coders code never conflicts, since each one’s layer is theirs alone."
_BUTTONS = (("team.add", "Add somebody…"),)
"""Commands that stand beside the headline, the one to be done most often last."""


_MOST = 6
"""So many conflicts are seen at once; of more the list scrolls."""


def _head_of_conflicts() -> QLabel:
    made = words("", Look.STRONG)
    made.setToolTip(_WHY_ONLY_SHARED)
    return made


class TeamPage(QScrollArea):
    """`command_requested`: a button that is a command."""

    command_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = words("", Look.TITLE)
        self.people = PeopleModel()
        self.table = PeopleTable(self.people)
        self.people.setParent(self.table)
        self.buttons = {id: pressed_by_enter(button(text)) for id, text in _BUTTONS}
        for id, each in self.buttons.items():
            each.clicked.connect(lambda _=False, id=id: self.command_requested.emit(id))
        self.sections = QVBoxLayout()
        spaced(self.sections, 24)
        self.conflicts = ConflictModel()
        self.conflict_head, self.conflict_list = _head_of_conflicts(), conflict_list(self.conflicts)
        self.conflicts.modelReset.connect(self._fit)
        self._build()
        self._fit()

    def add_section(self, section: QWidget) -> None:
        """Put something below the people."""
        self.sections.addWidget(section)

    def say_conflicts(self) -> None:
        """Say over the list how many are open; nothing stands there where none is."""
        count = self.conflicts.count
        self.conflict_head.setText(f"{counted(count, 'conflict')} in what all share")
        for each in (self.conflict_head, self.conflict_list):
            each.setVisible(bool(count))

    def _fit(self) -> None:
        self.conflict_list.setFixedHeight(HIGH * min(self.conflicts.count, _MOST) + 4)
        self.say_conflicts()

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("look", Look.PAGE.value)
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top = QHBoxLayout()
        spaced(top, 8)
        top.addWidget(self.headline, 1)
        for each in self.buttons.values():
            top.addWidget(each)
        box = QVBoxLayout(inside)
        spaced(box, 16, (_CORNER + 8, 12, _CORNER + 8, 16))
        box.addLayout(top)
        box.addWidget(self.table)
        box.addLayout(self.sections)
        box.addWidget(self.conflict_head)
        box.addWidget(self.conflict_list)
        box.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
