"""The hierarchy level by level: what counts as what is what relabelled spans would say."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.label_levels import LabelLevel, levels_of
from annotator.agreement.input.span_table import SpanTable, span_table
from annotator.agreement.input.units import UnitKind, ratings_on
from annotator.model.codebook import Label
from annotator.model.ids import LabelId
from tests.agreement.texts import CODERS, LABELS, X, Y, Z, places_in, texts

HIERARCHIES: Sequence[tuple[tuple[str, str | None], ...]] = (
    (("x", None), ("y", "x"), ("z", None)),
    (("x", None), ("y", "x"), ("z", "x")),
    (("x", None), ("y", "x"), ("z", "y")),
    (("x", "z"), ("y", "z"), ("z", None)),
)


def labels_of(hierarchy: Sequence[tuple[str, str | None]]) -> list[Label]:
    return [
        Label(id=LabelId(id), name=id.upper(), parent=LabelId(parent) if parent else None) for id, parent in hierarchy
    ]


levels = st.sampled_from([level for one in HIERARCHIES for level in levels_of(labels_of(one))])


def relabelled(text: CodedText, level: LabelLevel) -> CodedText:
    spans = {
        coder: [replace(span, label=level.counts_as[span.label]) for span in spans]
        for coder, spans in text.spans.items()
    }
    return replace(text, spans=spans)


def in_words(table: SpanTable) -> list[object]:
    """Return what a table says of each span, and which spans are at one place."""
    first: dict[int, int] = {}
    return [
        (
            (document, coder, table.labels[label], first.setdefault(place, at)),
            list(zip(table.piece_start[table.span == at], table.piece_stop[table.span == at], strict=True)),
            (start, stop, size),
        )
        for at, (document, coder, label, place, start, stop, size) in enumerate(
            zip(table.document, table.coder, table.label, table.place, table.start, table.stop, table.size, strict=True)
        )
    ]


def test_labels_without_parents_have_no_levels() -> None:
    assert list(levels_of(labels_of((("x", None), ("y", None))))) == []
    # A parent that is not among the labels is none.
    assert list(levels_of(labels_of((("y", "gone"),)))) == []


def test_each_level_has_the_parents_that_stand_there_and_what_is_below_counts_as_them() -> None:
    top, below = levels_of(labels_of((("z", "y"), ("y", "x"), ("x", None))))
    assert (top.depth, top.parents, top.counts_as) == (0, (X,), {X: X, Y: X, Z: X})
    assert (below.depth, below.parents, below.counts_as) == (1, (Y,), {X: X, Y: Y, Z: Y})


@given(st.lists(texts(), max_size=3), levels)
def test_the_table_of_a_level_is_that_of_relabelled_spans(found: list[CodedText], level: LabelLevel) -> None:
    plain = span_table(found, CODERS, LABELS)
    made, kept = level.table(plain)
    expected = span_table([relabelled(text, level) for text in found], CODERS, made.labels)
    assert in_words(made) == in_words(expected)
    assert set(made.labels) == set(level.counts_as.values())
    assert (made.start == plain.start[kept]).all() and (made.coder == plain.coder[kept]).all()


@given(st.lists(texts(), max_size=3), levels, st.sampled_from([UnitKind.CHARACTERS, UnitKind.DOCUMENTS]))
def test_the_ratings_of_a_level_are_those_of_relabelled_spans(
    found: list[CodedText], level: LabelLevel, unit: UnitKind
) -> None:
    made = level.ratings(ratings_on(unit, found, span_table(found, CODERS, LABELS)))
    other = [relabelled(text, level) for text in found]
    assert made.table() == ratings_on(unit, other, span_table(other, CODERS, LABELS)).table()


@given(texts(), levels)
def test_the_places_of_a_level_are_the_same_places_under_other_labels(found: CodedText, level: LabelLevel) -> None:
    places = places_in([found], CODERS)
    for before, after in zip(places, level.places(places), strict=True):
        assert (before.present, before.start, before.stop) == (after.present, after.start, after.stop)
        for one, other in zip(before.spans, after.spans, strict=True):
            assert (one is None) == (other is None)
            if one is not None and other is not None:
                assert (other.id, other.label) == (one.id, level.counts_as[one.label])
