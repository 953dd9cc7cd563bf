"""Rows that are decided are read and written alike, whether they are shown or lie in the bin."""

from pathlib import Path

import pytest

from annotator.model.actor import Actor, ActorKind
from annotator.model.errors import NotAllowed
from annotator.model.ids import ActorId
from annotator.model.verbs.verb import Told
from annotator.operations.documents import documents
from annotator.store.schema.tables import Table
from tests.projects import Desk, make_desk


def hidden_span(desk: Desk) -> str:
    span = desk.code("urged China")
    documents.remove(desk.project, [span.document], with_codings=True)
    return span.id


def test_a_row_is_the_same_shown_and_hidden_and_is_written_in_either_place(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project, rows = desk.project, desk.project.decided_rows
    span = desk.code("urged China")
    shown = rows.values(Table.SPANS, span.id)
    documents.remove(project, [span.document], with_codings=True)
    assert rows.values(Table.SPANS, span.id) == shown and rows.held_by(Table.SPANS, span.id).startswith("documents/")
    with project.transact(Told(sentence="Decided")):
        rows.write(Table.SPANS, span.id, {"note": "so"})
    assert project.spans.count() == 0
    project.undo()
    assert rows.values(Table.SPANS, span.id) == shown
    project.undo()
    assert project.spans.get(span.id) == span and rows.held_by(Table.SPANS, span.id) == ""


def test_a_hidden_row_is_deleted_and_comes_back(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project, rows, id = desk.project, desk.project.decided_rows, hidden_span(desk)
    with project.transact(Told(sentence="Decided")):
        rows.drop(Table.SPANS, id)
    assert rows.values(Table.SPANS, id) is None
    project.undo()
    assert rows.values(Table.SPANS, id) is not None and project.check() == []


def test_nothing_came_into_the_bin_of_a_project_that_took_nothing_in(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    hidden_span(desk)
    assert desk.project.decided_rows.came_into_bin() == {} and desk.project.decided_rows.slots_of("x") == []


def test_what_is_not_there_any_more_is_refused_in_a_sentence(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project = desk.project
    paris = Actor(id=ActorId("paris"), name="Paris", kind=ActorKind.OFFICE)
    with project.transact(Told(sentence="Registered")):
        project.actors.add([paris])
    before = project.journal.latest()
    with pytest.raises(NotAllowed, match="recycle bin"), project.transact(Told(sentence="Decided")):
        project.decided_rows.write(Table.ACTORS, "paris", {"parent": "nobody"})
    assert project.actors.get(paris.id) == paris and project.journal.latest() == before
