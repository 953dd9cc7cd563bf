"""A file that others' parts came to is checked as any other: clean as it is, and what is altered in it is named."""

import re
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from annotator.model.actor import Actor, ActorKind
from annotator.model.document import DocumentDraft
from annotator.model.ids import ActorId, LabelId
from annotator.operations.actors import actors
from annotator.operations.codebook import labels
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.chain.packing import pack
from annotator.store.project import Project
from tests.projects import make_desk
from tests.store.taking.copies import copy_of, state, take


def worked_on_apart(folder: Path) -> Project:
    """Return a project with all that follows where two worked apart: contested, hidden, followed, called otherwise."""
    desk = make_desk(folder)
    project = desk.project
    first, second = desk.code("urged China"), desk.code("China")
    for id in ("one", "two"):
        actors.add(project, Actor(id=ActorId(id), name=id, kind=ActorKind.STATE))
    other = copy_of(project, folder / "other.annot")
    other.person = desk.ana.id
    annotate.set_note(project, first.id, "here")
    annotate.set_note(other, first.id, "there")
    labels.merge(project, LabelId("warning"), [LabelId(first.label)])
    annotate.add_span(other, desk.documents[0].id, desk.layer.id, [(0, 4)], first.label)
    annotate.set_actor(other, second.id, ActorId("two"))
    actors.merge(project, ActorId("one"), [ActorId("two")])
    for copy in (project, other):
        people.add_coder(copy, "Zoe")
    (gone,), _ = documents.add_drafts(project, [DocumentDraft("Gone", "Gone by then.")])
    documents.remove(project, [gone.id], with_codings=True)
    other.close()
    with Project.open(other.path) as again:
        take(project, again)
    return project


def test_a_file_in_which_two_worked_apart_is_sound(tmp_path: Path) -> None:
    project = worked_on_apart(tmp_path)
    run = project._connection.execute
    counted = {
        table: run(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("contested", "settled", "hidden")
    }
    assert all(counted.values())
    assert project.check() == []
    annotate.set_note(project, run("SELECT row FROM contested").fetchone()[0], "both")
    assert project.check() == []
    project.undo()
    assert project.check() == []
    project.close()


def test_it_is_the_same_packed_compacted_and_as_a_backup(tmp_path: Path) -> None:
    project = worked_on_apart(tmp_path)
    then = state(project)
    pack(project._connection)
    project.compact()
    assert project.check() == [] and state(project) == then
    project.back_up(tmp_path / "backup.annot")
    with Project.open(tmp_path / "backup.annot") as backup:
        assert backup.check() == [] and state(backup) == then
    project.close()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE segments SET body = other(body)", "was changed outside"),
        ("UPDATE segments SET body = x'00'", "is damaged"),
        ("UPDATE settled SET said = '{}'", "is shown otherwise"),
        ("DELETE FROM contested", "by several"),
        ("UPDATE takings SET last = last - 1", "was altered|was missing|is missing"),
        ("DELETE FROM forks", "last"),
    ],
)
def test_what_is_altered_of_what_came_is_named(tmp_path: Path, change: str, said: str) -> None:
    project = worked_on_apart(tmp_path)
    project.close()
    with closing(sqlite3.connect(project.path)) as file, file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")
        file.create_function("other", 1, lambda body: zlib.compress(zlib.decompress(body).replace(b"there", b"where")))
        assert file.execute(change).rowcount
    with Project.open(project.path) as again:
        found = [one for one in again.check() if "trigger" not in one]
        assert any(re.search(said, one) for one in found), found
