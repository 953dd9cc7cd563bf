"""Tags: what is written in any scheme is read again, also by another program."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.conll.tags import Scheme, TagColumn, Tagged, written_tags
from tests.examples import examples
from tests.oracles.oracle import Oracle, python_oracle


@pytest.fixture(scope="module")
def seqeval() -> Iterator[Oracle]:
    yield from python_oracle("tags", "seqeval")


@st.composite
def sentences(draw: st.DrawFn) -> tuple[list[Tagged], int]:
    """Draw passages that do not overlap, and how many tokens there are."""
    found, at = [], 0
    for label, gap, length in draw(
        st.lists(st.tuples(st.sampled_from(["PER", "x-y", "LOC"]), st.integers(0, 2), st.integers(1, 4)), max_size=5)
    ):
        found.append(Tagged(label, at + gap, at + gap + length))
        at += gap + length
    return found, at + draw(st.integers(0, 2))


@given(sentence=sentences(), scheme=st.sampled_from(list(Scheme)))
def test_passages_come_back_in_each_scheme(sentence: tuple[list[Tagged], int], scheme: Scheme) -> None:
    passages, length = sentence
    tags = written_tags(passages, length, scheme)
    column = TagColumn.of(tags) or TagColumn(is_plain=False, is_suffix=False)
    assert column.passages(tags) == passages
    turned = [tag if tag == "O" else f"{tag[2:]}-{tag[0]}" for tag in tags]
    assert TagColumn(is_plain=False, is_suffix=True).passages(turned) == passages


@settings(max_examples=examples(20), deadline=None)
@given(sentence=sentences(), scheme=st.sampled_from(list(Scheme)))
def test_seqeval_reads_the_same_passages(seqeval: Oracle, sentence: tuple[list[Tagged], int], scheme: Scheme) -> None:
    passages, length = sentence
    passages = [one for one in passages if one.label != "x-y"]  # which seqeval cuts at the last hyphen
    found = seqeval.ask("entities", tags=[written_tags(passages, length, scheme)], scheme=scheme.value)
    assert [Tagged(label, first, stop) for label, first, stop in found] == passages


@pytest.mark.parametrize(
    ("cells", "passages"),
    [
        ("I-A I-A B-A O I-B I-A", [("A", 0, 2), ("A", 2, 3), ("B", 4, 5), ("A", 5, 6)]),
        ("B-A I-A B-A S-A E-A", [("A", 0, 2), ("A", 2, 3), ("A", 3, 4), ("A", 4, 5)]),
        ("U-A B-A L-A O", [("A", 0, 1), ("A", 1, 3)]),
        ("A-B A-I O", [("A", 0, 2)]),
        ("PERSON PERSON O O O O LOC", [("PERSON", 0, 2), ("LOC", 6, 7)]),
    ],
)
def test_all_schemes_are_read(cells: str, passages: list[tuple[str, int, int]]) -> None:
    column = TagColumn.of(cells.split())
    assert column is not None
    assert [(one.label, one.first, one.stop) for one in column.passages(cells.split())] == passages


def test_words_and_parts_of_speech_are_no_tags() -> None:
    assert TagColumn.of(["NN", "VB", "NN", "DT", "NN"]) is None
    assert TagColumn.of(["The", "cat", "sat", "O"]) is None
