"""What is alike is found, by simulation: texts in three scripts with edits of known kinds, and real speeches."""

import random
from collections.abc import Sequence

import pytest

from annotator.likeness.alike import LIKE, TextLikeness, alike, grouped, likeness
from annotator.likeness.shingles import shingles
from annotator.likeness.sketches import sketch
from annotator.model.together import Together
from tests.likeness.texts import EDITS, SCRIPTS, a_text, replaced
from tests.shared_data import shared


def pairs_in(texts: Sequence[str], least: float = LIKE) -> dict[frozenset[str], TextLikeness]:
    """Return what is found among texts, by the texts."""
    found = alike([sketch(shingles(text)) for text in texts], texts.__getitem__, least)
    return {frozenset((texts[one], texts[other])): how for one, other, how in found}


def all_pairs(texts: Sequence[str], least: float = LIKE) -> dict[frozenset[str], TextLikeness]:
    """Return what is alike, each compared with each."""
    known = [shingles(text) for text in texts]
    each = [(one, other) for other in range(len(texts)) for one in range(other)]
    figures = {frozenset((texts[one], texts[other])): likeness(known[one], known[other]) for one, other in each}
    return {pair: how for pair, how in figures.items() if how.is_alike(least)}


@pytest.mark.parametrize("script", SCRIPTS)
def test_each_edit_is_found_and_nothing_else(script: str) -> None:
    chance = random.Random(7)
    texts = [a_text(chance, script) for _ in range(12)]
    edited = [edit(chance, text) for text, edit in zip(texts, [*EDITS.values()] * 2, strict=False)]
    assert pairs_in(texts + edited).keys() == {frozenset(pair) for pair in zip(texts, edited, strict=False)}


def test_of_what_resembles_by_nine_tenths_a_hundredth_is_missed_at_most_and_nothing_below_is_found() -> None:
    chance = random.Random(11)
    texts: list[str] = []
    for script in SCRIPTS:
        for _ in range(12):
            text = a_text(chance, script, 300)
            texts += [text, *(replaced(chance, text, count) for count in (1, 2, 3, 4, 8, 20))]
    texts = list(dict.fromkeys(texts))
    found, there = pairs_in(texts), all_pairs(texts)
    high = {pair for pair, how in there.items() if how.resemblance >= 0.9}
    assert len(high) > 100 and len(high & found.keys()) >= 0.99 * len(high)
    assert len(found.keys() & there.keys()) >= 0.99 * len(there)
    assert all(found[pair] == there.get(pair) for pair in found), "what is found is alike, by its exact figures"


def test_what_is_found_hangs_on_no_order_and_on_no_other_text() -> None:
    chance = random.Random(13)
    texts = [a_text(chance, "Latin", 60) for _ in range(20)]
    texts = list(dict.fromkeys([*texts, *(replaced(chance, text, n % 9) for n, text in enumerate(texts))]))
    found = pairs_in(texts, 0.6)
    shuffled = chance.sample(texts, len(texts))
    assert pairs_in(shuffled, 0.6) == found and found
    some = shuffled[:15]
    assert pairs_in(some, 0.6) == {pair: how for pair, how in found.items() if pair <= set(some)}


def test_a_text_in_another_one_is_alike_if_it_is_half_of_it() -> None:
    text = a_text(random.Random(17), "Han")
    header = a_text(random.Random(18), "Han", 200)
    (how,) = pairs_in([text, header + text]).values()
    assert (how.containment == 1 and how.resemblance < LIKE) or how.resemblance >= LIKE
    assert pairs_in([text, text[: len(text) // 3]]) == {}
    assert not TextLikeness(0.4, 1.0, 0.4).is_alike() and TextLikeness(0.5, 0.95, 0.5).is_alike()


def test_what_hangs_together_is_one_group() -> None:
    assert grouped([("b", "c"), ("x", "y"), ("a", "b"), ("c", "a")]) == [["a", "b", "c"], ["x", "y"]]
    assert grouped([]) == []


@pytest.mark.parametrize("corpus", ["whitehouse", "ungdc"])
def test_no_two_speeches_or_readouts_are_alike_until_one_is_edited(corpus: str) -> None:
    paths = sorted(one for one in shared(f"corpora/{corpus}").iterdir() if one.suffix in (".md", ".txt"))[:100]
    texts = [path.read_text("utf-8") for path in paths]
    assert pairs_in(texts) == all_pairs(texts) == {}
    chance = random.Random(19)
    edited = [edit(chance, text) for edit, text in zip(EDITS.values(), texts, strict=False)]
    assert pairs_in(texts + edited).keys() == {frozenset(pair) for pair in zip(texts, edited, strict=False)}


def test_what_hangs_together_already_is_asked_no_more() -> None:
    chance = random.Random(17)
    text = a_text(chance, "Latin", 60)
    texts = [f"{text} {number}" for number in range(30)]
    together = Together(range(30))
    looked = 0
    for one, other, _ in alike(
        [sketch(shingles(each)) for each in texts],
        texts.__getitem__,
        is_known=lambda one, other: together.first(one) == together.first(other),
    ):
        looked += 1
        together.join(one, other)
    assert together.groups() == [list(range(30))] and looked == 29
