"""Boundaries: where what coders marked cuts a text, as a segmentation of it.

Spans do not tile a text, as segments do. So a text is taken as cut wherever a marked stretch of it begins or ends; what
lies between two cuts is a segment, marked or not. Places of cuts are those between two units of the text, and its own
begin and end are none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.span_table import Flags, SpanTable
from annotator.agreement.input.stretches import distinct
from annotator.agreement.input.units import UnitKind, marks_on
from annotator.model.ids import LabelId

CUTS = (
    "A text is cut where anything that a coder marked begins or ends, each piece of a span by itself; what begins or "
    "ends at the same place cuts it once, and the ends of the text do not count. Places are those between two units. "
    "Documents that neither coder cut are left out."
)
"""What is compared, as a sentence."""
NO_CUTS = "Neither coder has a boundary within a document of both, so there is nothing to compare."
_IN_TEXT = (UnitKind.CHARACTERS, UnitKind.WORDS, UnitKind.SENTENCES)


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where each coder cuts the texts, which lie end to end on one line of units.

    `unit`: which. `labels`: k of them. `starts`: (documents + 1,), where each text begins on the line, and where it
    ends. `present`: (documents, coders). `by_coder`: of each coder (n,), rising: the number of a label, k for whatever
    label, times the length of the line, and the unit before which a cut is.
    """

    unit: UnitKind
    labels: tuple[LabelId, ...]
    starts: Ints
    present: Flags
    by_coder: Sequence[Ints]
    _number: Mapping[LabelId | None, int]

    @property
    def line(self) -> int:
        """How far labels are apart."""
        return int(self.starts[-1]) + 1

    def of(self, pair: tuple[int, int]) -> tuple[Ints, Ints]:
        """Return the cuts of two coders (by number) in the documents of both."""
        both = self.present[:, pair[0]] & self.present[:, pair[1]]
        first, second = (self.by_coder[column] for column in pair)
        return first[both[self.documents_of(first)]], second[both[self.documents_of(second)]]

    def documents_of(self, cuts: Ints) -> Ints:
        """Return the document of each cut."""
        return np.searchsorted(self.starts, cuts % self.line, "right") - 1

    def number_of(self, label: LabelId | None) -> int:
        """Return the number of a label, k for None: whatever label."""
        return self._number[label]

    def part(self, cuts: Ints, label: LabelId | None) -> slice:
        """Return which of rising cuts are those of a label; None: of any, whatever label it has."""
        number = self.number_of(label)
        first, last = np.searchsorted(cuts, (number * self.line, (number + 1) * self.line))
        return slice(int(first), int(last))


def cuts_of(unit: UnitKind, texts: Sequence[CodedText], table: SpanTable) -> Cuts:
    """Return the cuts; `unit`: of a study, characters where its units are no pieces of a text."""
    unit = unit if unit in _IN_TEXT else UnitKind.CHARACTERS
    marks = marks_on(unit, texts, table)
    span, place = np.tile(marks.span, 2), np.concatenate((marks.first, marks.last))
    document = table.document[span]
    within = (place > marks.starts[document]) & (place < marks.starts[document + 1])
    span, place = span[within], place[within]
    coder, line = table.coder[span], int(marks.starts[-1]) + 1
    keys = table.label[span] * line + place, len(table.labels) * line + place
    by_coder = [
        distinct(np.concatenate([key[coder == column] for key in keys])) for column in range(table.present.shape[1])
    ]
    numbers = {label: at for at, label in enumerate((*table.labels, None))}
    return Cuts(unit, table.labels, marks.starts, table.present, by_coder, numbers)
