"""Numbers on units that are given against plain loops over an export: what nobody is asked of counts nowhere."""

import random
import tempfile
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.agreement.input.units import UnitKind
from annotator.agreement.results import NOTHING
from annotator.agreement.study.disputes import disputed
from annotator.agreement.study.study import Aspect, Design, Figure, Study
from annotator.model.codebook import CodesPerUnit
from annotator.model.coder import Layer, LayerKind
from annotator.model.ids import LabelId
from annotator.operations.agreement import measure
from annotator.operations.exchange import exporting
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.agreement.reckoning import coefficients as plain
from tests.operations.agreement.reckoning.given import CODES, POSSIBLE, CodedUnit, Judged, random_given, units_said

DESIGN = Design(unit=UnitKind.UNITS, gamma_samples=0)
ACT = LabelId("act")
Row = tuple[Hashable, ...]


def reckoned(rows: Sequence[Row], q: int) -> dict[str, float | None]:
    """Return the numbers of two coders; `q`: how many categories there are."""
    return {
        "percent": plain.percent(rows),
        "alpha-nominal": plain.alpha(rows),
        "cohen-kappa": plain.cohen(rows),
        "scott-pi": plain.pi(rows),
        "brennan-prediger": plain.brennan(rows, q),
        "ac1": plain.ac1(rows, q),
    }


class Pair:
    """Two coders, and what the export says of the units that both judged."""

    def __init__(self, units: Sequence[Judged], names: Sequence[str]) -> None:
        both = [(unit.get(names[0]), unit.get(names[1])) for unit in units]
        self.units = [(one, other) for one, other in both if one is not None and other is not None]

    def rows(self, read: Callable[[CodedUnit], Hashable]) -> list[Row]:
        return [(read(one), read(other)) for one, other in self.units]

    def on_everything(self, is_one: bool) -> dict[str, float | None]:
        rows = self.rows(lambda one: frozenset(one.spans))
        used = {value for row in rows for value in row}
        return reckoned(rows, len(used | {frozenset((label,)) for label in POSSIBLE}) if is_one else len(used))

    def on_attribute(self, name: str) -> dict[str, float | None]:
        acts = [(one.spans["act"], other.spans["act"]) for one, other in self.units if _both_act(one, other)]
        return _said(name, [[span.get("attributes", {}) for span in row] for row in acts])

    def on_slot(self, name: str) -> dict[str, float | None]:
        parties = [
            [one.parties[words].get("attributes", {}), other.parties[words].get("attributes", {})]
            for one, other in self.units
            for words in one.parties.keys() & other.parties.keys()
            if _both_act(one, other)
        ]
        return _said(name, parties)

    def f1(self, label: str) -> float | None:
        mine = [{at for at, unit in enumerate(self.units) if label in unit[side].spans} for side in (0, 1)]
        every = len(mine[0]) + len(mine[1])
        return 2 * len(mine[0] & mine[1]) / every if every else None

    def alone(self, label: str) -> tuple[int, int, int]:
        """Return how often the first, the second and both gave a label."""
        said = Counter((label in one.spans, label in other.spans) for one, other in self.units)
        return said[True, False], said[False, True], said[True, True]


def _both_act(one: CodedUnit, other: CodedUnit) -> bool:
    return "act" in one.spans and "act" in other.spans


def _said(name: str, rows: Sequence[Sequence[dict[str, str]]]) -> dict[str, float | None]:
    if name == "kind":
        kinds: list[Row] = [tuple(said.get("kind", NOTHING) for said in row) for row in rows]
        return reckoned(kinds, len({value for row in kinds for value in row} | {"armed", "civil", NOTHING}))
    flags: list[Row] = [
        tuple(said.get("used", False) if said.get("kind") == "armed" else None for said in row) for row in rows
    ]
    return reckoned(flags, 2)


def assert_are(found: Study, expected: dict[str, float | None], columns: tuple[int, ...], *of: object) -> None:
    aspect, label, part = of
    for name, value in expected.items():
        one = found.find(name, Aspect(str(aspect)), None if label is None else ACT, str(part), columns)
        assert one is not None
        assert one.result.value == (None if value is None else pytest.approx(value, abs=1e-9)), (name, of, one)


def assert_reckoned(project: Project, folder: Path) -> None:
    exporting.export(project, folder / "data.jsonl", "jsonl", "all", names=True)
    units, layers = units_said(folder / "data.jsonl"), project.layers.all(LayerKind.CODER)
    found = measure.agree(project, layers, DESIGN)
    is_one = project.codebook.codes_per_unit is CodesPerUnit.ONE
    for columns in combinations(range(len(layers)), 2):
        pair = Pair(units, [layers[at].name for at in columns])
        assert_are(found, pair.on_everything(is_one), columns, Aspect.ALL, None, "")
        for name in ("kind", "used"):
            assert_are(found, pair.on_attribute(name), columns, Aspect.ATTRIBUTE, ACT, name)
            assert_are(found, pair.on_slot(name), columns, Aspect.SLOT_VALUE, ACT, f"target/{name}")
        for label in CODES:
            one = found.find("f1-strict", label=LabelId(label), coders=columns)
            value = pair.f1(label)
            # Of a label that neither gave there may be no figure.
            if one is None:
                assert value is None
            else:
                assert one.result.value == (None if value is None else pytest.approx(value))
        _assert_bias(found, pair, columns)
        assert found.find("percent", coders=columns) is not None
    _assert_left_out(found, units, layers, project)


def _assert_bias(found: Study, pair: Pair, columns: tuple[int, ...]) -> None:
    whole = [one.margins for one in found.bias if one.aspect is Aspect.ALL and one.coders == columns]
    shown = {one.label: one for margins in whole for one in margins.labels}
    for label in CODES:
        one = shown.get(LabelId(label))
        assert len(whole) < 2 and pair.alone(label) == (
            (one.first_only, one.other_only, one.both) if one is not None else (0, 0, 0)
        )


def _assert_left_out(found: Study, units: Sequence[Judged], layers: Sequence[Layer], project: Project) -> None:
    names = [layer.name for layer in layers]
    assert found.units == tuple(sum(name in unit for unit in units) for name in names)
    assert found.uncoded == tuple(sum(name in unit and unit[name] is None for unit in units) for name in names)
    whole = found.find("percent")
    assert whole is not None
    labels = {str(label.id): label for label in project.codebook.labels}
    listed = [found.places[at] for at in disputed(found.places, whole, labels, [{}] * found.documents)]
    for place in listed:
        assert sum(place.present) > 1, "who is not asked does not differ"
    differing = [unit for unit in units if len({frozenset(one.spans) for one in unit.values() if one is not None}) > 1]
    on_units = {(place.document, place.start) for place in listed if place.is_unit}
    assert len(on_units) == len(differing)


def by_what(found: Study, names: Sequence[str]) -> dict[tuple[object, ...], Figure]:
    return {
        (one.aspect, one.coefficient, frozenset(names[at] for at in one.coders), one.label, one.part): one
        for one in (*found.figures, *found.by_parent)
        if not one.with_children
    }


def assert_same_in_any_company(project: Project, rng: random.Random) -> None:
    layers = project.layers.all(LayerKind.CODER)
    names = [layer.name for layer in layers]
    every = by_what(measure.agree(project, layers, DESIGN), names)
    mixed = rng.sample(layers, len(layers))
    turned = by_what(measure.agree(project, mixed, DESIGN), [layer.name for layer in mixed])
    pair = rng.sample(layers, 2)
    alone = by_what(measure.agree(project, pair, DESIGN), [layer.name for layer in pair])
    for others in (turned, alone):
        for said in every.keys() & others.keys():
            value = others[said].result.value
            assert every[said].result.value == (None if value is None else pytest.approx(value, abs=1e-9)), said
            assert every[said].result.n == pytest.approx(others[said].result.n), said


@settings(max_examples=examples(15, usual=2), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 1 << 30))
def test_numbers_on_given_units_are_what_plain_loops_make_of_the_export_in_any_company(seed: int) -> None:
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        project = random_given(Path(folder) / "random.annot", rng)
        try:
            assert_reckoned(project, Path(folder))
            assert_same_in_any_company(project, rng)
        finally:
            project.close()
