"""A policy for each label: a line of choices a label, and whose spans count where a coder is preferred."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.adjudication.policies import POLICIES
from annotator.model.codebook import Label
from annotator.model.coder import Layer
from annotator.model.ids import LabelId, LayerId
from annotator.operations.adjudication.adjudicate import PolicyPlan
from annotator.ui.kit.fields import Choice
from annotator.ui.kit.widgets import Look, spaced

_LEFT = ""


class LabelPolicies(QScrollArea):
    """`changed`: another policy was chosen for a label, or another coder."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.by_label: dict[str, Choice] = {}
        self.coder = _choice("Preferred coder")
        self._coders: Sequence[Layer] = ()
        self._form = QFormLayout()
        spaced(self._form, 4)
        self._inside = QWidget()
        outer = QVBoxLayout(self._inside)
        spaced(outer, 8)
        outer.addLayout(self._form)
        outer.addStretch(1)
        self._form.addRow("Preferred coder", self.coder)
        self.setWidgetResizable(True)
        self.setProperty("look", Look.QUIET.value)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._inside)
        self.coder.activated.connect(self.changed)

    def offer(self, labels: Sequence[Label], coders: Sequence[Layer]) -> None:
        """Offer the policies for these labels; `coders`: who may be preferred, nobody while names are hidden."""
        self.coder.clear()
        for layer in coders:
            self.coder.addItem(layer.name, layer.id)
        self._form.setRowVisible(self.coder, bool(coders))
        for box in self.by_label.values():
            self._form.removeRow(box)
        self.by_label = {label.id: self._of_label(label, bool(coders)) for label in labels}
        for at, label in enumerate(labels):
            self._form.insertRow(at, label.name, self.by_label[label.id])
        self.coder.setEnabled(self.plan.needs_coder)

    @property
    def plan(self) -> PolicyPlan:
        """What is chosen; a plan without a policy while nothing is."""
        chosen = {LabelId(id): str(box.currentData()) for id, box in self.by_label.items() if box.currentData()}
        plan = PolicyPlan(_LEFT, None, None, chosen)
        preferred = LayerId(str(self.coder.currentData())) if plan.needs_coder else None
        return PolicyPlan(_LEFT, preferred, None, chosen)

    def _of_label(self, label: Label, is_named: bool) -> Choice:
        made = _choice(f"Policy for {label.name}")
        made.addItem("Leave to a person", _LEFT)
        for policy in POLICIES:
            if is_named or not policy.needs_coder:
                made.addItem(policy.title, policy.name)
        made.activated.connect(self._on_chosen)
        return made

    def _on_chosen(self) -> None:
        self.coder.setEnabled(self.plan.needs_coder)
        self.changed.emit()


def _choice(name: str) -> Choice:
    made = Choice()
    made.setAccessibleName(name)
    return made
