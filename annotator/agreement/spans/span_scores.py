"""Span by span: precision, recall and F1, and how far the boundaries of matched spans are apart.

F1 needs no count of what neither marked, and is what kappa comes near to as that count grows: Hripcsak, G. &
Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in information retrieval. JAMIA 12(3), 296-298.
The modes and counts are those of MUC-5 and SemEval: Chinchor, N. & Sundheim, B. (1993). MUC-5 evaluation metrics.
Proceedings of MUC-5, 69-78. Segura-Bedmar, I., Martínez, P. & Herrero-Zazo, M. (2013). SemEval-2013 Task 9.
Proceedings of SemEval 2013, 341-350.
"""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np

from annotator.agreement.input.ratings import Ints
from annotator.agreement.plus_one import Errors
from annotator.agreement.spans.span_matches import Matches
from annotator.agreement.tally import Array, Estimate, Tally
from annotator.model.ids import LabelId


class Mode(StrEnum):
    """What counts as a match."""

    STRICT = "strict"
    """The same extents and the same label."""
    EXACT = "exact"
    """The same extents, whatever the label."""
    PARTIAL = "partial"
    """At least one character in common, whatever the label; half a match if the extents differ."""
    OVERLAP = "overlap"
    """At least one character in common and the same label; what has no partner of its label is missed or spurious."""
    TYPE = "type"
    """As overlap, with the same F1; what overlaps a span of another label only is counted as incorrect."""


NAMES: Mapping[Mode, str] = {mode: f"f1-{mode}" for mode in Mode}
BOUNDARY = "boundary"
PRECISION, RECALL = "precision", "recall"
CORRECT, PART, INCORRECT, MISSED, SPURIOUS = "correct", "partial", "incorrect", "missed", "spurious"
EXACT_SHARE, START_SHIFT, STOP_SHIFT = "share exact", "mean start shift", "mean stop shift"

_MATCHED = (
    "Spans are matched one to one, the best in total: those with the same extents first, then as many as possible. "
    "Repeated spans of one coder count once; precision and recall take the first coder as the reference."
)
CONVENTIONS: Mapping[Mode, str] = {
    Mode.STRICT: f"Same extents and same label. {_MATCHED}",
    Mode.EXACT: f"Same extents, whatever the label. {_MATCHED}",
    Mode.PARTIAL: f"Any character in common, whatever the label; half credit where the extents differ. {_MATCHED}",
    Mode.OVERLAP: f"Any character in common and the same label. {_MATCHED}",
    Mode.TYPE: f"Any character in common and the same label; other labels there are counted as incorrect. {_MATCHED}",
}
BOUNDARY_CONVENTION = (
    "Characters in common over all characters of both (Jaccard), the mean over pairs of spans that overlap, matched "
    "one to one whatever their labels, the same label preferred; of equal matches the one whose boundaries are "
    "nearest. Shifts are in characters, whatever their direction."
)
_NO_SPANS = "Neither coder has such a span in a document of both, so there is nothing to compare."
_NO_PAIRS = "No span of one coder overlaps one of the other, so there are no boundaries to compare."


def span_scores(matches: Matches, mode: Mode, label: LabelId | None = None) -> Tally:
    """Return F1 = 2 (correct + partial / 2) / (spans of both), with precision and recall in its details.

    With a `label` only the spans with that label are looked at, of both coders. Precision is undefined where the second
    coder has no span, recall where the first has none.
    """
    first, second = matches.counts(label)
    correct, partial, incorrect = _outcomes(matches, mode, label)
    return Tally(
        coefficient=NAMES[mode],
        sums=np.column_stack((first, second, correct, partial, incorrect)),
        finish=_f1,
        undefined=lambda total: _NO_SPANS,
        n=first + second,
        categories=matches.labels if label is None else (label,),
        used=matches.first + matches.second if label is None else (first + second)[:, None],
        convention=CONVENTIONS[mode],
        lowest=0.0,
    )


def _outcomes(matches: Matches, mode: Mode, label: LabelId | None) -> tuple[Array, Array, Array]:
    """Return (documents,) each: pairs that are correct, partly so, and not."""
    here, exact_here = matches.sums(label)[:2]
    nothing = np.zeros_like(here)
    if mode is Mode.PARTIAL:
        return exact_here, here - exact_here, nothing
    if mode is Mode.EXACT:
        return exact_here, nothing, here - exact_here
    alike, exact_alike = matches.of_labels[:2].sum(axis=1) if label is None else (here, exact_here)
    correct = exact_alike if mode is Mode.STRICT else alike
    # How many of the others share a passage with a span that is not theirs; where that match is the smaller one, none.
    others = nothing if mode is Mode.OVERLAP else np.maximum(here - correct, 0)
    return correct, nothing, others


def _f1(sums: Array) -> Estimate:
    first, second, correct, partial, incorrect = np.moveaxis(sums, -1, 0)
    credit, found = correct + partial / 2, correct + partial + incorrect
    with np.errstate(divide="ignore", invalid="ignore"):
        details = {
            PRECISION: credit / second,
            RECALL: credit / first,
            CORRECT: correct,
            PART: partial,
            INCORRECT: incorrect,
            MISSED: first - found,
            SPURIOUS: second - found,
        }
        errors = Errors(first + second - 2 * credit, first + second)
        return Estimate(2 * credit / (first + second), details=details, errors=errors)


def boundary(matches: Matches, label: LabelId | None = None) -> Tally:
    """Return the mean Jaccard index of the extents of matched pairs, with their shifts in its details.

    Labels on whole documents have no boundaries. Jaccard, P. (1912). The distribution of the flora in the alpine zone.
    New Phytologist 11(2), 37-50.
    """
    sums = matches.sums(label)[2:]
    return Tally(
        coefficient=BOUNDARY,
        sums=sums.T,
        finish=_means,
        undefined=lambda total: _NO_PAIRS,
        n=sums[0],
        convention=BOUNDARY_CONVENTION,
        lowest=0.0,
    )


def _means(sums: Array) -> Estimate:
    with np.errstate(divide="ignore", invalid="ignore"):
        jaccard, exact, start, stop = np.moveaxis(sums[..., 1:] / sums[..., :1], -1, 0)
    pairs = sums[..., 0]
    details = {EXACT_SHARE: exact, START_SHIFT: start, STOP_SHIFT: stop}
    return Estimate(jaccard, details=details, errors=Errors(pairs - sums[..., 1], pairs))


def shifts(matches: Matches, label: LabelId | None = None) -> tuple[Ints, Ints]:
    """Return how far the second coder's start and stop lie behind the first's, in characters, pair by pair."""
    pairs = matches.pairs(label)
    return pairs.start_shift[~pairs.is_whole], pairs.stop_shift[~pairs.is_whole]
