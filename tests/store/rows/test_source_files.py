"""Kept source files: by their hash, once, never changed, and never read by a list."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft, KeptFile
from annotator.model.ids import DocumentId
from annotator.model.verbs.verb import Told
from annotator.operations.documents import documents
from annotator.store.erasing.finding import ToErase
from annotator.store.project import Project
from annotator.store.recovery.rescuing import rescue
from annotator.store.sittings.sitting import read_step
from tests.projects import make_desk
from tests.store.erasing.erased import erase_in

BODY = b"%PDF-1.7 \x00\xff" + bytes(range(256)) * 40
SHA256 = hashlib.sha256(BODY).hexdigest()


def keep(project: Project, *ids: str, body: bytes = BODY) -> KeptFile:
    with project.transact(Told(sentence="Keep")):
        kept = project.source_files.add("speech.pdf", body)
        for id in ids:
            project.documents.put_source(id, kept.sha256)
    return kept


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_desk(tmp_path, ["One text.", "Another text."]).project


def _desk(folder: Path) -> Project:
    folder.mkdir()
    return make_desk(folder).project


def ids(project: Project) -> list[DocumentId]:
    return [one.id for one in project.documents.all()]


def test_a_file_is_kept_once_and_given_back_byte_by_byte(project: Project) -> None:
    with project:
        first, second = ids(project)
        kept = keep(project, first)
        assert (kept, keep(project, second)) == (KeptFile(SHA256, "speech.pdf", len(BODY)), kept)
        assert project.source_files.used() == [kept] and project.source_files.get(SHA256) == kept
        assert project.source_files.body(SHA256) == BODY
        assert project.documents.get(first).source_file == project.documents.info(second).source_file == SHA256
        assert (project.source_files.get("0" * 64), project.source_files.body("0" * 64)) == (None, None)
        assert project.check() == []


def test_undo_takes_the_name_of_the_file_back_and_redo_finds_its_bytes(project: Project) -> None:
    with project:
        (first, _) = ids(project)
        keep(project, first)
        project.undo()
        assert project.documents.info(first).source_file is None and project.source_files.used() == []
        project.redo()
        assert project.source_files.body(project.documents.info(first).source_file or "") == BODY


@pytest.mark.parametrize(
    "write",
    [
        "INSERT INTO source_files VALUES ('a', 'b', 1, x'00')",
        "UPDATE source_files SET name = 'x'",
        "DELETE FROM source_files",
    ],
)
def test_nothing_but_a_step_adds_a_file_and_nothing_changes_one(project: Project, write: str) -> None:
    with project:
        keep(project, *ids(project))
        with pytest.raises(sqlite3.IntegrityError):
            project._connection.execute(write)


@pytest.mark.parametrize(
    ("tampering", "said"),
    [
        ("UPDATE source_files SET body = x'00'", "“speech.pdf” has been changed"),
        ("UPDATE source_files SET size = 1", "“speech.pdf” has been changed"),
        ("UPDATE source_files SET body = 'text'", "“speech.pdf” has been changed"),
        ("DELETE FROM source_files", "was kept here, and is gone"),
        ("UPDATE documents SET source_file = NULL", "documents"),
    ],
)
def test_a_check_finds_a_file_that_is_not_what_it_was(project: Project, tampering: str, said: str) -> None:
    with project:
        keep(project, *ids(project))
    with closing(sqlite3.connect(project.path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(tampering)
        connection.commit()
    with Project.open(project.path) as again:
        assert any(said in problem for problem in again.check())


def test_the_file_of_an_erased_document_is_nowhere(project: Project) -> None:
    with project:
        first, _ = ids(project)
        keep(project, first)
        assert BODY[:40] in project.path.read_bytes() + project.path.with_name(project.path.name + "-wal").read_bytes()
    erase_in(project.path, ToErase(frozenset([first])))
    assert BODY[:40] not in project.path.read_bytes()
    with Project.open(project.path) as again:
        assert again.source_files.get(SHA256) is None and again.check() == []


def test_a_file_that_another_document_has_too_stays_when_one_is_erased(project: Project) -> None:
    with project:
        first, second = ids(project)
        keep(project, first, second)
    erase_in(project.path, ToErase(frozenset([first])))
    with Project.open(project.path) as again:
        assert again.source_files.body(SHA256) == BODY and ids(again) == [second] and again.check() == []


def test_a_file_goes_with_its_document_also_from_the_recycle_bin_and_after_another_took_its_place(
    project: Project,
) -> None:
    with project:
        first, _ = ids(project)
        keep(project, first)
        keep(project, first, body=b"another")
        documents.remove(project, [first])
    erase_in(project.path, ToErase(frozenset([first])))
    with Project.open(project.path) as again:
        assert again._connection.execute("SELECT count(*) FROM source_files").fetchone() == (0,)
        assert again.check() == []


def test_a_rescue_brings_the_file_back_and_names_none_that_is_lost(project: Project, tmp_path: Path) -> None:
    with project:
        first, _ = ids(project)
        keep(project, first)
    rescue(project.path, tmp_path / "whole.annot")
    with Project.open(tmp_path / "whole.annot") as whole:
        assert whole.source_files.body(SHA256) == BODY and whole.check() == []
    with closing(sqlite3.connect(project.path)) as connection:
        connection.executescript("DROP TRIGGER source_files_delete; DELETE FROM source_files; VACUUM")
    outcome = rescue(project.path, tmp_path / "without.annot")
    assert any("was read from is lost" in notice for notice in outcome.notices)
    with Project.open(tmp_path / "without.annot") as without:
        assert without.documents.info(first).source_file is None and without.check() == []


def test_what_is_done_again_in_another_file_names_no_file_that_is_not_there(tmp_path: Path) -> None:
    with _desk(tmp_path / "one") as one, _desk(tmp_path / "two") as two:
        with one.transact(Told(sentence="Keep")):
            kept = one.source_files.add("x.pdf", BODY)
            documents.add_drafts(one, [DocumentDraft("Later", "A later text.")])
            later = one.documents.all()[-1].id
            one.documents.put_source(later, kept.sha256)
        two.journal.repeat(read_step(one._connection, one.journal.latest()))
        assert two.documents.info(later).source_file is None and two.check() == []
