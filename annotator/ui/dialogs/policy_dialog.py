"""Settling by a policy: which one for which labels, all that it would decide listed before it does."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QWidget,
)

from annotator.adjudication.policies import POLICIES
from annotator.model.codebook import Label
from annotator.model.coder import Layer
from annotator.model.ids import LabelId, LayerId
from annotator.model.wording import counted
from annotator.operations.adjudication.adjudicate import PolicyPlan
from annotator.ui.commands.key_names import key_of
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.fields import Choice
from annotator.ui.kit.table_view import line_table
from annotator.ui.kit.widgets import Look, spaced, words

_Index = QModelIndex | QPersistentModelIndex
_INTRO = (
    "What a person decided stays as it is. All that is settled is one step, which {undo} takes back."
    " Cases that the policy leaves stay open."
)
_NO_NAMES = "To prefer one coder is not offered while names are hidden."
# What all say alike was settled when the coders were compared.
_FIRST = "majority"
_AS_ABOVE, _LEFT = "as above", ""
_LABELS = 150
"""The height up to which the labels are shown without scrolling, in pixels."""


class ProposalRow(NamedTuple):
    """What a policy would decide of a case, in words."""

    document: str
    passage: str
    becomes: str


class ProposalModel(QAbstractTableModel):
    """The proposals as a table."""

    heads = ("Document", "Passage", "Becomes gold")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proposals: list[ProposalRow] = []

    def show_rows(self, rows: Sequence[ProposalRow]) -> None:
        """Replace all."""
        self.beginResetModel()
        self.proposals = list(rows)
        self.endResetModel()

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.proposals)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        across = orientation is Qt.Orientation.Horizontal
        return self.heads[section] if across and role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.proposals[index.row()][index.column()] if role in shown else None


class PolicyDialog(Dialog):
    """`plan_asked` carries a `PolicyPlan` whose proposals are wanted, `chosen` the one that is to settle."""

    plan_asked = Signal(object)
    chosen = Signal(object)

    def __init__(self, labels: Sequence[Label], coders: Sequence[Layer], parent: QWidget | None = None) -> None:
        """`coders`: who may be preferred, nobody while names are not to be known."""
        super().__init__("Settle by a policy", parent, _INTRO.format(undo=key_of("edit.undo")))
        self._offered = [(one.name, one.title) for one in POLICIES if coders or not one.needs_coder]
        self.policy = self._choice("Policy", [*self._offered, (_LEFT, "Leave to a person")])
        self.coder = self._choice("Preferred coder", [(layer.id, layer.name) for layer in coders])
        self.policy.setCurrentIndex(max(0, self.policy.findData(_FIRST)))
        self.by_label: dict[str, Choice] = {}
        self.count = words("")
        self.model = ProposalModel(self)
        self.table = line_table("What would be settled", self.model)
        self._build(labels, bool(coders))
        self.accept_button = self.add_buttons("Settle") or QPushButton()
        self.policy.setFocus()
        self.resize(760, 620)
        self._on_changed()

    @property
    def plan(self) -> PolicyPlan:
        """What is chosen."""
        by_label = {
            LabelId(id): str(box.currentData()) for id, box in self.by_label.items() if box.currentData() != _AS_ABOVE
        }
        plan = PolicyPlan(str(self.policy.currentData()), None, None, by_label)
        preferred = LayerId(str(self.coder.currentData())) if plan.needs_coder else None
        return PolicyPlan(plan.policy, preferred, None, by_label)

    def show_proposals(self, rows: Sequence[ProposalRow]) -> None:
        """List what the plan would settle."""
        self.model.show_rows(rows)
        self._say(f"{counted(len(rows), 'case')} would be settled" if rows else _NOTHING)
        self.accept_button.setText(f"Settle {len(rows)}" if rows else "Settle")
        self.accept_button.setEnabled(bool(rows))

    def show_problem(self, sentence: str) -> None:
        """Say why nothing is proposed."""
        self.model.show_rows(())
        self._say(sentence)

    def _say(self, text: str) -> None:
        self.count.setText(text)
        self.table.setAccessibleDescription(text)

    def _build(self, labels: Sequence[Label], named: bool) -> None:
        form = QFormLayout()
        spaced(form, 8)
        form.addRow("For all labels", self.policy)
        form.addRow("Preferred coder", self.coder)
        form.setRowVisible(self.coder, named)
        self.body.addLayout(form)
        if not named:
            self.body.addWidget(words(_NO_NAMES, Look.SECONDARY))
        self.body.addWidget(self._label_area(labels), 1)
        self.table.setWordWrap(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.body.addWidget(self.count)
        self.body.addWidget(self.table, 2)

    def _label_area(self, labels: Sequence[Label]) -> QScrollArea:
        inside = QWidget()
        form = QFormLayout(inside)
        spaced(form, 4)
        for label in labels:
            box = self._choice(f"Policy for {label.name}", self._of_label())
            self.by_label[label.id] = box
            form.addRow(label.name, box)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setProperty("look", Look.QUIET.value)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        # A short codebook is seen whole; a long one is scrolled.
        area.setMinimumHeight(min(inside.sizeHint().height() + 4, _LABELS))
        return area

    def _of_label(self) -> list[tuple[str, str]]:
        return [(_AS_ABOVE, "As for all labels"), *self._offered, (_LEFT, "Leave to a person")]

    def _choice(self, name: str, items: Sequence[tuple[str, str]]) -> Choice:
        made = Choice()
        made.setAccessibleName(name)
        for value, title in items:
            made.addItem(title, value)
        made.activated.connect(self._on_changed)
        return made

    @Slot()
    def _on_changed(self) -> None:
        plan = self.plan
        self.coder.setEnabled(plan.needs_coder)
        self.accept_button.setEnabled(False)
        if plan.names:
            self._say("Working out what would be settled…")
            self.plan_asked.emit(plan)
        else:
            self.show_problem("Choose a policy, for all labels or for some.")

    # Qt calls this.

    def accept(self) -> None:
        if self.accept_button.isEnabled():
            super().accept()
            self.chosen.emit(self.plan)


_NOTHING = "Nothing would be settled: every case that is left needs a person, or another policy."
