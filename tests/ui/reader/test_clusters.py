"""The graphemes of a line as places: side by side, each with a width, in both directions."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.clusters import Cluster, apart, is_never_seen, joined, shared, tile, without_gaps

_WIDTHS = st.lists(st.integers(1, 30), min_size=1, max_size=8)


def side_by_side(widths: list[int], right_to_left: bool = False, left: float = 0.0) -> list[Cluster]:
    """Return clusters of one character each, in the order of the text."""
    places = []
    for width in reversed(widths) if right_to_left else widths:
        places.append((left, left + width))
        left += width
    if right_to_left:
        places.reverse()
    return [Cluster(at, at + 1, *place, right_to_left) for at, place in enumerate(places)]


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 30)).map(lambda one: (float(one[0]), one[0] + one[1]))))
def test_joined_ranges_cover_the_same_and_lie_apart(found: list[tuple[float, float]]) -> None:
    ranges = joined(sorted(found))
    for one, other in pairwise(ranges):
        assert one[1] + 1 < other[0]
    for left, right in found:
        assert any(a <= left and right <= b for a, b in ranges), "nothing is lost"
    assert {edge for pair in ranges for edge in pair} <= {edge for pair in found for edge in pair}


@given(_WIDTHS, st.booleans())
def test_what_is_side_by_side_is_left_as_it_is(widths: list[int], right_to_left: bool) -> None:
    clusters = side_by_side(widths, right_to_left)
    text, width = "x" * len(widths), float(sum(widths))
    assert apart(clusters) == without_gaps(clusters, 0.0, width) == shared(text, clusters) == clusters
    assert tile(clusters)


@given(_WIDTHS, st.booleans())
def test_parts_of_a_ligature_end_where_the_next_one_begins(widths: list[int], right_to_left: bool) -> None:
    wanted = side_by_side(widths, right_to_left)
    end = 0.0 if right_to_left else float(sum(widths))
    # Qt gives each part the end of the whole ligature.
    given = [
        Cluster(each.start, each.stop, *((end, each.right) if right_to_left else (each.left, end)), right_to_left)
        for each in wanted
    ]
    assert apart(given) == wanted


@given(_WIDTHS, st.integers(0, 7), st.booleans())
def test_one_without_a_width_is_widened_to_its_neighbour(widths: list[int], which: int, right_to_left: bool) -> None:
    wanted = side_by_side([width + 1 for width in widths], right_to_left)
    which %= len(wanted)
    empty = wanted[which]
    # Qt gives a tab no width: it stands where it begins, and what follows stands where it would have ended.
    begin = empty.right if right_to_left else empty.left
    found = [*wanted]
    found[which] = Cluster(empty.start, empty.stop, begin, begin, right_to_left)
    assert without_gaps(found, 0.0, max(each.right for each in wanted)) == wanted


@given(st.integers(2, 5), st.integers(1, 40), st.booleans())
def test_graphemes_of_one_glyph_have_equal_parts_of_it_in_the_order_of_the_text(
    count: int, width: int, right_to_left: bool
) -> None:
    edge = 0.0 if right_to_left else float(width)
    clusters = [Cluster(0, 1, 0.0, float(width), right_to_left)]
    clusters += [Cluster(at, at + 1, edge, edge, right_to_left) for at in range(1, count)]
    found = shared("لا" * 3, clusters)
    assert len(found) == count and tile(found)
    assert min(each.left for each in found) == 0 and max(each.right for each in found) == width
    assert max(each.right - each.left for each in found) - min(each.right - each.left for each in found) < 0.01
    lefts = [each.left for each in found]
    assert lefts == sorted(lefts, reverse=right_to_left)


def test_what_is_never_seen_takes_no_part_of_its_neighbours_glyph() -> None:
    clusters = [Cluster(0, 1, 0.0, 10.0, False), Cluster(1, 2, 10.0, 10.0, False)]
    assert shared("a\u200b", clusters) == clusters
    assert shared("fi", clusters) != clusters


def test_only_characters_without_a_place_are_never_seen() -> None:
    text = "a\u200b\u2060\u00ad \t中\u0301"
    assert [is_never_seen(text, at, at + 1) for at in range(len(text))] == [False] + [True] * 3 + [False] * 4
    assert is_never_seen(text, 1, 4) and not is_never_seen(text, 0, 2) and not is_never_seen(text, 1, 1)


def test_clusters_with_a_gap_or_over_each_other_do_not_tile() -> None:
    one = Cluster(0, 1, 0.0, 10.0, False)
    assert tile([]) and tile([one])
    assert not tile([one, Cluster(1, 2, 12.0, 20.0, False)])
    assert not tile([one, Cluster(1, 2, 5.0, 20.0, False)])
