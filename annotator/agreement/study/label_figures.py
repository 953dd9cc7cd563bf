"""The figures of single labels: those of all labels are computed at once, since a codebook may have thousands."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.coefficients.chance_corrected import no_value
from annotator.agreement.input.grouped_spans import Columns
from annotator.agreement.input.label_by_label import LabelByLabel, LabelsIn, label_by_label, labels_there
from annotator.agreement.input.ratings import Ratings, Value
from annotator.agreement.study.compared import fitting, of_coders, said_of, with_error, with_share
from annotator.agreement.study.part_ratings import RatingsOf
from annotator.agreement.study.study import Aspect, Design
from annotator.agreement.study.study_input import Computed, Prepared, explained
from annotator.agreement.tally import Tally
from annotator.model.attribute_kinds import Scale
from annotator.model.ids import LabelId

_AT_ONCE = 200_000
"""Labels times documents that are computed with at a time."""


Wanted = Callable[[Columns, LabelId], bool]
"""Whether some coders have the figures of a label."""


def labels_in_set(value: Value) -> frozenset[LabelId]:
    """Return the labels of a value that is a set of labels."""
    return value if isinstance(value, frozenset) else frozenset()


def label_itself(value: Value) -> tuple[LabelId, ...]:
    """Return the label that a value is; none where the coder found nothing."""
    return (LabelId(value),) if isinstance(value, str) else ()


@dataclass(frozen=True, slots=True)
class EachLabel:
    """Whether each label is there, label by label.

    `ratings`: those of some coders, whose values say labels by `labels_in`; `said`: what they are of, as a sentence.
    `why_not`: of labels of which nothing can be had here, why. `part`: as in `Figure`. `among`: as in `Compared`.
    """

    aspect: Aspect
    ratings: RatingsOf
    said: str
    labels_in: LabelsIn
    why_not: Mapping[LabelId, str] = field(default_factory=dict)
    part: str = ""
    among: Callable[[Columns], float] | None = None

    def figures(self, prepared: Prepared, wanted: Wanted | None = None) -> Iterator[Computed]:
        """Yield each coefficient that fits, for all coders and for each pair, label by label; only those `wanted`."""
        design = prepared.study_input.design
        said = said_of(self.said, self.aspect, design)
        for coders in prepared.study_input.groups:
            coefficients = fitting(Scale.NOMINAL, len(coders), design.coefficients)
            labels = [one for one in prepared.labels_of(coders) if wanted is None or wanted(coders, one)]
            among = self.among(coders) if self.among is not None and labels else 0
            for label, tallies in self._of(prepared, coders, labels, coefficients):
                for tally in tallies:
                    shown = with_share(explained(tally, said), among)
                    yield Computed(aspect=self.aspect, coders=coders, label=label, part=self.part, tally=shown)

    def _of(
        self, prepared: Prepared, coders: Columns, labels: Sequence[LabelId], coefficients: Sequence[Coefficient]
    ) -> Iterator[tuple[LabelId, Sequence[Tally]]]:
        """Yield labels with their tallies, one of each coefficient."""
        if not labels:
            return
        design = prepared.study_input.design
        found = of_coders(self.ratings, self.aspect, design, coders)
        there = labels_there(found, self.labels_in)
        nobody = self._alone(coefficients, found, None, design)
        step = max(1, _AT_ONCE // max(1, found.documents))
        for at in range(0, len(labels), step):
            some = labels[at : at + step]
            together = self._together(found, [label for label in some if label in there], coefficients, design)
            for label in some:
                if label in self.why_not:
                    yield label, [_without(one, found, self.why_not[label]) for one in coefficients]
                elif label in together:
                    yield label, together[label]
                else:
                    yield label, self._alone(coefficients, found, label, design) if label in there else nobody

    def _together(
        self, found: Ratings, labels: Sequence[LabelId], coefficients: Sequence[Coefficient], design: Design
    ) -> dict[LabelId, list[Tally]]:
        """Return the tallies of the labels that some gave and some did not."""
        if not labels:
            return {}
        made = label_by_label(found, labels, self.labels_in)
        says_no = (made.ratings.rows == 0).any(axis=1)[made.ratings.row]
        varied = np.unique(made.ratings.document[says_no] // max(1, found.documents)).tolist()
        tallies = [(one, one.function(made.ratings)) for one in coefficients]

        def of(at: int) -> list[Tally]:
            ratings = partial(made.of, at)
            return [with_error(_part(tally, made, at), one, ratings, self.aspect, design) for one, tally in tallies]

        return {labels[at]: of(at) for at in varied}

    def _alone(
        self, coefficients: Sequence[Coefficient], found: Ratings, label: LabelId | None, design: Design
    ) -> list[Tally]:
        """Return the tallies of a label that all gave everywhere, or of one that nobody gave."""
        ratings = self._answers(found, label)
        return [with_error(one.function(ratings), one, lambda: ratings, self.aspect, design) for one in coefficients]

    def _answers(self, found: Ratings, label: LabelId | None) -> Ratings:
        """Return whether each coder gave a label where all say yes, or all say no; None for one that nobody gave.

        That cannot be told from chance, whatever a coefficient makes of it, so that there is but one category.
        """
        return found.mapped(partial(self._has, label)).trimmed()

    def _has(self, label: LabelId | None, value: Value) -> bool:
        return label is not None and label in self.labels_in(value)


def _without(coefficient: Coefficient, ratings: Ratings, why: str) -> Tally:
    convention = " ".join(coefficient.conventions)
    return no_value(name=coefficient.name, convention=convention, ratings=ratings, why=why)


def _part(tally: Tally, made: LabelByLabel, label: int) -> Tally:
    """Return the tally of one label, by its number."""
    mine = made.documents_of(label)
    used = None if tally.used is None else tally.used[mine]
    return replace(tally, sums=tally.sums[mine], n=tally.n[mine], used=used)
