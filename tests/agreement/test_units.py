"""From spans to units: what each coder said of each character, each once."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.units import (
    CodedSpan,
    CodedText,
    LabelSet,
    Table,
    character_units,
    document_units,
    marked,
    only,
    tally,
)
from annotator.model.ids import LabelId, LayerId
from annotator.model.span import tidy

A, B, C = LayerId("A"), LayerId("B"), LayerId("C")
CODERS = (A, B, C)
LENGTH = 30


def coded(start: int, stop: int, label: str = "x", *more: tuple[int, int]) -> CodedSpan:
    return CodedSpan(LabelId(label), tidy([(start, stop), *more]) if stop else ())


@st.composite
def texts(draw: st.DrawFn) -> CodedText:
    span = st.builds(
        lambda start, size, label, more: coded(start, start + size if size else 0, label, *(more if size else ())),
        st.integers(0, LENGTH + 3),
        st.integers(0, 12),
        st.sampled_from("xyz"),
        st.sampled_from([(), ((25, 28),)]),
    )
    taking_part = draw(st.lists(st.sampled_from(CODERS), unique=True))
    return CodedText(LENGTH, {coder: draw(st.lists(span, max_size=5)) for coder in taking_part})


def by_character(text: CodedText) -> list[tuple[LabelSet | None, ...]]:
    """The same conversion, one character after another."""
    return [
        tuple(
            frozenset(
                span.label
                for span in text.spans[coder]
                if any(extent.start <= at < extent.stop for extent in span.extents)
            )
            if coder in text.spans
            else None
            for coder in CODERS
        )
        for at in range(text.length)
    ]


@given(texts())
def test_the_pieces_say_of_each_character_what_the_spans_say(text: CodedText) -> None:
    pieces = list(character_units(text, CODERS))
    assert [piece.values for piece in pieces for _ in range(piece.weight)] == by_character(text)
    assert all(piece.weight > 0 for piece in pieces)


@given(texts())
def test_a_coders_own_duplicates_and_overlaps_change_nothing(text: CodedText) -> None:
    again = [coded(*span.extents[0], span.label) for spans in text.spans.values() for span in spans if span.extents]
    doubled = CodedText(
        text.length,
        {coder: [*spans, *spans, *(one for one in again if one in spans)] for coder, spans in text.spans.items()},
    )
    assert tally(character_units(doubled, CODERS)) == tally(character_units(text, CODERS))


@given(texts())
def test_one_label_at_a_time_is_read_from_the_label_sets(text: CodedText) -> None:
    table = tally(character_units(text, CODERS))
    found = marked(table, [LabelId("x"), LabelId("y"), LabelId("never used")])
    for label, counts in found.items():
        expected = tally(
            (1, tuple(None if value is None else label in value for value in row)) for row in by_character(text)
        )
        assert counts == expected


def test_unmarked_is_an_empty_set_and_who_took_no_part_is_missing() -> None:
    units = list(character_units(CodedText(10, {A: [coded(0, 4)], B: []}), CODERS))
    assert [unit.weight for unit in units] == [4, 6]
    assert [unit.values for unit in units] == [(frozenset("x"), frozenset(), None), (frozenset(), frozenset(), None)]


def test_labels_that_were_not_chosen_are_left_out() -> None:
    text = CodedText(10, {A: [coded(0, 4, "x"), coded(2, 10, "y")]})
    assert tally(character_units(text, (A,), frozenset("y"))) == {(frozenset("y"),): 8, (frozenset(),): 2}


def test_an_empty_text_has_no_characters_to_compare() -> None:
    assert list(character_units(CodedText(0, {A: [coded(0, 4)], B: []}), CODERS)) == []


def test_a_document_is_one_unit_with_the_labels_on_the_whole_of_it() -> None:
    text = CodedText(10, {A: [coded(0, 0, "treaty"), coded(0, 0, "treaty"), coded(0, 5, "x")], B: []})
    assert tally(document_units(text, CODERS)) == {(frozenset(["treaty"]), frozenset(), None): 1}
    assert tally(document_units(text, CODERS, frozenset("x"))) == {(frozenset(), frozenset(), None): 1}


def test_the_table_of_two_coders_leaves_out_what_neither_took_part_in() -> None:
    table: Table = {("a", "b", None): 2, ("a", None, None): 3, (None, None, "c"): 4}
    assert only(table, (1, 2)) == {("b", None): 2, (None, "c"): 4}
