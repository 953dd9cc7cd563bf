"""The years of the state system: sound terms, known turns of history, and a number for each state of our register."""

from itertools import pairwise

import pytest

from annotator.acts.coded_states import number_of
from annotator.acts.cow_system import MEMBERS, is_member
from annotator.model.register import read_register
from annotator.resources import resource


def test_terms_follow_each_other_and_the_list_is_whole() -> None:
    assert len(MEMBERS) == 217 and sum(map(len, MEMBERS.values())) == 243
    assert sum(terms[-1][1] is None for terms in MEMBERS.values()) == 195, "members at the end of the list"
    for terms in MEMBERS.values():
        for (first, last), (again, _) in pairwise(terms):
            assert last is not None and first <= last < again
        assert terms[0][0] >= 1816


@pytest.mark.parametrize(
    ("year", "there"),
    [(1938, {255}), (1945, {255}), (1950, set()), (1954, {265}), (1970, {260, 265}), (1990, {255, 260, 265}),
     (1991, {255}), (2024, {255})],
)  # fmt: skip
def test_of_three_germanies_those_are_there_that_were(year: int, there: set[int]) -> None:
    assert {number for number in (255, 260, 265) if is_member(number, year)} == there


def test_what_is_no_number_of_the_list_is_never_a_member() -> None:
    assert not any(is_member(number, 2000) for number in (0, 1, 999, 10**9))


def test_each_number_of_the_shipped_register_is_in_the_list() -> None:
    actors = read_register(resource("actors.json").read_bytes(), "actors.json")
    numbers = {number for actor in actors if (number := number_of(actor)) is not None}
    assert len(numbers) > 195 and numbers <= MEMBERS.keys()
    today = {number for number in numbers if is_member(number, 2024)}
    with_code = {number_of(actor) for actor in actors if actor.codes.get("iso3")} - {None}
    assert with_code == today, "a state of today has both codes"
