"""What comes of a case, and where a case stands given what was decided before; see also `combining`.

Everything here is a proposal as a value: nothing is written. A decision holds as long as those who were asked say what
they said when it was made; otherwise the case comes back as "changed since". Who has come since (`newcomers`) takes
nothing back by that alone: it is for a person to say whether the decision stands. Of cases that were joined each stands
for itself: where the coders of one change their spans, the others stay decided.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from annotator.adjudication.cases import Case
from annotator.adjudication.content import content_of
from annotator.adjudication.slots import Slot, Slots, slots_of, written_out
from annotator.model.decision import Decision, Rule
from annotator.model.errors import NotAllowed
from annotator.model.geometry import Extents
from annotator.model.ids import ActorId, LabelId, LayerId, SpanId
from annotator.model.span import AttributeValue, Span


class Gold(NamedTuple):
    """A span of the gold layer to be, with the actor that it mentions, or who fills its slots.

    No extents: its label is about the whole document.
    """

    label: LabelId
    extents: Extents
    attributes: Mapping[str, AttributeValue]
    actor: ActorId | None = None
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to come of a case: `golds` is empty for "none of them" and for a deferred case."""

    rule: Rule
    golds: tuple[Gold, ...] = field(default=())


def take(case: Case, layer: LayerId) -> Verdict:
    """Return that this layer is right; raises `NotAllowed` if it has no span here."""
    span = span_of(case, layer)
    slots = tuple(map(written_out, case.slots_of(span)))
    return Verdict(Rule.TAKEN, (Gold(span.label, span.extents, span.attributes, span.actor, slots),))


def none_of_them(case: Case) -> Verdict:
    """Return that nothing is to be marked here."""
    return Verdict(Rule.NONE)


def defer(case: Case) -> Verdict:
    """Return that the case is left for later."""
    return Verdict(Rule.DEFERRED)


def span_of(case: Case, layer: LayerId) -> Span:
    """Return the layer's span; raises `NotAllowed` if it has none here."""
    span = case.of(layer)
    if span is None:
        raise NotAllowed("This coder marked nothing here, so there is nothing to take; choose “none of them” instead.")
    return span


class Status(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    DEFERRED = "deferred"
    DECIDED = "decided"
    CHANGED = "changed since"


class Settled(NamedTuple):
    """A case, where it stands, and the decision that this comes from.

    Of several it is one that still holds, of all who are compared before of some, then one by a person's own judgement,
    then the latest.
    """

    case: Case
    status: Status
    decision: Decision | None

    @property
    def newcomers(self) -> frozenset[LayerId]:
        """The layers that are compared now and were not asked when the case was decided; none of what is not."""
        if self.decision is None or self.status is not Status.DECIDED:
            return frozenset()
        return compared_in(self.case) - asked_in(self.decision)


def compared_in(case: Case) -> frozenset[LayerId]:
    """Return the layers that took part in a case, with a span or without."""
    return frozenset((*(span.layer for span in case.candidates), *case.absent))


def asked_in(decision: Decision) -> frozenset[LayerId]:
    """Return the layers that took part when it was decided."""
    return frozenset((*(span.layer for span in decision.candidates), *map(LayerId, decision.absent)))


def settle(cases: Iterable[Case], decisions: Iterable[Decision]) -> list[Settled]:
    """Return where each case stands, in the order of the cases; the decisions may be those of many documents."""
    by_candidate: dict[SpanId, list[Decision]] = defaultdict(list)
    for decision in decisions:
        for span in decision.candidates:
            by_candidate[span.id].append(decision)
    settled = []
    for case in cases:
        about = {found.id: found for span in case.candidates for found in by_candidate.get(span.id, ())}
        settled.append(_settled(case, list(about.values())))
    return settled


def orphaned(present: Container[SpanId], decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that had candidates of which none is left; `present`: the ids of all spans that exist.

    The spans of coders who are not compared just now exist too: what was decided about them stays.
    """
    return [
        decision
        for decision in decisions
        if decision.candidates and not any(span.id in present for span in decision.candidates)
    ]


def _settled(case: Case, decisions: Sequence[Decision]) -> Settled:
    ids = {span.id for span in case.candidates}
    about = [found for found in decisions if any(span.id in ids for span in found.candidates)]
    if not about:
        return Settled(case, Status.OPEN, None)
    still_true = [found for found in about if _same_as_now(case, found)]
    compared = compared_in(case)
    best = max(
        still_true or about,
        key=lambda found: (compared <= asked_in(found), not found.rule.by_policy, found.time, found.id),
    )
    if not still_true:
        return Settled(case, Status.CHANGED, best)
    return Settled(case, Status.DECIDED if best.rule.settles else Status.DEFERRED, best)


def _same_as_now(case: Case, decision: Decision) -> bool:
    """Whether a decision holds: all who were asked then and are compared now say what they said then.

    Fewer or more coders are compared now and then; that takes nothing back from what those were asked about.
    """
    both = compared_in(case) & asked_in(decision)

    def contents(spans: Iterable[Span], slots: Slots) -> dict[SpanId, object]:
        return {span.id: content_of(span, slots.get(span.id, ())) for span in spans if span.layer in both}

    now, slots = contents(case.candidates, case.slots), slots_of({}, decision.links)
    return any(now == contents(then, slots) for then in decision.cases)
