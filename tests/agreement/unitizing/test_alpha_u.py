"""Krippendorff's unitizing alpha of 1995 and 2004."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.span_table import span_table
from annotator.agreement.tally import evaluate
from annotator.agreement.unitizing.alpha_u import EXPECTED, OBSERVED, alpha_u, alpha_u_by_label
from annotator.agreement.unitizing.continua import Continua, continua_of
from annotator.model.ids import LabelId, LayerId
from tests.agreement.marked import Unit, continua, text
from tests.agreement.some_documents import evaluate_some
from tests.agreement.texts import CODERS, LABELS, coded, text_of, texts
from tests.shared_data import shared

VECTORS = "fixtures/metrics/agreement_unitizing.json"
MANY = st.lists(texts(), min_size=1, max_size=3)


def vectors(part: str) -> Any:
    found = json.loads(shared(VECTORS).read_text())[part]
    assert found, "no test may pass as there is nothing to compare"
    return found


def of(found: Sequence[CodedText], coders: Sequence[LayerId] = CODERS, labels: Sequence[LabelId] = LABELS) -> Continua:
    return continua_of(span_table(found, coders, labels))


@dataclass(frozen=True)
class Section:
    """A unit or a gap of a coder, as the definition of 1995 has them."""

    document: int
    coder: LayerId
    start: int
    stop: int
    is_unit: bool

    @property
    def length(self) -> int:
        return self.stop - self.start


def sections(document: int, coded_text: CodedText, coder: LayerId, label: LabelId) -> Iterator[Section]:
    """Yield what a coder's units of a label leave of a text, in order; units that overlap are one."""
    extents = [extent for one in coded_text.spans[coder] if one.label == label for extent in one.extents]
    edges = sorted(extents)
    units: list[tuple[int, int]] = []
    for start, stop in edges:
        if units and start < units[-1][1]:
            units[-1] = (units[-1][0], max(stop, units[-1][1]))
        else:
            units.append((start, stop))
    borders = [0, *(edge for unit in units for edge in unit), coded_text.length]
    for number, (start, stop) in enumerate(pairwise(borders)):
        if start < stop:
            yield Section(document, coder, start, stop, bool(number % 2))


def squared_distance(one: Section, other: Section) -> int:
    """Return the distance of two coders' sections (Krippendorff 1995, equation 2)."""
    if one.is_unit and other.is_unit and one.start < other.stop and other.start < one.stop:
        return (one.start - other.start) ** 2 + (one.stop - other.stop) ** 2
    for unit, gap in ((one, other), (other, one)):
        if unit.is_unit and not gap.is_unit and gap.start <= unit.start and unit.stop <= gap.stop:
            return unit.length**2
    return 0


def by_the_book(found: Sequence[CodedText], labels: Sequence[LabelId]) -> tuple[float, float]:
    """Return observed and expected disagreement as they are printed, section by section, added over labels."""
    compared = [(number, one) for number, one in enumerate(found) if len(one.spans) > 1]
    length = sum(one.length for _, one in compared)
    total = sum(one.length * len(one.spans) for _, one in compared)
    observed, expected = 0.0, 0.0
    for label in labels:
        every: list[Section] = []
        for number, one in compared:
            here = {coder: list(sections(number, one, coder, label)) for coder in one.spans}
            every += [section for of_coder in here.values() for section in of_coder]
            apart = sum(
                squared_distance(mine, its) for a, b in permutations(here, 2) for mine in here[a] for its in here[b]
            )
            observed += apart / (len(one.spans) - 1) / (total * length)
        units = [section.length for section in every if section.is_unit]
        gaps = [section.length for section in every if not section.is_unit]
        chances = sum(
            (len(units) - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
            + size**2 * sum(gap - size + 1 for gap in gaps if gap >= size)
            for size in units
        )
        expected += 2 / length * chances / (total * (total - 1) - sum(size * (size - 1) for size in units))
    return observed, expected


@given(MANY)
def test_the_sums_come_to_what_the_printed_formula_says(found: list[CodedText]) -> None:
    result = evaluate(alpha_u(of(found)))
    if result.value is None:
        assert result.undefined
        return
    observed, expected = by_the_book(found, LABELS)
    assert result.details[OBSERVED] == pytest.approx(observed)
    assert result.details[EXPECTED] == pytest.approx(expected)
    assert result.value == pytest.approx(1 - observed / expected)


@given(MANY, st.lists(st.integers(0, 2), min_size=3, max_size=3))
def test_a_document_drawn_twice_counts_like_two_documents(found: list[CodedText], times: list[int]) -> None:
    counts = times[: len(found)]
    tally = alpha_u(of(found))
    drawn = tally.finish(np.array(counts, dtype=float) @ tally.sums)
    copies = [one for one, count in zip(found, counts, strict=True) for _ in range(count)]
    result = evaluate(alpha_u(of(copies)))
    assert np.isfinite(drawn.value) == (result.value is not None)
    if result.value is not None:
        assert float(drawn.value) == pytest.approx(result.value)


@given(MANY, st.permutations(range(3)))
def test_the_order_of_coders_and_spans_and_documents_changes_nothing(found: list[CodedText], order: list[int]) -> None:
    turned = [CodedText(one.length, {who: list(one.spans[who])[::-1] for who in one.spans}) for one in found[::-1]]
    here, there = evaluate(alpha_u(of(found))), evaluate(alpha_u(of(turned, [CODERS[at] for at in order])))
    assert here.undefined == there.undefined
    assert there.value == (here.value if here.value is None else pytest.approx(here.value))


@given(texts("A", all_of_them=True))
def test_identical_coders_give_one_or_a_reason(one: CodedText) -> None:
    alike = CodedText(one.length, dict.fromkeys(CODERS, one.spans[CODERS[0]]))
    result = evaluate(alpha_u(of([alike])))
    has_unit = any(span.extents for span in alike.spans[CODERS[0]])
    assert result.value == (pytest.approx(1) if has_unit else None)


@given(MANY)
def test_an_unmarked_document_changes_what_chance_does_and_no_distance(found: list[CodedText]) -> None:
    before = evaluate(alpha_u(of(found)))
    after = evaluate(alpha_u(of([*found, text_of(coders="ABC")])))
    if before.value is None:
        return
    total, length = (sum(one.length * count for one, count in counted(found, power)) for power in (1, 0))
    more_total, more_length = total + 3 * 30, length + 30
    assert after.details[OBSERVED] * more_total * more_length == pytest.approx(  # type: ignore[operator]
        before.details[OBSERVED] * total * length  # type: ignore[operator]
    )


def counted(found: Sequence[CodedText], power: int) -> list[tuple[CodedText, int]]:
    return [(one, len(one.spans) ** power) for one in found if len(one.spans) > 1]


@given(MANY)
def test_what_only_one_coder_coded_changes_nothing(found: list[CodedText]) -> None:
    alone = text_of(coded("A", 3, 9), coded("A", 12, 20, "y"), coders="A")
    assert evaluate(alpha_u(of([*found, alone]))) == evaluate(alpha_u(of(found)))


@given(MANY)
def test_labels_by_themselves_are_the_same_made_together_or_one_by_one(found: list[CodedText]) -> None:
    units = of(found)
    together = alpha_u_by_label(units)
    assert together.keys() == {None, *LABELS}
    assert evaluate(together[None]) == evaluate(alpha_u(units))
    for label in LABELS:
        assert evaluate(together[label]) == evaluate(alpha_u(units.of_label(label)))


@given(MANY)
def test_two_of_three_coders_are_compared_as_if_there_were_no_other(found: list[CodedText]) -> None:
    two = [CODERS[2], CODERS[0]]
    assert evaluate(alpha_u(of(found).of_coders([2, 0]))) == evaluate(alpha_u(of(found, two)))


def test_one_document_of_several_is_looked_at_by_itself() -> None:
    first = text(30, [("x", 0, 9)], [("x", 1, 9)])
    second = text(40, [("x", 5, 20)], [("x", 25, 30)])
    tally = alpha_u(continua(first, second))
    assert evaluate_some(tally, [0]).value == pytest.approx(evaluate(alpha_u(continua(first))).value)


def test_units_that_touch_are_two_and_units_that_overlap_are_one() -> None:
    apart = evaluate(alpha_u(continua(text(20, [("x", 0, 5), ("x", 5, 10)], [("x", 0, 10)]))))
    joined = evaluate(alpha_u(continua(text(20, [("x", 0, 6), ("x", 5, 10)], [("x", 0, 10)]))))
    assert joined.value == 1
    assert apart.value is not None
    assert apart.value < 1


def test_a_gap_ends_with_its_document() -> None:
    halves = continua(text(10, [("x", 4, 6)], []), text(10, [], [("x", 4, 6)]))
    whole = continua(text(20, [("x", 4, 6)], [("x", 14, 16)]))
    halved, joined = evaluate(alpha_u(halves)).details, evaluate(alpha_u(whole)).details
    assert halved[OBSERVED] == joined[OBSERVED]
    # A gap of 14 has 13 places for a unit of 2, gaps of 4 and 10 have 3 and 9.
    assert halved[EXPECTED] < joined[EXPECTED]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("documents", "reason"),
    [
        ((text(9, [("x", 0, 3)], None),), "No document was coded by two coders"),
        ((text(9, [], []),), "Nobody marked a unit"),
        ((text(1, [("x", 0, 1)], [("x", 0, 1)]),), "no room for units to differ"),
        ((), "No document was coded by two coders"),
    ],
)
def test_where_it_is_undefined_it_says_why(documents: tuple[Any, ...], reason: str) -> None:
    result = evaluate(alpha_u(continua(*documents)))
    assert result.value is None
    assert reason in result.undefined


def units_of(vector: dict[str, Any]) -> Continua:
    coders: list[list[Unit]] = [[] for _ in range(vector["raters"])]
    for unit in vector["units"]:
        start = unit["offset"] - vector["begin"]
        coders[unit["rater"]].append((unit["category"], start, start + unit["length"]))
    return continua(text(vector["length"], *coders), coders=vector["raters"])


def test_the_published_examples_come_out() -> None:
    """Krippendorff (1995), p. 57; Krippendorff (2004), pp. 251-256; and what DKPro Agreement makes of them."""
    for vector in vectors("vectors"):
        units = units_of(vector)
        assert vector["expect"], vector["id"]
        for expected in vector["expect"]:
            found = units.of_label(expected["category"]) if "category" in expected else units
            result = evaluate(alpha_u(found))
            if vector["id"] in ("dkpro-empty", "dkpro-zero-length-same"):
                # DKPro answers NaN and 0: units without characters are no units here.
                assert result.value is None
                assert "Nobody marked a unit" in result.undefined
                continue
            value = {"Do": result.details[OBSERVED], "De": result.details[EXPECTED]}.get(expected["stat"], result.value)
            assert value == pytest.approx(expected["value"], abs=expected["tol"]), (vector["id"], expected)


def test_the_example_of_2004_comes_out() -> None:
    """Krippendorff (2004), Content Analysis, 2nd ed., pp. 251-256: two coders, a text of 300 from 150 on."""
    c_of_i, c_of_j = [("c", 75, 145), ("c", 220, 250)], [("c", 70, 150), ("c", 205, 225), ("c", 250, 270)]
    k = [("k", 30, 90), ("k", 150, 200)]
    units = continua(text(300, [*c_of_i, *k], [*c_of_j, *k]))
    found = {label: evaluate(tally) for label, tally in alpha_u_by_label(units).items()}
    c, k_alone, both = found[LabelId("c")], found[LabelId("k")], found[None]
    assert c.details[OBSERVED] == pytest.approx(0.0144, abs=5e-5)
    assert c.details[EXPECTED] == pytest.approx(0.0532, abs=5e-5)
    assert c.value == pytest.approx(0.7286, abs=5e-5)
    assert k_alone.value == 1
    assert k_alone.details[EXPECTED] == pytest.approx(0.0490, abs=5e-5)
    # Printed as 0.8591: the book goes on from terms that are rounded already.
    assert both.value == pytest.approx(0.8587, abs=5e-5)


def test_the_examples_of_1995_come_out() -> None:
    """Krippendorff (1995), p. 57: four pairs of coders on a text of 24, their observed disagreement."""
    a = text(24, [("x", 2, 10), ("x", 14, 20)], [("x", 4, 8), ("x", 15, 17)])
    c = text(
        24,
        [("x", 2, 8), ("x", 10, 12), ("x", 14, 18), ("x", 20, 22)],
        [("x", 0, 2), ("x", 4, 8), ("x", 10, 14), ("x", 16, 18), ("x", 20, 22)],
    )
    d = text(
        24,
        [("x", 0, 2), ("x", 2, 10), ("x", 10, 14), ("x", 14, 20), ("x", 20, 24)],
        [("x", 0, 4), ("x", 4, 8), ("x", 8, 15), ("x", 15, 17), ("x", 17, 24)],
    )
    found = [evaluate(alpha_u(continua(one))).details[OBSERVED] for one in (a, c, d)]
    assert found == pytest.approx([0.03125, 0.02777, 0.38715], abs=1e-5)


def test_the_distances_between_two_units_are_those_of_others() -> None:
    cases = vectors("distance_metric")["cases"]
    assert cases
    for case in cases:
        units = [None if label is None else ("x", start, start + size) for start, size, label in (case["a"], case["b"])]
        spans = [(start, start + size) for start, size, _ in (case["a"], case["b"])]
        is_inside = any(
            unit and gap is None and start <= unit[1] and unit[2] <= stop
            for unit, gap, (start, stop) in ((units[0], units[1], spans[1]), (units[1], units[0], spans[0]))
        )
        if None in units and not is_inside:
            # Neither unit against unit nor a unit in a gap: such sections have nothing to do with each other.
            assert case["value"] == 0
            continue
        made = continua(text(1000, *([unit] if unit else [] for unit in units)))
        observed = evaluate(alpha_u(made)).details[OBSERVED]
        assert observed == pytest.approx(case["value"] * 2 / (2 * 1000**2)), case


def test_inception_comes_to_the_same_with_overlapping_and_repeated_spans() -> None:
    for vector in vectors("end_to_end_inception"):
        coders = [
            [(value, one["begin"], one["end"]) for one in spans for value in one["values"]]
            for spans in vector["coders"].values()
        ]
        (expected,) = (one for one in vector["expect"] if one["measure"] == "alpha_u")
        result = evaluate(alpha_u(continua(text(len(vector["text"]), *coders))))
        assert result.value == pytest.approx(expected["value"], abs=expected["tol"])
