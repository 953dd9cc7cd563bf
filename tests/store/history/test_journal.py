"""The journal is the only way to write, and the way back."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.model.errors import Bug
from annotator.model.verbs.coding import Code
from annotator.model.verbs.project import AddDocuments, RenameDocument
from annotator.model.verbs.verb import Told
from annotator.operations.codebook import codebook
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.project import Project
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_a_write_outside_a_step_aborts(desk: Desk) -> None:
    span = desk.code("urged China")
    writes: tuple[Callable[[], None], ...] = (
        lambda: desk.project.spans.delete([span.id]),
        lambda: desk.project.spans.update(span.id, {"note": "x"}),
        lambda: desk.project.documents.add([(desk.documents[0], ())]),
    )
    for write in writes:
        with pytest.raises((sqlite3.IntegrityError, Bug), match="outside"):
            write()
    assert desk.project.spans.get(span.id) == span


def test_a_write_by_another_program_aborts_too(desk: Desk) -> None:
    desk.code("urged China")
    other = sqlite3.connect(desk.project.path)
    with pytest.raises(sqlite3.IntegrityError, match="outside"):
        other.execute("DELETE FROM spans")
    other.close()


def test_a_text_cannot_be_changed_even_within_a_step(desk: Desk) -> None:
    connection = desk.project._connection
    with pytest.raises(sqlite3.IntegrityError, match="immutable"), desk.project.transact(Told(sentence="Tamper")):
        connection.execute("UPDATE texts SET text = 'x'")


def test_verbs_within_a_step_are_one_step(desk: Desk) -> None:
    with desk.project.transact(Told(sentence="Two at once")):
        desk.code("urged China")
        desk.code("French President", "actor")
    changes = desk.project.undo()
    assert changes is not None and changes.verb == Told(sentence="Two at once")
    assert desk.project.spans.count() == 0


def test_undo_and_redo_work_after_a_restart(desk: Desk) -> None:
    span = desk.code("urged China")
    annotate.set_note(desk.project, span.id, "look again")
    path, person = desk.project.path, desk.project.person
    desk.project.close()
    with Project.open(path, person) as project:
        project.undo()
        assert project.spans.get(span.id).note == ""
        project.undo()
        assert project.spans.count() == 0
    with Project.open(path, person) as project:
        project.redo()
        project.redo()
        assert project.redo() is None
        assert project.spans.get(span.id).note == "look again"


def test_a_new_step_ends_what_could_be_done_again(desk: Desk) -> None:
    desk.code("urged China")
    desk.project.undo()
    desk.code("French President", "actor")
    assert desk.project.journal.next_redo() is None


def test_each_person_undoes_their_own_steps(desk: Desk) -> None:
    _, bens = people.add_coder(desk.project, "Ben")
    desk.code("urged China")
    desk.code("undertook", "commitment", layer=bens)
    desk.project.undo()
    assert [span.layer for span in desk.project.spans.of_document(desk.documents[0].id)] == [bens.id]
    desk.project.person = bens.coder
    desk.project.undo()
    assert desk.project.spans.count() == 0


def test_redo_does_again_what_was_undone_last(desk: Desk) -> None:
    desk.code("urged China")
    documents.rename(desk.project, desk.documents[0].id, "Mine")
    desk.project.undo()
    desk.project.undo()
    again = [type(changes.verb) for changes in (desk.project.redo(), desk.project.redo()) if changes is not None]
    assert again == [Code, RenameDocument]
    assert desk.project.redo() is None


def test_a_coder_whose_adding_was_undone_is_nobody(desk: Desk) -> None:
    zoe, _ = people.add_coder(desk.project, "Zoë")
    desk.project.undo()
    desk.project.person = zoe.id
    assert desk.project.person is None
    assert codebook.save(desk.project, desk.project.codebook.model_copy(update={"name": "New"})) == 2
    assert desk.project.codebooks.current().coder is None


def test_what_the_journal_holds_cannot_be_changed_from_outside(desk: Desk) -> None:
    desk.code("urged China")
    connection = desk.project._connection
    for statement in ("DELETE FROM changes", "UPDATE changes SET after = NULL", "DELETE FROM steps"):
        with pytest.raises(sqlite3.IntegrityError, match="immutable"):
            connection.execute(statement)
    with pytest.raises(sqlite3.IntegrityError, match="outside"):
        connection.execute("UPDATE steps SET state = 'dropped'")
    for column in ("number", "kind", "verb", "facts", "label", "person", "time"):
        change = f"UPDATE steps SET {column} = {column} WHERE number = 2"
        with pytest.raises(sqlite3.IntegrityError, match="immutable"):
            connection.execute(change)
        with pytest.raises(sqlite3.IntegrityError, match="immutable"), desk.project.transact(Told(sentence="Tamper")):
            connection.execute(change)
    assert desk.project.undo() is not None


def test_nobodys_steps_are_undone_by_nobody_alone(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    assert desk.project.undo() is None and desk.project.documents.count() == 1
    desk.project.person = None
    changes = desk.project.undo()
    assert changes is not None and isinstance(changes.verb, AddDocuments)


def test_anothers_work_never_stands_in_the_way_of_ones_own_undo(desk: Desk) -> None:
    desk.code("urged China")
    desk.project.person = None
    _, bens = people.add_coder(desk.project, "Ben")
    desk.code("undertook", "commitment", layer=bens)
    desk.project.person = desk.ana.id
    assert desk.project.undo() is not None
    assert [span.layer for span in desk.project.spans.of_document(desk.documents[0].id)] == [bens.id]
