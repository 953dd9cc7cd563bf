"""What is decided by how likely it is: proposals and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudication.belief import Belief, by_posterior, chance_of
from annotator.adjudication.cases import Case
from annotator.adjudication.decisions import Verdict
from annotator.adjudication.majority import unanimous
from annotator.adjudication.policies import PolicyPlan
from annotator.model.decision import Rule
from annotator.model.ids import LabelId
from tests.adjudication.builders import only_case, span

APPEAL, WARNING = LabelId("appeal"), LabelId("warning")


def two_against_one() -> Case:
    """Return a case in which two say appeal and one says warning."""
    return only_case(span("A1", 0, 9), span("B1", 0, 9), span("C1", 0, 9, "warning"), layers="ABC")


def test_the_likely_label_is_proposed_and_an_unlikely_one_is_nothing() -> None:
    case = two_against_one()
    made = by_posterior(case, Belief({APPEAL: 0.97, WARNING: 0.02}, {}), 0.95)
    assert made is not None and (made.rule, [gold.label for gold in made.golds]) == (Rule.POSTERIOR, [APPEAL])
    assert by_posterior(case, Belief({APPEAL: 0.03, WARNING: 0.02}, {}), 0.95) == Verdict(Rule.POSTERIOR)


@pytest.mark.parametrize("labels", [{APPEAL: 0.94, WARNING: 0.01}, {APPEAL: 0.97, WARNING: 0.96}, {}])
def test_what_is_not_sure_enough_and_two_sure_labels_are_left_to_a_person(labels: dict[LabelId, float]) -> None:
    assert by_posterior(two_against_one(), Belief(labels, {}), 0.95) is None


def test_the_word_of_one_good_coder_may_count_for_more_than_that_of_two() -> None:
    made = by_posterior(two_against_one(), Belief({APPEAL: 0.01, WARNING: 0.98}, {}), 0.95)
    assert made is not None and [gold.label for gold in made.golds] == [WARNING]


def test_extents_need_most_of_those_who_gave_the_label() -> None:
    case = only_case(span("A1", 0, 9), span("B1", 0, 8), layers="ABC")
    assert by_posterior(case, Belief({APPEAL: 0.99}, {}), 0.95) is None
    case = only_case(span("A1", 0, 9), span("B1", 0, 9), span("C1", 0, 8), layers="ABC")
    made = by_posterior(case, Belief({APPEAL: 0.99}, {}), 0.95)
    assert made is not None and made.golds[0].extents == ((0, 9),)


def test_attributes_and_slots_must_be_sure_as_well() -> None:
    case = only_case(span("A1", 0, 9, force=1), span("B1", 0, 9, force=2), layers="ABC")
    first, second = (one.id for one in case.candidates)
    assert by_posterior(case, Belief({APPEAL: 0.99}, {first: 0.6, second: 0.4}), 0.95) is None
    made = by_posterior(case, Belief({APPEAL: 0.99}, {first: 0.02, second: 0.97}), 0.95)
    assert made is not None and made.golds[0].attributes == {"force": 2}


def test_how_likely_a_proposal_is_right() -> None:
    case, belief = two_against_one(), Belief({APPEAL: 0.97, WARNING: 0.02}, {})
    made = by_posterior(case, belief, 0.95)
    assert made is not None and chance_of(made, belief) == 0.97
    assert chance_of(Verdict(Rule.POSTERIOR), belief) == pytest.approx(0.03)
    assert chance_of(made, Belief({}, {})) is None


def test_doubt_is_greatest_at_even_chances() -> None:
    doubts = [Belief({APPEAL: chance}, {}).doubt for chance in (0.0, 0.3, 0.5, 0.8, 1.0)]
    assert doubts == pytest.approx([0, 0.3, 0.5, 0.2, 0])
    assert Belief({}, {}).doubt == 0.5


def test_a_plan_with_a_model_settles_what_all_say_alike_and_what_the_model_is_sure_of() -> None:
    alike, apart = only_case(span("A1", 0, 9), span("B1", 0, 9)), two_against_one()
    plan = PolicyPlan("posterior", belief=lambda case: Belief({APPEAL: 0.97, WARNING: 0.02}, {}))
    assert plan.needs_model and not plan.needs_coder
    assert plan.propose(alike) == unanimous(alike)
    made = plan.propose(apart)
    assert made is not None and made.rule is Rule.POSTERIOR
    assert PolicyPlan("posterior", at_least=0.98, belief=plan.belief).propose(apart) is None
    assert PolicyPlan("posterior").propose(apart) is None, "nobody has asked the model"


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.501, 1))
def test_nothing_less_likely_than_asked_is_ever_proposed(appeal: float, warning: float, at_least: float) -> None:
    belief = Belief({APPEAL: appeal, WARNING: warning}, {})
    made = by_posterior(two_against_one(), belief, at_least)
    if made is not None:
        chance = chance_of(made, belief)
        assert chance is not None and chance >= at_least - 1e-12
