"""A whole study: every figure from what coders marked, and what must not change it."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.units import UnitKind, Unmarked
from annotator.agreement.registry import BY_NAME
from annotator.agreement.spans.span_scores import MISSED, PRECISION, RECALL, SPURIOUS
from annotator.agreement.study.run_study import run_study
from annotator.agreement.study.study import Aspect, Design, Study
from annotator.agreement.study.study_input import StudyInput
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Label
from annotator.model.ids import AttributeId, DocumentId, LabelId, LayerId
from annotator.model.span import Span
from tests.agreement.texts import CODERS, A, B, coded, text_of, texts
from tests.examples import examples

FORCE = Attribute(
    id=AttributeId("force"), name="Force", kind=AttributeKind.ORDINAL, values=("asks", "urges", "demands")
)
LABELS = (
    Label(id=LabelId("x"), name="X", attributes=(FORCE,)),
    Label(id=LabelId("y"), name="Y"),
    Label(id=LabelId("z"), name="Z"),
)
QUICK = Design(gamma_samples=5)
Said = tuple[Aspect, str, str | None, str, frozenset[LayerId]]


def quiet(done: int, total: int) -> None:
    """Tell nobody."""


def study(found: Sequence[CodedText], coders: Sequence[LayerId] = CODERS, design: Design = QUICK) -> Study:
    names = [DocumentId(f"d{number}") for number in range(len(found))]
    return run_study(StudyInput(found, coders, LABELS, design), names, quiet)


def values(found: Study) -> dict[Said, float | None]:
    """Return the values by what they are of; coders by who they are, not by their order."""
    return {
        (one.aspect, one.coefficient, one.label, one.part, frozenset(found.coders[at] for at in one.coders)): (
            one.result.value
        )
        for one in found.figures
    }


def close(one: dict[Said, float | None], other: dict[Said, float | None]) -> None:
    assert one.keys() == other.keys()
    for said, value in one.items():
        assert value == pytest.approx(other[said], abs=1e-9), said


def copied(spans: Sequence[Span], layer: LayerId) -> list[Span]:
    return [replace(span, id=f"{layer}-{span.id}", layer=layer) for span in spans]  # type: ignore[arg-type]


@settings(max_examples=examples(15))
@given(st.lists(texts(coders="A", all_of_them=True), min_size=1, max_size=3), st.sampled_from(UnitKind))
def test_identical_coders_have_one_wherever_there_is_a_value(found: list[CodedText], unit: UnitKind) -> None:
    alike = [CodedText(text.length, {c: copied(text.spans[A], c) for c in CODERS}, text.units) for text in found]
    made = study(alike, design=replace(QUICK, unit=unit))
    for said, value in values(made).items():
        assert value is None or value == pytest.approx(1, abs=1e-12), said
    assert all(one.result.undefined for one in made.figures if one.result.value is None)
    assert not any(place.differs for place in made.places)


def numbers(found: Study) -> dict[Said, dict[str, float | None]]:
    """Return every number of every figure by what it is of; of two coders the first by name is the reference."""
    turned = {PRECISION: RECALL, RECALL: PRECISION, MISSED: SPURIOUS, SPURIOUS: MISSED}
    made: dict[Said, dict[str, float | None]] = {}
    for one in found.figures:
        coders = [found.coders[at] for at in one.coders]
        is_turned, result, interval = coders != sorted(coders), one.result, one.result.interval
        details = {turned.get(name, name) if is_turned else name: value for name, value in result.details.items()}
        ends = (None, None) if interval is None else (interval.low, interval.high)
        of_result: dict[str, float | None] = {
            "value": result.value,
            "observed": result.observed,
            "expected": result.expected,
        }
        counts: dict[str, float | None] = {
            "n": result.n,
            "documents": result.documents,
            "low": ends[0],
            "high": ends[1],
        }
        shares: dict[str, float | None] = {f"share of {name}": share for name, share in result.prevalence.items()}
        said = one.aspect, one.coefficient, one.label, one.part, frozenset(coders)
        made[said] = of_result | counts | details | shares
    return made


@settings(max_examples=examples(30), deadline=None)
@given(
    st.lists(texts(), min_size=1, max_size=3),
    st.permutations(CODERS),
    st.sampled_from(UnitKind),
    st.sampled_from(Unmarked),
)
def test_the_order_of_coders_and_of_documents_changes_no_number(
    found: list[CodedText], coders: list[LayerId], unit: UnitKind, unmarked: Unmarked
) -> None:
    design = replace(QUICK, unit=unit, unmarked=unmarked)
    one, other = numbers(study(found, design=design)), numbers(study(found[::-1], coders, design))
    assert one.keys() == other.keys()
    for said, expected in one.items():
        near = {name: value if value is None else pytest.approx(value, abs=1e-9) for name, value in expected.items()}
        assert other[said] == near, said


@pytest.mark.parametrize(
    ("one", "several", "start", "stop"),
    [
        # As much in common, for the thousandth: the nearer one counts.
        ((0, 3000), [(0, 3002), (0, 3001)], 0, 1),
        # As near in total: the one whose start is nearer.
        ((10, 20), [(6, 20), (8, 22)], 2, 2),
    ],
)
def test_of_equal_matches_the_one_counts_whose_boundaries_are_nearest_whoever_stands_first(
    one: tuple[int, int], several: list[tuple[int, int]], start: int, stop: int
) -> None:
    for order in (several, several[::-1]):
        found = [text_of(coded("A", *one), *(coded("B", *extent) for extent in order), length=4000)]
        for coders in ((A, B), (B, A)):
            made = study(found, coders).find("boundary", Aspect.BOUNDARY)
            assert made is not None
            details = made.result.details
            assert (details["mean start shift"], details["mean stop shift"]) == (start, stop)


OF_LENGTH = {"alpha-u", "u-alpha", "u-alpha-binary"}
"""What is computed from the whole length of the texts, whoever marked what."""


@settings(max_examples=examples(8))
@given(st.lists(texts(), min_size=1, max_size=3))
def test_an_unmarked_document_moves_only_what_counts_what_nobody_marked(found: list[CodedText]) -> None:
    more = [*found, text_of(coders="ABC", units=[(0, 10)])]
    for design in (replace(QUICK, unmarked=Unmarked.LEFT_OUT), replace(QUICK, unit=UnitKind.SPANS)):
        one, other = values(study(found, design=design)), values(study(more, design=design))
        close(
            {said: one[said] for said in one if said[1] not in OF_LENGTH},
            {s: other[s] for s in one if s[1] not in OF_LENGTH},
        )
    one, other = values(study(found)), values(study(more))
    still = [said for said in one if said[1] not in OF_LENGTH and said[0] not in (Aspect.ALL, Aspect.FOUND)]
    scores = [said for said in one if said[1].startswith(("f1-", "gamma"))]
    close({said: one[said] for said in (*still, *scores)}, {said: other[said] for said in (*still, *scores)})


def test_random_coders_agree_as_chance_has_it() -> None:
    draw = random.Random(7)
    found = []
    for _ in range(60):
        spans = [
            coded(layer, start, start + 3, draw.choice("xyz"))
            for layer in "ABC"
            for start in draw.sample(range(0, 27, 3), 4)
        ]
        found.append(text_of(*spans, coders="ABC"))
    made = study(
        found,
        design=Design(gamma_samples=0, coefficients=("alpha-nominal", "cohen-kappa", "scott-pi", "fleiss-kappa")),
    )
    whole = [one for one in made.figures if one.aspect is Aspect.ALL and one.label is None]
    assert len(whole) == 2 + 3 * 4
    for one in whole:
        interval = one.result.interval
        assert interval is not None and interval.low is not None and interval.high is not None
        assert interval.low < 0 < interval.high, one
        assert interval.high - interval.low < 0.25


def test_every_figure_is_listed_and_says_what_it_was_computed_on() -> None:
    spans = [coded("A", 0, 9, force="asks"), coded("B", 0, 8, force="urges"), coded("C", 20, 25, "y")]
    made = study([text_of(*spans, coders="ABC"), text_of(coded("A", 3, 9), coded("B", 3, 9), coders="AB")])
    assert {one.coefficient for one in made.figures} <= BY_NAME.keys()
    assert all(one.result.convention for one in made.figures)
    assert {one.aspect for one in made.figures} == {*Aspect} - {Aspect.SLOT, Aspect.SLOT_VALUE, Aspect.ACT, Aspect.DYAD}
    keys = [(one.aspect, one.coefficient, one.coders, one.label, one.part) for one in made.figures]
    assert len(keys) == len(set(keys)), "each figure is there once"
    force = made.find("alpha-ordinal", Aspect.ATTRIBUTE, LabelId("x"), "force", (0, 1))
    assert force is not None and (force.result.n, force.result.documents) == (1, 1)
    assert made.spans == {"x": (2, 2, 0), "y": (0, 0, 1), "z": (0, 0, 0)}
    assert (made.documents, made.compared, made.characters) == (2, 2, 60)
    assert [one.differing for one in made.by_document] == [2, 0]


def test_only_what_was_asked_for_is_computed() -> None:
    found = [text_of(coded("A", 0, 9), coded("B", 0, 8))]
    made = study(found, CODERS[:2], replace(QUICK, coefficients=("alpha-nominal", "f1-strict")))
    assert {one.coefficient for one in made.figures} == {"alpha-nominal", "f1-strict"}
    made = study([text_of(coders="ABC")], design=replace(QUICK, pairs=False))
    assert {one.coders for one in made.figures} == {(0, 1, 2)}
    for design in (replace(QUICK, gamma_samples=0), replace(QUICK, coefficients=("percent",))):
        told: list[tuple[int, int]] = []
        study_input = StudyInput(found, CODERS[:2], LABELS, design)
        made = run_study(study_input, [DocumentId("d")], lambda done, total: told.append((done, total)))  # noqa: B023
        assert not any(one.coefficient.startswith("gamma") for one in made.figures)
        assert told == [], "nothing was aligned"


def test_of_two_coders_all_and_the_pair_are_the_same_figures() -> None:
    made = study([text_of(coded("A", 0, 9), coded("B", 0, 8))], CODERS[:2])
    assert {one.coders for one in made.figures} == {(0, 1)}
    assert made.find("cohen-kappa") is not None and made.find("f1-strict") is not None


def test_the_numbers_come_with_their_intervals_before_gamma() -> None:
    found = [text_of(coded("A", at, 9), coded("B", 0, 8)) for at in (0, 1, 2)]
    told: list[Study] = []
    design = Design(gamma_samples=5)
    made = run_study(StudyInput(found, (A, B), LABELS, design), [DocumentId("d")] * 3, quiet, told.append)
    (early,) = told
    assert made.figures[: len(early.figures)] == early.figures
    for one in early.figures:
        assert (one.result.interval is None) == (one.result.value is None)
    late = {one.coefficient for one in made.figures} - {one.coefficient for one in early.figures}
    assert late == {"gamma", "gamma-cat", "gamma-k"}


def test_an_interval_of_characters_counts_what_coders_decided_and_not_the_characters() -> None:
    def expected(length: int) -> float:
        spans = [[coded("A", length, 2 * length), coded("B", length, (2 + at % 2) * length)] for at in range(8)]
        texts = [text_of(*pair, length=10 * length, coders="AB") for pair in spans]
        figure = study(texts, CODERS[:2]).find("alpha-nominal")
        assert figure is not None and figure.result.interval is not None
        assert figure.result.interval.expected is not None
        return figure.result.interval.expected

    assert expected(100) == pytest.approx(expected(1), rel=0.01)
    assert 5 < expected(100) < 16, "chance has hardly more to differ about than 16 spans"


def test_the_same_seed_gives_the_same_figures() -> None:
    found = [text_of(coded("A", at, 9), coded("B", 0, 8)) for at in range(6)]
    design = Design(gamma_samples=5, seed=3)
    one, other = study(found, CODERS[:2], design), study(found, CODERS[:2], design)
    assert one.figures == other.figures
    assert study(found, CODERS[:2], replace(design, seed=4)).figures != one.figures


def test_scores_of_several_coders_are_those_of_all_pairs_together() -> None:
    spans = [coded("A", 0, 9), coded("B", 0, 9), coded("C", 0, 8)]
    made = study([text_of(*spans, coders="ABC")])
    pooled = made.find("f1-strict")
    assert pooled is not None and pooled.result.value == pytest.approx(1 / 3)
    assert "precision" not in pooled.result.details and "all pairs" in pooled.result.convention
    pair = made.find("f1-strict", coders=(0, 1))
    assert pair is not None and (pair.result.value, pair.result.details["precision"]) == (1, 1)


def test_an_empty_study_says_why_there_are_no_numbers() -> None:
    for found in ([], [text_of(coders="A")], [text_of(coders="")]):
        made = study(found)
        assert made.figures and all(one.result.value is None for one in made.figures)


def test_an_attribute_that_is_called_as_the_actor_is_has_figures_of_its_own() -> None:
    named = Attribute(id=AttributeId("actor"), name="Actor", kind=AttributeKind.CHOICE, values=("a", "b"))
    labels = (Label(id=LabelId("x"), name="X", attributes=(named,), names_actors=True),)
    spans = [coded("A", 0, 9, actor="fra"), coded("B", 0, 9, actor="fra")]
    made = run_study(StudyInput([text_of(*spans)], CODERS[:2], labels, QUICK), [DocumentId("d")], quiet)
    keys = [(one.aspect, one.coefficient, one.coders, one.label, one.part) for one in made.figures]
    assert len(keys) == len(set(keys))
    assert made.find("percent", Aspect.ATTRIBUTE, LabelId("x"), "mentioned actor") is not None


def test_a_hierarchy_has_its_own_figures_and_changes_no_other() -> None:
    found = [text_of(coded("A", 0, 5, "x"), coded("B", 0, 5, "y"), coded("B", 9, 12, "z"), coders="ABC")] * 6
    nested = [one.model_copy(update={"parent": LabelId("z")}) if one.id != "z" else one for one in LABELS]
    names = [DocumentId(f"d{number}") for number in range(len(found))]
    early: list[Study] = []
    whole = run_study(StudyInput(found, CODERS, nested, QUICK), names, quiet, early.append)
    flat = study(found)
    assert flat.by_parent == () and values(whole) == values(flat)
    assert {one.label for one in whole.by_parent} == {None, LabelId("z")}
    assert all(one.with_children for one in whole.by_parent) and not any(one.with_children for one in whole.figures)
    assert [one.result.value for one in early[0].by_parent] == [one.result.value for one in whole.by_parent]
    same = next(
        one for one in whole.by_parent if (one.coefficient, one.coders, one.label) == ("f1-strict", (0, 1), "z")
    )
    assert same.result.value == pytest.approx(2 / 3)


def test_what_a_difference_needs_is_kept_of_all_coders_and_of_usual_coefficients() -> None:
    found = [text_of(coded("A", at, 9), coded("B", 0, 8), coded("C", 1, 8), coders="ABC") for at in range(3)]
    kept = {
        (one.coefficient, one.coders): one.result.left_out is not None
        for one in study(found, design=Design(gamma_samples=0)).figures
        if one.aspect is Aspect.ALL and one.label is None
    }
    assert kept["alpha-nominal", (0, 1)] and kept["scott-pi", (0, 1)] is False and kept["fleiss-kappa", (0, 1, 2)]
    asked = study(found, design=Design(gamma_samples=0, coefficients=("scott-pi",)))
    assert all(one.result.left_out is not None for one in asked.figures if one.result.value is not None)
