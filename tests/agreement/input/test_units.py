"""From spans to units: what each coder said of each character, word, sentence or document, each once."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.ratings import Ratings
from annotator.agreement.input.span_table import span_table
from annotator.agreement.input.units import Uncoded, UnitKind, any_label, marked, ratings_on, without_unmarked
from annotator.model.ids import LabelId, LayerId
from tests.agreement.texts import CODERS, LABELS, A, X, Y, coded, text_of, texts

UNITS = [UnitKind.CHARACTERS, UnitKind.WORDS, UnitKind.SENTENCES, UnitKind.DOCUMENTS]


def on(kind: UnitKind, *found: CodedText, labels: Sequence[LabelId] = LABELS) -> Ratings:
    return ratings_on(kind, found, span_table(found, CODERS, labels))


def one_by_one(kind: UnitKind, text: CodedText) -> Counter[object]:
    """The same conversion, one unit after another, by the definition."""
    units = {
        UnitKind.CHARACTERS: [(at, at + 1) for at in range(text.length)],
        UnitKind.WORDS: text.units,
        UnitKind.SENTENCES: text.units,
        UnitKind.DOCUMENTS: [(-1, text.length)],
    }[kind]
    is_document = kind is UnitKind.DOCUMENTS
    rows = [
        tuple(
            frozenset(
                span.label
                for span in text.spans[coder]
                if any(start < extent.stop and extent.start < stop for extent in span.extents)
                or (is_document and not span.extents)
            )
            if coder in text.spans
            else None
            for coder in CODERS
        )
        for start, stop in units
    ]
    return Counter(row for row in rows if any(value is not None for value in row))


@pytest.mark.parametrize("kind", UNITS)
@given(found=st.lists(texts(), max_size=3))
def test_each_unit_has_the_labels_that_stand_on_any_part_of_it(kind: UnitKind, found: list[CodedText]) -> None:
    ratings = on(kind, *found)
    for number, text in enumerate(found):
        of_text = replace(ratings, weight=ratings.weight * (ratings.document == number))
        assert of_text.table() == one_by_one(kind, text)


@given(texts())
def test_a_coders_own_duplicates_and_overlaps_change_nothing(text: CodedText) -> None:
    doubled = CodedText(text.length, {coder: [*spans, *spans] for coder, spans in text.spans.items()})
    assert on(UnitKind.CHARACTERS, doubled).table() == on(UnitKind.CHARACTERS, text).table()


@given(texts())
def test_one_label_and_any_label_are_read_from_the_label_sets(text: CodedText) -> None:
    ratings = on(UnitKind.CHARACTERS, text)
    for label in (*LABELS, LabelId("never used")):
        expected: dict[object, float] = defaultdict(float)
        for row, weight in ratings.table().items():
            expected[tuple(None if value is None else label in value for value in row)] += weight  # type: ignore[operator]
        assert marked(ratings, label).table() == expected
    expected = defaultdict(float)
    for row, weight in ratings.table().items():
        expected[tuple(None if value is None else bool(value) for value in row)] += weight
    assert any_label(ratings).table() == expected


def test_unmarked_is_an_empty_set_and_who_took_no_part_is_missing() -> None:
    ratings = on(UnitKind.CHARACTERS, text_of(coded("A", 0, 4), coders="AB", length=10))
    assert ratings.table() == {(frozenset("x"), frozenset(), None): 4, (frozenset(), frozenset(), None): 6}


def test_what_nobody_marked_can_be_left_out() -> None:
    ratings = on(UnitKind.CHARACTERS, text_of(coded("A", 0, 4), coders="AB", length=10))
    assert without_unmarked(ratings).table() == {(frozenset("x"), frozenset(), None): 4}
    assert without_unmarked(marked(ratings, Y)).table() == {}


def test_labels_that_were_not_chosen_are_left_out() -> None:
    text = text_of(coded("A", 0, 4, "x"), coded("A", 2, 10, "y"), coders="A", length=10)
    ratings = on(UnitKind.CHARACTERS, text, labels=[Y])
    assert ratings.table() == {(frozenset("y"), None, None): 8, (frozenset(), None, None): 2}


def test_an_empty_text_has_no_characters_to_compare() -> None:
    assert on(UnitKind.CHARACTERS, text_of(length=0)).table() == {}
    assert on(UnitKind.CHARACTERS).table() == {}


def test_a_document_is_one_unit_with_all_labels_on_it_and_in_it() -> None:
    text = text_of(coded("A", 0, 0, "y"), coded("A", 0, 0, "y"), coded("A", 0, 5, "x"))
    assert on(UnitKind.DOCUMENTS, text).table() == {(frozenset("xy"), frozenset(), None): 1}


def test_more_than_62_labels_are_told_apart() -> None:
    many = [LabelId(f"label-{number}") for number in range(150)]
    spans = [coded("A", number % 20, number % 20 + 3, label) for number, label in enumerate(many)]
    text = text_of(*spans, coders="A")
    ratings = ratings_on(UnitKind.CHARACTERS, [text], span_table([text], [A], many))
    for number, label in enumerate(many):
        assert marked(ratings, label).table()[(True,)] == 3, number
    assert marked(ratings, X).table() == {(False,): 30}


@given(found=texts())
def test_a_given_unit_has_the_labels_of_what_holds_more_than_half_of_it_and_is_missing_or_has_none(
    found: CodedText,
) -> None:
    def held(coder: str, unit: tuple[int, int]) -> frozenset[str]:
        start, stop = unit
        return frozenset(
            span.label
            for span in found.spans[LayerId(coder)]
            if any(2 * (min(stop, piece.stop) - max(start, piece.start)) > stop - start for piece in span.extents)
        )

    table = span_table([found], CODERS, LABELS)
    for uncoded in Uncoded:
        expected: Counter[object] = Counter()
        for unit in found.units:
            row = tuple(held(coder, unit) if coder in found.spans else None for coder in CODERS)
            if uncoded is Uncoded.MISSING:
                row = tuple(value or None for value in row)
            expected[row] += any(value is not None for value in row)
        ratings = ratings_on(UnitKind.UNITS, [found], table, uncoded)
        assert Counter(ratings.table()) == +expected


def test_what_was_split_counts_for_each_part_and_a_party_within_a_sentence_for_none() -> None:
    text = text_of(coded("A", 0, 10, "x"), coded("B", 0, 3, "y"), units=[(0, 5), (5, 10), (10, 15)])
    ratings = ratings_on(UnitKind.UNITS, [text], span_table([text], CODERS, LABELS))
    assert ratings.table() == {
        (frozenset("x"), frozenset("y"), None): 1,
        (frozenset("x"), frozenset(), None): 1,
        (frozenset(), frozenset(), None): 1,
    }
