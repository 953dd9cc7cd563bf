"""Parts of a dataset: each document in one, what belongs together whole, the same mixture, the same draw again."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import NotAllowed
from annotator.model.ids import DocumentId
from annotator.model.splits import USUAL, DivisionChoice, SplitItem, shares_in, split

STRATA = st.dictionaries(st.sampled_from(["appeal", "warning", "year=2022", "rare"]), st.integers(1, 5))


@st.composite
def drawings(draw: st.DrawFn) -> tuple[list[SplitItem], list[list[DocumentId]], DivisionChoice]:
    count = draw(st.integers(0, 30))
    items = [SplitItem(DocumentId(f"d{number:02}"), draw(STRATA)) for number in range(count)]
    ids = [item.document for item in items] or [DocumentId("gone")]
    together = draw(st.lists(st.lists(st.sampled_from(ids), max_size=4), max_size=5))
    return items, together, DivisionChoice(seed=draw(st.integers(0, 9)))


@given(drawn=drawings(), shuffled=st.randoms())
def test_each_document_is_in_one_part_whole_groups_together_whatever_the_order(
    drawn: tuple[list[SplitItem], list[list[DocumentId]], DivisionChoice], shuffled: random.Random
) -> None:
    items, together, choice = drawn
    parts = split(items, choice, together)
    assert parts.keys() == {item.document for item in items} and set(parts.values()) <= choice.shares.keys()
    for group in together:
        assert len({parts[one] for one in group if one in parts}) <= 1
    shuffled.shuffle(items)
    shuffled.shuffle(together)
    assert split(items, choice, together) == parts


@pytest.mark.parametrize("seed", range(5))
def test_parts_have_the_sizes_and_the_mixture_that_were_asked_for(seed: int) -> None:
    draw = random.Random(seed)
    labels = ["appeal"] * 10 + ["warning"] * 5 + ["threat"]
    items = [
        SplitItem(DocumentId(f"{number:04}"), Counter(draw.choice(labels) for _ in range(draw.randint(1, 6))))
        for number in range(500)
    ]
    parts = split(items, DivisionChoice(seed=seed))
    for name, share in USUAL.items():
        inside = [item for item in items if parts[item.document] == name]
        assert len(inside) == pytest.approx(share / 100 * 500, abs=10)
        for label in set(labels):
            whole = sum(item.strata.get(label, 0) for item in items)
            assert sum(item.strata.get(label, 0) for item in inside) == pytest.approx(whole * share / 100, abs=4)


def test_another_seed_draws_otherwise() -> None:
    items = [SplitItem(DocumentId(f"{number:04}"), {"appeal": 1}) for number in range(100)]
    assert split(items, DivisionChoice(seed=1)) != split(items, DivisionChoice(seed=2))


@pytest.mark.parametrize(
    ("words", "shares"),
    [
        ("80/10/10", {"train": 80, "dev": 10, "test": 10}),
        ("70/30", {"train": 70, "test": 30}),
        ("train=70%, held-out=30%", {"train": 70, "held-out": 30}),
    ],
)
def test_shares_are_read_as_they_are_written(words: str, shares: dict[str, float]) -> None:
    assert shares_in(words) == shares


@pytest.mark.parametrize("words", ["", "80", "a/b", "80/0", "train=1, train=2", "25/25/25/25", "../x=1, b=2", "1/inf"])
def test_what_is_no_division_is_refused_with_a_sentence(words: str) -> None:
    with pytest.raises(NotAllowed):
        shares_in(words)
