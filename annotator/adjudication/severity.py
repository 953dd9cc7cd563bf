"""How far coders are apart in a case: 0 where all say the same, 1 where no two of them have anything in common.

One minus the mean likeness of all pairs of compared layers. Two that say nothing are alike (1); where one has a span
and the other has none, they are not (0). Otherwise the likeness is what their passages share (Jaccard, on
characters), times the share of what they say alike: the label counts as one thing said, and so does each attribute,
the actor mentioned and each slot that either of them filled. Under another label a quarter of the passage's likeness is
left, since what else is said of it cannot be compared.
"""

from collections.abc import Sequence
from itertools import combinations

from annotator.acts.acts import Filling
from annotator.adjudication.cases import Case, CaseKind
from annotator.adjudication.slots import parties_of
from annotator.model.geometry import jaccard
from annotator.model.ids import LayerId
from annotator.model.span import Span
from annotator.model.value_forms import comparable

_OTHER_LABEL = 0.25
"""Both saw something in the same place, which is more than nothing in common."""

Pair = tuple[LayerId, LayerId]


def severity(case: Case) -> float:
    """Return how far the coders are apart, in [0, 1]; 0 exactly where the case is agreed. Their order is irrelevant."""
    return apart(case)[0]


def apart(case: Case) -> tuple[float, Pair | None]:
    """Return the severity, and the two layers that are furthest apart (of equals the first by id; None if agreed)."""
    if case.kind is CaseKind.AGREED:
        return 0.0, None
    spans = {span.layer: span for span in case.candidates}
    alike = {
        (first, second): _of_layers(case, spans.get(first), spans.get(second))
        for first, second in combinations(sorted((*spans, *case.absent)), 2)
    }
    furthest = min(alike, key=lambda pair: (alike[pair], pair))
    # Summed in the order of their size, so that not even the last digit depends on the names of the layers.
    return 1 - sum(sorted(alike.values())) / len(alike), furthest


def likeness(first: Span, second: Span, slots: tuple[Sequence[Filling], Sequence[Filling]] = ((), ())) -> float:
    """Return how much two spans say alike, in [0, 1]; 1 exactly where they agree. `slots`: who fills theirs."""
    shared = jaccard(first.extents, second.extents)
    if first.label != second.label:
        return _OTHER_LABEL * shared
    ours, theirs = parties_of(slots[0]), parties_of(slots[1])
    said = [
        (comparable(first.attributes[name]) if name in first.attributes else None)
        == (comparable(second.attributes[name]) if name in second.attributes else None)
        for name in {*first.attributes, *second.attributes}
    ]
    said += [ours.get(role) == theirs.get(role) for role in {*ours, *theirs}]
    said += [first.actor == second.actor] if first.actor or second.actor else []
    return shared * (1 + sum(said)) / (1 + len(said))


def _of_layers(case: Case, first: Span | None, second: Span | None) -> float:
    if first is None or second is None:
        return float(first is second)
    return likeness(first, second, (case.slots_of(first), case.slots_of(second)))
