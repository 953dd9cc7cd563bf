"""The form of an attribute: its type, its values with what they mean, and the words that point to them."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.model.attribute_kinds import VALUE_TYPES, AttributeKind
from annotator.model.codebook import Attribute, Cues
from annotator.ui.codebook.conditions import as_line, from_line
from annotator.ui.codebook.grid import Grid
from annotator.ui.codebook.part_form import PartForm
from annotator.ui.kit.fields import Choice, boxed

_BETWEEN = "; "


class AttributeForm(PartForm[Attribute]):
    """`renamed`: values that the last edit gave another word, old to new."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("attribute", parent)
        self.renamed: Mapping[str, str] = {}
        self._cues: dict[str, Cues] = {}
        self.kind = Choice()
        for kind, value_type in VALUE_TYPES.items():
            self.kind.addItem(value_type.title, kind)
        self.values = Grid("Values", "value", ("Value", "Meaning"))
        self.when = QLineEdit()
        self.cues_for = Choice()
        self.cues = Grid("Cue words", "language", ("Language", "Words, with a semicolon between"), (84,), ordered=False)
        self.fields.add("kind", "Type", self.kind)
        self.fields.addWidget(self.required)
        hint = "Such as “kind = state | group”, by ids; a semicolon between several. An id alone: any value of it."
        self.fields.addLayout(self.fields.made("when", "Asked only where", self.when, hint))
        self.fields.add("definition", "Definition of the attribute", self.definition)
        self._values_box = boxed(self.fields.made("values", "Values, the weakest first", self.values))
        self.fields.addWidget(self._values_box)
        self.fields.add("cues_for", "Cue words for", self.cues_for)
        self.fields.add("cues", "Cue words by language", self.cues)
        self.when.textEdited.connect(lambda text: self.change(when=from_line(text)))
        self.kind.activated.connect(self._on_kind)
        self.values.edited.connect(self._on_values)
        self.cues.edited.connect(self._on_cues)
        self.cues_for.activated.connect(self._show_cues)

    def show_part(self, part: Attribute) -> None:
        super().show_part(part)
        self._cues = dict(part.cues)
        self.renamed = {}
        if from_line(self.when.text()) != part.when:
            self.when.setText(as_line(part.when))
        self.kind.setCurrentIndex(self.kind.findData(part.kind))
        self.values.show_rows([(value, part.meanings.get(value, "")) for value in part.values])
        self._values_box.setVisible(part.value_type.listed)
        self._offer_values()
        self._show_cues()

    # What is typed.

    @Slot()
    def _on_kind(self) -> None:
        kind = AttributeKind(self.kind.currentData())
        is_listed = VALUE_TYPES[kind].listed
        self._values_box.setVisible(is_listed)
        if self.part is not None and kind is not self.part.kind:
            self.renamed = {}
            self.change(kind=kind, **(self._of_rows() if is_listed else self._of_none()))
            self._offer_values()

    @Slot()
    def _on_values(self) -> None:
        assert self.part is not None
        was = self.part.values
        rows = self.values.rows_and_origins()
        new = {was[place]: _word(cells) for place, cells in rows if place is not None and place < len(was)}
        self.renamed = {old: word for old, word in new.items() if old != word}
        self._cues = {self.renamed.get(value, value): cues for value, cues in self._cues.items()}
        self.values.settle()
        self.change(**self._of_rows())
        self.renamed = {}
        self._offer_values()

    @Slot()
    def _on_cues(self) -> None:
        value = self.cues_for.currentData() or ""
        before = self._cues.get(value, {})
        found: Cues = {}
        for language, words in self.cues.rows():
            language = language.strip()
            known = before.get(language, ())
            split = tuple(word.strip() for word in words.split(_BETWEEN.strip()) if word.strip())
            found[language] = known if _BETWEEN.join(known) == words else split
        self._cues[value] = found
        if not found:
            del self._cues[value]
        self.renamed = {}
        self.change(cues=self._cues_of(self.part.values if self.part else ()))

    def _of_rows(self) -> dict[str, object]:
        """Return the fields that the rows say: a meaning is kept where there is one, or was."""
        rows = self.values.rows()
        values = tuple(_word(cells) for cells in rows)
        had = self.part.meanings if self.part is not None else {}
        meanings = {_word(cells): cells[1] for cells in rows if cells[1] or _word(cells) in had}
        return {"values": values, "meanings": meanings, "cues": self._cues_of(values)}

    def _of_none(self) -> dict[str, object]:
        return {"values": (), "meanings": {}, "cues": self._cues_of(())}

    def _cues_of(self, values: tuple[str, ...]) -> dict[str, Cues]:
        return {value: cues for value, cues in self._cues.items() if value in values or value == ""}

    # What is shown.

    def _offer_values(self) -> None:
        kept = self.cues_for.currentData() or ""
        with QSignalBlocker(self.cues_for):
            self.cues_for.clear()
            self.cues_for.addItem("the attribute as a whole", "")
            for value in self.part.values if self.part is not None else ():
                self.cues_for.addItem(value, value)
            self.cues_for.setCurrentIndex(max(0, self.cues_for.findData(kept)))
        self._show_cues()

    @Slot()
    def _show_cues(self) -> None:
        cues = self._cues.get(self.cues_for.currentData() or "", {})
        self.cues.show_rows([(language, _BETWEEN.join(words)) for language, words in cues.items()])


def _word(cells: tuple[str, ...]) -> str:
    return cells[0].strip()
