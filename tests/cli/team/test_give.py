"""`annotator team give`: what is drawn is the draw's own; here, what is asked for and said."""

import json
from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents, sets
from annotator.operations.people import people
from annotator.store.project import Project
from tests.cli.running import Cli
from tests.operations.desks import BOOK


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "talks.annot"
    with Project.create(path, BOOK) as project:
        drafts = [DocumentDraft(f"T{at}", f"Text {at}.", metadata={"kind": "ab"[at % 2]}) for at in range(10)]
        documents.add_drafts(project, drafts)
        for name in ("Lea", "Ana", "Ben"):
            people.add_coder(project, name)
        sets.make_set(project, "Round", "kind:a")
    return path


def given(file: Path) -> int:
    with Project.open(file) as project:
        return len(project.assignments.all_given())


def test_documents_are_given_to_those_who_code_and_it_is_said(cli: Cli, file: Path) -> None:
    line = ("team", "give", file, "--as", "Lea", "--twice", "2", "--seed", "7", "--due", "2026-12-24")
    dry = cli(*line, "--dry-run")
    assert dry.out.splitlines() == [
        "10 documents: 2 people get 6 each; 2 are coded by two.",
        "Ana got 6 documents, 2 coded by others too.",
        "Ben got 6 documents, 2 coded by others too.",
    ]
    assert given(file) == 0
    assert cli(*line).out == dry.out and given(file) == 12
    again = cli(*line)
    assert again.code == 1 and "nothing to give out" in again.err


def test_each_gets_a_file_and_the_record_says_which(cli: Cli, file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "to send"
    line = ("team", "give", file, "--as", "Lea", "--set", "Round", "--alike", "kind", "--first", "1", "--json")
    found = json.loads(cli(*line, "--into", folder).out)
    assert [one["name"] for one in found["people"]] == ["Ana", "Ben"] and found["headline"].startswith("5 documents")
    assert {Path(one["file"]).name for one in found["people"]} == {path.name for path in folder.iterdir()}
    assert {one["first"] for one in found["people"]} == {1}
    told = cli("team", "give", file, "--as", "Lea", "--into", folder)
    assert told.code == 0 and ".packet, what is new" in told.out


def test_a_filter_a_number_and_people_are_chosen_and_warnings_are_notes(cli: Cli, file: Path) -> None:
    line = ("team", "give", file, "--as", "Lea", "--to", "Ben", "--documents", "kind:b", "--count", "9", "--dry-run")
    said = cli(*line)
    assert said.out.splitlines()[0].startswith("5 documents: 1 person gets 5")
    assert "Note: 9 documents were asked for; 5 documents are there." in said.err


@pytest.mark.parametrize("wrong", ["x", "120%", "-3", "1.5", "²", "%"])
def test_what_is_neither_number_nor_share_is_said(cli: Cli, file: Path, wrong: str) -> None:
    refused = cli("team", "give", file, "--as", "Lea", f"--twice={wrong}")
    assert refused.code == 2 and "neither a number of documents" in refused.err and given(file) == 0


def test_it_is_for_whoever_leads(cli: Cli, file: Path) -> None:
    refused = cli("team", "give", file, "--as", "Ana")
    assert refused.code == 1 and "Giving out documents to be coded is for whoever leads; ask Lea" in refused.err


def test_an_encrypted_project_gives_encrypted_copies(cli: Cli, tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3")
    path, words = tmp_path / "secret.annot", tmp_path / "words"
    words.write_text("a long enough passphrase\n", "utf-8")
    with Project.create(path, BOOK, passphrase="a long enough passphrase") as project:
        documents.add_drafts(project, [DocumentDraft("T", "Text.")])
        people.add_coder(project, "Lea")
        people.add_coder(project, "Ana")
    said = cli("team", "give", path, "--as", "Lea", "--into", tmp_path / "out", "--passphrase-file", words)
    assert said.code == 0, said.err
    (copy,) = (tmp_path / "out").iterdir()
    assert not copy.read_bytes().startswith(b"SQLite")


def test_files_are_written_anew_where_nothing_is_given_out_alone(cli: Cli, file: Path, tmp_path: Path) -> None:
    refused = cli("team", "give", file, "--as", "Lea", "--anew", "--into", tmp_path / "out")
    assert refused.code == 2 and "--update" in refused.err and given(file) == 0
