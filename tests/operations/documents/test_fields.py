"""Types of fields: what does not fit is listed and nothing changes; a field renamed is renamed everywhere."""

from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft
from annotator.model.document_field import FieldKind
from annotator.model.errors import NotAllowed, NotFound
from annotator.operations.documents import documents, fields, sets
from tests.operations.desks import Table, make_table
from tests.projects import said


@pytest.fixture
def table(tmp_path: Path) -> Table:
    made = make_table(tmp_path, "Ana")
    values = [("2026-01-03", "readout"), ("6 avril 2023", "Readout"), ("2025", "statement"), (None, "statement")]
    documents.add_drafts(
        made.project,
        [DocumentDraft(f"Note {n}", f"Text {n}.", {"date": day, "kind": kind}) for n, (day, kind) in enumerate(values)],
    )
    return made


def test_a_type_is_suggested_by_the_values_and_defined(table: Table) -> None:
    project = table.project
    found = fields.suggested(project, "kind")
    assert (found.kind, found.choices) == (FieldKind.CHOICE, ("readout", "statement"))
    made = fields.define_field(project, "Kind", found.kind, found.choices)
    assert fields.field_named(project, "kind") == made and said(project) == "Give the field Kind a type"
    with pytest.raises(NotAllowed, match="has a type already"):
        fields.define_field(project, "kind", FieldKind.TEXT)
    assert fields.suggested(project, "nothing").kind is FieldKind.TEXT


def test_values_that_do_not_fit_are_listed_and_nothing_changes_unless_they_may_stay(table: Table) -> None:
    project = table.project
    with pytest.raises(fields.DoesNotFit, match="1 value does not fit “date” as date") as error:
        fields.define_field(project, "date", FieldKind.DATE)
    assert [(one.title, one.value) for one in error.value.misfits] == [("Note 1", "6 avril 2023")]
    assert project.document_fields.all() == []
    made = fields.define_field(project, "date", FieldKind.DATE, misfits_may_stay=True)
    assert [one.value for one in fields.all_misfits(project)] == ["6 avril 2023"]
    with pytest.raises(fields.DoesNotFit, match="2 values do not fit"):
        fields.change_field(project, made.id, FieldKind.NUMBER)
    assert fields.change_field(project, made.id, FieldKind.TEXT).kind is FieldKind.TEXT
    assert fields.all_misfits(project) == []
    project.undo()
    assert project.document_fields.get(made.id).kind is FieldKind.DATE


def test_what_does_not_fit_is_one_sentence_a_field_with_few_examples(table: Table) -> None:
    project = table.project
    assert fields.misfit_notices(project, [info.id for info in project.documents.all()]) == []
    fields.define_field(project, "date", FieldKind.DATE, misfits_may_stay=True)
    fields.define_field(project, "kind", FieldKind.CHOICE, ["speech"], misfits_may_stay=True)
    ids = [info.id for info in project.documents.all()]
    day, kind = fields.misfit_notices(project, ids)
    assert day == (
        "1 value does not fit the field “date”, which holds a day, month or year as 2026-01-31, 2026-01 or 2026:"
        " “6 avril 2023” (“Note 1”)."
    )
    assert kind.startswith("4 values do not fit the field “kind”, which holds one of “speech”: “readout” (“Note 0”),")
    assert kind.endswith(" and “statement” (“Note 2”).")
    assert fields.misfit_notices(project, [id for id in ids if project.documents.info(id).title == "Note 0"]) == [
        "1 value does not fit the field “kind”, which holds one of “speech”: “readout” (“Note 0”)."
    ]
    more = [DocumentDraft(f"More {n}", f"More {n}.", {"kind": f"other {n}"}) for n in range(6)]
    documents.add_drafts(project, more)
    last = fields.misfit_notices(project, [info.id for info in project.documents.all()])[-1]
    assert last.endswith("and 6 more.") and last.count("(") == fields.MOST_EXAMPLES


def test_a_field_is_renamed_in_documents_in_its_type_and_in_filters_in_one_step(table: Table) -> None:
    project = table.project
    made = fields.define_field(project, "kind", FieldKind.CHOICE, ["readout", "statement"])
    one = sets.make_set(project, "Readouts", "KIND:readout -title:kind")
    before = [dict(info.metadata) for info in project.documents.all()]
    in_it = sets.documents_of(project, one)
    assert fields.rename_field(project, "kind", "title") == 4
    assert project.document_sets.get(one.id).filter == "field.title:readout -title:kind"
    assert (
        sets.documents_of(project, project.document_sets.get(one.id)) == in_it
        and project.document_fields.get(made.id).name == "title"
    )
    assert [list(info.metadata) for info in project.documents.all()[2:]] == [["date", "title"]] * 4
    assert fields.rename_field(project, "title", "genre") == 4
    assert project.document_sets.get(one.id).filter == "genre:readout -title:kind"
    assert said(project) == "Rename the field title to genre"
    for _ in range(2):
        project.undo()
    assert [dict(info.metadata) for info in project.documents.all()] == before
    with pytest.raises(NotAllowed, match="There is a field “Date” already"):
        fields.rename_field(project, "kind", "Date")
    with pytest.raises(NotFound):
        fields.rename_field(project, "nothing", "thing")


def test_a_type_goes_alone_or_with_the_values(table: Table) -> None:
    project = table.project
    fields.define_field(project, "kind", FieldKind.TEXT)
    assert fields.remove_field(project, "Kind") == 0 and project.document_fields.all() == []
    with pytest.raises(NotFound):
        fields.remove_field(project, "kind")
    assert fields.remove_field(project, "kind", from_documents=True) == 4
    assert said(project) == "Remove the field kind"
    assert all("kind" not in info.metadata for info in project.documents.all())


def test_choices_belong_to_one_of_several_and_are_named_once(table: Table) -> None:
    project = table.project
    with pytest.raises(NotAllowed, match="needs its choices"):
        fields.define_field(project, "place", FieldKind.CHOICE)
    with pytest.raises(NotAllowed, match="has choices"):
        fields.define_field(project, "place", FieldKind.DATE, ["Paris"])
    made = fields.define_field(project, "place", FieldKind.CHOICE, ["Paris", "paris", "北京"])
    assert made.choices == ("Paris", "北京")
