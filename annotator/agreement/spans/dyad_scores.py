"""Precision, recall and F1 of two coders' directed dyads, document by document, as whoever counts them would see it.

Where a dyad stands in the text, and how often its passage was split, is of no concern: what counts is how often each
coder has it in a document. Hripcsak, G. & Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in
information retrieval. JAMIA 12(3), 296-298.
"""

import numpy as np

from annotator.agreement.input.counted_dyads import CountedDyads
from annotator.agreement.input.stretches import added_up
from annotator.agreement.plus_one import Errors
from annotator.agreement.spans.span_scores import CORRECT, MISSED, PRECISION, RECALL, SPURIOUS
from annotator.agreement.tally import Array, Estimate, Tally
from annotator.model.ids import LabelId

NAME = "f1-dyads"
CONVENTION = (
    "A dyad of a document is a label, its source and its target: registered actors, or words of the text. What a coder "
    "has more often than the other is missed or spurious as often. Precision and recall take the first coder as the "
    "reference."
)
_NO_DYADS = "Neither coder has such an act in a document of both, so there is nothing to compare."


def dyad_scores(counted: CountedDyads, pair: tuple[int, int], label: LabelId | None = None) -> Tally:
    """Return F1 = 2 m / (a + b) of two coders (by number), with a `label` of the dyads that have it.

    a, b: how many dyads each has; m: how many of them are the same, the smaller of both counts for each.
    """
    documents = len(counted.present)
    wanted = counted.has(label) & counted.present[counted.document][:, list(pair)].all(axis=1)
    first, second = (counted.counts[wanted, column] for column in pair)
    sums = [added_up(counted.document[wanted], one, documents) for one in (first, second, np.minimum(first, second))]
    return Tally(
        coefficient=NAME,
        sums=np.column_stack(sums),
        finish=_f1,
        undefined=lambda total: _NO_DYADS,
        n=sums[0] + sums[1],
        convention=CONVENTION,
        lowest=0.0,
    )


def _f1(sums: Array) -> Estimate:
    first, second, alike = np.moveaxis(sums, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        details = {
            PRECISION: alike / second,
            RECALL: alike / first,
            CORRECT: alike,
            MISSED: first - alike,
            SPURIOUS: second - alike,
        }
        errors = Errors(first + second - 2 * alike, first + second)
        return Estimate(2 * alike / (first + second), details=details, errors=errors)
