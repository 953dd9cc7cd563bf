"""Pieces cover a text without a gap, and what is shown of it is as long as what stands there."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.blocks import GRAPHEME
from annotator.ui.kit.direction import runs_right_to_left
from annotator.ui.reader.pieces import LONGEST, Pieces, shown
from tests.costs import times_the_floor

_ODD = "\n\x00\x0b\x0c\x1c\x85\u2028\u2029\u200f\ufffc\ufeffa é\u0301א🙂\U000e0001"


def _qt_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(st.text() | st.text(alphabet=_ODD))
def test_pieces_cover_the_text_and_leave_out_line_feeds_alone(text: str) -> None:
    pieces = Pieces(text)
    covered = [text[slice(*pieces.extent(number))] for number in range(len(pieces))]
    assert "\n".join(covered) == text
    assert sum(pieces.lengths()) == len(text)


@given(st.text() | st.text(alphabet=_ODD), st.data())
def test_each_position_lies_in_the_piece_that_is_found_for_it(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(text)))
    pieces = Pieces(text)
    start, stop = pieces.extent(pieces.at(position))
    assert start <= position <= stop


@given(st.text() | st.text(alphabet=_ODD))
def test_what_is_shown_has_the_same_length_in_both_units(text: str) -> None:
    assert len(shown(text)) == len(text)
    assert _qt_length(shown(text)) == _qt_length(text)


def test_separators_that_qt_would_break_at_are_shown_by_signs() -> None:
    assert shown("a\u2028b\u2029c\x85d\x0be\x0cf\x00g\th") == "a↵b¶c↵d↵e␌f␀g\th"


def test_a_giant_paragraph_is_cut_after_sentences() -> None:
    text = "One sentence of some length stands here. " * 1000
    pieces = Pieces(text)
    extents = [pieces.extent(number) for number in range(len(pieces))]
    assert len(extents) > 10
    assert all(stop - start <= LONGEST for start, stop in extents)
    assert all(text[stop - 2 : stop] == ". " for _, stop in extents[:-1])
    assert [pieces.begins_paragraph(number) for number in range(3)] == [True, False, False]
    assert not pieces.ends_paragraph(0)
    assert pieces.ends_paragraph(len(pieces) - 1)


def test_a_giant_paragraph_without_blanks_is_cut_between_graphemes() -> None:
    text = "👩‍👩‍👧e\u0301" * 3000
    pieces = Pieces(text)
    stops = {match.end() for match in regex.finditer(r"\X", text)}
    assert len(pieces) > 5
    assert all(pieces.extent(number).stop in stops for number in range(len(pieces)))


def test_a_cut_paragraph_keeps_its_direction() -> None:
    pieces = Pieces("שלום. " + "English words only. " * 600)
    assert all(pieces.right_to_left(number) for number in range(len(pieces)))


def test_the_first_strong_character_gives_the_direction() -> None:
    assert runs_right_to_left("«1» שלום abc")
    assert not runs_right_to_left("1. abc שלום")
    assert not runs_right_to_left("12 – 34")
    assert not runs_right_to_left("\u2067שלום\u2069 abc")


def test_blank_lines_between_paragraphs_are_noticed() -> None:
    assert Pieces("one\n\ntwo\n\nthree").spaced_by_blank_lines
    assert not Pieces("one\ntwo\nthree\nfour\nfive").spaced_by_blank_lines


@pytest.mark.parametrize(
    "part", ["中", "x", "🙂", "🇫", "한", "क्ष", "\t", "\u200b", "👩\u200d", "รัฐบาล", "x\u0301", "🕊️", "x🇫"]
)
def test_a_paragraph_of_a_megabyte_without_blanks_is_cut_in_milliseconds(part: str) -> None:
    text = part * (1_000_000 // len(part))
    assert times_the_floor(lambda: Pieces(text)) < 20
    pieces = Pieces(text)
    assert max(pieces.lengths()) <= LONGEST
    stops = {match.end() for match in GRAPHEME.finditer(text, 0, 40_000)}
    if part != "👩\u200d":  # one single grapheme
        assert all(pieces.extent(number).stop in stops for number in range(8))
