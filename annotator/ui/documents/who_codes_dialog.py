"""Who codes some documents: each person's tick, which gives all of them or takes all of them back; and until when."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from annotator.model.errors import NotAllowed
from annotator.model.ids import CoderId
from annotator.model.wording import isolated
from annotator.operations.team.assigning import check_day
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import Look, labelled, spaced, words

_AS_IT_IS = "as it is"
_ROW = 32


@dataclass(frozen=True, slots=True)
class CoderOfSome:
    """A person, and how many of the documents were given to them."""

    id: CoderId
    name: str
    given: int


@dataclass(frozen=True, slots=True)
class WhoCodesChoice:
    """Who gets all of the documents, and from whom all are taken back; `due`: an ISO date, empty to leave it."""

    give: tuple[CoderId, ...] = ()
    take_back: tuple[CoderId, ...] = ()
    keep: tuple[CoderId, ...] = ()
    due: str = ""


class WhoCodesDialog(Dialog):
    """A tick that is neither on nor off, where somebody has some of the documents, leaves that as it is."""

    chosen = Signal(object)

    def __init__(
        self, what: str, total: int, people: Sequence[CoderOfSome], due: str = "", parent: QWidget | None = None
    ) -> None:
        """`what`: the documents in words; `total`: how many they are; `due`: the day that all of them have."""
        super().__init__("Who codes them", parent, what)
        self._people, self._total = tuple(people), total
        rows = QWidget()
        box = QVBoxLayout(rows)
        spaced(box, 8)
        self.ticks = [self._tick(one) for one in self._people]
        for tick in self.ticks:
            box.addWidget(tick)
        box.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName("People")
        area.setWidget(rows)
        area.setMinimumHeight(_ROW * min(max(len(self._people), 1), 8))
        self.body.addWidget(area, 1)
        self.due = QLineEdit(due, placeholderText=_AS_IT_IS)
        self._due = due
        self.body.addLayout(labelled("&Due", self.due, "A day such as 2026-12-24, for whoever is ticked."))
        self.fault = words("", Look.PROBLEM)
        self.fault.hide()
        self.body.addWidget(self.fault)
        self.add_buttons("Save")
        self.resize(420, self.sizeHint().height())

    @property
    def choice(self) -> WhoCodesChoice:
        """What is to be changed."""
        give: list[CoderId] = []
        take_back: list[CoderId] = []
        keep: list[CoderId] = []
        for one, tick in zip(self._people, self.ticks, strict=True):
            state = tick.checkState()
            if state is Qt.CheckState.Checked:
                (keep if one.given == self._total else give).append(one.id)
            elif state is Qt.CheckState.Unchecked and one.given:
                take_back.append(one.id)
        due = self.due.text().strip()
        return WhoCodesChoice(tuple(give), tuple(take_back), tuple(keep), due if due != self._due else "")

    def _tick(self, one: CoderOfSome) -> QCheckBox:
        some = 0 < one.given < self._total
        made = QCheckBox(f"{isolated(one.name)}{f' · {one.given:,} of {self._total:,}' if some else ''}")
        made.setTristate(some)
        partly = Qt.CheckState.PartiallyChecked
        made.setCheckState(partly if some else Qt.CheckState.Checked if one.given else Qt.CheckState.Unchecked)
        return made

    # Qt calls this.

    def accept(self) -> None:
        try:
            check_day(self.due.text().strip() or None)
        except NotAllowed as error:
            self.fault.setText(str(error))
            self.fault.show()
            return
        super().accept()
        self.chosen.emit(self.choice)
