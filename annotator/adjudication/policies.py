"""Policies: what can be settled of a case without a person's judgement. They propose and never write.

A policy counts all the layers that took part in the document, so that a coder who marked nothing has a vote too.
One coder alone is no agreement: with fewer than two layers nothing is settled. What all say alike is unanimous under
every policy.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from annotator.adjudication.cases import Case, CaseKind
from annotator.adjudication.decisions import Gold, Verdict, take
from annotator.adjudication.slots import Slot, chosen_slots, parties_of
from annotator.model.decision import Rule
from annotator.model.errors import NotFound
from annotator.model.ids import LabelId, LayerId, RoleId
from annotator.model.span import AttributeValue, Span
from annotator.model.value_forms import comparable


@dataclass(frozen=True, slots=True)
class PolicyPlan:
    """What settles, and where. `policy`: by its name, for all labels that have none of their own in `by_label`.

    An empty name leaves cases to a person. `preferred`: whose spans a policy takes that `needs_coder`. `labels`: only
    cases with a candidate of one of these labels are settled; None for all.
    """

    policy: str
    preferred: LayerId | None = None
    labels: frozenset[LabelId] | None = None
    by_label: Mapping[LabelId, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The policies in it, each once."""
        return tuple(name for name in dict.fromkeys((self.policy, *self.by_label.values())) if name)

    @property
    def needs_coder(self) -> bool:
        """Whether one of its policies takes the spans of a preferred coder; raises `NotFound` as `propose`."""
        return any(policy_named(name).needs_coder for name in self.names)

    def concerns(self, case: Case) -> bool:
        """Whether a candidate has one of the labels that the plan is about."""
        return self.labels is None or any(span.label in self.labels for span in case.candidates)

    def propose(self, case: Case) -> Verdict | None:
        """Return what the plan settles of a case, None for one that it leaves to a person.

        Among those are the cases whose candidates have labels with different policies. Raises `NotFound` for a policy
        that does not exist.
        """
        if not self.concerns(case):
            return None
        name, *others = {self.by_label.get(span.label, self.policy) for span in case.candidates}
        return policy_named(name).propose(case, self.preferred) if name and not others else None


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy by its name; `propose` (case, preferred layer) returns None for a case that it leaves to a person.

    `rule`: what its decisions note; `decided`: the rule after “Decided:”; `told`: the rule as a coder who compares with
    gold is told. `needs_coder`: whether it is about the spans of a coder who is to be named.
    """

    name: str
    title: str
    rule: Rule
    decided: str
    told: str
    propose: Callable[[Case, LayerId | None], Verdict | None]
    needs_coder: bool = False


def unanimous(case: Case) -> Verdict | None:
    """Propose what all layers say alike: extents, label, attributes, actor and slots."""
    if len(case.candidates) < 2 or case.kind is not CaseKind.AGREED:
        return None
    span = case.candidates[0]
    fillings = [filling for one in case.candidates for filling in case.slots_of(one)]
    slots = chosen_slots(parties_of(fillings), fillings)
    return Verdict(Rule.UNANIMOUS, (Gold(span.label, span.extents, span.attributes, span.actor, slots),))


def preferred(case: Case, layer: LayerId | None) -> Verdict | None:
    """Propose what one coder says wherever this coder took part, or nothing where this coder marked nothing."""
    if len(case.candidates) + len(case.absent) < 2:
        return None
    if (alike := unanimous(case)) is not None:
        return alike
    if layer in case.absent:
        return Verdict(Rule.PREFERRED)
    if layer is None or case.of(layer) is None:
        return None
    return Verdict(Rule.PREFERRED, take(case, layer).golds)


def majority(case: Case) -> Verdict | None:
    """Propose what more than half of the layers say alike, or nothing where more than half have nothing.

    A majority needs the same label on the same extents; one for the label alone settles nothing. Each attribute, the
    actor and the parties of each role need their own majority among those layers, or the case is left to a person.
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
    return comparable(span.attributes[name]) if name in span.attributes else None


POLICIES: tuple[Policy, ...] = (
    Policy(
        name="unanimous",
        title="What all coders say alike",
        rule=Rule.UNANIMOUS,
        decided="all coders say the same",
        told="All coders who were compared said it so.",
        propose=lambda case, layer: unanimous(case),
    ),
    Policy(
        name="majority",
        title="What more than half of the coders say alike",
        rule=Rule.MAJORITY,
        decided="what most coders say",
        told="Most of the coders said it so.",
        propose=lambda case, layer: majority(case),
    ),
    Policy(
        name="preferred",
        title="What a preferred coder says",
        rule=Rule.PREFERRED,
        decided="what the preferred coder says",
        told="By a policy, one coder’s word counted here.",
        propose=preferred,
        needs_coder=True,
    ),
)


def policy_named(name: str, policies: Iterable[Policy] = POLICIES) -> Policy:
    """Return the policy of this name; raises `NotFound` with the names that there are."""
    found = {policy.name: policy for policy in policies}
    if name not in found:
        raise NotFound(f"There is no policy “{name}”; choose one of: {', '.join(found)}.")
    return found[name]
