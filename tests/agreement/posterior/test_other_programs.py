"""Models of coders who err, against crowd-kit on votes drawn at random."""

from collections.abc import Hashable, Iterator, Sequence

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.agreement.input.ratings import Row, ratings_of
from annotator.agreement.posterior.dawid_skene import dawid_skene
from annotator.agreement.posterior.glad import glad
from annotator.agreement.posterior.mace import mace
from annotator.agreement.posterior.votes import Votes, votes_of
from annotator.agreement.tally import Array
from tests.agreement.posterior.published import BIRDS, TOY
from tests.agreement.tables import counted
from tests.examples import examples
from tests.oracles.oracle import Oracle, python_oracle

Answers = list[tuple[int, int, int]]


@pytest.fixture(scope="module")
def crowd_kit() -> Iterator[Oracle]:
    yield from python_oracle("posterior")


@st.composite
def answers(draw: st.DrawFn, units: int = 12) -> Answers:
    """Draw who (second) said what (last) of which unit (first), coder by coder."""
    coders, k = draw(st.integers(2, 5)), draw(st.integers(2, 4))
    row = st.tuples(*[st.sampled_from([*range(k)] * 2 + [None])] * coders)
    drawn = draw(st.lists(row, min_size=1, max_size=units))
    said = [(unit, coder, row[coder]) for coder in range(coders) for unit, row in enumerate(drawn)]
    given = [(unit, coder, value) for unit, coder, value in said if value is not None]
    assume(len({value for _, _, value in given}) > 1)
    return numbered(given)


def numbered(given: Sequence[tuple[Hashable, Hashable, Hashable]]) -> Answers:
    """Return answers with units, coders and categories numbered as they first come."""
    numbers = [{one: at for at, one in enumerate(dict.fromkeys(each))} for each in zip(*given, strict=True)]
    return [(numbers[0][unit], numbers[1][coder], numbers[2][value]) for unit, coder, value in given]


def rows_of(answers: Answers) -> list[Row]:
    said = {(unit, coder): value for unit, coder, value in answers}
    units, coders, _ = (max(each) + 1 for each in zip(*answers, strict=True))
    return [tuple(said.get((unit, coder)) for coder in range(coders)) for unit in range(units)]


def votes_in(answers: Answers) -> Votes:
    return votes_of(ratings_of([counted(rows_of(answers))], range(max(value for _, _, value in answers) + 1)))


def by_unit(posterior: Array, votes: Votes, answers: Answers) -> Array:
    """Return (units, k) from (rows, k)."""
    place = {row: at for at, row in enumerate(votes.values)}
    return posterior[[place[row] for row in rows_of(answers)]]


@given(answers=answers(), steps=st.integers(1, 6))
def test_dawid_and_skenes_model_is_that_of_crowd_kit(crowd_kit: Oracle, answers: Answers, steps: int) -> None:
    votes = votes_in(answers)
    fits = [votes.shares(), *(dawid_skene(votes, tolerance=0, iterations=at + 1).posterior for at in range(steps))]
    # What a coder says where nothing is known of it we take for as likely as all else; crowd-kit asks what they say
    # of other categories.
    assume(all(least_told(votes, each) > 1e-3 for each in fits[:-1]))
    theirs = crowd_kit.ask("of_dawid_skene", answers=answers, steps=steps)
    assert np.allclose(by_unit(fits[-1], votes, answers), theirs, atol=1e-6)


def least_told(votes: Votes, posterior: Array) -> float:
    """Return how many units of a category a coder answered, of the coder and category of which they are least."""
    return float(np.einsum("rj,rk,r->jk", votes.answered(), posterior, votes.weight).min())


@pytest.mark.parametrize("method", ["vb", "em"])
@given(answers=answers(), steps=st.integers(0, 10))
def test_mace_is_that_of_crowd_kit(crowd_kit: Oracle, method: str, answers: Answers, steps: int) -> None:
    """From its start; and with coders and categories in their order, since it takes them for others else."""
    votes = votes_in(answers)

    def start(width: int) -> Array:
        drawn = np.random.RandomState(0).uniform(size=(votes.coders, width)) * 1.5 + 1
        shares: Array = drawn / drawn.sum(axis=1, keepdims=True)
        return shares

    begun = start(2), start(len(votes.categories))
    ours = mace(votes, method == "vb", iterations=steps, start=begun).posterior
    theirs = crowd_kit.ask("of_mace", answers=answers, method=method, steps=steps)
    assert np.allclose(by_unit(ours, votes, answers), theirs, atol=1e-9)


@settings(max_examples=examples(10))
@given(answers=answers())
def test_glad_begins_with_the_chances_of_crowd_kit(crowd_kit: Oracle, answers: Answers) -> None:
    votes = votes_in(answers)
    ours = glad(votes, iterations=0).posterior
    assert np.allclose(by_unit(ours, votes, answers), crowd_kit.ask("of_glad", answers=answers, steps=0), atol=1e-9)


@pytest.mark.parametrize("published", [TOY, BIRDS], ids=["toy", "birds"])
def test_glad_arrives_where_crowd_kit_does(crowd_kit: Oracle, published: dict[str, dict[str, str]]) -> None:
    """Later steps bring them together: they climb in other ways, and neither to the very top in each step."""
    said = [(task, coder, value) for coder, given in enumerate(published.values()) for task, value in given.items()]
    answers = numbered(said)
    votes = votes_in(answers)
    ours = glad(votes, tolerance=0, iterations=12).posterior
    assert np.allclose(by_unit(ours, votes, answers), crowd_kit.ask("of_glad", answers=answers, steps=12), atol=5e-4)
