"""The fields by which it is said who codes which documents."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from annotator.model.filter_words import FilterSign, Term
from annotator.model.ids import CoderId
from annotator.model.wording import isolated
from annotator.operations.team.giving_out import NOT_GIVEN, GiveOutRequest
from annotator.ui.dialogs.ticks import TickEntry, TickModel, tick_list
from annotator.ui.kit.fields import Choice
from annotator.ui.kit.widgets import Look, labelled, spaced, words

_MOST = 1_000_000
_NO_FIELD = "no field"


@dataclass(frozen=True, slots=True)
class GiveOutChoices:
    """What there is to choose from: people with what they do, names of sets and of fields of the documents."""

    people: tuple[tuple[CoderId, str, str], ...] = ()
    sets: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


class GiveOutForm(QWidget):
    """`changed` tells that something else is asked for; `request` is what is."""

    changed = Signal()

    def __init__(self, choices: GiveOutChoices, before: GiveOutRequest, parent: QWidget | None = None) -> None:
        """`before`: what stands in the fields at first."""
        super().__init__(parent)
        entries = [TickEntry(id, isolated(name), role) for id, name, role in choices.people]
        self.people = TickModel(entries, before.people, self)
        self.people_list = tick_list(self.people, "Who codes")
        self.source, self.filter = Choice(), QLineEdit(placeholderText="kind:readout date>=2026-01")
        self.documents = _number(before.documents or 0, "all of them")
        self.several, self.unit, self.each = _number(before.several), Choice(), QSpinBox(minimum=2, maximum=99)
        self.pilot = _number(before.pilot, "none")
        self.strata = [Choice(), Choice()]
        self.measure, self.seed = Choice(), QSpinBox(minimum=0, maximum=2**31 - 1, value=min(before.seed, 2**31 - 1))
        self.due, self.pilot_due = QLineEdit(before.due), QLineEdit(before.pilot_due)
        self._fill(choices, before)
        self._build()
        self._listen()
        self._on_source()

    @property
    def request(self) -> GiveOutRequest:
        """What is asked for now."""
        chosen = self.people.chosen
        return GiveOutRequest(
            people=tuple(CoderId(entry.id) for entry in self.people.entries if entry.id in chosen),
            filter=self.filter.text() if self.source.currentData() is None else str(self.source.currentData()),
            documents=self.documents.value() or None,
            several=self.several.value(),
            is_share=bool(self.unit.currentData()),
            each=self.each.value(),
            pilot=self.pilot.value(),
            strata=tuple(str(each.currentData()) for each in self.strata if each.currentData()),
            by_words=bool(self.measure.currentData()),
            seed=self.seed.value(),
            due=self.due.text().strip(),
            pilot_due=self.pilot_due.text().strip() if self.pilot.value() else "",
        )

    def _fill(self, choices: GiveOutChoices, before: GiveOutRequest) -> None:
        self.source.addItem("All documents", "")
        self.source.addItem("Those that nobody was given", NOT_GIVEN)
        for name in choices.sets:
            self.source.addItem(f"The set “{isolated(name)}”", str(Term(name, "set", FilterSign.HAS)))
        self.source.addItem("Those of a filter", None)
        at = self.source.findData(before.filter)
        self.source.setCurrentIndex(at if at >= 0 else self.source.count() - 1)
        self.filter.setText(before.filter if at < 0 else "")
        self.unit.addItem("% of them", True)
        self.unit.addItem("documents", False)
        self.unit.setCurrentIndex(0 if before.is_share else 1)
        self.each.setValue(before.each)
        self.measure.addItem("documents", False)
        self.measure.addItem("words", True)
        self.measure.setCurrentIndex(int(before.by_words))
        for place, choice in enumerate(self.strata):
            choice.addItem(_NO_FIELD, "")
            for name in choices.fields:
                choice.addItem(isolated(name), name)
            wanted = before.strata[place] if place < len(before.strata) else ""
            choice.setCurrentIndex(max(0, choice.findData(wanted)))

    def _build(self) -> None:
        box = QVBoxLayout(self)
        spaced(box, 12, (0, 0, 12, 0))
        self.people_list.setFixedHeight(25 * min(max(len(self.people.entries), 2), 6) + 10)
        box.addLayout(labelled("&Who codes", self.people_list))
        box.addLayout(labelled("Which &documents", self.source))
        self.filter.setAccessibleName("Filter of the documents")
        box.addWidget(self.filter)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        spaced(form, 8)
        rows: list[tuple[str, list[tuple[QWidget, str]]]] = [
            ("&How many", [(self.documents, "How many documents")]),
            (
                "&Twice or more",
                [
                    (self.several, "Coded by two or more"),
                    (self.unit, "Share or number of documents coded by two or more"),
                    (self.each, "By how many people these are coded"),
                ],
            ),
            ("Everybody &first", [(self.pilot, "Documents that everybody codes first")]),
            (
                "&Balanced by",
                [
                    (self.strata[0], "Field of which everybody gets the same mix"),
                    (self.strata[1], "Another such field"),
                ],
            ),
            ("&Equal shares of", [(self.measure, "What everybody gets alike many of")]),
            ("D&ue", [(self.due, "Due day"), (self.pilot_due, "Due day of what everybody codes first")]),
            ("&Seed", [(self.seed, "Seed")]),
        ]
        for caption, fields in rows:
            form.addRow(caption, _row(fields))
        self.each.setPrefix("by ")
        for choice in (self.unit, *self.strata, self.source):
            choice.setMinimumContentsLength(5)
        self.due.setPlaceholderText("2026-12-24")
        self.pilot_due.setPlaceholderText("of those first")
        box.addLayout(form)
        hint = "The same seed draws the same documents again; who has some already keeps them, and they count in."
        box.addWidget(words(hint, Look.SECONDARY))
        box.addStretch(1)

    def _listen(self) -> None:
        self.people.ticked.connect(self.changed)
        self.source.currentIndexChanged.connect(self._on_source)
        for text in (self.filter, self.due, self.pilot_due):
            text.textChanged.connect(self.changed)
        for number in (self.documents, self.several, self.each, self.pilot, self.seed):
            number.valueChanged.connect(self.changed)
        for choice in (self.unit, self.measure, *self.strata):
            choice.currentIndexChanged.connect(self.changed)
        self.pilot.valueChanged.connect(self._on_pilot)
        self._on_pilot()

    @Slot()
    def _on_source(self) -> None:
        self.filter.setVisible(self.source.currentData() is None)
        self.changed.emit()

    @Slot()
    def _on_pilot(self) -> None:
        self.pilot_due.setVisible(self.pilot.value() > 0)


def _number(value: int, none: str = "") -> QSpinBox:
    made = QSpinBox(minimum=0, maximum=_MOST, value=value)
    made.setSpecialValueText(none)
    return made


def _row(fields: Sequence[tuple[QWidget, str]]) -> QWidget:
    """Return fields beside each other, with the names that a screen reader says; the caption leads to the first."""
    made = QWidget()
    row = QHBoxLayout(made)
    spaced(row)
    for field, name in fields:
        field.setAccessibleName(name)
        if isinstance(field, QSpinBox):  # its number begins where words begin in the other fields
            field.lineEdit().setTextMargins(6, 0, 0, 0)
        row.addWidget(field, 1)
    made.setFocusProxy(fields[0][0])
    return made
