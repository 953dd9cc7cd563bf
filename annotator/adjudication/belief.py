"""What a model of coders who err makes of a case, and what it would decide: a proposal like that of any policy.

It decides where it is sure enough of all that becomes gold: of the label, and of each attribute and slot as a candidate
has them. On the extents more than half of those must agree who gave the label, since a model says nothing of these.
"""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from annotator.adjudication.cases import Case
from annotator.adjudication.decisions import Gold, Verdict
from annotator.adjudication.slots import written_out
from annotator.model.decision import Rule
from annotator.model.ids import LabelId, SpanId
from annotator.model.span import Span


class Belief(NamedTuple):
    """What a model thinks of a case.

    `labels`: how likely the passage has each label that somebody gave. `sure`: by candidate, how likely that of what it
    says of attributes, slots and actor is which is the least likely; 1 where it says nothing of these.
    """

    labels: Mapping[LabelId, float]
    sure: Mapping[SpanId, float]

    @property
    def doubt(self) -> float:
        """How far the least certain label is from certainty either way, in [0, 0.5]."""
        return max((min(chance, 1 - chance) for chance in self.labels.values()), default=0.5)


def chance_of(verdict: Verdict, belief: Belief) -> float | None:
    """Return how likely the label of what is proposed is right, or that nothing is; None where nothing is known."""
    if not belief.labels:
        return None
    if not verdict.golds:
        return 1 - max(belief.labels.values())
    return min((belief.labels[made.label] for made in verdict.golds if made.label in belief.labels), default=None)


def by_posterior(case: Case, belief: Belief, at_least: float) -> Verdict | None:
    """Propose what is at least so likely, nothing where each label is that unlikely, None where neither is."""
    if len(case.candidates) + len(case.absent) < 2 or not belief.labels:
        return None
    if all(chance <= 1 - at_least for chance in belief.labels.values()):
        return Verdict(Rule.POSTERIOR)
    likely = [label for label, chance in belief.labels.items() if chance >= at_least]
    if len(likely) != 1:
        return None
    span = _sure_span(case, [one for one in case.candidates if one.label == likely[0]], belief, at_least)
    if span is None:
        return None
    slots = tuple(map(written_out, case.slots_of(span)))
    return Verdict(Rule.POSTERIOR, (Gold(span.label, span.extents, span.attributes, span.actor, slots),))


def _sure_span(case: Case, spans: list[Span], belief: Belief, at_least: float) -> Span | None:
    """Return the surest of the spans on the extents that most of them have."""
    extents, count = Counter(span.extents for span in spans).most_common(1)[0]
    if 2 * count <= len(spans):
        return None
    sure = [span for span in spans if span.extents == extents and belief.sure.get(span.id, 1.0) >= at_least]
    return max(sure, key=lambda span: (belief.sure.get(span.id, 1.0), span.id), default=None)
