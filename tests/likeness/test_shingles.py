"""Shingles: sets of runs of words, whose sizes say how alike two texts are."""

import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.likeness.shingles import LENGTH, containment, resemblance, shared, shingles
from annotator.likeness.tokens import folded, words
from tests.likeness.texts import SCRIPTS, a_text

TEXTS = st.lists(st.sampled_from(["a", "b", "c", "中", "国", "د"]), max_size=20).map(" ".join)


def plain(text: str) -> set[tuple[str, ...]]:
    """Return the runs of a text by the definition."""
    found = [folded(word) for word in words(text)]
    length = min(LENGTH, len(found))
    return {tuple(found[place : place + length]) for place in range(len(found) - length + 1)} if found else set()


@given(TEXTS, TEXTS)
def test_the_figures_are_those_of_the_sets_of_runs_of_words(one: str, other: str) -> None:
    a, b, first, second = plain(one), plain(other), shingles(one), shingles(other)
    assert (len(first), len(second), shared(first, second)) == (len(a), len(b), len(a & b))
    assert resemblance(first, second) == (len(a & b) / len(a | b) if a & b else 0)
    assert containment(first, second) == (len(a & b) / min(len(a), len(b)) if a & b else 0)


@pytest.mark.parametrize("script", SCRIPTS)
def test_blanks_line_ends_capitals_and_punctuation_make_no_difference(script: str) -> None:
    text = a_text(random.Random(3), script)
    other = "\n\n".join(text.upper().replace(".", " ! ").split())
    assert resemblance(shingles(text), shingles(other)) == 1
    assert (
        containment(shingles(text), shingles(text + text[:200]))
        == 1
        > resemblance(shingles(text), shingles(f"{text} more words in the end of it"))
    )


def test_a_shingle_is_the_same_number_in_every_process() -> None:
    code = "from annotator.likeness.shingles import shingles; print(shingles('The talks 中国 were held').tolist())"
    made = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout for _ in "ab"
    ]
    assert made[0] == made[1] == f"{shingles('the TALKS 中 国 were, held').tolist()}\n"
