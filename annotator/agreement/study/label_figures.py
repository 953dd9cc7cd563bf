"""The figures of single labels: those of all labels are computed at once, since a codebook may have thousands.

So are those of all pairs of coders, of whom there may be hundreds.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.coefficients.chance_corrected import no_value
from annotator.agreement.coefficients.standard_errors import weights
from annotator.agreement.input.grouped_rows import Columns
from annotator.agreement.input.label_by_label import LabelsIn, label_by_label, labels_there
from annotator.agreement.input.ratings import Ints, Ratings, Value, end_to_end
from annotator.agreement.study.compared import (
    fitting,
    may_have_error,
    of_coders,
    published_error,
    said_of,
    with_error,
)
from annotator.agreement.study.part_ratings import RatingsOf
from annotator.agreement.study.study import ASPECTS, Aspect, Design
from annotator.agreement.study.study_input import Computed, Prepared, explained
from annotator.agreement.tally import Tally
from annotator.model.attribute_kinds import Scale
from annotator.model.ids import LabelId

_AT_ONCE = 200_000
"""Labels times documents, of as many pairs of coders, that are computed with at a time."""
_CELLS_AT_ONCE = 1 << 22
"""Values of coders in rows, of as many labels, whose standard errors are computed at a time."""


Wanted = Callable[[Columns, LabelId], bool]
"""Whether some coders have the figures of a label."""


def labels_in_set(value: Value) -> frozenset[LabelId]:
    """Return the labels of a value that is a set of labels."""
    return value if isinstance(value, frozenset) else frozenset()


def label_itself(value: Value) -> tuple[LabelId, ...]:
    """Return the label that a value is; none where the coder found nothing."""
    return (LabelId(value),) if isinstance(value, str) else ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What some coders are asked for. `labels`: whose figures; `there`: those that any of them gave.

    `found`: their ratings; `among`: of how many places these are, 0 where they are conditional on nothing.
    `decision`: how many units a decision on a label covers.
    """

    coders: Columns
    labels: Mapping[LabelId, None]
    found: Ratings
    there: set[LabelId]
    among: float
    decision: Callable[[LabelId], float]


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
        every, *pairs = prepared.study_input.groups
        step = max(1, _AT_ONCE // max(1, len(prepared.study_input.texts) * len(prepared.study_input.ids)))
        for several in ([every], *(pairs[at : at + step] for at in range(0, len(pairs), step))):
            asked = [one for coders in several for one in self._asked(prepared, coders, wanted)]
            if asked:
                yield from self._of(asked, prepared.study_input.design)

    def _asked(self, prepared: Prepared, coders: Columns, wanted: Wanted | None) -> Iterator[_Asked]:
        """Yield what these coders are asked for, if anything."""
        labels = [one for one in prepared.labels_of(coders) if wanted is None or wanted(coders, one)]
        if labels:
            found = of_coders(self.ratings, self.aspect, prepared.study_input.design, coders)
            among = self.among(coders) if self.among is not None else 0
            there = labels_there(found, self.labels_in)
            is_of_units = ASPECTS[self.aspect].of_units
            decision = partial(prepared.decisions.of, coders) if is_of_units else lambda label: 1.0
            yield _Asked(coders, dict.fromkeys(labels), found, there, among, decision)

    def _of(self, several: Sequence[_Asked], design: Design) -> Iterator[Computed]:
        """Yield the figures of as many coders each, computed together."""
        coefficients = fitting(Scale.NOMINAL, len(several[0].coders), design.coefficients)
        labels = list(dict.fromkeys(label for asked in several for label in asked.labels))
        step = max(1, _AT_ONCE // max(1, sum(asked.found.documents for asked in several)))
        for at in range(0, len(labels), step):
            some = labels[at : at + step]
            together = self._together(several, some, coefficients, design)
            for number, asked in enumerate(several):
                nobody: list[Tally] = []
                for label in some:
                    if label not in asked.labels:
                        continue
                    tallies = varied = together.get((label, number))
                    if varied is None and label not in asked.there and label not in self.why_not:
                        # What nobody gave is the same whatever it is.
                        tallies = nobody = nobody or self._alone(asked, None, coefficients, design)
                    for tally in tallies or self._alone(asked, label, coefficients, design):
                        yield Computed(
                            aspect=self.aspect,
                            coders=asked.coders,
                            label=label,
                            part=self.part,
                            tally=tally,
                            counts_decisions=varied is not None,
                        )

    def _together(
        self, several: Sequence[_Asked], labels: Sequence[LabelId], coefficients: Sequence[Coefficient], design: Design
    ) -> dict[tuple[LabelId, int], list[Tally]]:
        """Return the tallies of the labels that some gave and some did not, by label and place in `several`."""
        there = [one for one in labels if one not in self.why_not and any(one in asked.there for asked in several)]
        if not there:
            return {}
        ratings = label_by_label(end_to_end([asked.found for asked in several]), there, self.labels_in)
        says_no = (ratings.rows == 0).any(axis=1)[ratings.row]
        varied = np.unique(ratings.document[says_no] // max(1, several[0].found.documents)).tolist()
        places = {at: (there[at // len(several)], at % len(several)) for at in varied}
        places = {at: (label, one) for at, (label, one) in places.items() if label in several[one].there}
        groups = _Groups(ratings, len(there) * len(several), np.array(list(places), dtype=np.int64))
        found: dict[tuple[LabelId, int], list[Tally]] = {place: [] for place in places.values()}
        for coefficient in coefficients:
            tally = explained(coefficient.function(ratings), said_of(self.said, self.aspect, design))
            errors = groups.errors(coefficient) if may_have_error(self.aspect, design) else {}
            for at, (label, one) in places.items():
                asked = several[one]
                mine = groups.part(tally, at, asked.among, asked.decision(label))
                found[label, one].append(with_error(mine, errors.get(at)))
        return found

    def _alone(
        self, asked: _Asked, label: LabelId | None, coefficients: Sequence[Coefficient], design: Design
    ) -> list[Tally]:
        """Return the tallies of a label that all gave everywhere, or of one that nobody gave (None)."""
        said = said_of(self.said, self.aspect, design)
        made = self._by_itself(asked.found, label, coefficients, design)
        return [replace(tally, among=asked.among, convention=f"{said} {tally.convention}") for tally in made]

    def _by_itself(
        self, found: Ratings, label: LabelId | None, coefficients: Sequence[Coefficient], design: Design
    ) -> list[Tally]:
        if label is not None and label in self.why_not:
            return [_without(one, found, self.why_not[label]) for one in coefficients]
        # That cannot be told from chance, whatever a coefficient makes of it, so that there is but one category.
        ratings = found.mapped(partial(self._has, label), (False, True)).trimmed()
        return [
            with_error(one.function(ratings), published_error(one, ratings, self.aspect, design))
            for one in coefficients
        ]

    def _has(self, label: LabelId | None, value: Value) -> bool:
        return label is not None and label in self.labels_in(value)


@dataclass(frozen=True, slots=True)
class _Groups:
    """Ratings of several things of as many documents each, one behind the other; `wanted`: some of them, by number."""

    ratings: Ratings
    count: int
    wanted: Ints

    def part(self, tally: Tally, at: int, among: float, decision: float) -> Tally:
        """Return the tally of one of them, of one of all."""
        each = self.ratings.documents // self.count
        mine = slice(at * each, (at + 1) * each)
        used = None if tally.used is None else tally.used[mine]
        return replace(tally, sums=tally.sums[mine], n=tally.n[mine], used=used, among=among, decision=decision)

    def errors(self, coefficient: Coefficient) -> dict[int, float]:
        """Return the standard errors of those wanted, by number, where they have one."""
        if coefficient.standard_error is None:
            return {}
        weight = weights(self.ratings, self.count)[self.wanted]
        step = max(1, _CELLS_AT_ONCE // max(1, self.ratings.rows.size))
        pieces = (weight[at : at + step] for at in range(0, len(weight), step))
        found = np.concatenate([np.empty(0), *(coefficient.standard_error(self.ratings, one) for one in pieces)])
        known = np.isfinite(found)
        return dict(zip(self.wanted[known].tolist(), found[known].tolist(), strict=True))


def _without(coefficient: Coefficient, ratings: Ratings, why: str) -> Tally:
    convention = " ".join(coefficient.conventions)
    return no_value(name=coefficient.name, convention=convention, ratings=ratings, why=why)
