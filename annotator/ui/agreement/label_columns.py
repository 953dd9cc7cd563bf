"""The columns of the table of numbers: labels in their hierarchy, those below a parent folded away or not.

A parent has a column in which what stands below it counts as its own, its *head*; folded, that is all one sees of it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.model.codebook import Label
from annotator.model.ids import LabelId

MOST_UNFOLDED = 12
"""With more labels than this the table is folded until somebody opens a part of it."""


class LabelColumn(NamedTuple):
    """A label, None for all of them; `with_children`: what stands below counts as it."""

    label: LabelId | None
    with_children: bool = False


@dataclass(frozen=True, slots=True)
class LabelColumns:
    """Which columns are shown. `parents`: by label, in the order of the codebook, the one above it.

    `opened`, `closed`: the parents of which somebody chose it.
    """

    parents: Mapping[LabelId, LabelId | None] = field(default_factory=dict)
    opened: frozenset[LabelId] = frozenset()
    closed: frozenset[LabelId] = frozenset()

    def of(self, labels: Sequence[Label]) -> "LabelColumns":
        """Return the same choices for other labels."""
        known = {label.id for label in labels}
        parents = {label.id: label.parent if label.parent in known else None for label in labels}
        return LabelColumns(parents, self.opened & known, self.closed & known)

    def is_folded(self, label: LabelId) -> bool:
        """Whether what stands below a parent is folded away."""
        return label in self.closed or (len(self.parents) > MOST_UNFOLDED and label not in self.opened)

    def folding(self, labels: Collection[LabelId], folded: bool) -> "LabelColumns":
        """Return the choices with these parents folded, or not."""
        if folded:
            return LabelColumns(self.parents, self.opened.difference(labels), self.closed.union(labels))
        return LabelColumns(self.parents, self.opened.union(labels), self.closed.difference(labels))

    def shown(self, there: Collection[LabelColumn]) -> tuple[LabelColumn, ...]:
        """Return the columns that are seen of those that there are: all labels first, each parent before its children.

        Labels that the codebook does not have any more come last.
        """
        of_all = (one for one in (LabelColumn(None), LabelColumn(None, True)) if one in there)
        gone = sorted(one for one in there if one.label is not None and one.label not in self.parents)
        return (*of_all, *self._below(None, there), *gone)

    def head_of(self, column: LabelColumn, shown: Collection[LabelColumn]) -> LabelColumn | None:
        """Return the nearest head that is shown above a column, or itself if it is one; None where there is none."""
        if column in shown and column.with_children:
            return column
        at = column.label
        while at is not None:
            head = LabelColumn(at, True)
            if head in shown and head != column:
                return head
            at = self.parents.get(at)
        return None

    def _below(self, parent: LabelId | None, there: Collection[LabelColumn]) -> Iterator[LabelColumn]:
        for label in (one for one, above in self.parents.items() if above == parent):
            head, alone = LabelColumn(label, True), LabelColumn(label)
            if head in there:
                yield head
                if self.is_folded(label):
                    continue
            if alone in there:
                yield alone
            yield from self._below(label, there)
