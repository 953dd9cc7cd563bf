"""Krippendorff's u-alphas of 2016."""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, permutations
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.span_table import span_table
from annotator.agreement.tally import Tally, evaluate
from annotator.agreement.unitizing.coincidences import Coincidences
from annotator.agreement.unitizing.continua import Continua, continua_of
from annotator.agreement.unitizing.u_alpha import COVERAGE, cu_alpha, ku_alpha, u_alpha, u_alpha_binary
from annotator.model.ids import LabelId, LayerId
from tests.agreement.marked import Text, Unit, continua, text
from tests.agreement.texts import CODERS, LABELS, X, coded, text_of, texts
from tests.shared_data import shared

MANY = st.lists(texts(), min_size=1, max_size=3)
Value = frozenset[LabelId]
GAP: Value = frozenset()
FAMILY: tuple[Callable[[Coincidences], Tally], ...] = (
    u_alpha,
    u_alpha_binary,
    cu_alpha,
    lambda counts: ku_alpha(counts, X),
)


def of(found: Sequence[CodedText], coders: Sequence[LayerId] = CODERS) -> Continua:
    return continua_of(span_table(found, coders, LABELS))


class Segment(NamedTuple):
    value: Value
    start: int
    stop: int

    def shared(self, other: "Segment") -> int:
        return max(0, min(self.stop, other.stop) - max(self.start, other.start))


def segments(one: CodedText, coder: LayerId) -> Iterator[Segment]:
    """Yield a coder's segments and gaps: the text cut at the borders of units, those of a label that overlap joined."""
    units: list[tuple[LabelId, int, int]] = []
    for label, start, stop in sorted((s.label, *extent) for s in one.spans[coder] for extent in s.extents):
        if units and units[-1][0] == label and start < units[-1][2]:
            units[-1] = (label, units[-1][1], max(stop, units[-1][2]))
        else:
            units.append((label, start, stop))
    borders = sorted({0, one.length, *(edge for unit in units for edge in unit[1:])})
    for start, stop in pairwise(borders):
        yield Segment(frozenset(label for label, first, last in units if first <= start < last), start, stop)


class Printed:
    """The four coefficients as they are printed: coincidences first, then their margins, segment by segment."""

    def __init__(self, found: Sequence[CodedText]) -> None:
        self.observed: dict[tuple[Value, Value], float] = defaultdict(float)
        self.squares: dict[Value, float] = defaultdict(float)
        self.meeting_squares: dict[Value, float] = defaultdict(float)
        for one in found:
            if len(one.spans) > 1:
                self._add({coder: list(segments(one, coder)) for coder in one.spans}, 1 / (len(one.spans) - 1))
        self.values = list(dict.fromkeys(value for pair in self.observed for value in pair))

    def _add(self, coders: dict[LayerId, list[Segment]], share: float) -> None:
        for here, there in permutations(coders, 2):
            for mine in coders[here]:
                for its in coders[there]:
                    self.observed[mine.value, its.value] += mine.shared(its) * share
        for here, own in coders.items():
            for mine in own:
                size = mine.stop - mine.start
                self.squares[mine.value] += size**2 if mine.value else size
                met = sum(mine.shared(its) for there in coders if there != here for its in coders[there] if its.value)
                self.meeting_squares[mine.value] += (met * share) ** 2 if mine.value else 0

    def alpha(self, is_binary: bool = False) -> float | None:
        everything = sum(self.observed.values())
        margin = {c: sum(self.observed[c, k] for k in self.values) for c in self.values}
        left = everything**2 - sum(self.squares.values())
        chance = {
            (c, k): everything * (margin[c] * margin[k] - (self.squares[c] if c == k else 0)) / left
            for c in self.values
            for k in self.values
        }
        if is_binary:
            of_gaps = sum(chance[GAP, k] for k in self.values) if GAP in self.values else 0
            return _one_minus(margin.get(GAP, 0) - self.observed[GAP, GAP], of_gaps - chance.get((GAP, GAP), 0))
        return _one_minus(_apart(self.observed, self.values), _apart(chance, self.values))

    def meeting(self) -> tuple[dict[tuple[Value, Value], float], dict[Value, float], list[Value]]:
        values = [value for value in self.values if value]
        margin = {c: sum(self.observed[c, k] for k in values) for c in values}
        everything, squares = sum(margin.values()), sum(self.meeting_squares.values())
        left = everything - squares / everything if everything else 0
        chance = {
            (c, k): (margin[c] * margin[k] - (self.meeting_squares[c] if c == k else 0)) / left if left else 0
            for c in values
            for k in values
        }
        return chance, margin, values

    def cu_alpha(self) -> float | None:
        chance, _, values = self.meeting()
        return _one_minus(_apart(self.observed, values), _apart(chance, values))

    def ku_alpha(self, label: LabelId) -> float | None:
        chance, margin, values = self.meeting()
        of_label = [value for value in values if label in value]
        length = sum(margin[value] for value in of_label)
        alike = sum(self.observed[c, k] for c in of_label for k in of_label)
        expected = sum(chance[c, k] for c in values for k in of_label)
        expected_alike = sum(chance[c, k] for c in of_label for k in of_label)
        if not length or not expected - expected_alike > 1e-12:
            return None
        return 1 - expected / length * (length - alike) / (expected - expected_alike)


def _apart(table: dict[tuple[Value, Value], float], values: Sequence[Value]) -> float:
    return sum(table[c, k] for c in values for k in values if c != k)


def _one_minus(observed: float, expected: float) -> float | None:
    return 1 - observed / expected if expected > 1e-9 else None


@given(MANY)
def test_the_sums_come_to_what_the_printed_formulas_say(found: list[CodedText]) -> None:
    printed = Printed(found)
    wanted = (printed.alpha(), printed.alpha(is_binary=True), printed.cu_alpha(), printed.ku_alpha(X))
    counts = Coincidences.of(of(found))
    for coefficient, value in zip(FAMILY, wanted, strict=True):
        result = evaluate(coefficient(counts))
        assert (result.value is None) == (value is None), (result, value)
        assert bool(result.undefined) == (value is None)
        if result.value is not None:
            assert result.value == pytest.approx(value, abs=1e-9)


@given(MANY, st.lists(st.integers(0, 2), min_size=3, max_size=3))
def test_a_document_drawn_twice_counts_like_two_documents(found: list[CodedText], times: list[int]) -> None:
    counts = times[: len(found)]
    copies = [one for one, count in zip(found, counts, strict=True) for _ in range(count)]
    once, often = Coincidences.of(of(found)), Coincidences.of(of(copies))
    for coefficient in FAMILY:
        tally = coefficient(once)
        drawn = tally.finish(np.array(counts, dtype=float) @ tally.sums).value
        value = evaluate(coefficient(often)).value
        assert np.isfinite(drawn) == (value is not None)
        if value is not None:
            assert float(drawn) == pytest.approx(value, abs=1e-9)


@given(MANY, st.permutations(range(3)))
def test_the_order_of_coders_and_spans_and_documents_changes_nothing(found: list[CodedText], order: list[int]) -> None:
    turned = [CodedText(one.length, {who: list(one.spans[who])[::-1] for who in one.spans}) for one in found[::-1]]
    here, there = Coincidences.of(of(found)), Coincidences.of(of(turned, [CODERS[at] for at in order]))
    for coefficient in FAMILY:
        one, other = evaluate(coefficient(here)), evaluate(coefficient(there))
        assert one.undefined == other.undefined
        assert other.value == (one.value if one.value is None else pytest.approx(one.value, abs=1e-9))


@given(texts("A", all_of_them=True))
def test_identical_coders_give_one_or_a_reason(one: CodedText) -> None:
    counts = Coincidences.of(of([CodedText(one.length, dict.fromkeys(CODERS, one.spans[CODERS[0]]))]))
    for coefficient in FAMILY:
        result = evaluate(coefficient(counts))
        assert result.value == (None if result.undefined else pytest.approx(1))


@given(MANY)
def test_an_unmarked_document_does_not_touch_what_looks_at_units_only(found: list[CodedText]) -> None:
    before, after = Coincidences.of(of(found)), Coincidences.of(of([*found, text_of(coders="ABC")]))
    for coefficient in FAMILY[2:]:
        assert evaluate(coefficient(after)).value == evaluate(coefficient(before)).value
    longer = evaluate(u_alpha(after))
    assert longer.observed is not None
    assert longer.observed >= (evaluate(u_alpha(before)).observed or 0)


@given(MANY)
def test_what_only_one_coder_coded_changes_nothing(found: list[CodedText]) -> None:
    alone = text_of(coded("A", 3, 9), coded("A", 12, 20, "y"), coders="A")
    before, after = Coincidences.of(of(found)), Coincidences.of(of([*found, alone]))
    for coefficient in FAMILY:
        assert evaluate(coefficient(after)) == evaluate(coefficient(before))


def test_independent_random_coders_give_zero_within_their_interval() -> None:
    rng = random.Random(7)

    def at_random() -> list[Unit]:
        return [(rng.choice("xy"), at, at + 10) for at in range(0, 200, 10) if rng.random() < 0.5]

    counts = Coincidences.of(continua(*(text(200, at_random(), at_random(), at_random()) for _ in range(80)), coders=3))
    for coefficient in (u_alpha, u_alpha_binary, cu_alpha):
        interval = evaluate(coefficient(counts), 0.95).interval
        assert interval is not None
        assert interval.low is not None
        assert interval.high is not None
        assert interval.low < 0 < interval.high
        assert interval.high - interval.low < 0.2


def three_coders() -> Text:
    """Return the example of the program unitized_alpha (github.com/lindanna/unitized_alpha): a text of 20."""
    alex = [("1", 2, 5), ("1", 9, 11), ("2", 12, 20)]
    paul = [("1", 2, 5), ("2", 7, 15)]
    susan = [("1", 2, 5), ("2", 10, 15)]
    return text(20, alex, paul, susan)


def test_another_program_comes_to_the_same() -> None:
    """Its printed output: 0.474, 0.433, 0.779 covering 38.33 %, 0.769 covering 95.45 %, 0.787 covering 59.52 %."""
    counts = Coincidences.of(continua(three_coders(), coders=3))
    assert evaluate(u_alpha(counts)).value == pytest.approx(0.474, abs=5e-4)
    assert evaluate(u_alpha_binary(counts)).value == pytest.approx(0.433, abs=5e-4)
    results = [evaluate(cu_alpha(counts)), *(evaluate(ku_alpha(counts, LabelId(label))) for label in "12")]
    assert [result.value for result in results] == pytest.approx([0.779, 0.769, 0.787], abs=5e-4)
    assert [result.details[COVERAGE] for result in results] == pytest.approx([0.3833, 0.9545, 0.5952], abs=5e-5)


def test_the_figure_of_2013_has_other_terms_than_the_coefficient_of_2016() -> None:
    """Krippendorff, section 12.4 as replaced in 2013, figure 12.11: five intersections that differ by 39 in all.

    There a unit in a gap counts twice and units that meet count by all that they span: (0 + 23 + 6 + 10 + 0) / 5 = 7.8.
    In 2016 each character on which two coders differ counts once for each: 23 + 3 + 10 of the text's.
    """
    (vector,) = json.loads(shared("fixtures/metrics/agreement_unitizing.json").read_text())["krippendorff_2016_family"]
    coders = [[(str(one["value"]), one["start"], one["end"]) for one in units] for units in vector["coders"]]
    assert sum(map(len, coders)) == next(one["value"] for one in vector["expect"] if one["stat"] == "units")
    met = [(mine, its) for mine in coders[0] for its in coders[1] if mine[1] < its[2] and its[1] < mine[2]]
    alone = [
        one for own, others in permutations(coders) for one in own if not any(one in pair for pair in met) and others
    ]
    terms = [2 * (stop - start) for _, start, stop in alone]
    for (label, start, stop), (other, first, last) in met:
        terms.append(max(stop, last) - min(start, first) - (min(stop, last) - max(start, first)) * (label == other))
    expected = {one["stat"]: one["value"] for one in vector["expect"]}
    assert (sum(terms) / len(terms), len(terms)) == (expected["uDo"], expected["intersections"])
    result = evaluate(u_alpha(Coincidences.of(continua(text(80, *coders)))))
    assert result.observed == pytest.approx(1 - (23 + 3 + 10) / 80)


def test_coders_who_share_their_units_but_no_label_agree_on_units_alone() -> None:
    units = text(40, [("x", 0, 10), ("y", 20, 30)], [("y", 0, 10), ("x", 20, 30)])
    counts = Coincidences.of(continua(units))
    assert evaluate(u_alpha_binary(counts)).value == 1
    # Of the 40² pairs of marked characters 4 * 10² are of a unit with itself; of the others a third is alike.
    assert evaluate(cu_alpha(counts)).value == pytest.approx((0 - 1 / 3) / (1 - 1 / 3))
    assert evaluate(u_alpha(counts)).observed == 0.5


def test_where_a_coders_labels_overlap_the_stretch_has_both() -> None:
    both = text(40, [("x", 0, 20), ("y", 10, 20), ("z", 30, 40)], [("x", 0, 20), ("y", 10, 20), ("z", 30, 40)])
    without = text(40, [("x", 0, 20), ("y", 10, 20), ("z", 30, 40)], [("x", 0, 20), ("z", 30, 40)])
    assert evaluate(u_alpha(Coincidences.of(continua(both)))).value == 1
    counts = Coincidences.of(continua(without))
    # On [10, 20) the values differ, and yet both have x there.
    assert evaluate(cu_alpha(counts)).observed == pytest.approx(1 - 10 / 30)
    assert evaluate(ku_alpha(counts, LabelId("x"))).value == 1
    assert evaluate(ku_alpha(counts, LabelId("y"))).value == 0


@pytest.mark.parametrize(
    ("units", "reasons"),
    [
        (text(9, [("x", 0, 3)], None), ["coded by two coders", "coded by two coders", "coded by two", "No unit with"]),
        (text(9, [], []), ["all is gap", "all is gap", "meets one of another", "No unit with"]),
        (text(9, [("x", 0, 9)], [("x", 0, 9)]), ["same label", "left a gap", "same label", "same label"]),
        (text(9, [("x", 0, 3)], [("x", 5, 9)]), ["", "", "meets one of another", "No unit with this label"]),
        (text(9, [("x", 0, 3)], [("x", 0, 4)]), ["", "", "all have the same label", "all have the same label"]),
    ],
)
def test_where_it_is_undefined_it_says_why(units: Text, reasons: list[str]) -> None:
    counts = Coincidences.of(continua(units, labels="x"))
    for coefficient, reason in zip(FAMILY, reasons, strict=True):
        result = evaluate(coefficient(counts))
        assert bool(result.undefined) == bool(reason)
        assert reason in result.undefined
