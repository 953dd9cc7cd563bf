"""Spans that overlap, directly or by way of others, stand together; all others apart."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.clusters import clusters
from annotator.model.geometry import overlap_length
from annotator.model.span import Extent, tidy


@dataclass(frozen=True)
class Marked:
    """A label on a passage; told apart by its number."""

    number: int
    label: str
    extents: tuple[Extent, ...]


@st.composite
def marked(draw: st.DrawFn) -> list[Marked]:
    """Draw passages of several pieces, crowded, among them labels on the whole document."""
    pieces = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 5)), max_size=3)
    drawn = draw(st.lists(st.tuples(st.sampled_from(["appeal", "warning"]), pieces), max_size=12))
    return [
        Marked(number, label, tidy((start, start + size) for start, size in found))
        for number, (label, found) in enumerate(drawn)
    ]


def meet(one: Marked, other: Marked) -> bool:
    """Whether two share a character, or are both on the whole document."""
    if not one.extents or not other.extents:
        return one.extents == other.extents
    return overlap_length(one.extents, other.extents) > 0


@given(marked())
def test_a_cluster_is_whatever_can_be_reached_from_one_of_its_spans_by_overlaps(spans: list[Marked]) -> None:
    found = clusters(spans)
    assert sorted(one.number for cluster in found for one in cluster) == list(range(len(spans)))
    for cluster in found:
        reached, edge = {cluster[0]}, [cluster[0]]
        while edge:
            at = edge.pop()
            more = [one for one in spans if one not in reached and meet(at, one)]
            reached.update(more)
            edge += more
        assert reached == set(cluster)


@given(marked(), st.data())
def test_the_order_of_the_spans_changes_no_cluster(spans: list[Marked], data: st.DataObject) -> None:
    mixed = data.draw(st.permutations(spans))
    assert {frozenset(one) for one in clusters(mixed)} == {frozenset(one) for one in clusters(spans)}


def test_spans_that_only_touch_stand_apart_and_one_of_several_pieces_joins_what_lies_far_apart() -> None:
    left, right = Marked(0, "a", (Extent(0, 5),)), Marked(1, "a", (Extent(5, 9),))
    assert clusters([left, right]) == [[left], [right]]
    across = Marked(2, "b", (Extent(4, 5), Extent(8, 12)))
    assert clusters([left, right, across]) == [[left, right, across]]


def test_nothing_has_no_clusters_and_all_labels_on_the_whole_document_are_one() -> None:
    spans = [Marked(number, label, ()) for number, label in enumerate("aba")]
    passage = Marked(3, "a", (Extent(0, 5),))
    assert clusters([]) == [] and clusters([*spans, passage]) == [spans, [passage]]


def test_a_long_chain_of_overlaps_is_one_cluster() -> None:
    chain = [Marked(number, "a", (Extent(2 * number, 2 * number + 3),)) for number in range(50_000)]
    assert [len(found) for found in clusters(chain)] == [50_000]
