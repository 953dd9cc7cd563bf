"""Where an edge may go: to graphemes and words, never over the other edge, whatever the text."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.coding.edges import moved

_PIECES = ["France", " ", "urged", "🕊", "e\u0301", "中国", "مرحبا", "\n", "\u2028", "👩\u200d🚀", ".", "-"]
texts = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14).map("".join)


def outer(extents: tuple[Extent, ...]) -> Extent:
    return Extent(extents[0].start, extents[-1].stop)


@given(texts, st.data(), st.booleans(), st.sampled_from((-1, 1)), st.booleans())
def test_a_moved_edge_leaves_at_least_a_character_and_the_other_edge_alone(
    text: str, data: st.DataObject, end: bool, direction: int, by_word: bool
) -> None:
    index = TextIndex(text)
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    before = Extent(*index.snapped_to_graphemes(start, stop))
    after = outer(tuple(moved(index, (before,), end, direction, by_word)))
    assert 0 <= after.start < after.stop <= len(text)
    assert (after.start if end else after.stop) == (before.start if end else before.stop)
    assert index.snapped_to_graphemes(*after) == after


@given(texts, st.data(), st.booleans())
def test_an_edge_goes_out_and_comes_back_by_the_same_number_of_keys(text: str, data: st.DataObject, end: bool) -> None:
    index = TextIndex(text)
    start = data.draw(st.integers(0, len(text) - 1))
    before = (index.snapped_to_graphemes(start, start + 1),)
    out = moved(index, before, end, 1 if end else -1, False)
    if tuple(out) != before:
        assert tuple(moved(index, tuple(out), end, -1 if end else 1, False)) == before


def test_of_several_extents_the_outer_edges_move() -> None:
    index = TextIndex("one two three four")
    extents = (Extent(0, 3), Extent(8, 13))
    assert moved(index, extents, True, 1, True) == [Extent(0, 3), Extent(8, 18)]
    assert moved(index, extents, False, 1, False) == [Extent(1, 3), Extent(8, 13)]


def test_by_words_a_start_stops_at_starts_and_an_end_at_ends() -> None:
    index = TextIndex("one two three")
    assert moved(index, (Extent(4, 7),), False, -1, True) == [Extent(0, 7)]
    assert moved(index, (Extent(4, 7),), True, 1, True) == [Extent(4, 13)]
    assert moved(index, (Extent(0, 13),), True, -1, True) == [Extent(0, 7)]
