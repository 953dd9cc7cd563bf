"""What a study is made on, and what comes of it before it is a number."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

import numpy as np

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.counted_dyads import CountedDyads, counted_dyads
from annotator.agreement.input.grouped_rows import Columns
from annotator.agreement.input.passages import CodedPassage
from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.span_table import SpanTable
from annotator.agreement.input.stretches import added_up, distinct
from annotator.agreement.input.unit_codings import judged_by, says_what
from annotator.agreement.study.part_ratings import PartRatings, RatingsOf
from annotator.agreement.study.study import Aspect, Design
from annotator.agreement.tally import Array, Tally
from annotator.model.codebook import Label, Scope
from annotator.model.compared_texts import ComparedTexts
from annotator.model.ids import LabelId, LayerId, SpanId

Step = Callable[[int, int], None]
"""Told how many of how many steps are done; may raise to stop."""


@dataclass(frozen=True, slots=True)
class StudyInput:
    """What a study is made on: coded documents, the layers compared, the labels with their attributes and roles.

    `has_one_code`: whether each unit that is given gets one label; `compared_texts`: as `Study.texts`.
    """

    texts: Sequence[CodedText]
    coders: Sequence[LayerId]
    labels: Sequence[Label]
    design: Design
    has_one_code: bool = False
    compared_texts: ComparedTexts = field(default_factory=ComparedTexts)

    @property
    def ids(self) -> tuple[LabelId, ...]:
        """The labels' ids."""
        return tuple(label.id for label in self.labels)

    @property
    def possible(self) -> tuple[LabelId, ...]:
        """The labels that a passage can be given: neither headings, nor retired, nor of whole documents."""
        return tuple(one.id for one in self.labels if one.is_codable and one.scope is Scope.SPAN)

    @property
    def codes(self) -> frozenset[LabelId]:
        """The labels that say what a unit is."""
        return says_what(self.labels)

    @property
    def everyone(self) -> tuple[int, ...]:
        """The columns of all coders."""
        return tuple(range(len(self.coders)))

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """The columns of each two coders."""
        return list(combinations(self.everyone, 2))

    @property
    def groups(self) -> list[tuple[int, ...]]:
        """The columns of all coders, then of each pair of them where there are more than two and pairs are wanted."""
        return [self.everyone, *(self.pairs if self.design.pairs and len(self.coders) > 2 else ())]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A study input as its figures are computed from it, each made once.

    `table`: all spans; `places`: these grouped; `parts`: what coders say of what they found; `units`: what each of some
    coders put on each unit, as sets of labels; `decisions`: how many units one of them covers.
    """

    study_input: StudyInput
    table: SpanTable
    places: Sequence[CodedPassage]
    parts: PartRatings
    units: RatingsOf
    decisions: "DecisionSizes"
    _judged: dict[Columns, tuple[SpanTable, Ints]] = field(default_factory=dict)
    _dyads: dict[Columns, CountedDyads] = field(default_factory=dict)

    def judged_by(self, coders: Columns) -> SpanTable:
        """Return the spans without what some of these coders did not judge yet; see `unit_codings.judged_by`."""
        return self._judged_by(coders)[0]

    def dyads_of(self, coders: Columns) -> CountedDyads:
        """Return the dyads that some coders are compared on: in units that are given, those that all of them judged."""
        is_everything = self.judged_by(coders) is self.table
        key = () if is_everything else coders
        if key not in self._dyads:
            acts = [label.id for label in self.study_input.labels if label.is_act]
            judged = None if is_everything else self.ids_judged_by(coders)
            self._dyads[key] = counted_dyads(self.study_input.texts, self.study_input.coders, acts, judged)
        return self._dyads[key]

    def ids_judged_by(self, coders: Columns) -> frozenset[SpanId]:
        """Return the ids of those spans."""
        return self.parts.ids_of(self._judged_by(coders)[1])

    def _judged_by(self, coders: Columns) -> tuple[SpanTable, Ints]:
        if coders not in self._judged:
            self._judged[coders] = judged_by(self.table, coders)
        return self._judged[coders]

    def labels_of(self, coders: Sequence[int]) -> tuple[LabelId, ...]:
        """Return the labels that some coders have figures of: of all coders each, of a pair those that either gave.

        Thirty coders are 435 pairs, of whom most have never given most labels of a large codebook.
        """
        ids: Iterable[LabelId] = self.study_input.ids
        if len(coders) < len(self.study_input.coders):
            ids = map(self.table.labels.__getitem__, self.decisions.labels_of(coders))
        return tuple(label for label in ids if self.study_input.design.shows(label))


class DecisionSizes:
    """How many units one decision of coders covers, such as the characters of a span."""

    def __init__(self, table: SpanTable, units: Array) -> None:
        """`units`: (spans,), how many units each span covers."""
        self._table, self._units = table, units
        self._number = {label: at for at, label in enumerate(table.labels)}
        by_coder = np.argsort(table.coder, kind="stable")
        borders = np.searchsorted(table.coder[by_coder], np.arange(table.present.shape[1] + 1))
        self._spans = [by_coder[start:stop] for start, stop in pairwise(borders.tolist())]
        self._labels = [distinct(table.label[spans]) for spans in self._spans]
        self._of_coders: dict[tuple[int, ...], Array] = {}

    def labels_of(self, coders: Sequence[int]) -> list[int]:
        """Return the labels, by number, that any of these coders gave."""
        return sorted({label for coder in coders for label in self._labels[coder].tolist()})

    def of(self, coders: tuple[int, ...], label: LabelId | None) -> float:
        """Return how many units a decision of these coders covers: of what they marked, with a label or at all.

        A span counts by its length (Σ l² / Σ l): as many spans of that length vary as much in total as those of
        different lengths do (Kish, L. (1965). Survey Sampling. Wiley). As in the numbers themselves, only documents
        that at least two of these coders coded count.
        """
        if coders not in self._of_coders:
            of_labels = self._sums(coders)
            self._of_coders[coders] = np.column_stack((of_labels, of_labels.sum(axis=1)))
        units, squares = self._of_coders[coders][:, -1 if label is None else self._number[label]].tolist()
        return squares / units if units else 1.0

    def _sums(self, coders: tuple[int, ...]) -> Array:
        """Return (2, labels): how many units the spans with each label cover, added up, and their squares so."""
        table = self._table
        spans = np.concatenate([np.empty(0, dtype=np.int64), *(self._spans[coder] for coder in coders)])
        spans = spans[table.are_shared(spans, coders)]
        units = self._units[spans]
        return np.stack([added_up(table.label[spans], weight, len(table.labels)) for weight in (units, units**2)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A figure to be: see `Figure`. `counts_decisions`: whether its tally counts spans, or what they are worth."""

    aspect: Aspect
    coders: tuple[int, ...]
    label: LabelId | None
    part: str
    tally: Tally
    with_children: bool = False
    counts_decisions: bool = False


def explained(tally: Tally, sentence: str) -> Tally:
    """Return a tally with a sentence before its convention."""
    return replace(tally, convention=f"{sentence} {tally.convention}".strip())
