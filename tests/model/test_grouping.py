"""Spans of several layers are brought together whole: each in one group, no layer twice, the same for any order."""

from dataclasses import dataclass
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.geometry import Extents, jaccard, overlap_length
from annotator.model.grouping import Grouping, grouped
from annotator.model.span import Extent, tidy


@dataclass(frozen=True)
class Thing:
    """What `Grouping` needs of a span, and no more."""

    id: str
    layer: str
    label: str
    extents: Extents

    @property
    def start(self) -> int:
        return self.extents[0].start if self.extents else 0

    @property
    def stop(self) -> int:
        return self.extents[-1].stop if self.extents else 0


def thing(name: str, start: int, stop: int, label: str = "appeal") -> Thing:
    """Return a thing whose layer is the first letter of its name; with no characters it is about the whole."""
    return Thing(name, name[0], label, (Extent(start, stop),) if stop else ())


@st.composite
def things(draw: st.DrawFn) -> list[Thing]:
    """Draw a crowd of things of up to four layers, some in two pieces, some about the whole document."""
    found = []
    for number in range(draw(st.integers(0, 14))):
        start, size = draw(st.integers(0, 12)), draw(st.integers(0, 6))
        pieces = [(start, start + size)] if size else []
        pieces += draw(st.sampled_from([[], [], [(20, 25)]])) if size else []
        layer, label = draw(st.sampled_from("ABCD")), draw(st.sampled_from(["appeal", "warning"]))
        found.append(Thing(f"{layer}{number:02}", layer, label, tidy(pieces)))
    return found


def names(groups: list[list[Thing]]) -> set[frozenset[str]]:
    return {frozenset(one.id for one in group) for group in groups}


@given(things())
def test_each_is_in_one_group_and_no_group_has_a_layer_twice(given_things: list[Thing]) -> None:
    groups = grouped(given_things)
    assert sorted(one.id for group in groups for one in group) == sorted(one.id for one in given_things)
    for group in groups:
        assert len({one.layer for one in group}) == len(group)


@given(things(), st.randoms(use_true_random=False))
def test_neither_the_order_nor_the_names_of_the_layers_matter(given_things: list[Thing], rng: Random) -> None:
    turned = sorted(given_things, key=lambda _: rng.random())
    assert names(grouped(turned)) == names(grouped(given_things))
    renamed = [Thing(one.id, {"A": "Z", "B": "Y"}.get(one.layer, one.layer), one.label, one.extents) for one in turned]
    assert names(grouped(renamed)) == names(grouped(given_things))


@given(things())
def test_a_group_holds_together_by_overlaps_or_is_about_the_whole(given_things: list[Thing]) -> None:
    for group in grouped(given_things):
        reached, rest = group[:1], group[1:]
        while near := [one for one in rest if any(_meet(one, other) for other in reached)]:
            reached += near
            rest = [one for one in rest if one not in near]
        assert rest == []


def _meet(first: Thing, second: Thing) -> bool:
    if not first.extents or not second.extents:
        return first.extents == second.extents
    return overlap_length(first.extents, second.extents) > 0


@given(things())
def test_what_overlaps_and_could_still_go_together_is_not_left_apart(given_things: list[Thing]) -> None:
    groups = grouped(given_things)
    for first in groups:
        for second in groups:
            if first is not second and not {one.layer for one in first} & {one.layer for one in second}:
                assert not any(_meet(one, other) for one in first for other in second)


@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.integers(0, 20), st.integers(1, 12)), max_size=8, unique_by=lambda t: t[1:]
    )
)
def test_of_two_layers_the_pairs_are_those_of_the_greatest_likeness_in_total(drawn: list[tuple[str, int, int]]) -> None:
    spread = [thing(f"{layer}{n}", start, start + size) for n, (layer, start, size) in enumerate(drawn)]
    first, second = ([one for one in spread if one.layer == layer] for layer in "AB")
    total = sum(jaccard(*(one.extents for one in group)) for group in grouped(spread) if len(group) == 2)
    short, long = sorted((first, second), key=len)
    best = max(
        sum(jaccard(a.extents, b.extents) for a, b in zip(short, chosen, strict=True))
        for chosen in permutations(long, len(short))
    )
    assert total == pytest.approx(best)


@given(things())
def test_what_overlaps_with_none_of_the_other_layers_changes_nothing(given_things: list[Thing]) -> None:
    two = [one for one in given_things if one.layer in "AB" and one.extents]
    groups = grouped(two)
    left, parts = list(two), []
    while left:
        part, left = left[:1], left[1:]
        while near := [one for one in left if any(one.layer != other.layer and _meet(one, other) for other in part)]:
            part += near
            left = [one for one in left if one not in near]
        parts.append(part)
    assert names(groups) == names([group for part in parts for group in grouped(part)])


def test_what_says_the_same_goes_together_before_what_is_in_the_same_place() -> None:
    stacked = [thing("A1", 0, 9), thing("A2", 0, 9), thing("B1", 0, 9), thing("B2", 0, 9)]
    said = {"A1": "France", "A2": "China", "B1": "China", "B2": "France"}
    assert names(grouped(stacked, lambda one: said[one.id])) == {frozenset({"A1", "B2"}), frozenset({"A2", "B1"})}


def test_groups_are_joined_in_one_respect_at_a_time() -> None:
    grouping = Grouping([thing("A1", 0, 9), thing("B1", 0, 9, "warning"), thing("C1", 5, 12)])
    assert len(grouping.groups()) == 3
    grouping.join_same(lambda one: one.label)
    assert names(grouping.groups()) == {frozenset({"A1", "C1"}), frozenset({"B1"})}
    grouping.join_overlapping()
    assert names(grouping.groups()) == {frozenset({"A1", "B1", "C1"})}


def test_what_is_the_same_as_nobodys_stays_alone() -> None:
    assert len(grouped([thing("A1", 0, 5), thing("B1", 5, 9)], lambda one: None)) == 2
