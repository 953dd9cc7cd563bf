"""Policies: what can be settled of a case without a person's judgement. They propose and never write.

A policy counts all the layers that took part in the document, so that a coder who marked nothing has a vote too.
One coder alone is no agreement: with fewer than two layers nothing is settled.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from annotator.adjudication.cases import Case, CaseKind
from annotator.adjudication.content import frozen
from annotator.adjudication.decisions import Gold, Verdict
from annotator.adjudication.slots import Slot, chosen_slots, parties_of
from annotator.model.decision import Rule
from annotator.model.errors import NotFound
from annotator.model.ids import RoleId
from annotator.model.span import AttributeValue, Span


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy by its name; `propose` returns None for a case that it leaves to a person."""

    name: str
    title: str
    propose: Callable[[Case], Verdict | None]


def unanimous(case: Case) -> Verdict | None:
    """Propose what all layers say alike: extents, label, attributes, actor and slots."""
    if len(case.candidates) < 2 or case.kind is not CaseKind.AGREED:
        return None
    span = case.candidates[0]
    fillings = [filling for one in case.candidates for filling in case.slots_of(one)]
    slots = chosen_slots(parties_of(fillings), fillings)
    return Verdict(Rule.UNANIMOUS, (Gold(span.label, span.extents, span.attributes, span.actor, slots),))


def majority(case: Case) -> Verdict | None:
    """Propose what more than half of the layers say alike, or nothing where more than half have nothing.

    A majority needs the same label on the same extents; one for the label alone settles nothing. Each attribute, the
    actor and the parties of each role need their own majority among those layers, or the case is left to a person.
    What all say alike is unanimous.
    """
    layers = len(case.candidates) + len(case.absent)
    if layers < 2:
        return None
    if (alike := unanimous(case)) is not None:
        return alike
    if 2 * len(case.absent) > layers:
        return Verdict(Rule.MAJORITY)
    votes = Counter((span.label, span.extents) for span in case.candidates)
    (label, extents), count = votes.most_common(1)[0]
    if 2 * count <= layers:
        return None
    spans = [span for span in case.candidates if (span.label, span.extents) == (label, extents)]
    attributes, slots = _majority_attributes(spans, layers), _majority_slots(case, spans, layers)
    actor, behind = Counter(span.actor for span in spans).most_common(1)[0]
    if attributes is None or slots is None or 2 * behind <= layers:
        return None
    return Verdict(Rule.MAJORITY, (Gold(label, extents, attributes, actor, slots),))


def _majority_attributes(spans: list[Span], layers: int) -> dict[str, AttributeValue] | None:
    """Return each attribute as more than half of the layers have it (or leave it out), None if one has no majority."""
    settled: dict[str, AttributeValue] = {}
    for name in dict.fromkeys(name for span in spans for name in span.attributes):
        votes: Counter[Hashable] = Counter(_vote(span, name) for span in spans)
        winner, count = votes.most_common(1)[0]
        if 2 * count <= layers:
            return None
        if winner is not None:
            settled[name] = next(span.attributes[name] for span in spans if _vote(span, name) == winner)
    return settled


def _majority_slots(case: Case, spans: list[Span], layers: int) -> tuple[Slot, ...] | None:
    """Return the parties of each role as more than half of the layers have them, None if a role has no majority."""
    filled = [parties_of(case.slots_of(span)) for span in spans]
    settled: dict[RoleId, frozenset[Hashable]] = {}
    for role in dict.fromkeys(role for found in filled for role in found):
        parties, count = Counter(found.get(role, frozenset()) for found in filled).most_common(1)[0]
        if 2 * count <= layers:
            return None
        settled[role] = parties
    return chosen_slots(settled, [filling for span in spans for filling in case.slots_of(span)])


def _vote(span: Span, name: str) -> Hashable | None:
    return frozen(span.attributes[name]) if name in span.attributes else None


POLICIES: tuple[Policy, ...] = (
    Policy("unanimous", "What all coders say alike", unanimous),
    Policy("majority", "What more than half of the coders say alike", majority),
)


def policy_named(name: str, policies: Iterable[Policy] = POLICIES) -> Policy:
    """Return the policy of this name; raises `NotFound` with the names that there are."""
    found = {policy.name: policy for policy in policies}
    if name not in found:
        raise NotFound(f"There is no policy “{name}”; choose one of: {', '.join(found)}.")
    return found[name]
