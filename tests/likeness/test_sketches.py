"""Sketches: two are the same in about as many places as their texts resemble each other."""

import random

import numpy as np
import pytest

from annotator.likeness.shingles import resemblance, shingles
from annotator.likeness.sketches import PLACES, candidates, sketch
from tests.likeness.texts import a_text, replaced


@pytest.mark.parametrize("count", [0, 5, 20, 60, 400])
def test_two_sketches_are_the_same_in_as_many_places_as_their_texts_resemble_each_other(count: int) -> None:
    chance = random.Random(count)
    off = []
    for _ in range(40):
        text = a_text(chance, "Latin")
        one, other = shingles(text), shingles(replaced(chance, text, count))
        off.append(float((sketch(one) == sketch(other)).mean()) - resemblance(one, other))
    # The standard error of a mean of 40 sketches of 120 places is at most 0.0072.
    assert abs(np.mean(off)) < 4 * 0.0072 and np.std(off) <= 0.5 / PLACES**0.5 * 1.5


def test_a_long_text_has_the_sketch_that_its_pieces_have_together() -> None:
    numbers = shingles(a_text(random.Random(1), "Han", 3000))
    pieces = [sketch(numbers[first : first + 100]) for first in range(0, len(numbers), 100)]
    assert np.array_equal(sketch(numbers), np.minimum.reduce(pieces)) and len(sketch(numbers[:0])) == 0


def test_each_pair_is_named_once_and_texts_without_words_in_none() -> None:
    text = a_text(random.Random(2), "Arabic")
    sketches = [sketch(shingles(one)) for one in (text, "", text + " ثم", "…", a_text(random.Random(5), "Latin"))]
    assert list(candidates(sketches)) == [(0, []), (2, [0]), (4, [])]
    assert list(candidates([sketch(shingles(""))])) == []
