"""The codebook as it is being edited: what is not saved yet, what is wrong with it, and what it would change."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from annotator.model.codebook import Codebook, CodesPerUnit, CodingUnit, Label
from annotator.model.codebook_diff import changes_between
from annotator.model.codebook_rules import slug_for
from annotator.model.ids import LabelId
from annotator.ui.codebook.edits import Labels, added, without
from annotator.ui.codebook.faults import CodebookFault, faults_among, faults_of


class Draft(QObject):
    """`base`: the codebook in force. `labels` may contradict themselves; `codebook` is what can be saved."""

    changed = Signal()
    """Something is otherwise: a field, the order, or the codebook that it is compared with."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.base = Codebook()
        self.name, self.description = self.base.name, self.base.description
        self.unit, self.codes_per_unit = self.base.unit, self.base.codes_per_unit
        self.labels: Labels = ()
        self._checked: dict[LabelId, tuple[Label, tuple[CodebookFault, ...]]] = {}
        self._faults: tuple[CodebookFault, ...] | None = None

    # What it is.

    @property
    def is_unsaved(self) -> bool:
        """Whether anything is otherwise than in the codebook in force."""
        return self.as_shown() != self.base

    @property
    def faults(self) -> tuple[CodebookFault, ...]:
        """What is to be mended before it can be saved."""
        if self._faults is None:
            found = [fault for label in self.labels for fault in self._faults_of(label)]
            self._faults = tuple(found or faults_among(self.labels))
            if found:
                keys = [fault for fault in faults_among(self.labels) if fault.path == ("key",)]
                self._faults = (*found, *keys)
        return self._faults

    @property
    def codebook(self) -> Codebook | None:
        """The codebook that would be saved, None while something must be corrected."""
        if self.faults:
            return None
        return Codebook.model_validate(dict(self.as_shown()))

    @property
    def changes(self) -> tuple[str, ...]:
        """What is otherwise than in the codebook in force, one sentence each."""
        return changes_between(self.base, self.as_shown()) if self.is_unsaved else ()

    @property
    def may_lose(self) -> bool:
        """Whether a label has other attributes or roles than in force, so that codings may lose some."""
        pairs = ((old, self.get(old.id)) for old in self.base.labels)
        return any(new and (new.attributes, new.roles) != (old.attributes, old.roles) for old, new in pairs)

    def get(self, id: str) -> Label | None:
        """Return a label as it is edited."""
        return next((label for label in self.labels if label.id == id), None)

    def as_shown(self) -> Codebook:
        """Return the codebook as it is edited, for showing only: it may contradict itself."""
        return Codebook.model_construct(
            name=self.name,
            description=self.description,
            unit=self.unit,
            codes_per_unit=self.codes_per_unit,
            labels=self.labels,
        )

    # What is done to it.

    def begin(self, codebook: Codebook) -> None:
        """Edit the codebook in force; what was not saved is gone."""
        self.base = codebook
        self.name, self.description, self.labels = codebook.name, codebook.description, codebook.labels
        self.unit, self.codes_per_unit = codebook.unit, codebook.codes_per_unit
        self._faults = None
        self.changed.emit()

    def rebase(self, codebook: Codebook) -> None:
        """Compare with another codebook in force, and keep what is edited."""
        self.base = codebook
        self.changed.emit()

    def take(self, codebook: Codebook) -> None:
        """Edit another codebook in place of the one in force, such as one of a file."""
        with_units = (codebook.unit, codebook.codes_per_unit)
        self._put(codebook.name, codebook.description, codebook.labels, with_units)

    def call(self, name: str, description: str) -> None:
        """Say what the codebook is called and for."""
        self._put(name, description, self.labels)

    def ask(self, unit: CodingUnit, codes_per_unit: CodesPerUnit) -> None:
        """Say what is coded: any passage or given units, and how many labels each of these gets."""
        self._put(self.name, self.description, self.labels, (unit, codes_per_unit))

    def put(self, label: Label) -> None:
        """Replace the label of this id."""
        self.arrange(tuple(label if one.id == label.id else one for one in self.labels))

    def arrange(self, labels: Sequence[Label]) -> None:
        """Replace all labels."""
        self._put(self.name, self.description, tuple(labels))

    def add(self, name: str, beside: LabelId | None, colour: str) -> LabelId:
        """Add a label behind another one, under the same parent; return its id, made of its name."""
        other = self.get(beside) if beside is not None else None
        id = LabelId(slug_for(name, frozenset(label.id for label in self.labels)))
        label = Label(id=id, name=name, colour=colour, parent=other.parent if other else None)
        self.arrange(added(self.labels, label, beside))
        return id

    def remove(self, id: LabelId) -> None:
        """Take a label out; what stood below it moves up."""
        self.arrange(without(self.labels, id))

    # Inside.

    def _put(
        self, name: str, description: str, labels: Labels, units: tuple[CodingUnit, CodesPerUnit] | None = None
    ) -> None:
        mine = (self.unit, self.codes_per_unit)
        if (name, description, labels, units or mine) == (self.name, self.description, self.labels, mine):
            return
        self.name, self.description, self.labels = name, description, labels
        self.unit, self.codes_per_unit = units or mine
        self._faults = None
        self.changed.emit()

    def _faults_of(self, label: Label) -> tuple[CodebookFault, ...]:
        known = self._checked.get(label.id)
        if known is None or known[0] is not label:
            known = self._checked[label.id] = label, faults_of(label)
        return known[1]
