"""What is typed becomes what documents had there: a list, a number, nothing."""

from pathlib import Path

import pytest

from annotator.operations.documents.editing import change_documents
from annotator.ui.documents import verbs
from annotator.ui.documents.columns import field_column
from annotator.ui.documents.workspace import DocumentsWorkspace
from tests.ui.documents.desks import documents_of, quiet, write_documents
from tests.ui.windows import Stage


@pytest.fixture
def desk(stage: Stage, tmp_path: Path) -> DocumentsWorkspace:
    stage.open(write_documents(tmp_path / "documents.annot"), "Ana")
    project = stage.window.session.project
    first = [project.documents.all()[0].id]
    change_documents(project, first, fields={"tags": ["a", "b"], "votes": 3, "place": "Paris"})
    return documents_of(stage)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("tags", "a; c", ["a", "c"]),
        ("votes", "12", 12),
        ("votes", "many", "many"),
        ("place", "12", "12"),
        ("new", "x", "x"),
    ],
)
def test_a_value_keeps_the_shape_that_it_had(
    stage: Stage, desk: DocumentsWorkspace, field: str, text: str, value: object
) -> None:
    assert desk.verbs.edit(desk.shown.rows[:1], field_column(field), text)
    quiet(stage)
    assert desk.shown.rows[0].info.metadata[field] == value


def test_an_empty_one_is_nothing_any_more(stage: Stage, desk: DocumentsWorkspace) -> None:
    assert desk.verbs.edit(desk.shown.rows[:2], field_column("place"), " ")
    quiet(stage)
    assert "place" not in desk.shown.rows[0].info.metadata and stage.said.startswith("place of 2 documents: nothing")


def test_many_are_changed_in_the_background_as_one_step(
    stage: Stage, desk: DocumentsWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbs, "_MANY", 1)
    assert desk.verbs.change(desk.shown.rows, fields={"place": "Rome"})
    quiet(stage)
    assert {row.info.metadata["place"] for row in desk.shown.rows} == {"Rome"}
    assert stage.said.startswith("place of 4 documents: Rome")
    stage.press("Ctrl+Z")
    quiet(stage)
    assert [row.info.metadata.get("place") for row in desk.shown.rows] == ["Paris", None, None, None]
