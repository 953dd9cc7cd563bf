"""Who works in a project, and in which roles; and whether adjudicators save the codebook too."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QPushButton, QScrollArea, QWidget

from annotator.model.coder import Coder, TeamRole
from annotator.model.ids import CoderId
from annotator.model.names import tidied
from annotator.model.wording import isolated
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import Look, labelled, spaced, words


@dataclass(frozen=True, slots=True)
class PeopleChoice:
    """What is to hold. `added`: the name of somebody new, empty for nobody."""

    roles: dict[CoderId, frozenset[TeamRole]]
    added: str
    shared: bool


class PeopleDialog(Dialog):
    """A row for each person with a tick for each role; who may not change them sees them, and why they stay."""

    chosen = Signal(object)

    def __init__(self, people: Sequence[Coder], shared: bool, why_not: str = "", parent: QWidget | None = None) -> None:
        """`people`: with the roles that count; `shared`: whether adjudicators save the codebook."""
        super().__init__(
            "People and roles", parent, "Whoever leads may do all that the others may; one may have several roles."
        )
        self._people, self._why_not = tuple(people), why_not
        self.ticks: dict[tuple[CoderId, TeamRole], QCheckBox] = {}
        self.name = QLineEdit(placeholderText="A new name")
        self.shared = QCheckBox("&Adjudicators save the codebook too")
        self.shared.setChecked(shared)
        self._problem = words("", Look.PROBLEM)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName("People")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self._rows())
        area.setMinimumHeight(36 * min(len(self._people), 6))
        self.body.addWidget(area, 1)
        self.body.addWidget(self.shared)
        self.body.addLayout(labelled("Somebody &new", self.name, "They code until a lead gives them other roles."))
        self.body.addWidget(self._problem)
        self.accept_button = self.add_buttons("Save") or QPushButton()
        for each in (*self.ticks.values(), self.shared, self.name):
            each.setEnabled(not why_not)
        for tick in self.ticks.values():
            tick.toggled.connect(self._check)
        self._check()
        self.resize(460, min(520, 260 + 36 * len(self._people)))

    @property
    def choice(self) -> PeopleChoice:
        """What is ticked and typed."""
        held = {
            one.id: frozenset(role for role in TeamRole if self.ticks[one.id, role].isChecked()) for one in self._people
        }
        return PeopleChoice(held, tidied(self.name.text()), self.shared.isChecked())

    def _rows(self) -> QWidget:
        rows = QWidget()
        grid = QGridLayout(rows)
        spaced(grid, 8)
        grid.setColumnStretch(0, 1)
        for at, one in enumerate(self._people):
            grid.addWidget(words(isolated(one.name)), at, 0)
            for column, role in enumerate(TeamRole, 1):
                tick = QCheckBox(role.value)
                tick.setAccessibleName(f"{one.name}: {role}")
                tick.setChecked(role in one.roles)
                self.ticks[one.id, role] = tick
                grid.addWidget(tick, at, column)
        grid.setRowStretch(len(self._people), 1)
        return rows

    def _fault(self) -> str:
        choice = self.choice
        for one in self._people:
            if not choice.roles[one.id]:
                return f"{isolated(one.name)} needs a role."
        if self._people and not any(TeamRole.LEAD in held for held in choice.roles.values()):
            return "Somebody has to lead the project."
        return ""

    @Slot()
    def _check(self) -> None:
        self._problem.setText(self._why_not or self._fault())
        self.accept_button.setEnabled(not self._problem.text())

    # Qt calls this.

    def accept(self) -> None:
        if self.accept_button.isEnabled():
            super().accept()
            self.chosen.emit(self.choice)
