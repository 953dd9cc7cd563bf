"""What is at hand is one thing: its label and its decision follow from which it is."""

from annotator.adjudication.combining import union
from annotator.adjudication.decisions import Settled, Status
from annotator.ui.adjudication.at_hand import CaseAtHand, GoldAtHand, NothingAtHand, decision_of, label_of
from tests.adjudication.builders import decided, shifted, span

CASE = shifted()
DECISION = decided(CASE, union(CASE))


def test_a_case_is_decided_or_not_and_its_label_is_that_of_what_is_marked() -> None:
    marked = CASE.candidates[1]
    assert decision_of(CaseAtHand(Settled(CASE, Status.OPEN, None), marked)) is None
    assert decision_of(CaseAtHand(Settled(CASE, Status.DECIDED, DECISION))) is DECISION
    assert label_of(CaseAtHand(Settled(CASE, Status.OPEN, None), marked)) == "appeal"
    assert label_of(CaseAtHand(Settled(CASE, Status.OPEN, None))) == ""


def test_gold_has_its_decision_and_its_label_and_nothing_has_neither() -> None:
    gold = span("G1", 0, 9, "warning")
    assert (decision_of(GoldAtHand(gold, DECISION)), label_of(GoldAtHand(gold, DECISION))) == (DECISION, "warning")
    assert (decision_of(NothingAtHand()), label_of(NothingAtHand())) == (None, "")
