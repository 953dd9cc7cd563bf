"""How many documents are needed: what must hold of a plan, and that it keeps its promise."""

from dataclasses import replace

import numpy as np
import pytest

from annotator.agreement.coefficients.alpha import alpha
from annotator.agreement.planning import MOST, documents_needed, foretold, half_width, in_words, plan
from annotator.agreement.plus_one import LeftOut
from annotator.agreement.tally import left_out
from tests.coverage import plans
from tests.coverage.units import UnitsDrawn


def coded(documents: int, share: float = 0.3, errors: float = 0.3, seed: int = 1) -> LeftOut:
    drawn = UnitsDrawn(shares=(1 - share, share), errors=errors, documents=documents)
    found = left_out(alpha(drawn.ratings(seed)))
    assert found is not None
    return found


PILOT = coded(15)


def test_as_many_documents_as_there_are_have_the_interval_that_they_have() -> None:
    made = PILOT.plus_one
    same = foretold(made, made.documents)
    assert [*map(float, same.limits(0.95))] == pytest.approx([*map(float, made.limits(0.95))])


def test_more_documents_have_a_narrower_interval_and_a_wider_goal_needs_fewer() -> None:
    made = PILOT.plus_one
    widths = [float(half_width(foretold(made, np.array(many)), 0.95)) for many in (15, 30, 100, 1000)]
    assert widths == sorted(widths, reverse=True)
    needed = [int(documents_needed(made, 0.95, goal)) for goal in (0.02, 0.05, 0.1)]
    assert needed == sorted(needed, reverse=True) and needed[0] > 15
    # Four times as many for half the width, and a little less, since t has more degrees of freedom then.
    assert 3.5 < documents_needed(made, 0.95, 0.01) / documents_needed(made, 0.95, 0.02) < 4.5


def test_the_number_is_the_smallest_that_is_narrow_enough() -> None:
    made = PILOT.plus_one
    needed = int(documents_needed(made, 0.95, 0.05))
    assert (
        half_width(foretold(made, np.array(needed)), 0.95)
        <= 0.05
        < half_width(foretold(made, np.array(needed - 1)), 0.95)
    )


def test_a_plan_says_about_how_many_and_more_to_be_sure_and_when_to_ask_again() -> None:
    made = plan(PILOT, 0.95)
    assert made.needed is not None and made.sure is not None and made.look_again is not None
    assert made.documents == 15 < made.look_again < made.needed < made.sure
    assert made.sure == pytest.approx(made.needed * (1 + 20 / made.effective), abs=1)
    assert in_words(made) == (
        f"±0.05 needs about {made.needed} documents, {made.sure} to be sure (now 15); ask again with {made.look_again}"
    )


def test_what_is_narrow_enough_needs_no_more() -> None:
    made = plan(PILOT, 0.95, goal=0.5)
    assert (made.needed, made.sure, made.look_again) == (15, 15, 15)
    assert in_words(made) == "it is within ±0.5 already"


def test_what_cannot_be_foretold_says_when_it_can() -> None:
    few = plan(coded(4), 0.95)
    assert few.needed is None and few.half_width is None and few.at_least is not None and few.at_least >= 5
    assert "cannot be foretold yet: ask again with" in in_words(few)
    rare = coded(12, share=0.004, seed=2)
    made = plan(rare, 0.95)
    lack = max(3 / float(rare.plus_one.effective), 10 / float(rare.total.by_chance))
    assert lack > 1 and made.at_least == int(np.ceil(lack * 12))


def test_a_goal_that_no_number_of_documents_reaches_is_said() -> None:
    made = plan(coded(8, share=0.05, errors=0.5), 0.99, goal=0.003)
    assert made.needed is None and made.half_width is not None
    assert in_words(made) == f"±0.003 needs more than {MOST:,} documents"


def test_documents_that_are_sure_are_mostly_enough_and_those_that_are_needed_in_half_of_the_cases() -> None:
    found = [
        one
        for seed, tally in enumerate(plans.populations(documents=1500))
        if (one := plans.kept(tally, 20, 30, seed, most=1500)) is not None
    ]
    assert len(found) > 7
    needed, sure = np.mean([one.needed for one in found]), np.mean([one.sure for one in found])
    assert 0.25 < needed < 0.7 and 0.87 < sure <= 1
    assert np.median([one.price for one in found]) > 1.3


def test_the_simulation_finds_a_promise_that_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.agreement.planning.SURENESS", 0.0)
    tally = next(plans.populations(documents=1500))
    found = plans.kept(tally, 20, 60, 1, most=1500)
    assert found is not None and found.sure < 0.75


def test_a_pilot_of_twice_the_documents_foretells_about_the_same() -> None:
    one, two = plan(coded(40, seed=3), 0.95), plan(coded(80, seed=3), 0.95)
    assert one.needed is not None and two.needed is not None and 0.5 < one.needed / two.needed < 2
    assert replace(one, goal=0.1) != one
