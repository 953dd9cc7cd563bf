"""What is found in a giant paragraph, block by block, is what is found in all of it at once."""

from itertools import pairwise
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.model import blocks
from annotator.model.blocks import BETWEEN_GRAPHEMES, GRAPHEME, GRID, Blocks
from annotator.model.sentences import sentence_starts
from annotator.model.text import TextIndex
from tests.costs import times_the_floor

_PARTS = [
    "a",
    "word",
    "l’été",
    " ",
    " ",
    "中",
    "方",
    "。",
    "e\u0301",
    "\u0301",
    "👩‍👩‍👧",
    "🇫🇷",
    "🇫",
    "\u200d",
    "\ufe0f",
    "🏽",
    "한",
    "\u200b",
    "\t",
    "\u0600",
    "क्ष",
    "ไทย",
    "3.5",
    "'",
    "\n",
]
_TEXTS = st.lists(st.sampled_from(_PARTS), min_size=1, max_size=120).map("".join)
_MOVES = ("next_grapheme", "previous_grapheme", "next_word", "previous_word")


@given(_TEXTS)
def test_blocks_cover_a_text_without_a_gap(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "GRID", 5)
        patch.setattr(blocks, "_FARTHEST", 1_000)
        made = Blocks(text)
        found = sorted({made.words_at(position) for position in range(len(text) + 1)})
        assert all(made.words_at(at).start <= at <= made.words_at(at).stop for at in range(len(text) + 1))
        for one, other in pairwise(found):
            assert other.start == one.stop + (1 if made.ends_paragraph(one) else 0)
        assert (found[0].start, found[-1].stop) == (0, len(text))


@given(_TEXTS)
def test_boundaries_in_blocks_are_those_of_the_whole_paragraph(text: str) -> None:
    whole = TextIndex(text)
    expected = [_answers(whole, position) for position in range(len(text) + 1)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "GRID", 5)
        patch.setattr(blocks, "_FARTHEST", 1_000)
        in_blocks = TextIndex(text)
        assert [_answers(in_blocks, position) for position in range(len(text) + 1)] == expected


def _answers(index: TextIndex, position: int) -> list[Any]:
    edges = [index.next_word_edge(position, end) for end in (False, True)]
    edges += [index.previous_word_edge(position, end) for end in (False, True)]
    return [*(getattr(index, move)(position) for move in _MOVES), *edges, index.word_at(position)]


_PROSE = (
    "The two sides met in Geneva. They agreed on 3.5 per cent, as Mr. Smith of the U.N. had proposed! "
    "Did Amb. Jones object? Nobody knows. "
)


def test_sentences_of_prose_are_those_of_the_whole_paragraph() -> None:
    text = _PROSE * 400
    index, found = TextIndex(text), [0]
    while (position := index.next_sentence(found[-1])) < len(text):
        found.append(position)
    assert found == sentence_starts(text)
    back = [len(text)]
    while back[-1] > 0:
        back.append(index.previous_sentence(back[-1]))
    assert back[:0:-1] == found


@pytest.mark.parametrize(
    "text",
    [
        _PROSE * 7_000,
        "中方呼吁各方保持冷静克制。" * 70_000,
        *(
            part * (900_000 // len(part))
            for part in ("a", "ประเทศ", "\t", "\0", "\u200b", "🇫", "🙂", "👩\u200d", "क्", "\n")
        ),
        "a" + "\u0301" * 900_000,
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_the_first_key_in_a_paragraph_of_a_megabyte_takes_milliseconds(text: str) -> None:
    index, middle = TextIndex(text), len(text) // 2

    def keys() -> None:
        for unit in ("grapheme", "word", "sentence"):
            assert middle < getattr(index, f"next_{unit}")(middle) <= len(text)
            assert getattr(index, f"previous_{unit}")(middle) < middle

    # Many times what it takes, since other tests run beside this one; looking through all of it for each of the units
    # takes far more. The first time counts: what was found is kept.
    assert times_the_floor(keys, rounds=1) < 80


def test_a_stretch_without_any_blank_is_walked_there_and_back_alike() -> None:
    text = "รประเท" * (GRID // 2)
    index, there = TextIndex(text), [0]
    while there[-1] < len(text):
        there.append(index.next_grapheme(there[-1]))
    back = [len(text)]
    while back[-1] > 0:
        back.append(index.previous_grapheme(back[-1]))
    assert back[::-1] == there == [0, *(match.end() for match in regex.finditer(r"\X", text))]


@pytest.mark.parametrize("part", ["🇫", "a🇫🇷", "👩\u200d", "🙂", "🕊️", "한", "क्", "\t", "\u200b"])
def test_a_long_row_of_anything_is_walked_there_and_back_by_its_graphemes(part: str) -> None:
    text = part * (8 * GRID // len(part))
    index = TextIndex(text)
    expected = [0, *(match.end() for match in GRAPHEME.finditer(text))]
    if len(expected) > 2:  # a single grapheme of so many characters is cut
        middle = len(expected) // 2
        walked = [expected[middle]]
        while len(walked) < 3_000:
            walked.append(index.next_grapheme(walked[-1]))
        assert walked == expected[middle : middle + 3_000]
        assert [index.previous_grapheme(position) for position in walked[1:]] == walked[:-1]


@given(_TEXTS)
def test_a_grapheme_is_what_the_library_says_also_in_a_row_of_flags(text: str) -> None:
    assert [m.span() for m in GRAPHEME.finditer(text)] == [m.span() for m in regex.finditer(r"\X", text)]


@given(_TEXTS)
def test_no_grapheme_goes_on_over_a_place_between_two(text: str) -> None:
    stops = {match.end() for match in regex.finditer(r"\X", text)}
    assert all(match.start() in stops for match in BETWEEN_GRAPHEMES.finditer(text))
