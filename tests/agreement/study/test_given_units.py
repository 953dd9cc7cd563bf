"""Agreement on units that are given: published values hold, whatever way codes come to units."""

import json
from collections.abc import Mapping, Sequence
from itertools import count

import pytest

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.units import Uncoded, UnitKind
from annotator.agreement.study.figures import compute, prepare
from annotator.agreement.study.study import Aspect, Design
from annotator.agreement.study.study_input import StudyInput
from annotator.agreement.tally import evaluate
from annotator.model.codebook import Label
from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Extent, Span
from tests.shared_data import shared

NAMES = {
    ("krippendorff_alpha", "nominal"): "alpha-nominal",
    ("percent_agreement", None): "percent",
    ("gwet_ac1", None): "gwet-ac1",
    ("scott_pi", None): "scott-pi",
    ("brennan_prediger", None): "brennan-prediger",
}
OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
"""Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability, section C: a row an observer."""
_numbers = count()


def values_on(rows: Sequence[Sequence[object]], uncoded: Uncoded = Uncoded.MISSING) -> Mapping[str, float | None]:
    """Return the numbers on everything of units of five characters; `rows`: a row a unit, a value a coder or None."""
    coders = [LayerId(f"coder-{at}") for at in range(len(rows[0]))]
    names = sorted({str(value) for row in rows for value in row if value is not None})
    called = {name: LabelId(f"v{at}") for at, name in enumerate(names)}
    units = [Extent(5 * at, 5 * at + 4) for at in range(len(rows))]
    spans = {
        coder: [
            Span(
                SpanId(str(next(_numbers))),
                coder,
                DocumentId("d"),
                LabelId(f"v{names.index(str(row[at]))}"),
                (unit,),
                "",
            )
            for row, unit in zip(rows, units, strict=True)
            if row[at] is not None
        ]
        for at, coder in enumerate(coders)
    }
    labels = [Label(id=id, name=name) for name, id in called.items()]
    design = Design(unit=UnitKind.UNITS, uncoded=uncoded, gamma_samples=0, pairs=False, bias=False)
    found = compute(prepare(StudyInput([CodedText(5 * len(rows), spans, units)], coders, labels, design)))
    return {
        one.tally.coefficient: evaluate(one.tally).value
        for one in found
        if (one.aspect, one.label) == (Aspect.ALL, None)
    }


def test_krippendorffs_four_observers_have_their_alpha_with_missing_units() -> None:
    """Krippendorff (2011), section C: 0.743."""
    rows = [[None if one == "." else one for one in unit] for unit in zip(*OBSERVERS, strict=True)]
    assert values_on(rows)["alpha-nominal"] == pytest.approx(0.743, abs=5e-4)


def test_published_values_hold_on_given_units() -> None:
    vectors = json.loads(shared("fixtures/metrics/agreement_coding_misc.json").read_text("utf-8"))["vectors"]
    wrong, held = [], 0
    for vector in vectors:
        rows = [item["values"] for item in vector["items"] for _ in range(item["n"])]
        found = values_on(rows)
        for expected in vector["expect"]:
            name = NAMES.get((expected["measure"], expected.get("distance")))
            if name is None or expected.get("stat", "agreement") != "agreement" or found.get(name) is None:
                continue
            held += 1
            if found[name] != pytest.approx(expected["value"], abs=max(expected.get("tol", 0), 1e-3)):
                wrong.append((vector["id"], name, expected["value"], found[name]))
    assert wrong == [] and held > 10


def test_a_unit_without_a_code_is_missing_or_a_category_of_its_own() -> None:
    rows: list[list[object]] = [["x", "x"], ["x", "x"], ["y", "y"], ["x", None], [None, None]]
    assert values_on(rows)["percent"] == 1.0
    assert values_on(rows, Uncoded.COUNTED)["percent"] == pytest.approx(0.8)
