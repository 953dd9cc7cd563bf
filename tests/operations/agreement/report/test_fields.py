"""A section for each field with a type: a row for each group, as many as were compared."""

from dataclasses import replace
from pathlib import Path

from annotator.model.document_field import FieldKind
from annotator.operations.agreement.report.fields import by_fields
from annotator.operations.documents import editing, fields
from annotator.reports.blocks import Report
from tests.operations.agreement.report.studies import WHOLE, headings, large, report_input, tables


def test_each_field_has_a_section_and_those_that_are_asked_for(tmp_path: Path) -> None:
    project = large(tmp_path, 3, 0)
    assert [*by_fields(report_input(project, WHOLE))] == []
    for info, said in zip(project.documents.all(), ("letter", "speech", ""), strict=True):
        editing.change_documents(project, [info.id], fields={"kind": said, "speaker": "Guterres"})
    fields.define_field(project, "kind", FieldKind.CHOICE, ["speech", "letter"])
    asked = report_input(project, WHOLE)
    made = Report("", "", tuple(by_fields(asked)))
    assert headings(made) == ["By kind"]
    (table,) = tables(made)
    assert [row[0].text for row in table.rows] == ["speech", "letter", "no value"]
    assert [row[1].text for row in table.rows] == ["1", "1", "1"] and table.notes
    more = Report("", "", tuple(by_fields(replace(asked, fields=("speaker", "kind")))))
    assert headings(more) == ["By kind", "By speaker"] and len(tables(more)[1].rows) == 1
