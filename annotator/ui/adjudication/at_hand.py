"""What is at hand in Adjudicate: a case, a gold span with how it came about, or nothing; never two of these."""

from dataclasses import dataclass

from annotator.adjudication.decisions import Settled
from annotator.model.decision import Decision
from annotator.model.span import Span


@dataclass(frozen=True, slots=True)
class CaseAtHand:
    """A case where it stands. `marked`: the candidate that is marked; none where its coder is compared no more."""

    one: Settled
    marked: Span | None = None


@dataclass(frozen=True, slots=True)
class GoldAtHand:
    """A gold span that is looked at, and the decision that it came of."""

    span: Span
    decision: Decision


@dataclass(frozen=True, slots=True)
class NothingAtHand:
    """No case of the queue, and no gold."""


AtHand = CaseAtHand | GoldAtHand | NothingAtHand


def decision_of(at_hand: AtHand) -> Decision | None:
    """Return what was decided about what is at hand, None where nothing was."""
    match at_hand:
        case CaseAtHand(one):
            return one.decision
        case GoldAtHand(_, decision):
            return decision
        case NothingAtHand():
            return None


def label_of(at_hand: AtHand) -> str:
    """Return the label of what is marked or looked at, empty for none."""
    match at_hand:
        case CaseAtHand(_, Span() as marked):
            return marked.label
        case GoldAtHand(span, _):
            return span.label
        case _:
            return ""
