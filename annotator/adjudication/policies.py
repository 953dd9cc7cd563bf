"""Policies: what can be settled of a case without a person's judgement. They propose and never write.

A policy counts all the layers that took part in the document, so that a coder who marked nothing has a vote too.
One coder alone is no agreement: with fewer than two layers nothing is settled. What all say alike is unanimous under
every policy.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from annotator.adjudication.belief import Belief, by_posterior
from annotator.adjudication.cases import Case
from annotator.adjudication.decisions import Verdict, take
from annotator.adjudication.majority import majority, shared_majority, unanimous
from annotator.model.decision import Rule
from annotator.model.errors import NotFound
from annotator.model.ids import DocumentId, LabelId, LayerId
from annotator.model.text import TextIndex

AT_LEAST = 0.95
"""How likely what a model settles is, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class PolicyPlan:
    """What settles, and where. `policy`: by its name, for all labels that have none of their own in `by_label`.

    An empty name leaves cases to a person. `preferred`: whose spans a policy takes that `needs_coder`. `labels`: only
    cases with a candidate of one of these labels are settled; None for all. `at_least`: how likely a policy that
    `needs_model` takes what it settles; `belief`: what the model makes of a case. `documents`: only in these; None
    for all.
    """

    policy: str
    preferred: LayerId | None = None
    labels: frozenset[LabelId] | None = None
    by_label: Mapping[LabelId, str] = field(default_factory=dict)
    at_least: float = AT_LEAST
    belief: Callable[[Case], Belief] | None = None
    documents: frozenset[DocumentId] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The policies in it, each once."""
        return tuple(name for name in dict.fromkeys((self.policy, *self.by_label.values())) if name)

    @property
    def needs_coder(self) -> bool:
        """Whether one of its policies takes the spans of a preferred coder; raises `NotFound` as `propose`."""
        return any(policy_named(name).needs_coder for name in self.names)

    @property
    def needs_text(self) -> bool:
        """Whether one of its policies looks at the text; raises `NotFound` as `propose`."""
        return any(policy_named(name).needs_text for name in self.names)

    @property
    def needs_model(self) -> bool:
        """Whether one of its policies asks a model of coders; raises `NotFound` as `propose`."""
        return any(policy_named(name).needs_model for name in self.names)

    def concerns(self, case: Case) -> bool:
        """Whether a candidate has one of the labels that the plan is about."""
        return self.labels is None or any(span.label in self.labels for span in case.candidates)

    def propose(self, case: Case, text: TextIndex | None = None) -> Verdict | None:
        """Return what the plan settles of a case, None for one that it leaves to a person.

        Among those are the cases whose candidates have labels with different policies. `text`: the document's, of use
        where the plan `needs_text`. Raises `NotFound` for a policy that does not exist.
        """
        if not self.concerns(case):
            return None
        name, *others = {self.by_label.get(span.label, self.policy) for span in case.candidates}
        if not name or others:
            return None
        policy = policy_named(name)
        proposed = policy.propose(case, self.preferred, text)
        if proposed is None and policy.needs_model and self.belief is not None:
            return by_posterior(case, self.belief(case), self.at_least)
        return proposed


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy by its name; `propose` (case, preferred layer, text) returns None for a case that it leaves to a person.

    `rule`: what its decisions note; `decided`: the rule after “Decided:”; `told`: the rule as a coder who compares with
    gold is told. `needs_coder`: whether it is about the spans of a coder who is to be named; `needs_text`: whether it
    goes by the words of the text; `needs_model`: whether it settles what a model of coders is sure of, besides what it
    proposes by itself.
    """

    name: str
    title: str
    rule: Rule
    decided: str
    told: str
    propose: Callable[[Case, LayerId | None, TextIndex | None], Verdict | None]
    needs_coder: bool = False
    needs_text: bool = False
    needs_model: bool = False


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


POLICIES: tuple[Policy, ...] = (
    Policy(
        name="unanimous",
        title="What all coders say alike",
        rule=Rule.UNANIMOUS,
        decided="all coders say the same",
        told="All coders who were compared said it so.",
        propose=lambda case, layer, text: unanimous(case),
    ),
    Policy(
        name="majority",
        title="What more than half of the coders say alike",
        rule=Rule.MAJORITY,
        decided="what most coders say",
        told="Most of the coders said it so.",
        propose=lambda case, layer, text: majority(case),
    ),
    Policy(
        name="majority-extent",
        title="What more than half say alike, with the extent that most share",
        rule=Rule.SHARED_EXTENT,
        decided="what most coders say, on the extent that most share",
        told="Most of the coders said it so; the passage is what most of these marked.",
        propose=lambda case, layer, text: shared_majority(case, text),
        needs_text=True,
    ),
    Policy(
        name="preferred",
        title="What a preferred coder says",
        rule=Rule.PREFERRED,
        decided="what the preferred coder says",
        told="By a policy, one coder’s word counted here.",
        propose=lambda case, layer, text: preferred(case, layer),
        needs_coder=True,
    ),
    Policy(
        name="posterior",
        title="What is probably right, by how reliable each coder is",
        rule=Rule.POSTERIOR,
        decided="what is probably right, by a model of the coders",
        told="By how reliable each coder is, this is probably right.",
        propose=lambda case, layer, text: unanimous(case),
        needs_model=True,
    ),
)


def policy_named(name: str, policies: Iterable[Policy] = POLICIES) -> Policy:
    """Return the policy of this name; raises `NotFound` with the names that there are."""
    found = {policy.name: policy for policy in policies}
    if name not in found:
        raise NotFound(f"There is no policy “{name}”; choose one of: {', '.join(found)}.")
    return found[name]
