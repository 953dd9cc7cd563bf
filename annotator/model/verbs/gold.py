"""Gold: what is decided of the cases, who sees it, and who practises on it."""

from collections.abc import Sequence
from typing import NewType

from annotator.model.decision import Decision, Rule
from annotator.model.ids import CoderId, DecisionId, DocumentId, LabelId, LayerId, SpanId
from annotator.model.verbs.verb import Verb

PolicyName = NewType("PolicyName", str)
"""The name of a policy, by which `adjudication/policies.py` lists it."""

Seed = NewType("Seed", int)


class AtGold(Verb):
    """Something decided in a document. `gold`: the spans that came of it, or went."""

    document: DocumentId
    decisions: tuple[DecisionId, ...] = ()
    gold: tuple[SpanId, ...] = ()

    @property
    def passages(self) -> tuple[SpanId, ...]:
        """The gold spans."""
        return self.gold


def of_decisions(decisions: Sequence[Decision]) -> dict[str, object]:
    """Return the facts of a verb about decisions, for its `model_copy`: they are known when it is done."""
    return {
        "decisions": tuple(decision.id for decision in decisions),
        "gold": tuple(span for decision in decisions for span in decision.gold),
    }


class AtCases(AtGold):
    """Something decided about cases, which hold the coders' spans `candidates`."""

    candidates: tuple[SpanId, ...]

    @property
    def passages(self) -> tuple[SpanId, ...]:
        """The gold spans, or, where nothing is gold, one of those that the case was about."""
        return self.gold or self.candidates[:1]


class Decide(AtCases):
    """A case was decided."""

    rule: Rule


class JoinCases(AtCases):
    """Several cases were decided as one span."""

    cases: int


class ReopenCase(AtCases):
    """What was decided about a case, and its gold, was taken back out."""


class AddToGold(AtGold):
    """What all coders missed was put into gold."""

    label: LabelId


class TakeOutOfGold(AtGold):
    """A decision and its gold were taken back out, though no case leads to it."""


class Settle(Verb):
    """Policies settled so many cases, in these documents. `labels`: of these labels alone; none for all.

    `policies`: their names; `layers`: those that were compared; `preferred`: the layer that a policy preferred.
    """

    policies: tuple[PolicyName, ...]
    layers: tuple[LayerId, ...]
    labels: tuple[LabelId, ...] = ()
    preferred: LayerId | None = None
    documents: tuple[DocumentId, ...] = ()
    cases: int = 0


class AnswerNewcomers(Verb):
    """Of what was decided before the coders of `layers` came, so much was kept and so much reopened."""

    layers: tuple[LayerId, ...]
    documents: tuple[DocumentId, ...] = ()
    kept: int = 0
    reopened: int = 0


class AdjudicateWithoutNames(Verb):
    """Whoever adjudicates does not see who said what, or sees it again."""

    on: bool


class ShowNamesAtTheEnd(Verb):
    """Whoever adjudicates without names sees them after the last decision, or never."""

    on: bool


class ChangeReasons(Verb):
    """The list of reasons to choose from was changed; it has so many now."""

    reasons: int


class ReleaseGold(Verb):
    """The gold of documents was shown to their coders."""

    documents: tuple[DocumentId, ...]


class TakeBackRelease(Verb):
    """The gold of documents is not shown any more."""

    documents: tuple[DocumentId, ...]


class ChangeReleases(Verb):
    """The gold of some documents was shown, and that of others is not any more."""

    documents: tuple[DocumentId, ...]
    taken_back: tuple[DocumentId, ...]


class ShowToCopies(Verb):
    """What coders' copies are shown of the gold of documents was noted: it goes to them with what is handed out."""

    documents: tuple[DocumentId, ...]


class SetRound(Verb):
    """The documents to practise on and the pass mark were chosen."""

    documents: tuple[DocumentId, ...]
    mark: float


class DrawSample(Verb):
    """Of the `done` documents of a layer some were drawn, to be coded once more in the layer `again`."""

    coder: CoderId
    layer: LayerId
    again: LayerId | None = None
    documents: tuple[DocumentId, ...]
    done: int
    seed: Seed
