"""Phrases counted by parts, against a plain look at each run of words."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.frequencies.phrases import LONGEST, PhraseCounts, length_of

WORDS = st.lists(st.sampled_from(["a", "b", "c", "中"]), max_size=12)
PASSAGES = st.lists(st.tuples(st.integers(0, 4), WORDS), max_size=12)
LENGTHS = st.sets(st.integers(1, LONGEST), min_size=1)


def counted(passages: list[tuple[int, list[str]]], lengths: set[int]) -> PhraseCounts:
    counts = PhraseCounts(lengths)
    for part, words in passages:
        counts.add(part, words)
    return counts


@given(passages=PASSAGES, lengths=LENGTHS)
def test_each_run_of_words_is_counted(passages: list[tuple[int, list[str]]], lengths: set[int]) -> None:
    counts = counted(passages, lengths)
    runs = [
        (part, number, words[at : at + length])
        for number, (part, words) in enumerate(passages)
        for length in lengths
        for at in range(len(words))
        if at + length <= len(words)
    ]
    expected = Counter(" ".join(run) for *_, run in runs)
    assert {phrase: counts.number(phrase) for phrase in counts.phrases()} == expected
    for length in lengths:
        assert counts.size(length) == sum(1 for *_, run in runs if len(run) == length)
    for phrase in expected:
        assert counts.passages[phrase] == len({number for _, number, run in runs if " ".join(run) == phrase})
        sizes = Counter(part for part, _, run in runs if len(run) == length_of(phrase))
        there = Counter(part for part, _, run in runs if " ".join(run) == phrase)
        assert counts.by_part(phrase) == [(there[part], sizes[part]) for part in sorted(sizes)]


@given(passages=PASSAGES, lengths=LENGTHS, data=st.data())
def test_the_order_of_passages_changes_nothing(
    passages: list[tuple[int, list[str]]], lengths: set[int], data: st.DataObject
) -> None:
    one, other = counted(passages, lengths), counted(data.draw(st.permutations(passages)), lengths)
    assert one.phrases() == other.phrases() and one.passages == other.passages
    assert all(one.by_part(phrase) == other.by_part(phrase) for phrase in one.phrases())


@given(passages=PASSAGES, least=st.integers(1, 4))
def test_rare_phrases_and_those_at_whose_edge_a_word_stands_are_left_out(
    passages: list[tuple[int, list[str]]], least: int
) -> None:
    counts = counted(passages, {1, 2, 3})
    kept = counts.phrases(least, without={"b"})
    assert kept == [
        one for one in counts.phrases() if counts.number(one) >= least and "b" not in (one.split()[0], one.split()[-1])
    ]
    assert counts.size() == sum(len(words) for _, words in passages), "they stay counted in the size"


@pytest.mark.parametrize("lengths", [(), (0,), (1, LONGEST + 1)])
def test_phrases_have_a_few_words(lengths: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="phrases have"):
        PhraseCounts(lengths)
