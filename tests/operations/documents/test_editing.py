"""Many documents changed as one step: only what differs, and undone it is as before."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.model.document_field import FieldKind
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import DocumentId
from annotator.operations.documents import documents, fields
from annotator.operations.documents.editing import change_documents
from annotator.store.project import Project
from tests.operations.desks import Table, make_table
from tests.operations.random_projects import JSON
from tests.projects import said

NAMES = st.sampled_from(["place", "n", "Kind"])
VALUES = st.none() | JSON


@pytest.fixture
def table(tmp_path: Path) -> Table:
    made = make_table(tmp_path)
    drafts = [DocumentDraft(f"Note {number}", f"Note {number}.", {"n": number % 3}) for number in range(6)]
    documents.add_drafts(made.project, drafts)
    return made


def everything(project: Project) -> list[Any]:
    return [(info.id, info.title, dict(info.metadata)) for info in project.documents.all()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.dictionaries(st.sampled_from(["place", "n", "Kind"]), VALUES, max_size=2),
    picks=st.sets(st.integers(0, 7)),
)
def test_what_is_set_is_there_all_else_as_it_was_and_undone_nothing_changed(
    table: Table, changes: dict[str, Any], picks: set[int]
) -> None:
    project, before = table.project, everything(table.project)
    chosen = [before[pick][0] for pick in sorted(picks)]
    count = change_documents(project, chosen, fields=changes)
    after = everything(project)
    assert count == sum(one != other for one, other in zip(before, after, strict=True))
    for (id, _, old), (_, _, new) in zip(before, after, strict=True):
        wanted = changes if id in chosen else {}
        assert {name: value for name, value in new.items() if name not in wanted} == {
            name: value for name, value in old.items() if name not in wanted
        }
        assert all(new.get(name) == value for name, value in wanted.items())
    if count:
        project.undo()
    assert everything(project) == before


def test_the_history_says_what_was_set_of_how_many(table: Table) -> None:
    project, ids = table.project, [info.id for info in table.project.documents.all()]
    assert change_documents(project, ids[:3], fields={"place": "Paris"}) == 3
    assert said(project) == "Set the place of 3 documents"
    assert change_documents(project, ids[:4], fields={"place": "Paris"}) == 1
    assert said(project) == "Set the place of a document"
    latest = project.journal.latest()
    assert change_documents(project, ids[:4], fields={"place": "Paris"}) == 0 and project.journal.latest() == latest
    assert change_documents(project, ids[:2], "Speech", {"place": None}) == 2
    assert said(project) == "Describe 2 documents anew"
    assert change_documents(project, ids[:1], "Word") == 1 and said(project) == "Set the title of a document"


def test_a_field_keeps_the_case_that_it_has(table: Table) -> None:
    project, id = table.project, table.project.documents.all()[-1].id
    change_documents(project, [id], fields={"N": 7})
    assert project.documents.info(id).metadata == {"n": 7}


def test_what_does_not_fit_changes_nothing(table: Table) -> None:
    project, before = table.project, everything(table.project)
    fields.define_field(project, "date", FieldKind.DATE)
    ids = [id for id, *_ in before]
    number = float("nan")
    for wanted in ({"date": "yesterday"}, {"Date": "2026-13"}, {"date": 3, "place": "x"}, {" ": "x"}, {"n": number}):
        with pytest.raises(NotAllowed):
            change_documents(project, ids, fields=wanted)
    with pytest.raises(NotAllowed, match="A document needs a title"):
        change_documents(project, ids, " ")
    with pytest.raises(NotFound):
        change_documents(project, [*ids, DocumentId("gone")], fields={"place": "x"})
    assert everything(project) == before
    fields.define_field(project, "kind", FieldKind.CHOICE, ["a", "b"])
    assert change_documents(project, ids[:1], fields={"kind": ["a", "B"]}) == 1
    with pytest.raises(NotAllowed, match="“c” is not what “kind” holds"):
        change_documents(project, ids[:1], fields={"kind": ["a", "c"]})
    assert change_documents(project, ids, fields={"date": "2026-01"}) == len(ids)
