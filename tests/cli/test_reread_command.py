"""Documents read anew on the command line: from a file, from a folder, from what the project keeps."""

import json
from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.operations.documents.source_files import keep_source
from annotator.operations.people import people
from annotator.store.project import Project
from tests.cli.running import Cli
from tests.operations.desks import Table, make_table

PRINTED = "The President urged China to use its influ-\nence with all the parties there.\n12\nThe talks were welcome.\n"
PROSE = PRINTED.replace("influ-\nence", "influence").replace("\n12\n", " ").replace("\n", " ")


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a project whose third document was read as lines; Ana leads and has coded in it, Ben too."""
    made = make_table(tmp_path)
    people.set_roles(made.project, made.coders["Ana"].id, (TeamRole.CODER, TeamRole.LEAD))
    draft = DocumentDraft("Speech", PRINTED, source="in/speech.pdf")
    made.documents += [one.id for one in documents.add_drafts(made.project, [draft])[0]]
    made.code("Ana", "appeal", "urged China to use its influ-\nence", document=2)
    made.code("Ben", "warning", "12", document=2)
    made.code("Ben", "appeal", "urged China", document=2)
    made.project.close()
    return made


def quotes(table: Table) -> list[str]:
    """Return what the spans of the project quote."""
    with Project.open(table.project.path) as project:
        assert project.check() == []
        return sorted(span.quote for one in project.documents.all() for span in project.spans.of_document(one.id))


def test_a_document_is_read_anew_from_a_file_as_lead(cli: Cli, table: Table, tmp_path: Path) -> None:
    file, source = table.project.path, tmp_path / "better.txt"
    source.write_text(PROSE, "utf-8")
    looked = cli("reread", file, "Speech", source, "--dry-run", "--as", "Ana", "--see-others")
    assert "2 codings move; 1 finds no place" in looked.out and "Warning: “12” finds no place" in looked.out
    assert looked.out.splitlines()[-1].startswith("This would be done") and "12" in quotes(table)
    assert cli("reread", file, "Speech", source, "--as", "Ben").code != 0
    done = json.loads(cli("reread", file, "Speech", source, "--as", "Ana", "--see-others", "--json").out)
    [one] = done["documents"]
    assert (one["moved"], one["left"][0]["quote"], len(one["layers"])) == (2, "12", 2)
    assert quotes(table) == ["urged China", "urged China to use its influence"]
    again = cli("reread", file, "Speech", source, "--as", "Ana")
    assert again.code == 1 and "nothing to take over" in again.sentence


def test_whoever_is_blind_is_told_of_their_own_codings_alone(cli: Cli, table: Table, tmp_path: Path) -> None:
    file, source = table.project.path, tmp_path / "better.txt"
    source.write_text(PROSE, "utf-8")
    said = cli("reread", file, "Speech", source, "--as", "Ana")
    assert "1 coding moves." in said.out and "“12”" not in said.out and "not shown" in said.err
    assert "“12”" not in cli("reread", file, "--earlier", "--as", "Ana").out
    assert "Warning: “12”" in cli("reread", file, "--earlier", "--as", "Ben").out
    listed = json.loads(cli("reread", file, "Speech", "--earlier", "--as", "Ana", "--json").out)["earlier"]
    assert [one["title"] for one in listed] == ["Speech"] and listed[0]["left"] == []


def test_all_are_read_anew_from_a_folder_by_the_names_of_its_files(cli: Cli, table: Table, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "Speech.txt").write_text(PROSE, "utf-8")
    said = cli("reread", table.project.path, "--all", "--from", folder, "--as", "Ana", "--see-others")
    assert "1 document is read anew, 2 codings move and 1 finds no place." in said.out
    assert "“Readout”: No file of the folder" in said.err
    same = cli("reread", table.project.path, "--all", "--from", folder, "--as", "Ana", "--see-others")
    assert "1 document has this text already." in same.out


def test_the_file_that_the_project_keeps_is_read_where_none_is_named(cli: Cli, table: Table) -> None:
    missing = cli("reread", table.project.path, "Speech", "--as", "Ana")
    assert "keeps no file of “Speech”" in missing.sentence
    with Project.open(table.project.path) as project:
        keep_source(project, table.documents[2], "speech.txt", PROSE.encode())
    assert cli("reread", table.project.path, "Speech", "--as", "Ana").code == 0
    assert "urged China to use its influence" in quotes(table)
    with Project.open(table.project.path) as project:
        assert [one.title for one in project.documents.all() if one.source_file] == ["Speech"]


def test_what_found_no_place_is_tried_again(cli: Cli, table: Table, tmp_path: Path) -> None:
    file, source = table.project.path, tmp_path / "better.txt"
    source.write_text(PROSE, "utf-8")
    cli("reread", file, "Speech", source, "--as", "Ana")
    assert cli("reread", file, "--all", "--again", "--as", "Ana").out == "0 codings were moved.\n"


@pytest.mark.parametrize("options", [[], ["Speech", "--all"], ["--set", "x", "--all"], ["nobody"]])
def test_which_documents_has_to_be_said(cli: Cli, table: Table, options: list[str]) -> None:
    said = cli("reread", table.project.path, *options, "--as", "Ana")
    assert said.code == 1 and ("Say which documents" in said.err or "no document called" in said.err)


def test_where_nothing_can_be_read_anew_that_is_a_failure(cli: Cli, table: Table, tmp_path: Path) -> None:
    nowhere = cli("reread", table.project.path, "--all", "--from", tmp_path / "nowhere", "--as", "Ana")
    assert nowhere.code == 1 and "there is no such folder" in nowhere.sentence
    (tmp_path / "empty").mkdir()
    for options in ([], ["--from", tmp_path / "empty"]):
        said = cli("reread", table.project.path, "--all", *options, "--as", "Ana", "--see-others")
        assert said.code == 1 and said.err.endswith("No document was read anew; the notes say why.\n")
