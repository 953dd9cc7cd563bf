"""The places behind a figure are those on which its coders differ in its aspect, and no others."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.acts.acts import Filling
from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.results import CoefficientResult
from annotator.agreement.study.disputes import disputed
from annotator.agreement.study.parts import ACTOR
from annotator.agreement.study.study import Aspect, Figure
from annotator.model.codebook import Label
from annotator.model.ids import ActorId, LabelId, LinkId, RoleId, SpanId
from annotator.model.span import Link, Span
from tests.agreement.studies import LABELS, study
from tests.agreement.texts import CODERS, A, B, X, coded, text_of, texts
from tests.examples import examples

BY_ID = {str(label.id): label for label in LABELS}
ALL = (0, 1, 2)


def figure(aspect: Aspect, label: str | None = None, part: str = "", coders: tuple[int, ...] = ALL) -> Figure:
    return Figure(
        aspect=aspect,
        coefficient="alpha-nominal",
        coders=coders,
        label=LabelId(label) if label else None,
        part=part,
        result=CoefficientResult(coefficient="alpha-nominal", value=0.5),
    )


def behind(
    spans: Sequence[Span], asked: Figure, coders: str = "AB", fillings: Mapping[SpanId, Sequence[Filling]] | None = None
) -> list[tuple[int, int]]:
    """Return where the disputed places of a text are."""
    whole = study([text_of(*spans, coders=coders)], CODERS[: len(coders)])
    found = disputed(whole.places, asked, BY_ID, [fillings or {}])
    return [(whole.places[number].start, whole.places[number].stop) for number in found]


def two(aspect: Aspect, label: str | None = None, part: str = "") -> Figure:
    return figure(aspect, label, part, (0, 1))


def test_found_is_disputed_where_one_who_took_part_has_nothing() -> None:
    spans = [coded("A", 0, 5), coded("B", 1, 5, "y"), coded("A", 9, 12)]
    assert behind(spans, two(Aspect.FOUND)) == [(9, 12)]
    assert behind(spans, two(Aspect.FOUND, "y")) == []
    assert behind([coded("A", 0, 5)], figure(Aspect.FOUND, coders=(0,)), "A") == []


def test_boundaries_are_disputed_where_two_found_something_of_another_extent() -> None:
    spans = [coded("A", 0, 5), coded("B", 1, 5, "y"), coded("A", 9, 12), coded("A", 14, 20), coded("B", 14, 20)]
    assert behind(spans, two(Aspect.BOUNDARY)) == [(0, 5)]
    assert behind(spans, two(Aspect.BOUNDARY, "x")) == []
    assert behind([coded("A", 0, 5), coded("B", 0, 6)], two(Aspect.BOUNDARY, "x")) == [(0, 6)]


def test_labels_are_disputed_where_two_found_something_and_called_it_otherwise() -> None:
    spans = [coded("A", 0, 5), coded("B", 1, 5, "y"), coded("A", 9, 12, "z")]
    assert behind(spans, two(Aspect.LABEL)) == [(0, 5)]
    assert behind(spans, two(Aspect.LABEL, "y")) == [(0, 5)]
    assert behind(spans, two(Aspect.LABEL, "z")) == []


def test_everything_is_disputed_where_anything_differs_and_of_a_label_where_somebody_gave_it() -> None:
    spans = [coded("A", 0, 5), coded("B", 1, 5), coded("A", 9, 12, "z"), coded("A", 20, 22), coded("B", 20, 22)]
    assert behind(spans, two(Aspect.ALL)) == [(0, 5), (9, 12)]
    assert behind(spans, two(Aspect.ALL, "x")) == [(0, 5)]
    assert behind(spans, two(Aspect.ALL, "z")) == [(9, 12)]


def test_attributes_are_disputed_where_the_label_is_the_same_and_the_value_is_not() -> None:
    spans = [
        *(coded("A", 0, 5, force="asks"), coded("B", 0, 5, force="urges")),
        *(coded("A", 9, 12, force="asks"), coded("B", 9, 12, force="asks")),
        *(coded("A", 20, 22, force="asks"), coded("B", 20, 22, "y")),
    ]
    assert behind(spans, two(Aspect.ATTRIBUTE, "x", "force")) == [(0, 5)]


def test_actors_are_disputed_where_two_name_different_ones() -> None:
    spans = [coded("A", 0, 5, actor="fra"), coded("B", 0, 5, actor="chn"), coded("A", 9, 12), coded("B", 9, 12)]
    assert behind(spans, two(Aspect.ATTRIBUTE, "x", ACTOR)) == [(0, 5)]


def test_a_slot_is_disputed_where_other_parties_fill_it() -> None:
    spans = [coded("A", 0, 5), coded("B", 0, 5), coded("A", 9, 12), coded("B", 9, 12)]

    def filled(span: Span, actor: str) -> tuple[SpanId, list[Filling]]:
        link = Link(LinkId(f"l{span.id}"), span.id, RoleId("speaker"), actor=ActorId(actor))
        return span.id, [Filling(link, ActorId(actor), None, (), "")]

    fillings = dict(filled(span, actor) for span, actor in zip(spans, ("fra", "chn", "fra", "fra"), strict=True))
    assert behind(spans, two(Aspect.SLOT, "x", "speaker"), fillings=fillings) == [(0, 5)]
    assert behind(spans, two(Aspect.SLOT, "x", "addressee"), fillings=fillings) == []


def test_only_the_coders_of_the_figure_count() -> None:
    spans = [coded("A", 0, 5), coded("B", 0, 5), coded("C", 0, 6), coded("C", 20, 25)]
    assert behind(spans, two(Aspect.ALL), "ABC") == []
    assert behind(spans, figure(Aspect.ALL, coders=(1, 2)), "ABC") == [(0, 6), (20, 25)]


def test_what_a_third_one_joins_is_apart_for_two() -> None:
    spans = [coded("A", 0, 5), coded("B", 8, 12), coded("C", 4, 9)]
    assert behind(spans, figure(Aspect.FOUND), "ABC") == []
    assert behind(spans, two(Aspect.FOUND), "ABC") == [(0, 12)], "each has nothing where the other has something"
    assert behind(spans, two(Aspect.LABEL), "ABC") == []


@settings(max_examples=examples(20))
@given(st.lists(texts(), max_size=3))
def test_what_differs_at_all_is_what_the_documents_count_as_differing(found: Sequence[CodedText]) -> None:
    whole = study(found)
    every = disputed(whole.places, figure(Aspect.ALL), BY_ID, [{} for _ in found])
    assert every == [number for number, place in enumerate(whole.places) if place.differs]
    for aspect in (Aspect.FOUND, Aspect.LABEL, Aspect.BOUNDARY):
        assert set(disputed(whole.places, figure(aspect), BY_ID, [{} for _ in found])) <= set(every)


def test_the_codings_of_two_who_agree_leave_nothing_behind_any_figure() -> None:
    spans = [span for start in (0, 9) for span in (coded("A", start, start + 5), coded("B", start, start + 5))]
    whole = study([text_of(*spans)], (A, B))
    assert {one.label for one in whole.figures} >= {None, X}
    for one in whole.figures:
        assert disputed(whole.places, one, BY_ID, [{}]) == []


def test_a_label_that_is_gone_from_the_codebook_stands_for_its_actors() -> None:
    gone: dict[str, Label] = {"x": BY_ID["y"]}
    whole = study([text_of(coded("A", 0, 5, actor="fra"), coded("B", 0, 5))], (A, B))
    assert disputed(whole.places, two(Aspect.ATTRIBUTE, "x", "force"), gone, [{}]) == [0]


def test_with_children_only_those_differ_who_differ_on_the_label_above() -> None:
    labels = [one.model_copy(update={"parent": X}) if one.id == "y" else one for one in LABELS]
    known = {str(one.id): one for one in labels}
    spans = [
        *(coded("A", 0, 5, "x"), coded("B", 0, 5, "y")),
        *(coded("A", 9, 12, "y"), coded("B", 9, 12, "z")),
        *(coded("A", 20, 22, "z"), coded("B", 20, 22, "z")),
    ]
    whole = study([text_of(*spans)], (A, B))
    for aspect in (Aspect.ALL, Aspect.LABEL):
        for label, by_itself in ((None, [0, 1]), ("x", [0])):
            exact, above = two(aspect, label), replace(two(aspect, label), with_children=True)
            assert disputed(whole.places, exact, known, [{}]) == by_itself
            assert disputed(whole.places, above, known, [{}]) == [1]
            # Where the codebook has lost its hierarchy since, labels are taken as they are.
            assert disputed(whole.places, above, BY_ID, [{}]) == by_itself
