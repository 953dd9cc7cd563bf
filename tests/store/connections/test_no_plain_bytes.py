"""Of an encrypted project nothing can be read in any file: not in its folder, the user's data, or temporary files.

Each text, name, note and label in it is a mark, looked for in UTF-8 and UTF-16 after each thing that writes a file.
"""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from annotator.model.actor import Actor, ActorKind
from annotator.model.document import DocumentDraft
from annotator.model.errors import FileGone
from annotator.model.ids import ActorId, LabelId
from annotator.operations.actors import actors
from annotator.operations.codebook import labels
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.project import backups, compacting, earlier, encryption, mending, remarks, rescued
from annotator.store.backups.choice import BackupChoice
from annotator.store.connections import keys
from annotator.store.connections.connecting import connect, copy_under, is_encrypted, new_key, unlock
from annotator.store.project import Project
from tests.projects import default_codebook

PASSPHRASE = "four horses in the rain"
MARKS = [
    f"Zq{kind}Xw" for kind in ("text", "title", "metadata", "person", "label", "note", "actor", "remark", "project")
]
TEXT, TITLE, METADATA, PERSON, LABEL, NOTE, ACTOR, REMARK, NAME = MARKS
OLD = Path(__file__).parents[2] / "files" / "first_release.annot"

CODING = """
import sys, time
from pathlib import Path
from annotator.operations.coding import annotate
from annotator.store.connections.connecting import unlock
from annotator.store.project import Project
path = Path(sys.argv[1])
unlock(path, sys.stdin.readline().rstrip())
with Project.open(path) as project:
    project.person = project.coders.all()[0].id
    document, layer = project.documents.all()[0], project.layers.all()[0]
    for number in range(1000):
        span = annotate.add_span(project, document.id, layer.id, [(number, number + 1)], "appeal")
        annotate.set_note(project, span.id, "ZqnoteXw")
        print(number, flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which everything is: the project, the user's data and settings, temporary files."""
    for variable, name in (("ANNOTATOR_DATA", "data"), ("ANNOTATOR_CONFIG", "config"), ("TMPDIR", "temporary")):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(variable, str(tmp_path / name))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    yield tmp_path
    keys.forget()


def files_with(folder: Path, marks: list[str]) -> dict[str, set[str]]:
    """Return the marks that can be read in the files of a folder, by the files' names."""
    wanted = {mark: [mark.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")] for mark in marks}
    found: dict[str, set[str]] = {}
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        if there := {mark for mark, forms in wanted.items() if any(form in content for form in forms)}:
            found[path.relative_to(folder).as_posix()] = there
    return found


def fill(project: Project) -> None:
    """Put all marks into a project."""
    ana, layer = people.add_coder(project, PERSON)
    project.person = ana.id
    drafts = [DocumentDraft(f"{TITLE} {number}", f"{TEXT} {number} " * 400, {"x": METADATA}) for number in range(8)]
    (document, *_), _ = documents.add_drafts(project, drafts)
    labels.rename(project, LabelId("warning"), LABEL)
    actors.add(project, Actor(id=ActorId("x"), name=ACTOR, kind=ActorKind.PERSON))
    for number in range(20):
        span = annotate.add_span(project, document.id, layer.id, [(number, number + 6)], "appeal")
        annotate.set_note(project, span.id, NOTE)
    ben, his = people.add_coder(project, "Ben")
    project.person = ben.id
    annotate.add_span(project, document.id, his.id, [(0, 6)], "appeal")
    project.person = ana.id
    remarks.write(project, project.journal.latest(), REMARK)


def make(path: Path) -> Project:
    """Return an encrypted project with all marks, open."""
    project = Project.create(path, default_codebook(), NAME, passphrase=PASSPHRASE)
    fill(project)
    return project


def test_the_search_finds_every_mark_in_a_project_that_is_not_encrypted(folder: Path) -> None:
    with Project.create(folder / "p.annot", default_codebook(), NAME) as project:
        fill(project)
        BackupChoice().back_up(project.path, "asked")
        found = files_with(folder, MARKS)
    assert set().union(*found.values()) == {*MARKS} and len([name for name in found if "backups" in name]) == 1


def test_nothing_is_read_in_any_file_whatever_is_done_with_it(folder: Path) -> None:
    path = folder / "p.annot"
    with make(path) as project:
        assert files_with(folder, MARKS) == {} and (folder / "p.annot-wal").stat().st_size > 100_000
        project.back_up(folder / "copy.annot")
        made = backups.back_up_now(BackupChoice(), project)
        assert made.path is not None and is_encrypted(made.path)
        last = project.history(1)[0].number
        with earlier.opened(earlier.copied(project, last - 5, asks=True)) as before:
            assert before.documents.count() == 8 and files_with(folder, MARKS) == {}
        documents.remove(project, [project.documents.all()[1].id], with_codings=True)
        project.undo()
        assert project.check() == [] and files_with(folder, MARKS) == {}
        compacting.compact(project)
        assert files_with(folder, MARKS) == {}
    listed = backups.backups_of(BackupChoice().folder, path)
    assert backups.restore(listed[0], folder / "restored.annot") == []
    with closing(connect(folder / "copy.annot")) as connection:
        connection.execute("DROP TRIGGER spans_update")
    assert mending.repair_into(folder / "copy.annot", folder / "repaired.annot") is not None
    encryption.encrypt(path, folder / "again.annot", PASSPHRASE + "!")
    assert files_with(folder, MARKS) == {}
    for file in ("restored", "repaired", "again"):
        assert is_encrypted(folder / f"{file}.annot")
    encryption.decrypt(path, folder / "plain.annot")
    assert [*files_with(folder, MARKS)] == ["plain.annot"]


def test_what_is_rescued_when_the_file_goes_away_is_encrypted_and_so_is_what_it_is_saved_as(folder: Path) -> None:
    path = folder / "p.annot"
    project = make(path)
    path.rename(folder / "elsewhere.annot")
    with pytest.raises(FileGone) as caught:
        project.look()
    assert is_encrypted(Path(caught.value.rescue)) and files_with(folder, MARKS) == {}
    assert rescued.save_as(project, folder / "new.annot") == []
    with suppress(FileGone):
        project.close()
    with Project.open(folder / "new.annot") as again:
        assert again.is_encrypted and len(again.documents.all()) == 8
        assert rescued.take_in(again, Path(caught.value.rescue)).refused == []
    assert files_with(folder, MARKS) == {}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_a_program_that_was_killed_leaves_nothing_that_can_be_read_and_loses_nothing(folder: Path) -> None:
    path = folder / "p.annot"
    make(path).close()
    coder = subprocess.Popen(
        [sys.executable, "-c", CODING, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert coder.stdin is not None and coder.stdout is not None
    coder.stdin.write(f"{PASSPHRASE}\n")
    coder.stdin.flush()
    while int(coder.stdout.readline()) < 29:
        pass
    os.kill(coder.pid, signal.SIGKILL)
    coder.communicate()
    assert (folder / "p.annot-wal").exists() and files_with(folder, MARKS) == {}
    keys.forget()
    unlock(path, PASSPHRASE)
    with Project.open(path) as project:
        assert project.spans.count() >= 49 and project.check() == []
    assert files_with(folder, MARKS) == {}


def test_a_project_of_an_older_version_is_brought_up_to_date_without_a_plain_copy(folder: Path) -> None:
    path = folder / "old.annot"
    copy_under(OLD, path, new_key(path, PASSPHRASE))
    with closing(sqlite3.connect(OLD)) as connection:
        marks = [text[:24] for (text,) in connection.execute("SELECT text FROM texts") if len(text) >= 24]
    assert marks and files_with(OLD.parent, marks)[OLD.name] == {*marks}
    with Project.open(path) as project:
        assert project.notices and project.check() == []
        assert files_with(folder, marks) == {}
    assert files_with(folder, marks) == {} and len([*(folder / "data").rglob("*.annot")]) == 1
