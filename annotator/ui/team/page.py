"""The middle of Team: what is to be done in a line, the people, and below what waits, the shared folder, conflicts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced, words
from annotator.ui.team.people_table import PeopleModel, PeopleTable

_CORNER = 24
"""Pixels for the button that brings a folded side back."""
_BUTTONS = (("team.add", "Add somebody…"),)
"""Commands that stand beside the headline, the one to be done most often last."""


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
        self._build()

    def add_section(self, section: QWidget) -> None:
        """Put something below the people."""
        self.sections.addWidget(section)

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
        box.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
