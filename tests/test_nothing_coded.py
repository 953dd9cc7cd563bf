"""What nobody coded has no number on any face: command line, JSON, reports, window; random projects are emptied."""

import random
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.agreement.registry import SYMBOLS, title_of
from annotator.agreement.study.study import ASPECTS, Design, HangsOn, Study
from annotator.cli.study_text import lines_of, name_of, unused_of
from annotator.formats.jsonl.study_records import FigureRecord, StudyRecord
from annotator.model.coder import LayerKind
from annotator.model.span import Span
from annotator.operations.agreement import measure, reliability
from annotator.operations.agreement.report.appendix import appendix_of
from annotator.operations.agreement.report.supplement import supplement_of
from annotator.operations.agreement.study_names import StudyNames
from annotator.operations.coding import acts, annotate
from annotator.reports.blocks import Report, TableBlock
from annotator.store.project import Project
from annotator.ui.agreement.copying import HEAD, as_text
from annotator.ui.agreement.numbers import Numbers
from annotator.ui.agreement.table import shown
from annotator.ui.agreement.wording import DASH, said
from tests.examples import examples
from tests.operations.agreement.reckoning.random_project import random_project
from tests.operations.agreement.report.studies import words_of

NOBODY = "None of these coders "
DESIGN = Design(gamma_samples=0, bias=False)


def _own_spans(project: Project) -> Iterator[Span]:
    """Yield the spans of coders, each with its coder at the desk."""
    owners = {one.id: one.coder for one in project.layers.all(LayerKind.CODER)}
    for info in project.documents.all():
        for span in [*project.spans.of_document(info.id)]:
            if span.layer in owners:
                project.person = owners[span.layer]
                yield span


def empty_slots(project: Project) -> None:
    for span in _own_spans(project):
        for link in project.links.of_spans([span.id]):
            if link.act == span.id:
                acts.clear_slot(project, span.id, link.id)


def empty_attributes(project: Project) -> None:
    for span in _own_spans(project):
        if span.actor is not None:
            annotate.set_actor(project, span.id, None)
        for attribute in span.attributes:
            # What hangs on another is gone with that.
            if attribute in project.spans.get(span.id).attributes:
                annotate.set_attribute(project, span.id, attribute, None)


def empty_label(project: Project) -> None:
    for span in _own_spans(project):
        if span.label == "appeal":
            annotate.remove_spans(project, [span.id])


def empty_layers(project: Project) -> None:
    for span in _own_spans(project):
        annotate.mark_done(project, span.layer, span.document)
        annotate.remove_spans(project, [span.id])


EMPTYINGS: Mapping[str, tuple[Callable[[Project], None], frozenset[HangsOn]]] = {
    "slots": (
        empty_slots,
        frozenset({HangsOn.PARTIES, HangsOn.SAID_OF_PARTIES, HangsOn.ACT_SLOTS, HangsOn.SIDES}),
    ),
    "attributes": (empty_attributes, frozenset({HangsOn.VALUES})),
    "a label": (empty_label, frozenset()),
    "layers": (empty_layers, frozenset(HangsOn)),
}
"""What is emptied by the program's own verbs, and the figures that hang on it."""


class Faces:
    """A study of a project on all faces."""

    def __init__(self, project: Project) -> None:
        layers = project.layers.all(LayerKind.CODER)
        self.study: Study = measure.agree(project, layers, DESIGN)
        self.record: StudyRecord = reliability.as_record(project, self.study)
        self.names: StudyNames = reliability.called(project, self.study)
        made = reliability.report_input_of(project, self.study, by_name=True)
        self.reports: list[Report] = [appendix_of(made), supplement_of(made)]

    @property
    def everyone(self) -> list[FigureRecord]:
        return [one for one in self.record.figures if len(one.coders) == len(self.record.coders)]


def assert_json_has_no_number(faces: Faces) -> None:
    for one in [*faces.record.figures, *faces.record.by_parent]:
        if one.undefined.startswith(NOBODY):
            assert (one.value, one.n, one.documents, one.interval) == (None, 0, 0, None)
            assert not one.prevalence and not one.details and one.observed is None and one.expected is None


def assert_lines_have_no_number(faces: Faces) -> None:
    """Assert that a row of which nobody coded anything has marks alone, and that each mark says why."""
    lines = lines_of(faces.record, faces.names)
    notes = dict(re.findall(r"^\[(\d+)\] (.*)$", "\n".join(lines), re.MULTILINE))
    rows: dict[tuple[str, str], list[FigureRecord]] = {}
    for one in faces.everyone:
        if one.label not in unused_of(faces.record):
            rows.setdefault((one.aspect, name_of(one, faces.names)), []).append(one)
    of_titles = {f"{said.title}: {said.meaning}": str(aspect) for aspect, said in ASPECTS.items()}
    aspect, seen = "", 0
    for line in lines:
        aspect = of_titles.get(line, aspect if line.strip() else "")
        figures = rows.get((aspect, line[:36].strip()), [])
        if figures and all(one.undefined.startswith(NOBODY) for one in figures):
            cells = line[36:].split()
            assert cells and all(re.fullmatch(r"\[\d+\]", cell) for cell in cells), line
            assert all(notes[cell[1:-1]].startswith(f"Undefined, because {NOBODY.lower()}") for cell in cells)
            seen += 1
    assert seen or not any(all(one.undefined.startswith(NOBODY) for one in of) for of in rows.values())


def assert_reports_say_why(faces: Faces) -> None:
    unused = unused_of(faces.record)
    reasons = {one.undefined for one in faces.everyone if one.label not in unused}
    for report in faces.reports[1:]:
        for reason in (one for one in reasons if one.startswith(NOBODY)):
            assert f", because {reason[0].lower()}{reason[1:]}" in words_of(report), reason
    for report in faces.reports:
        bodies = [line for block in report.blocks if isinstance(block, TableBlock) for line in block.rows]
        assert not any(cell.text.startswith(NOBODY) for line in bodies for cell in line)
        if faces.record.compared and not any(one.value is not None for one in faces.everyone):
            assert "because none of these coders" in words_of(report)


def assert_window_has_no_number(faces: Faces) -> None:
    coders = tuple(range(len(faces.study.coders)))
    numbers = Numbers.of(faces.study, coders)
    for one in numbers.cells.values():
        if one.result.undefined.startswith(NOBODY):
            assert shown(one) == DASH
            assert f"is undefined, because {NOBODY.lower()}" in said(one, faces.names, title_of(one.coefficient))
    for line in as_text(numbers, faces.names).splitlines()[1:]:
        cells = dict(zip(HEAD, line.split("\t"), strict=True))
        if cells["Undefined"].startswith(NOBODY):
            assert not any(cells[name] for name in ("Value", "Low", "High", "Level", "n", "Documents"))


@settings(
    max_examples=examples(10, usual=2),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.integers(0, 1 << 30), st.sets(st.sampled_from(sorted(EMPTYINGS)), max_size=2))
def test_what_nobody_coded_has_no_number_on_any_face(seed: int, emptied: set[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = random_project(Path(folder) / "random.annot", random.Random(seed))
        try:
            for name in sorted(emptied):
                EMPTYINGS[name][0](project)
            faces = Faces(project)
        finally:
            project.close()
    gone = frozenset[HangsOn]().union(*(EMPTYINGS[name][1] for name in emptied))
    for one in faces.study.figures:
        if ASPECTS[one.aspect].hangs_on in gone:
            assert one.result.value is None
    for check in (assert_json_has_no_number, assert_lines_have_no_number, assert_window_has_no_number):
        check(faces)
    assert_reports_say_why(faces)


@pytest.mark.parametrize("name", sorted(EMPTYINGS))
def test_each_thing_that_is_emptied_leaves_figures_without_a_number(name: str, tmp_path: Path) -> None:
    project = random_project(tmp_path / "random.annot", random.Random(3))
    before = measure.agree(project, project.layers.all(LayerKind.CODER), DESIGN)
    EMPTYINGS[name][0](project)
    faces = Faces(project)
    project.close()
    hang = [
        one for one in before.figures if ASPECTS[one.aspect].hangs_on in EMPTYINGS[name][1] or one.label == "appeal"
    ]
    assert any(one.result.value is not None for one in hang)
    assert any(one.undefined.startswith(NOBODY) and one.coefficient in SYMBOLS for one in faces.record.figures)
