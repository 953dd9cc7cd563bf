"""Figures against an independent reckoning: plain loops over what an export says, sharing no code with the program.

Attributes, slots, acts as a whole, dyads, unitizing alphas and the alignments of gamma: over the sample project and
over random ones, of two to five coders with missing documents, labels on whole documents, nested ones and ties.
"""

import random
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.agreement.study.study import Design
from annotator.formats.jsonl.study_records import FigureRecord, StudyRecord
from annotator.model.coder import LayerKind
from annotator.operations.agreement import measure, reliability
from annotator.operations.exchange import exporting
from annotator.operations.sample import SampleReport
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.agreement.reckoning import coefficients as plain
from tests.operations.agreement.reckoning import lengths, parts
from tests.operations.agreement.reckoning.exported import Export, read
from tests.operations.agreement.reckoning.passages import Ambiguous
from tests.operations.agreement.reckoning.random_project import random_project

Reckoned = Callable[[], float | None]
ON_ROWS: dict[str, Callable[[parts.Rows], float | None]] = {
    "percent": plain.percent,
    "fleiss-kappa": plain.fleiss,
    "conger-kappa": plain.conger,
    "scott-pi": plain.pi,
    "cohen-kappa": plain.cohen,
    "alpha-nominal": plain.alpha,
    "alpha-interval": lambda rows: plain.alpha(rows, plain.interval),
    "alpha-ratio": lambda rows: plain.alpha(rows, plain.ratio),
    "alpha-jaccard": lambda rows: plain.alpha(rows, plain.jaccard),
    "alpha-masi": lambda rows: plain.alpha(rows, plain.masi),
}
GAMMA = "gamma"
_MOST_UNITS = 14
"""Units of a document that are aligned in all ways."""


class Reckoning:
    """The numbers of a study, from an export. `unclear`: those that several groupings give."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self.lengths: dict[Sequence[str], lengths.Lengths] = {}
        self.rows: dict[tuple[object, ...], parts.Rows] = {}

    def of(self, figure: FigureRecord) -> Reckoned | None:
        """Return how a figure is reckoned, None where it is not reckoned here."""
        coders, name = tuple(figure.coders), figure.coefficient
        on_lengths = self._on_lengths(figure, coders)
        if on_lengths is not None:
            return on_lengths
        if name == "f1-dyads":
            pairs = list(combinations(coders, 2))
            return lambda: parts.dyad_f1(self.export, figure.label, pairs)
        rows = self._rows(figure, coders)
        if rows is None:
            return None
        if name == "alpha-ordinal":
            values = next(one for one in self._label(figure)["attributes"] if one["id"] == figure.part)["values"]
            return lambda: plain.alpha(rows(), plain.ordinal(rows(), values))
        counting = {"brennan-prediger": plain.brennan, "ac1": plain.ac1}.get(name)
        if counting is not None and figure.aspect == "attribute":
            return lambda: counting(rows(), self._categories(figure, rows()))
        return None if name not in ON_ROWS else lambda: ON_ROWS[name](rows())

    def _categories(self, figure: FigureRecord, rows: parts.Rows) -> int:
        """Return how many values the codebook lists, “no value” among them, and others that these coders gave."""
        attribute = next(one for one in self._label(figure)["attributes"] if one["id"] == figure.part)
        listed = {"flag": {True, False}, "ordinal": {*attribute.get("values", ())}}
        known = listed.get(attribute["kind"], {*attribute.get("values", ()), parts.NOTHING})
        return len({value for row in plain.compared(rows) for value in row if value is not None} | known)

    def _on_lengths(self, figure: FigureRecord, coders: tuple[str, ...]) -> Reckoned | None:
        def found() -> lengths.Lengths:
            return self.lengths.setdefault(coders, lengths.Lengths(self.export, coders))

        labels = list(self.export.labels) if figure.label is None else [figure.label]
        return {
            "u-alpha": lambda: found().u_alpha(),
            "u-alpha-binary": lambda: found().binary(),
            "cu-alpha": lambda: found().cu_alpha(),
            "ku-alpha": lambda: found().ku_alpha(labels[0]),
            "alpha-u": lambda: lengths.alpha_u(self.export, labels, coders),
        }.get(figure.coefficient)

    def _label(self, figure: FigureRecord) -> dict[str, Any]:
        return self.export.labels[figure.label or ""]

    def _rows(self, figure: FigureRecord, coders: tuple[str, ...]) -> Callable[[], parts.Rows] | None:
        """Return how the rows of a figure are made: once for all coefficients on them."""
        making = self._making(figure, coders)
        if making is None:
            return None
        occurring = figure.aspect == "dyad" and figure.coefficient == "percent"
        key = figure.aspect, figure.label, figure.part, coders, occurring

        def rows() -> parts.Rows:
            if key not in self.rows:
                self.rows[key] = making()
            return self.rows[key]

        return rows

    def _making(self, figure: FigureRecord, coders: tuple[str, ...]) -> Callable[[], parts.Rows] | None:
        label = figure.label or ""
        if figure.aspect == "attribute":
            found = next((one for one in self._label(figure).get("attributes", []) if one["id"] == figure.part), None)
            return lambda: parts.attribute_rows(self.export, label, found, coders)
        if figure.aspect == "slot":
            return lambda: parts.slot_rows(self.export, label, figure.part, coders)
        if figure.aspect == "act":
            return lambda: parts.act_rows(self.export, figure.part == "slots", figure.label, coders)
        if figure.aspect == "dyad":
            return lambda: parts.dyad_rows(self.export, figure.label, coders, figure.coefficient == "percent")
        return None


def is_there(export: Export, figure: FigureRecord) -> bool:
    """Return whether any of its coders coded what a figure of a part of the codings hangs on."""
    if figure.aspect not in ("attribute", "slot", "act", "dyad"):
        return True
    return parts.is_coded(export, figure.aspect, figure.label, figure.part, figure.coders)


def disorder(export: Export, coders: Sequence[str]) -> float | None:
    """Return the disorder of the best alignments, documents by their units; None where there are too many ways."""
    total = weight = 0.0
    for text in export.texts:
        there = [coder for coder in coders if coder in text.coders]
        units = [
            [(one.pieces[0][0], one.pieces[-1][1], one.label) for one in text.of(coder) if one.pieces]
            for coder in there
        ]
        many = sum(map(len, units))
        if many > _MOST_UNITS or (len(there) > 3 and many > 9):
            return None
        if len(there) > 1:
            total, weight = total + many * lengths.best_disorder(units), weight + many
    return total / weight if weight else None


def compared(project: Project, folder: Path, design: Design) -> tuple[Counter[str], list[str]]:
    """Return how many figures of each kind were reckoned, and those that differ."""
    exporting.export(project, folder / "data.jsonl", "jsonl", "all", names=True)
    export = read(folder / "data.jsonl")
    record = reliability.as_record(project, measure.agree(project, project.layers.all(LayerKind.CODER), design))
    reckoning, counts, wrong = Reckoning(export), Counter[str](), []
    for figure in record.figures:
        reckoned = reckoning.of(figure)
        if reckoned is not None:
            try:
                value = reckoned() if is_there(export, figure) else None
            except Ambiguous:
                counts["ambiguous"] += 1
                continue
            counts[f"{figure.aspect} {figure.coefficient}"] += figure.value is not None
            if value != (None if figure.value is None else pytest.approx(figure.value, abs=1e-9)):
                wrong.append(f"{_name(figure)}: {figure.value} {figure.undefined}, reckoned {value}")
    wrong += _gamma(record, export, counts)
    return counts, wrong


def _gamma(record: StudyRecord, export: Export, counts: Counter[str]) -> list[str]:
    wrong = []
    for figure in record.figures:
        if figure.coefficient == GAMMA and figure.value is not None:
            least = disorder(export, figure.coders)
            if least is not None:
                counts[GAMMA] += 1
                if least != pytest.approx(figure.details["observed disorder"], abs=1e-9):
                    wrong.append(f"{_name(figure)}: {figure.details}, reckoned {least}")
    return wrong


def _name(figure: FigureRecord) -> str:
    return f"{figure.aspect} {figure.label} {figure.part} {figure.coefficient} of {figure.coders}"


@settings(
    max_examples=examples(6, usual=2),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.integers(0, 1 << 30))
def test_each_figure_of_a_random_project_is_what_plain_loops_make_of_its_export(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = random_project(Path(folder) / "random.annot", random.Random(seed))
        try:
            _, wrong = compared(project, Path(folder), Design(gamma_samples=2, bias=False))
        finally:
            project.close()
    assert wrong == []


def test_each_figure_of_the_sample_is_what_plain_loops_make_of_its_export(
    sample_made: SampleReport, tmp_path: Path
) -> None:
    with Project.open(sample_made.path) as project:
        counts, wrong = compared(project, tmp_path, Design(gamma_samples=0, bias=False))
    assert wrong == []
    assert {name.split()[0] for name, count in counts.items() if count} >= {"attribute", "slot", "act", "dyad", "all"}
