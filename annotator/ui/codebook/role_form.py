"""The form of a role: what fills it, spans of which labels are meant, whether it is required and may have several."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from annotator.model.codebook import Attribute, Label, Role
from annotator.model.role_kinds import SLOT_TYPES, Takes
from annotator.ui.codebook.attribute_form import AttributeForm
from annotator.ui.codebook.conditions import with_renamed
from annotator.ui.codebook.faults import Path
from annotator.ui.codebook.part_form import PartForm
from annotator.ui.codebook.parts import PartsEditor
from annotator.ui.kit.fields import Choice

_NOTHING_ASKED = "Nothing is asked of who fills this slot. An attribute is asked of each: of two targets, its kind."


class RoleForm(PartForm[Role]):
    """`offer` says which labels there are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("role", parent)
        self.takes = Choice()
        for takes, slot_type in SLOT_TYPES.items():
            self.takes.addItem(slot_type.title, takes)
        self.several = QCheckBox("Several may fill it")
        self.labels = QListWidget()
        self.labels.setFixedHeight(124)
        self.fields.add("takes", "Filled by", self.takes)
        self.fields.addWidget(self.required)
        self.fields.addWidget(self.several)
        self.fields.add("labels", "Spans of these labels, or of any", self.labels)
        self.fields.add("definition", "Definition of the role", self.definition)
        self.attributes = PartsEditor[Attribute]("attribute", _NOTHING_ASKED, AttributeForm())
        self.fields.add("attributes", "Asked of each that fills it", self.attributes)
        self.attributes.edited.connect(self._on_attributes)
        self.takes.activated.connect(lambda: self.change(takes=Takes(self.takes.currentData())))
        self.several.toggled.connect(lambda ticked: self.change(several=ticked))
        self.labels.itemChanged.connect(self._on_ticked)

    def offer(self, labels: Sequence[Label]) -> None:
        """Offer these labels to choose from."""
        shown = [(label.id, label.name) for label in labels]
        items = [self.labels.item(row) for row in range(self.labels.count())]
        if shown != [(item.data(Qt.ItemDataRole.UserRole), item.text()) for item in items]:
            with QSignalBlocker(self.labels):
                self.labels.clear()
                for id, name in shown:
                    item = QListWidgetItem(name)
                    item.setData(Qt.ItemDataRole.UserRole, id)
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    self.labels.addItem(item)
        self._tick()

    def show_part(self, part: Role) -> None:
        super().show_part(part)
        self.takes.setCurrentIndex(self.takes.findData(part.takes))
        with QSignalBlocker(self.several):
            self.several.setChecked(part.several)
        self.attributes.show_parts(part.attributes)
        self._tick()

    def say(self, faults: Sequence[tuple[Path, str]]) -> None:
        super().say(faults)
        self.attributes.say([(path[1:], said) for path, said in faults if path[:1] == ("attributes",)])

    @Slot()
    def _on_attributes(self) -> None:
        form, at = self.attributes.form, self.attributes.at_hand
        assert isinstance(form, AttributeForm)
        if at is not None and form.renamed:
            self.attributes.parts = with_renamed(self.attributes.parts, at.id, form.renamed)
        self.change(attributes=self.attributes.parts)

    def _tick(self) -> None:
        ticked = self.part.labels if self.part is not None else ()
        with QSignalBlocker(self.labels):
            for row in range(self.labels.count()):
                item = self.labels.item(row)
                on = item.data(Qt.ItemDataRole.UserRole) in ticked
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        if self.labels.currentRow() < 0 and self.labels.count():
            self.labels.setCurrentRow(0)

    @Slot(QListWidgetItem)
    def _on_ticked(self, item: QListWidgetItem) -> None:
        id, part = item.data(Qt.ItemDataRole.UserRole), self.part
        if part is None:
            return
        left = tuple(one for one in part.labels if one != id)
        self.change(labels=(*left, id) if item.checkState() == Qt.CheckState.Checked else left)
