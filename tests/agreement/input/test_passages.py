"""Places: what coders marked, grouped into what was meant as the same thing."""

from hypothesis import given

from annotator.agreement.input.coded_text import CodedText
from tests.agreement.texts import CODERS, X, Y, Z, coded, places_in, text_of, texts


@given(texts())
def test_each_span_is_in_just_one_place_which_has_one_of_a_coder_at_most(text: CodedText) -> None:
    places = places_in([text], CODERS)
    found = [span for place in places for span in place.found]
    said = {(span.layer, span.label, span.extents) for spans in text.spans.values() for span in spans}
    assert sorted((span.layer, span.label, span.extents) for span in found) == sorted(said)
    for place in places:
        assert [span.layer if span else coder for span, coder in zip(place.spans, CODERS, strict=True)] == list(CODERS)
        assert place.present == tuple(coder in text.spans for coder in CODERS)


@given(texts())
def test_the_order_of_coders_does_not_change_what_goes_together(text: CodedText) -> None:
    one = {frozenset(span.id for span in place.found) for place in places_in([text], CODERS)}
    other = {frozenset(span.id for span in place.found) for place in places_in([text], CODERS[::-1])}
    assert one == other


def test_a_place_differs_where_one_missed_it_or_says_something_else() -> None:
    def differs(*spans: object, coders: str = "AB") -> bool:
        (place,) = places_in([text_of(*spans, coders=coders)], CODERS[: len(coders)])  # type: ignore[arg-type]
        return place.differs

    assert not differs(coded("A", 0, 5), coded("B", 0, 5))
    assert differs(coded("A", 0, 5), coded("B", 0, 6))
    assert differs(coded("A", 0, 5), coded("B", 0, 5, "y"))
    assert differs(coded("A", 0, 5))
    assert not differs(coded("A", 0, 5), coders="A")


def test_a_place_has_the_labels_that_anyone_gave_it() -> None:
    (place,) = places_in([text_of(coded("A", 0, 5), coded("B", 0, 6, "y"), coders="ABC")], CODERS)
    assert place.has(X) and place.has(Y) and not place.has(Z)
    assert (place.start, place.stop, place.spans[2]) == (0, 6, None)


def test_places_stand_in_the_order_of_the_text_and_count_by_document() -> None:
    found = places_in([text_of(coded("A", 9, 12), coded("A", 0, 5)), text_of(coded("B", 3, 4))], CODERS[:2])
    assert [(place.document, place.start) for place in found] == [(0, 0), (0, 9), (1, 3)]
