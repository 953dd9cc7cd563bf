"""What two coders agree on is theirs: whoever else there is, and whatever either of them coded without the other."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, count
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.acts.acts import Filling
from annotator.agreement.input.coded_text import CodedText, CountedDyad
from annotator.agreement.input.units import UnitKind, Unmarked
from annotator.agreement.interval import sentence
from annotator.agreement.study.study import Aspect, Design, Figure, Study
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Label, Role, Scope
from annotator.model.ids import ActorId, AttributeId, LabelId, LayerId, LinkId, RoleId, SpanId
from annotator.model.span import AttributeValue, Extent, Link, Span
from tests.agreement.studies import study
from tests.agreement.texts import CODERS, A, B, C, X, Y, Z, coded, text_of, texts
from tests.examples import examples

EVERYTHING = Design(gamma_samples=0)
COEFFICIENTS = ("percent", "alpha-nominal", "scott-pi", "cohen-kappa", "fleiss-kappa", "conger-kappa", "ac1")


def attribute(kind: AttributeKind, *values: str) -> Attribute:
    return Attribute(id=AttributeId(kind.value), name=kind.value, kind=kind, values=values)


FORCE = attribute(AttributeKind.ORDINAL, "asks", "urges")
TONE = attribute(AttributeKind.CHOICE, "mild", "harsh")
TOPICS = attribute(AttributeKind.CHOICES, "war", "trade")
COUNT = attribute(AttributeKind.NUMBER)
BOOK = (
    Label(
        id=X,
        name="X",
        attributes=(FORCE, TONE, TOPICS, COUNT),
        roles=(Role(id=RoleId("speaker"), name="Speaker", attributes=(TONE, TOPICS)),),
        names_actors=True,
    ),
    Label(id=Y, name="Y", parent=X, attributes=(FORCE,)),
    Label(id=Z, name="Z"),
)
DYADS = [CountedDyad(X, *who) for who in (("China", "France"), ("France", "China"), ("Chile", ""))]
_numbers = count()
SAID: dict[str, list[AttributeValue | None]] = {
    FORCE.id: [None, "asks", "urges", "no longer a value"],
    TONE.id: [None, "mild", "harsh", "no longer a value"],
    TOPICS.id: [None, ["war"], ["war", "trade"]],
    COUNT.id: [None, 1, 2, 7],
}


@st.composite
def with_values(draw: st.DrawFn, found: list[CodedText]) -> list[CodedText]:
    """Say something of each span of some texts: its attributes, its actor and who speaks."""

    def said_of(span: Span) -> Span:
        values = {name: draw(st.sampled_from(values)) for name, values in SAID.items()}
        kept = {name: value for name, value in values.items() if value is not None}
        actor = draw(st.sampled_from([None, ActorId("fra"), ActorId("chn")]))
        return replace(span, attributes=kept, actor=actor)

    def speaker(act: Span) -> list[Filling]:
        words = draw(st.sampled_from(["", "China", "France"]))
        start = draw(st.integers(0, 9))
        extents = (Extent(start, start + 4),) if words else ()
        actor = draw(st.sampled_from([None, ActorId("fra")]))
        values = {id: draw(st.sampled_from(SAID[id])) for id in (TONE.id, TOPICS.id)}
        said = {str(id): value for id, value in values.items() if value is not None}
        link = Link(LinkId(f"l{act.id}"), act.id, RoleId("speaker"), extents=extents, quote=words, attributes=said)
        return [Filling(link, actor, None, extents, words)] if words or actor else []

    made = []
    for text in found:
        spans = {coder: [said_of(span) for span in spans] for coder, spans in text.spans.items()}
        fillings = {span.id: speaker(span) for mine in spans.values() for span in mine if span.label == X}
        dyads = {coder: draw(st.lists(st.sampled_from(DYADS), max_size=3)) for coder in text.spans}
        made.append(replace(text, spans=spans, fillings=fillings, dyads=dyads))
    return made


def again(found: list[CodedText], times: int) -> list[CodedText]:
    """Return some texts several times, with spans of their own: few texts are no ground for an interval."""
    return [*found, *(afresh(text) for _ in range(times - 1) for text in found)]


def afresh(text: CodedText) -> CodedText:
    spans = {
        coder: [replace(span, id=SpanId(f"{span.id}{next(_numbers):08}")) for span in mine]
        for coder, mine in text.spans.items()
    }
    before = chain.from_iterable(text.spans.values())
    called = dict(zip((span.id for span in before), chain.from_iterable(spans.values()), strict=True))
    fillings = {called[act].id: said for act, said in text.fillings.items()}
    return replace(text, spans=spans, fillings=fillings)


def what(one: Figure) -> tuple[object, ...]:
    """Return what a figure is of, but for whom."""
    return one.aspect, one.coefficient, one.label, one.part, one.with_children


def of_pair(found: Study, pair: Sequence[LayerId]) -> dict[tuple[object, ...], Figure]:
    """Return the figures of two coders by what they are of."""
    columns = tuple(sorted(found.coders.index(coder) for coder in pair))
    return {what(one): one for one in (*found.figures, *found.by_parent) if one.coders == columns}


def assert_same(one: Figure | None, other: Figure | None) -> None:
    assert one is not None and other is not None
    first, second = one.result, other.result
    assert (first.undefined, first.n, first.documents) == (second.undefined, second.n, second.documents), one
    assert first.convention == second.convention
    assert first.prevalence == about(second.prevalence), one
    assert first.details == about(second.details), one
    assert [first.value, first.observed, first.expected] == about([second.value, second.observed, second.expected])
    assert (first.interval is None) == (second.interval is None)
    if first.interval is not None and second.interval is not None:
        mine, its = (
            {name: value for name, value in said._asdict().items() if name not in ("why", "note")}
            for said in (first.interval, second.interval)
        )
        assert mine == about(its), one
        assert sentence(first.interval) == sentence(second.interval), one
        assert (first.interval.why, first.interval.note) == (second.interval.why, second.interval.note), one


def about(expected: object) -> object:
    return pytest.approx(expected, abs=1e-9)


def alone(found: Sequence[CodedText], pair: Sequence[LayerId]) -> list[CodedText]:
    """Return the texts that both of two coders coded, and of them what these two marked."""
    return [
        replace(text, spans={coder: text.spans[coder] for coder in pair})
        for text in found
        if all(coder in text.spans for coder in pair)
    ]


COMPANIES = st.sampled_from(["ABC", "ABC", "AB", "AB", "AC", "BC", "A", "C"])
"""Who coded a text: mostly two or more, else hardly anything would be compared."""


@settings(max_examples=examples(30), deadline=None)
@given(
    st.lists(COMPANIES.flatmap(lambda who: texts(who, all_of_them=True)), max_size=4).flatmap(with_values),
    st.integers(1, 4),
    st.sampled_from(UnitKind),
    st.sampled_from(Unmarked),
    st.sampled_from([(A, B), (A, C), (B, C)]),
)
def test_a_number_of_two_coders_and_all_that_is_said_of_it_is_in_any_company_as_it_is_alone(
    few: list[CodedText], times: int, unit: UnitKind, unmarked: Unmarked, pair: tuple[LayerId, LayerId]
) -> None:
    found = again(few, times)
    design = replace(EVERYTHING, unit=unit, unmarked=unmarked)
    together, by_themselves = (
        of_pair(study(some, coders, design, BOOK), pair)
        for some, coders in ((found, CODERS), (alone(found, pair), pair))
    )
    assert {said[0] for said in together} == {*Aspect}
    for said in together.keys() & by_themselves.keys():
        assert_same(together[said], by_themselves[said])
    # Of a label that neither of two gave anywhere there may be no figure.
    given = {span.label for text in found for coder in pair for span in text.spans.get(coder, ())} | {None}
    for said in together.keys() ^ by_themselves.keys():
        assert said[2] not in given


@settings(max_examples=examples(15), deadline=None)
@given(
    st.lists(COMPANIES.flatmap(lambda who: texts(who, all_of_them=True)), max_size=4).flatmap(with_values),
    st.sampled_from(UnitKind),
    st.permutations(CODERS),
    st.randoms(use_true_random=False),
)
def test_the_order_of_documents_and_of_coders_changes_no_number(
    found: list[CodedText], unit: UnitKind, order: list[LayerId], chance: Random
) -> None:
    design = replace(EVERYTHING, unit=unit, bias=False)
    mixed = chance.sample(found, len(found))
    one, other = study(found, CODERS, design, BOOK), study(mixed, order, design, BOOK)
    said, turned = (
        {
            (*what(each), frozenset(some.coders[at] for at in each.coders)): each.result
            for each in (*some.figures, *some.by_parent)
        }
        for some in (one, other)
    )
    assert said.keys() == turned.keys()
    for of, result in said.items():
        mine, its = ([each.value, each.observed, each.expected, each.n] for each in (result, turned[of]))
        assert mine == about(its), of
        first, second = (each.interval and [each.interval.low, each.interval.high] for each in (result, turned[of]))
        assert first == (second and about(second)), of


def test_a_value_that_the_codebook_has_no_more_is_a_category_of_those_alone_who_gave_it() -> None:
    """Brennan and Prediger (1981): q is how many categories there are to choose from; “no value” is one of three."""
    alike = [coded(coder, at, at + 2, "x", choice="mild") for coder in "ABC" for at in (0, 4)]
    apart = [coded("A", 8, 9, "x", choice="mild"), coded("B", 8, 9, "x", choice="harsh")]
    old = coded("C", 8, 9, "x", choice="no longer a value")
    design = replace(EVERYTHING, coefficients=("brennan-prediger", "ac1"))
    found = study([text_of(*alike, *apart, old, coders="ABC")], design=design, labels=BOOK)
    three, four = (
        [found.find(name, Aspect.ATTRIBUTE, X, "choice", pair) for name in ("brennan-prediger", "ac1")]
        for pair in ((0, 1), (0, 2))
    )
    assert [one and one.result.value for one in three] == pytest.approx([0.5, 1 - (1 / 3) / (1 - 5 / 36)])
    assert [one and one.result.value for one in four] == pytest.approx(
        [1 - (1 / 3) / (3 / 4), 1 - (1 / 3) / (1 - 5 / 54)]
    )


def test_labels_that_no_passage_can_be_given_are_no_categories() -> None:
    spans = [coded("A", 0, 4, "x"), coded("B", 0, 4, "x"), coded("A", 6, 9, "y"), coded("B", 6, 9, "x")]
    book = [
        Label(id=X, name="X", heading=True),
        Label(id=Y, name="Y"),
        Label(id=Z, name="Z", heading=True),
        Label(id=LabelId("d"), name="D", scope=Scope.DOCUMENT),
        Label(id=LabelId("r"), name="R", retired=True),
    ]
    design = replace(EVERYTHING, coefficients=("brennan-prediger",))
    found = study([text_of(*spans)], (A, B), design, book).find("brennan-prediger", Aspect.LABEL)
    assert found is not None and found.result.value == pytest.approx(0), "X was given, Y could be: two categories"


def test_who_marked_something_between_two_does_not_make_them_agree() -> None:
    spans = coded("A", 0, 5), coded("B", 8, 12), coded("C", 4, 9)
    design = replace(EVERYTHING, unit=UnitKind.SPANS, coefficients=("percent",))
    found = study([text_of(*spans, coders="ABC")], design=design)
    label, everything = (found.find("percent", aspect, coders=(0, 1)) for aspect in (Aspect.LABEL, Aspect.ALL))
    assert label is not None and label.result.value is None
    assert everything is not None and (everything.result.value, everything.result.n) == (0, 2)


def ten_and_ten() -> list[CodedText]:
    """Return ten texts of A and B, 20 of whose 200 characters both marked and 50 one of them, and ten of A and C."""
    shared = [text_of(coded("A", 0, 4), coded("B", 2, 7), length=20) for _ in range(10)]
    sizes = [13] * 7 + [12] * 3
    others = [text_of(coded("A", 0, size), coded("C", 0, 3), coders="AC", length=20) for size in sizes]
    return [*shared, *others]


def test_chance_comes_of_what_both_coded() -> None:
    # Taken from all that either of them coded it was: Fleiss 0.490, AC1 0.510.
    found = study(ten_and_ten(), design=replace(EVERYTHING, coefficients=COEFFICIENTS))
    whole = {said: one for said, one in of_pair(found, (A, B)).items() if said[0] is Aspect.ALL}
    values = {one.coefficient: one.result for one in whole.values() if one.label == "x"}
    assert {name: values[name].value for name in ("scott-pi", "fleiss-kappa", "ac1")} == pytest.approx(
        {"scott-pi": 0.283, "fleiss-kappa": 0.283, "ac1": 0.616}, abs=0.0005
    )
    assert values["conger-kappa"].value == pytest.approx(values["cohen-kappa"].value)
    assert {one.documents for one in values.values()} == {10}
    assert {one.n for one in values.values()} == {200}
    assert not any("one coder coded count" in one.convention for one in values.values())


def test_a_label_that_two_never_used_where_both_coded_is_undefined_whatever_either_did_elsewhere() -> None:
    shared = [text_of(coded("A", 0, 4, "y"), coded("B", 0, 4, "y")) for _ in range(10)]
    others = [text_of(coded("A", 0, 9), coded("C", 0, 9), coders="AC") for _ in range(10)]
    found = study([*shared, *others], design=replace(EVERYTHING, coefficients=COEFFICIENTS))
    one_label = [one.result for said, one in of_pair(found, (A, B)).items() if said[2] == "x"]
    assert {one.coefficient for one in one_label} == set(COEFFICIENTS)
    assert {(one.value, one.undefined, one.n) for one in one_label} == {
        (None, "None of these coders used this label in the documents compared.", 0)
    }
