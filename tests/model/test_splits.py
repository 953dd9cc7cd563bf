"""Parts of a dataset: each document in one, what belongs together whole, sizes within a bound, the same draw again."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.ids import DocumentId
from annotator.model.split_shares import USUAL
from annotator.model.splits import DivisionChoice, SplitItem, split
from tests.examples import examples

STRATA = st.dictionaries(st.sampled_from(["appeal", "warning", "year=2022", "rare"]), st.integers(1, 5))
SHARES = st.lists(st.integers(1, 9), min_size=2, max_size=5).map(
    lambda sizes: {f"p{number}": float(size) for number, size in enumerate(sizes)}
)
Drawing = tuple[list[SplitItem], list[list[DocumentId]], DivisionChoice]
EACH = range(examples(40))


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    count = draw(st.integers(0, 30))
    items = [SplitItem(DocumentId(f"d{number:02}"), draw(STRATA), f"text {number}") for number in range(count)]
    ids = [item.document for item in items] or [DocumentId("gone")]
    together = draw(st.lists(st.lists(st.sampled_from(ids), max_size=4), max_size=5))
    return items, together, DivisionChoice(draw(SHARES), seed=draw(st.integers(0, 9)))


def largest(items: Sequence[SplitItem], together: Sequence[Sequence[DocumentId]]) -> int:
    """Return how many documents the largest group has, found by joining sets until nothing changes."""
    sets = [{item.document} for item in items]
    for group in together:
        known = {one for one in group if any(one == item.document for item in items)}
        touched = [one for one in sets if one & known]
        sets = [one for one in sets if not one & known] + ([set().union(*touched)] if touched else [])
    return max(map(len, sets), default=1)


@given(drawn=drawings(), shuffled=st.randoms())
def test_each_document_is_in_one_part_and_groups_are_whole_whatever_the_order_and_the_ids(
    drawn: Drawing, shuffled: random.Random
) -> None:
    items, together, choice = drawn
    parts = split(items, choice, together)
    assert parts.keys() == {item.document for item in items} and set(parts.values()) <= choice.shares.keys()
    for group in together:
        assert len({parts[one] for one in group if one in parts}) <= 1
    ids = [item.document for item in items]
    called = dict(zip(ids, shuffled.sample(ids, len(ids)), strict=True))
    again = [replace(item, document=called[item.document]) for item in shuffled.sample(items, len(items))]
    named = [[called.get(one, one) for one in group] for group in shuffled.sample(together, len(together))]
    shares = dict(shuffled.sample(list(choice.shares.items()), len(choice.shares)))
    assert split(again, replace(choice, shares=shares), named) == {called[id]: part for id, part in parts.items()}


@given(drawn=drawings())
def test_sizes_differ_from_the_shares_by_no_more_than_the_largest_group(drawn: Drawing) -> None:
    items, together, choice = drawn
    sizes = Counter(split(items, choice, together).values())
    for name, share in choice.shares.items():
        ought = share / sum(choice.shares.values()) * len(items)
        assert abs(sizes[name] - ought) <= largest(items, together) + 1e-9


@pytest.mark.parametrize("shares", [USUAL, {"a": 50.0, "b": 50.0}, {"a": 98.0, "b": 1.0, "c": 1.0}])
def test_what_each_document_has_alone_is_no_reason_to_put_it_into_the_largest_part(shares: Mapping[str, float]) -> None:
    items = [SplitItem(DocumentId(f"{number:03}"), {f"day={number}": 1}) for number in range(100)]
    assert Counter(split(items, DivisionChoice(shares)).values()) == Counter(shares)


def test_no_part_is_empty_where_there_are_documents_enough() -> None:
    for count in range(5, 16):
        items = [SplitItem(DocumentId(f"{number:03}")) for number in range(count)]
        assert len(set(split(items, DivisionChoice(seed=count)).values())) == 3


def a_corpus(draw: random.Random) -> tuple[list[SplitItem], list[list[DocumentId]]]:
    """Return documents with labels as they occur: few often and many rarely, some documents in groups."""
    count, labels = draw.randint(40, 300), [f"label {number}" for number in range(draw.randint(3, 25))]
    often = [1 / (number + 1) ** 1.3 for number in range(len(labels))]
    items = [
        SplitItem(
            DocumentId(f"{number:05}"), Counter(draw.choices(labels, often, k=int(draw.expovariate(1 / 6))))
        )
        for number in range(count)
    ]  # fmt: skip
    together, at = list[list[DocumentId]](), 0
    while at < count:
        size = draw.choice([1, 1, 1, 1, 1, 2, 2, 3, 6])
        together.append([item.document for item in items[at : at + size]])
        at += size
    return items, together


def by_lot(groups: Sequence[Sequence[DocumentId]], count: int, draw: random.Random) -> dict[DocumentId, str]:
    """Return a split of whole groups by lot alone, each part about as large as its share."""
    lacks, parts = {name: share / 100 * count for name, share in USUAL.items()}, dict[DocumentId, str]()
    for group in draw.sample(groups, len(groups)):
        part = draw.choices(list(lacks), [max(one, 0) + 1e-9 for one in lacks.values()])[0]
        lacks[part] -= len(group)
        parts.update(dict.fromkeys(group, part))
    return parts


def off(items: Sequence[SplitItem], parts: Mapping[DocumentId, str]) -> tuple[float, float]:
    """Return by how much parts have another share of the labels than of the documents asked, and documents too many."""
    every, held = Counter[str](), {name: Counter[str]() for name in USUAL}
    for item in items:
        every.update(item.strata)
        held[parts[item.document]].update(item.strata)
    shares = [abs(held[name][one] / every[one] - USUAL[name] / 100) for one in every for name in USUAL]
    sizes = Counter(parts.values())
    return mean(shares), max(abs(sizes[name] - USUAL[name] / 100 * len(items)) for name in USUAL)


def test_labels_are_spread_far_better_than_by_lot_and_sizes_are_nearer() -> None:
    ours, lots = list[tuple[float, float]](), list[tuple[float, float]]()
    for seed in EACH:
        items, together = a_corpus(draw := random.Random(seed))
        ours.append(off(items, split(items, DivisionChoice(seed=seed), together)))
        lots.append(off(items, by_lot(together, len(items), draw)))
    assert mean(labels for labels, _ in ours) < 0.6 * mean(labels for labels, _ in lots)
    assert mean(size for _, size in ours) < min(1, mean(size for _, size in lots))


def test_labels_of_which_few_documents_have_most_are_in_each_part_by_their_counts() -> None:
    most = []
    for seed in EACH:
        draw = random.Random(seed)
        counts = [draw.choice([1, 1, 1, 2, 30]) for _ in range(200)]
        items = [SplitItem(DocumentId(f"{at:03}"), {"appeal": count}) for at, count in enumerate(counts)]
        parts = split(items, DivisionChoice(seed=seed))
        held = Counter[str]()
        for item, count in zip(items, counts, strict=True):
            held[parts[item.document]] += count
        most.append(max(abs(held[name] - share / 100 * sum(counts)) for name, share in USUAL.items()))
    assert mean(most) <= 15, "half of what one of these documents has; by lot it is four times 15"


@pytest.mark.parametrize(("count", "least", "tried"), [(11, 3, 3), (30, 20, 25), (100, 50, 100)])
def test_other_seeds_draw_otherwise_and_documents_are_tested_on_by_some(count: int, least: int, tried: int) -> None:
    draw = random.Random(5)
    items = [SplitItem(DocumentId(f"{at:03}"), Counter(draw.choices("abcdefgh", k=20))) for at in range(count)]
    drawn = [split(items, DivisionChoice(seed=seed)) for seed in range(60)]
    tested = [frozenset(id for id, part in parts.items() if part == "test") for parts in drawn]
    assert len(set(tested)) >= least and len(set().union(*tested)) >= tried
