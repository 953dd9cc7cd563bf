"""Which coefficients are computed on what, and that what is compared is said with them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.coefficients.standard_errors import NAME as STANDARD_ERROR
from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.units import UnitKind, Unmarked
from annotator.agreement.registry import ON_RATINGS
from annotator.agreement.results import PLACES, SHARE
from annotator.agreement.study.figures import compute, prepare, whole_tally
from annotator.agreement.study.study import Aspect, Design
from annotator.agreement.study.study_input import Computed, StudyInput
from annotator.agreement.tally import evaluate
from annotator.model.codebook import Label, Scope
from annotator.model.ids import LabelId
from tests.agreement.studies import LABELS
from tests.agreement.texts import CODERS, coded, text_of, texts
from tests.examples import examples

QUICK = Design(gamma_samples=0, pairs=False)


def figures(*found: CodedText, design: Design = QUICK, labels: tuple[Label, ...] = LABELS) -> list[Computed]:
    return list(compute(prepare(StudyInput(found, CODERS[:2], labels, design))))


@settings(max_examples=examples(20), deadline=None)
@given(texts("AB", all_of_them=True))
def test_percent_on_characters_is_the_share_of_those_on_which_two_coders_put_the_same_labels(found: CodedText) -> None:
    on = [
        [
            {one.label for one in found.spans[who] if any(start <= at < stop for start, stop in one.extents)}
            for at in range(found.length)
        ]
        for who in CODERS[:2]
    ]
    made = {
        (one.aspect, one.label): evaluate(one.tally).value
        for one in figures(found, design=replace(QUICK, coefficients=("percent",)))
        if one.aspect in (Aspect.ALL, Aspect.FOUND)
    }
    pairs = list(zip(*on, strict=True))
    used = {label for pair in pairs for said in pair for label in said}
    # What nobody marked, or a label that nobody used, is no agreement.
    everything = sum(a == b for a, b in pairs) / len(pairs) if used else None
    there = sum(bool(a) == bool(b) for a, b in pairs) / len(pairs) if used else None
    assert made[Aspect.ALL, None] == pytest.approx(everything)
    assert made[Aspect.FOUND, None] == pytest.approx(there)
    for label in ("x", "y", "z"):
        alike = sum((label in a) == (label in b) for a, b in pairs) / len(pairs) if label in used else None
        assert made[Aspect.ALL, LabelId(label)] == pytest.approx(alike)


def test_the_figure_by_document_is_the_nominal_alpha_of_everything() -> None:
    found = [text_of(coded("A", 0, 9), coded("B", 0, 6)), text_of(coded("A", 3, 9, "y"), coded("B", 3, 9))]
    prepared = prepare(StudyInput(found, CODERS[:2], LABELS, QUICK))
    (same,) = (
        one.tally
        for one in compute(prepared)
        if (one.aspect, one.label, one.tally.coefficient) == (Aspect.ALL, None, "alpha-nominal")
    )
    assert evaluate(whole_tally(prepared)).value == evaluate(same).value


def test_of_names_nothing_is_computed_that_depends_on_how_many_there_are() -> None:
    book = (Label(id=LabelId("x"), name="X", names_actors=True),)
    made = figures(text_of(coded("A", 0, 9, actor="fra"), coded("B", 0, 9, actor="chn")), labels=book)
    named = {one.tally.coefficient for one in made if one.aspect is Aspect.ATTRIBUTE}
    assert "alpha-nominal" in named
    assert named.isdisjoint(one.name for one in ON_RATINGS if one.counts_categories)


def test_where_what_nobody_marked_is_left_out_found_has_no_chance_but_a_percentage() -> None:
    design = replace(QUICK, unmarked=Unmarked.LEFT_OUT)
    made = figures(text_of(coded("A", 0, 9), coded("B", 0, 6)), design=design)
    found = {one.tally.coefficient: evaluate(one.tally) for one in made if one.aspect is Aspect.FOUND}
    on_ratings = {name: found[name] for name in found if name in {one.name for one in ON_RATINGS}}
    assert on_ratings.pop("percent").value == pytest.approx(6 / 9)
    assert on_ratings and all("chance cannot be told" in one.undefined for one in on_ratings.values())


def test_a_label_on_whole_documents_is_compared_on_documents_only() -> None:
    book = (Label(id=LabelId("x"), name="Genre", scope=Scope.DOCUMENT),)
    found = [text_of(coded("A", 0, 0), coded("B", 0, 0)), text_of()]
    for unit in (UnitKind.CHARACTERS, UnitKind.DOCUMENTS):
        made = figures(*found, design=replace(QUICK, unit=unit, coefficients=("alpha-nominal",)), labels=book)
        (one,) = (evaluate(one.tally) for one in made if (one.aspect, one.label) == (Aspect.ALL, "x"))
        if unit is UnitKind.DOCUMENTS:
            assert one.value == 1
        else:
            assert "“Genre” is put on whole documents and on no passage" in one.undefined


@pytest.mark.parametrize("unit", UnitKind)
def test_only_what_may_be_independent_has_a_standard_error_which_says_so(unit: UnitKind) -> None:
    spans = [
        *(coded("A", 0, 5, "x"), coded("B", 0, 5, "x")),
        *(coded("A", 6, 9, "y"), coded("B", 6, 9, "x")),
        *(coded("A", 10, 14, "y"), coded("B", 10, 14, "y")),
        coded("A", 20, 24, "x"),
    ]
    given = [(0, 5), (6, 9), (10, 14)] if unit is UnitKind.UNITS else [(0, 15), (15, 30)]
    found = [text_of(*spans, units=given), text_of(coded("A", 0, 5, "y"), units=[(0, 30)])]
    computed = figures(*found, design=replace(QUICK, unit=unit))
    in_text = unit in (UnitKind.CHARACTERS, UnitKind.WORDS, UnitKind.SENTENCES)
    for aspect, label in ((Aspect.ALL, None), (Aspect.LABEL, None)):
        one = next(
            one for one in computed if (one.aspect, one.label, one.tally.coefficient) == (aspect, label, "cohen-kappa")
        )
        has = aspect is Aspect.LABEL or not in_text
        assert (STANDARD_ERROR in evaluate(one.tally).details) == has == ("independent" in one.tally.convention)


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(texts(), min_size=1, max_size=3))
def test_what_is_conditional_says_on_which_share_of_the_places_it_is(found: list[CodedText]) -> None:
    design = Design(gamma_samples=0, coefficients=("percent",))
    computed = list(compute(prepare(StudyInput(found, CODERS, LABELS, design))))
    conditional = (Aspect.LABEL, Aspect.ATTRIBUTE, Aspect.SLOT)
    for one in computed:
        details, n = evaluate(one.tally).details, one.tally.n.sum()
        if one.aspect not in conditional:
            assert PLACES not in details
        elif PLACES in details:
            assert (details[PLACES] or 0) >= n and details[SHARE] == pytest.approx(n / (details[PLACES] or 1))
        else:
            assert n == 0


def test_the_places_of_which_some_are_compared_are_those_that_anyone_found_or_gave_this_label() -> None:
    spans = [
        *(coded("A", 0, 5, "x", force="asks"), coded("B", 0, 5, "x", force="asks")),
        *(coded("A", 6, 9, "x"), coded("B", 6, 9, "y")),
        *(coded("A", 10, 14, "x"), coded("B", 20, 24, "y")),
    ]
    made = {
        (one.aspect, one.label, one.part): [evaluate(one.tally).details.get(name) for name in (PLACES, SHARE)]
        for one in figures(text_of(*spans), text_of(coded("A", 0, 5, "x"), coders="A"))
        if one.tally.coefficient == "percent"
    }
    assert made[Aspect.LABEL, None, ""] == made[Aspect.LABEL, LabelId("x"), ""] == [4, 0.5]
    assert made[Aspect.ATTRIBUTE, LabelId("x"), "force"] == [3, pytest.approx(1 / 3)]
