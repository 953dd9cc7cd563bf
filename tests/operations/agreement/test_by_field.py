"""Agreement by a field: each group has the numbers of a study of its documents alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.agreement.study.study import Design
from annotator.model.document import DocumentDraft
from annotator.model.document_field import FieldKind
from annotator.model.errors import NotFound
from annotator.operations.agreement import measure
from annotator.operations.agreement.by_field import by_field, coefficients_of, typed_fields
from annotator.operations.agreement.figure_records import figure_record
from annotator.operations.documents import documents, editing, fields
from annotator.operations.documents.grouping import grouped_by
from annotator.operations.people.people import layers_named
from annotator.store.project import Project
from tests.operations.agreement.report.studies import large


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project of three coded documents of two years, and one that nobody has coded of a third."""
    made = large(tmp_path, 4, 0)
    for info, year in zip(made.documents.all(), ("2025", "2024", "2025"), strict=True):
        editing.change_documents(made, [info.id], fields={"year": year})
    documents.add_drafts(made, [DocumentDraft("Uncoded", "Words.", {"year": "2026"})])
    fields.define_field(made, "year", FieldKind.DATE)
    return made


@pytest.mark.parametrize("design", [Design(gamma_samples=0), Design(coefficients=("percent", "cohen-kappa"))])
def test_a_group_has_the_numbers_of_its_documents_alone(project: Project, design: Design) -> None:
    layers = layers_named(project, None)
    study = measure.agree(project, layers, design)
    names = [layer.name for layer in layers]
    found = by_field(project, study, "YEAR", names)
    assert [(one.group, one.compared) for one in found.groups] == [("2024", 1), ("2025", 2)] and found.left_out == 1
    groups = {one.name: one for one in grouped_by(project, "year")}
    for one in found.groups:
        alone = measure.agree(project, layers, replace(design, documents=groups[one.group].documents))
        wanted = [alone.find(name) for name in coefficients_of(study)]
        assert one.figures == [figure_record(each, names) for each in wanted if each is not None] != []


def test_only_the_documents_that_the_study_looked_at_are_grouped(project: Project) -> None:
    first = project.documents.all()[0]
    study = measure.agree(project, layers_named(project, None), Design(gamma_samples=0, documents=(first.id,)))
    (only,) = by_field(project, study, "year", ["Ana", "Ben", "Cleo"]).groups
    assert (only.group, only.documents) == ("2025", 1)


def test_a_field_that_is_not_there_is_refused_and_text_is_no_field_to_group_by_unasked(project: Project) -> None:
    study = measure.agree(project, layers_named(project, None), Design(gamma_samples=0))
    with pytest.raises(NotFound, match="No document that is compared has a field “nowhere”"):
        by_field(project, study, "nowhere", ["Ana", "Ben", "Cleo"])
    fields.define_field(project, "speaker", FieldKind.TEXT)
    assert typed_fields(project) == ["year"]
