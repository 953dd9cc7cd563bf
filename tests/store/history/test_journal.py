"""The journal is the only way to write, and the way back."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.model.errors import Bug
from annotator.model.verbs.coding import Code
from annotator.model.verbs.project import AddDocuments, ChangeMetadata, RenameDocument
from annotator.model.verbs.verb import Told
from annotator.operations.codebook import codebook
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.history.steps import Changes
from annotator.store.project import Project
from annotator.store.schema.tables import Table
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


def test_an_exception_within_a_step_rolls_all_of_it_back(desk: Desk) -> None:
    with pytest.raises(RuntimeError), desk.project.transact(Told(sentence="Half a step")):
        desk.code("urged China")
        raise RuntimeError("stop")
    assert desk.project.spans.count() == 0
    assert desk.code("urged China")


def test_a_step_that_changes_nothing_leaves_no_trace(desk: Desk) -> None:
    before = desk.project.history()
    with desk.project.transact(Told(sentence="Nothing")):
        pass
    assert desk.project.history() == before


def test_verbs_within_a_step_are_one_step(desk: Desk) -> None:
    with desk.project.transact(Told(sentence="Two at once")):
        desk.code("urged China")
        desk.code("French President", "actor")
    changes = desk.project.undo()
    assert changes is not None and changes.verb == Told(sentence="Two at once")
    assert desk.project.spans.count() == 0


def test_a_part_of_a_step_leaves_the_step_its_verb(desk: Desk) -> None:
    outer = ChangeMetadata(document=desk.documents[0].id)
    with desk.project.transact(outer) as step:
        desk.code("urged China")
        with desk.project.transact(Told(sentence="Part")) as part:
            desk.code("undertook", "commitment")
            part.verb = Told(sentence="Still a part")
        assert len(step.new(Table.SPANS)) == len(part.new(Table.SPANS)) == 2 and step.new(Table.LINKS) == ()
    assert [one.verb for one in desk.project.history(1)] == [outer]


def test_a_step_may_get_facts_while_it_is_open_and_listeners_hear_them(desk: Desk) -> None:
    heard: list[Changes] = []
    desk.project.subscribe(heard.append)
    with desk.project.transact(AddDocuments()) as step:
        desk.code("urged China")
        step.verb = AddDocuments(documents=(desk.documents[0].id,))
    assert heard[0].verb == step.verb == desk.project.history(1)[0].verb
    undone = desk.project.undo()
    assert undone is not None and undone.verb == step.verb == desk.project.history(1)[0].verb


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


CODER = """
import sys
from collections.abc import Callable
from pathlib import Path
from annotator.operations.coding import annotate
from annotator.store.project import Project
project = Project.open(Path(sys.argv[1]))
project.person = project.coders.all()[0].id
layer = project.layers.all()[0].id
document = project.documents.all()[0].id
for start in range(1000):
    annotate.add_span(project, document, layer, [(start, start + 2)], "appeal")
    print(start, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_what_was_saved_survives_kill_9(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ["x" * 2000])
    path = desk.project.path
    desk.project.close()
    coder = subprocess.Popen([sys.executable, "-c", CODER, str(path)], stdout=subprocess.PIPE, text=True)
    assert coder.stdout is not None
    said = [int(coder.stdout.readline()) for _ in range(50)]
    os.kill(coder.pid, signal.SIGKILL)
    said += [int(line) for line in coder.stdout.read().split()]
    coder.stdout.close()
    coder.wait()
    with Project.open(path) as project:
        starts = {span.start for span in project.spans.of_document(project.documents.all()[0].id)}
        assert starts >= set(said)
        assert project.check() == []


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


def test_an_act_and_its_undo_are_few_statements(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("French")
    desk.code("urged China")
    said: list[str] = []
    desk.project._connection.set_trace_callback(said.append)
    desk.code("influence")
    coded = len(set(said))  # a trigger repeats the statement that it is of
    said.clear()
    desk.project.undo()
    assert coded <= 24 and len(set(said)) <= 27
    desk.project._connection.set_trace_callback(None)
