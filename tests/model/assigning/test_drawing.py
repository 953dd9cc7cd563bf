"""The draw as a whole: what must hold of any choice, whatever was given before."""

from collections import Counter
from dataclasses import replace
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.assigning.choice import OfferedDocument, WorkChoice
from annotator.model.assigning.drawing import draw
from annotator.model.ids import CoderId
from tests.examples import examples
from tests.model.assigning.offered import CHOICES, OFFERED, documents, given_out, people


@settings(max_examples=examples(60))
@given(CHOICES, OFFERED)
def test_every_chosen_document_has_its_coders_and_nobody_has_it_twice(
    choice: WorkChoice, offered: list[OfferedDocument]
) -> None:
    drawn = draw(choice, offered)
    assert len(drawn.chosen) == min(len(offered), len(offered) if choice.documents is None else choice.documents)
    for one in drawn.chosen:
        coders = drawn.coders[one.id]
        wanted = choice.each if one.id in drawn.several else len(choice.people) if one.id in drawn.pilot else 1
        assert len(coders) == min(wanted, len(choice.people))
    assert len(drawn.pilot) == min(choice.pilot, len(drawn.chosen))
    assert not drawn.pilot & drawn.several


@settings(max_examples=examples(60))
@given(CHOICES, OFFERED)
def test_loads_differ_by_one_document_at_most_or_by_the_longest_and_each_stratum_by_one(
    choice: WorkChoice, offered: list[OfferedDocument]
) -> None:
    drawn = draw(choice, offered)
    if choice.by_words:
        words = [sum(one.words for one in drawn.held_by(person)) for person in choice.people]
        assert max(words) - min(words) <= max((one.words for one in drawn.chosen), default=0)
        return
    of_stratum = [Counter(one.stratum for one in drawn.held_by(person)) for person in choice.people]
    assert max(map(Counter.total, of_stratum)) - min(map(Counter.total, of_stratum)) <= 1
    for stratum in {one.stratum for one in drawn.chosen}:
        assert max(one[stratum] for one in of_stratum) - min(one[stratum] for one in of_stratum) <= 1


@settings(max_examples=examples(60))
@given(CHOICES, OFFERED)
def test_strata_have_their_share_of_what_is_chosen_and_of_what_several_code(
    choice: WorkChoice, offered: list[OfferedDocument]
) -> None:
    drawn = draw(choice, offered)
    rest = [one for one in drawn.chosen if one.id not in drawn.pilot]
    for some, every in (
        ([*drawn.chosen], offered),
        ([one for one in rest if one.id in drawn.several], rest),
    ):
        whole, part = Counter(one.stratum for one in every), Counter(one.stratum for one in some)
        assert all(abs(part[one] * len(every) - len(some) * count) < len(every) for one, count in whole.items())


@settings(max_examples=examples(60))
@given(CHOICES, OFFERED, st.randoms())
def test_the_same_seed_draws_the_same_whatever_the_order_and_another_seed_another(
    choice: WorkChoice, offered: list[OfferedDocument], chance: Random
) -> None:
    drawn = draw(choice, offered)
    mixed = chance.sample(offered, len(offered))
    turned = replace(choice, people=choice.people[::-1])
    assert draw(choice, mixed).new == draw(turned, offered).new == drawn.new


def test_another_seed_draws_other_documents() -> None:
    choice, offered = WorkChoice(people(3), 1, several=0.2), documents(60)
    draws = [draw(replace(choice, seed=seed), offered) for seed in range(20)]
    assert len({drawn.several for drawn in draws}) == len({tuple(sorted(drawn.new.items())) for drawn in draws}) == 20


@settings(max_examples=examples(40))
@given(CHOICES, OFFERED)
def test_the_same_draw_again_gives_nothing_new(choice: WorkChoice, offered: list[OfferedDocument]) -> None:
    there = given_out(offered, draw(choice, offered))
    again = draw(choice, there)
    assert again.new == {}
    assert again.pilot >= {one.id for one in there if one.is_pilot}


@settings(max_examples=examples(40))
@given(CHOICES, OFFERED, OFFERED)
def test_who_comes_later_takes_nothing_from_the_others_and_is_filled_up_first(
    choice: WorkChoice, offered: list[OfferedDocument], further: list[OfferedDocument]
) -> None:
    choice = replace(choice, documents=None, several=0, pilot=0, by_words=False)
    there = [*given_out(offered, draw(choice, offered)), *further]
    drawn = draw(replace(choice, people=(*choice.people, CoderId("new"))), there)
    assert all(drawn.coders[one.id] >= one.held for one in there)
    assert {one.id for one in further} == set(drawn.new)
    loads = {person: len(drawn.held_by(person)) for person in drawn.choice.people}
    got = {person for coders in drawn.new.values() for person in coders}
    assert all(loads[person] <= min(loads.values()) + 1 for person in got)


@settings(max_examples=examples(60))
@given(CHOICES, OFFERED, st.data())
def test_whatever_was_held_before_each_document_has_as_many_coders_as_it_wants_and_can_have(
    choice: WorkChoice, offered: list[OfferedDocument], data: st.DataObject
) -> None:
    anybody = st.frozensets(st.sampled_from([*choice.people, CoderId("gone")]), max_size=3)
    there = [replace(one, held=data.draw(anybody), is_pilot=data.draw(st.booleans())) for one in offered]
    drawn = draw(choice, there)
    for one in drawn.chosen:
        wanted = choice.each if one.id in drawn.several else len(choice.people) if one.id in drawn.pilot else 1
        can = one.held | set(choice.people)
        everybody = can if one.id in drawn.pilot else set()
        assert drawn.coders[one.id] >= one.held | everybody
        if one.id not in drawn.pilot:
            most = min(wanted, len(choice.people))
            assert len(drawn.coders[one.id]) == max(len(one.held), min(most, len(can)))
    assert draw(choice, there[::-1]).new == drawn.new
    assert {one.id for one in there if one.held} <= {one.id for one in drawn.chosen}


@settings(max_examples=examples(30))
@given(st.integers(3, 7), st.integers(0, 80), st.integers(1, 4), st.integers(0, 99))
def test_each_two_people_share_alike_many_documents(count: int, size: int, strata: int, seed: int) -> None:
    drawn = draw(WorkChoice(people(count), seed, several=0.4), documents(size, strata=strata))
    shared = Counter(pair for id in drawn.several for pair in combinations(sorted(drawn.coders[id]), 2))
    counts = [shared[pair] for pair in combinations(people(count), 2)]
    assert max(counts) - min(counts) <= 1


def test_who_is_coded_by_several_is_drawn_with_equal_chances() -> None:
    """5,000 draws of 4 of 12: each document is expected 1,667 times, with a standard deviation of 33."""
    offered, drawn = documents(12), Counter[str]()
    for seed in range(5000):
        drawn.update(draw(WorkChoice(people(2), seed, several=4), offered).several)
    assert all(abs(drawn[one.id] - 5000 / 3) < 5 * 33.4 for one in offered)


def test_without_people_documents_are_chosen_and_nobody_gets_one() -> None:
    drawn = draw(WorkChoice((), documents=3), documents(9))
    assert len(drawn.chosen) == 3 and drawn.new == {}
