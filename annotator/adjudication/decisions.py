"""What an adjudicator can do with a case, and where a case stands given what was decided before.

Everything here is a proposal as a value: nothing is written. A decision holds as long as the candidates say what they
said when it was made, and the same layers were asked; otherwise the case comes back as "changed since".
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from annotator.adjudication.cases import Case
from annotator.adjudication.content import content_of, frozen
from annotator.adjudication.slots import Slot, Slots, chosen_slots, parties_of, slots_of, written_out
from annotator.model.decision import Decision, Rule
from annotator.model.errors import NotAllowed
from annotator.model.geometry import Extents
from annotator.model.geometry import intersection as shared_extents
from annotator.model.geometry import union as joined_extents
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
    span = _span_of(case, layer)
    slots = tuple(map(written_out, case.slots_of(span)))
    return Verdict(Rule.TAKEN, (Gold(span.label, span.extents, span.attributes, span.actor, slots),))


def union(case: Case, label: LabelId | None = None) -> Verdict:
    """Return all the characters that any coder marked; raises `NotAllowed` if `label` is needed and not said."""
    return _combined(case, Rule.UNION, joined_extents(*(span.extents for span in case.candidates)), label)


def intersection(case: Case, label: LabelId | None = None) -> Verdict:
    """Return the characters that all who marked something here marked; raises `NotAllowed` if there are none."""
    extents = case.candidates[0].extents
    for span in case.candidates[1:]:
        extents = shared_extents(extents, span.extents)
    if not extents and any(span.extents for span in case.candidates):
        raise NotAllowed("The coders' spans have no character in common here; take one of them or their union.")
    return _combined(case, Rule.INTERSECTION, extents, label)


def relabel(case: Case, label: LabelId, layer: LayerId | None = None) -> Verdict:
    """Return another label on the extents of `layer`, or on those that all share.

    Raises `NotAllowed` if the extents differ and no layer is named, or if that layer has no span here.
    """
    if layer is None and len({span.extents for span in case.candidates}) > 1:
        raise NotAllowed("The coders' spans have different boundaries here; say whose the new label is put on.")
    span = case.candidates[0] if layer is None else _span_of(case, layer)
    return _combined(case, Rule.RELABELLED, span.extents, label)


def none_of_them(case: Case) -> Verdict:
    """Return that nothing is to be marked here."""
    return Verdict(Rule.NONE)


def defer(case: Case) -> Verdict:
    """Return that the case is left for later."""
    return Verdict(Rule.DEFERRED)


def _span_of(case: Case, layer: LayerId) -> Span:
    span = case.of(layer)
    if span is None:
        raise NotAllowed("This coder marked nothing here, so there is nothing to take; choose “none of them” instead.")
    return span


def _combined(case: Case, rule: Rule, extents: Extents, label: LabelId | None) -> Verdict:
    labels = list(dict.fromkeys(span.label for span in case.candidates))
    if label is None and len(labels) > 1:
        named = ", ".join(f"“{found}”" for found in labels)
        raise NotAllowed(f"The coders chose different labels here ({named}); say which one is right.")
    chosen = labels[0] if label is None else label
    said = [span for span in case.candidates if span.label == chosen]
    actors = {span.actor for span in said if span.actor is not None}
    actor = actors.pop() if len(actors) == 1 else None
    return Verdict(rule, (Gold(chosen, extents, _uncontested(said), actor, _uncontested_slots(case, said)),))


def _uncontested(said: Iterable[Span]) -> dict[str, AttributeValue]:
    """Return the attribute values that one of these spans has and none of them has otherwise.

    Joining extents says nothing on an attribute that is in dispute, so that one is left to be filled in.
    """
    values: dict[str, list[AttributeValue]] = defaultdict(list)
    for span in said:
        for name, value in span.attributes.items():
            values[name].append(value)
    return {name: given[0] for name, given in values.items() if len({frozen(value) for value in given}) == 1}


def _uncontested_slots(case: Case, said: Sequence[Span]) -> tuple[Slot, ...]:
    """Return, role by role, the parties on which all agree who filled it.

    `said`: the spans with the label that is chosen. Where nobody chose it, all have a say: another name for an act
    does not change who speaks to whom. Roles that the label lacks are left out when gold is written.
    """
    fillings = [case.slots_of(span) for span in said or case.candidates]
    filled = [parties_of(found) for found in fillings]
    given = {role: {found[role] for found in filled if role in found} for each in filled for role in each}
    agreed = {role: next(iter(parties)) for role, parties in given.items() if len(parties) == 1}
    return chosen_slots(agreed, [filling for found in fillings for filling in found])


class Status(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    DEFERRED = "deferred"
    DECIDED = "decided"
    CHANGED = "changed since"


class Settled(NamedTuple):
    """A case, where it stands, and the decision that this comes from.

    Of several it is one that still holds, then one by a person's own judgement, then the latest.
    """

    case: Case
    status: Status
    decision: Decision | None


def status_of(case: Case, decisions: Iterable[Decision]) -> Status:
    """Return where a case stands, given the decisions of its document."""
    return _settled(case, list(decisions)).status


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
    best = max(still_true or about, key=lambda found: (not found.rule.by_policy, found.time, found.id))
    if not still_true:
        return Settled(case, Status.CHANGED, best)
    return Settled(case, Status.DEFERRED if best.rule is Rule.DEFERRED else Status.DECIDED, best)


def _same_as_now(case: Case, decision: Decision) -> bool:
    """Whether a decision holds: all that are compared now were asked then, and say what they said then.

    Fewer coders are compared now and then; that takes nothing back from what all of them were asked about.
    """
    compared = {span.layer for span in case.candidates} | set(case.absent)
    asked = {span.layer for span in decision.candidates} | set(decision.absent)

    def contents(spans: Iterable[Span], slots: Slots) -> dict[SpanId, object]:
        return {span.id: content_of(span, slots.get(span.id, ())) for span in spans if span.layer in compared}

    if not compared <= asked:
        return False
    return contents(case.candidates, case.slots) == contents(decision.candidates, slots_of({}, decision.links))
