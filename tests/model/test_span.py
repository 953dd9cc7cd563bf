"""Extents put in order, and the quote that stands under them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import NotAllowed
from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import GAP, Extent, Span, quote_of, quotes, tidy

TEXT = "France 呼吁 🕊 وقف إطلاق النار e\u0301 and more of it."
RANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6)).map(lambda one: (one[0], sum(one))), max_size=8)


def characters(extents: list[tuple[int, int]] | tuple[Extent, ...]) -> set[int]:
    """Return the places that some ranges cover."""
    return {place for start, stop in extents for place in range(start, stop)}


def span(*extents: Extent) -> Span:
    return Span(SpanId("s"), LayerId("l"), DocumentId("d"), LabelId("appeal"), extents, "")


@given(RANGES, st.data())
def test_tidy_extents_cover_the_same_characters_in_order_with_a_gap_between(
    ranges: list[tuple[int, int]], data: st.DataObject
) -> None:
    made = tidy(ranges)
    assert characters(made) == characters(ranges)
    assert all(one.stop < other.start for one, other in pairwise(made))
    assert tidy(made) == made == tidy(data.draw(st.permutations(ranges)))


@given(RANGES, st.tuples(st.integers(-5, 40), st.integers(-5, 40)))
def test_a_range_without_a_character_or_before_the_text_is_refused(
    ranges: list[tuple[int, int]], one: tuple[int, int]
) -> None:
    if one[0] >= 0 and one[1] > one[0]:
        assert characters(tidy([*ranges, one])) == characters([*ranges, one])
        return
    with pytest.raises(NotAllowed, match="needs at least one character"):
        tidy([*ranges, one])


@given(RANGES)
def test_a_quote_is_the_text_of_the_pieces_and_none_is_beyond_it(ranges: list[tuple[int, int]]) -> None:
    extents = tidy(ranges)
    if any(stop > len(TEXT) for _, stop in extents):
        with pytest.raises(NotAllowed, match=f"ends beyond the text, which has {len(TEXT)} characters"):
            quote_of(TEXT, extents)
        return
    quote = quote_of(TEXT, extents)
    assert quote.replace(GAP, "") == "".join(TEXT[place] for place in sorted(characters(extents)))
    assert quote.count(GAP) == max(0, len(extents) - 1)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 5)), max_size=2), st.text(TEXT + "x", max_size=4))
def test_a_quote_is_known_to_be_that_of_the_text_or_not(at: list[tuple[int, int]], other: str) -> None:
    extents = [Extent(start, min(start + length, len(TEXT))) for start, length in at if start < len(TEXT)]
    right = quote_of(TEXT, extents)
    assert quotes(TEXT, extents, right)
    assert quotes(TEXT, extents, other) == (other == right)
    with pytest.raises(NotAllowed, match="beyond the text"):
        quotes(TEXT, [Extent(len(TEXT) - 1, len(TEXT) + 3)], TEXT[-1:])


def test_a_span_reaches_from_its_first_piece_to_its_last_and_one_of_the_document_nowhere() -> None:
    pieces = span(Extent(3, 5), Extent(9, 12))
    assert (pieces.start, pieces.stop) == (3, 12)
    assert (span().start, span().stop, quote_of(TEXT, ())) == (0, 0, "")
