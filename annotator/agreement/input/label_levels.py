"""The hierarchy of labels, level by level: at each level every label counts as the one above it that stands there.

At one level no label belongs to two others, so that all its families are compared at once, and what stands on a higher
level stays as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from annotator.agreement.input.passages import CodedPassage
from annotator.agreement.input.ratings import Ints, Ratings, Value
from annotator.agreement.input.span_table import SpanTable
from annotator.model.codebook import Label
from annotator.model.ids import LabelId
from annotator.model.span import Span


@dataclass(frozen=True, slots=True)
class LabelLevel:
    """A level. `depth`: 0 at the top. `counts_as`: by label, the one that it counts as.

    `parents`: those of this level that have others below them, in the order of the codebook.
    """

    depth: int
    counts_as: Mapping[LabelId, LabelId]
    parents: tuple[LabelId, ...]

    def ratings(self, ratings: Ratings) -> Ratings:
        """Return ratings whose values are sets of labels with the sets of what these count as."""
        return ratings.mapped(self._counted)

    def places(self, places: Sequence[CodedPassage]) -> list[CodedPassage]:
        """Return places in which each span has the label that its own counts as."""
        return [replace(place, spans=tuple(map(self._span, place.spans))) for place in places]

    def table(self, table: SpanTable) -> tuple[SpanTable, Ints]:
        """Return the spans under what their labels count as, and the numbers that they had.

        Two of one coder that are the same then, with the same extents, count once.
        """
        labels = tuple(dict.fromkeys(self.counts_as.get(label, label) for label in table.labels))
        number = {label: at for at, label in enumerate(labels)}
        new = np.array([number[self.counts_as.get(label, label)] for label in table.labels], dtype=np.int64)
        label = new[table.label]
        place = np.where(table.size > 0, table.place, -1 - (table.document * max(1, len(labels)) + label))
        keys = np.stack((table.document, table.coder, label, place))
        kept = np.sort(np.unique(keys, axis=1, return_index=True)[1])
        return replace(table, labels=labels, label=label, place=place).only(kept), kept

    def _counted(self, value: Value) -> Value:
        assert isinstance(value, frozenset)
        return frozenset(self.counts_as.get(label, label) for label in value)

    def _span(self, span: Span | None) -> Span | None:
        if span is None or (label := self.counts_as.get(span.label, span.label)) == span.label:
            return span
        return replace(span, label=label)


def levels_of(labels: Sequence[Label]) -> Iterator[LabelLevel]:
    """Yield the levels on which labels have others below them, from the top; none where no label has a parent."""
    lines = _lines(labels)
    deepest = max(map(len, lines.values()), default=0)
    for depth in range(deepest - 1):
        counts_as = {label: line[min(depth, len(line) - 1)] for label, line in lines.items()}
        above = {line[depth] for line in lines.values() if len(line) > depth + 1}
        yield LabelLevel(depth, counts_as, tuple(one.id for one in labels if one.id in above))


def _lines(labels: Sequence[Label]) -> dict[LabelId, tuple[LabelId, ...]]:
    """Return for each label those above it, from the top, and itself."""
    parents = {label.id: label.parent for label in labels}
    lines = {}
    for label in labels:
        line, at = [label.id], label.parent
        while at is not None and at in parents:
            line.append(at)
            at = parents[at]
        lines[label.id] = tuple(reversed(line))
    return lines
