"""What holds for every coefficient on units, each run through all of the registry."""

import json
import math
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.alpha import alpha_nominal
from annotator.agreement.kappa import cohen_kappa
from annotator.agreement.observed import Averaging, percent_agreement
from annotator.agreement.registry import COEFFICIENTS, ON_UNITS, Coefficient
from annotator.agreement.results import Result
from annotator.agreement.units import Row, Table, tally
from tests.agreement.tables import counted, repeated, tables
from tests.shared_data import shared

MEASURES = {"percent_agreement", "percent_agreement_per_unit", "cohen_kappa", "krippendorff_alpha"}
every_coefficient = pytest.mark.parametrize("coefficient", ON_UNITS, ids=lambda found: found.name)


def draw_table(data: st.DataObject, coefficient: Coefficient[Table]) -> Table:
    return data.draw(tables(coders=coefficient.coders or data.draw(st.integers(2, 4))))


@every_coefficient
@given(data=st.data())
def test_the_order_of_coders_and_units_changes_nothing(coefficient: Coefficient[Table], data: st.DataObject) -> None:
    table = draw_table(data, coefficient)
    order = data.draw(st.permutations(range(len(next(iter(table), ())))))
    turned = {tuple(row[at] for at in order): weight for row, weight in reversed(list(table.items()))}
    assert coefficient.function(turned) == coefficient.function(table)


@every_coefficient
@given(data=st.data())
def test_a_weight_is_as_many_repeated_units(coefficient: Coefficient[Table], data: st.DataObject) -> None:
    table = draw_table(data, coefficient)
    assert coefficient.function(counted(repeated(table))) == coefficient.function(table)


@every_coefficient
@given(data=st.data())
def test_the_names_of_the_categories_do_not_matter(coefficient: Coefficient[Table], data: st.DataObject) -> None:
    table = draw_table(data, coefficient)
    names = {"a": 2, "b": frozenset({"x", "y"}), "c": frozenset[str](), None: None}
    renamed: Table = {tuple(names[value] for value in row): weight for row, weight in table.items()}  # type: ignore[index]
    assert coefficient.function(renamed).value == coefficient.function(table).value


@every_coefficient
@given(values=st.lists(st.sampled_from("abc"), min_size=1, max_size=20))
def test_identical_coders_give_one_or_a_reason(coefficient: Coefficient[Table], values: list[str]) -> None:
    result = coefficient.function(counted((value, value) for value in values))
    if len(set(values)) > 1 or coefficient.name == "percent":
        assert result.value == 1
    else:
        assert "one category only" in result.undefined
    assert result.n == len(values)


@every_coefficient
@given(data=st.data())
def test_a_result_has_a_finite_value_or_a_reason(coefficient: Coefficient[Table], data: st.DataObject) -> None:
    result = coefficient.function(draw_table(data, coefficient))
    assert (result.value is None) == bool(result.undefined)
    assert result.convention
    if result.value is not None:
        assert math.isfinite(result.value)
        assert result.value <= 1
        assert math.isclose(sum(result.prevalence.values()), 1)
    if result.value is not None and result.expected is not None and result.observed is not None:
        assert math.isclose(result.value, (result.observed - result.expected) / (1 - result.expected), abs_tol=1e-9)


@every_coefficient
def test_units_of_one_value_change_nothing(coefficient: Coefficient[Table]) -> None:
    table: dict[Row, int] = {("a", "a"): 3, ("a", "b"): 2, ("b", "b"): 4}
    assert coefficient.function({**table, ("b", None): 50, (None, None): 9}) == coefficient.function(table)


@pytest.mark.parametrize("function", [cohen_kappa, alpha_nominal])
def test_independent_coders_give_about_nothing(function: Any) -> None:
    chance = random.Random(1960)
    rows = (tuple(chance.choices("abc", (6, 3, 1), k=2)) for _ in range(20_000))
    # The standard error of kappa at chance is about 0.005 here.
    assert abs(function(counted(rows)).value) < 0.02


@every_coefficient
@pytest.mark.parametrize(
    "table", [{}, {(None, None): 4}, {("a", None): 2, (None, "b"): 1}], ids=["none", "empty", "apart"]
)
def test_nothing_in_common_is_undefined(coefficient: Coefficient[Table], table: Table) -> None:
    result = coefficient.function(table)
    assert (result.value, result.n) == (None, 0)
    assert "nothing to compare" in result.undefined


def test_each_coefficient_has_its_own_name_and_a_citation_with_a_year() -> None:
    assert len({found.name for found in COEFFICIENTS}) == len(COEFFICIENTS)
    assert all("(19" in found.citation or "(20" in found.citation for found in COEFFICIENTS)


def read_value(value: Any) -> Any:
    return frozenset(value["set"]) if isinstance(value, dict) else value


def computed(measure: str, table: Table) -> Result:
    if measure == "krippendorff_alpha":
        return alpha_nominal(table)
    if measure == "cohen_kappa":
        return cohen_kappa(table)
    return percent_agreement(table, Averaging.UNITS if measure.endswith("unit") else Averaging.VALUES)


def stated(result: Result, stat: str) -> float | None:
    kind, _, what = stat.rpartition("_")
    found = {"": result.value, "observed": result.observed, "expected": result.expected}[kind]
    return found if found is None or what == "agreement" else 1 - found


@pytest.mark.parametrize("file", ["agreement_coding_dkpro.json", "agreement_coding_misc.json"])
def test_collected_values_of_other_programs_are_met(file: str) -> None:
    stats = {f"{kind}{what}" for kind in ("", "observed_", "expected_") for what in ("agreement", "disagreement")}
    compared = 0
    for vector in json.loads(shared(f"fixtures/metrics/{file}").read_text("utf-8"))["vectors"]:
        table = tally((item["n"], tuple(map(read_value, item["values"]))) for item in vector["items"])
        for expect in vector["expect"]:
            known = expect["measure"] in MEASURES and expect["stat"] in stats
            if not known or expect.get("distance", "nominal") != "nominal":
                continue
            found = computed(expect["measure"], table)
            # Where a single category was used, others say 1 or raise an error; here it is undefined.
            if "error" in expect or "one category only" in found.undefined:
                assert found.undefined, vector["id"]
            else:
                assert stated(found, expect["stat"]) == pytest.approx(expect["value"], abs=expect["tol"]), vector["id"]
            compared += 1
    assert compared > 15


def test_what_others_answer_with_0_1_or_nan_is_undefined() -> None:
    cases = json.loads(shared("fixtures/metrics/edge_case_policies.json").read_text("utf-8"))["cases"]
    for case in cases:
        if "items" in case:
            table = counted(tuple(row) for row in case["items"])
            assert cohen_kappa(table).undefined
            assert alpha_nominal(table).undefined


@given(tables(coders=2, missing=False))
@settings(max_examples=60)
def test_observed_agreement_is_the_same_in_percent_and_in_kappa(table: Table) -> None:
    assert cohen_kappa(table).observed == percent_agreement(table).value
