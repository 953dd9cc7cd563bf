"""`annotator documents`: listed, filtered, in sets; fields set and given types; one sentence where it cannot be."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.store.project import Project
from tests.cli.running import Cli
from tests.operations.desks import make_table


@pytest.fixture
def file(tmp_path: Path) -> Path:
    table = make_table(tmp_path, "Ana")
    table.code("Ana", "appeal", "France")
    drafts = [
        DocumentDraft(f"Note {n}", f"中文 {n} text.", {"date": f"2026-0{n}-03", "kind": kind, "n": n})
        for n, kind in ((1, "readout"), (3, "Statement"), (2, "readout"))
    ]
    documents.add_drafts(table.project, drafts)
    table.project.close()
    return table.project.path


def listed(cli: Cli, file: Path, *options: str) -> list[str]:
    made = json.loads(cli("documents", file, "--json", *options).out)
    return [one["title"] for one in made["documents"]]


def test_documents_are_listed_with_what_is_known_of_them(cli: Cli, file: Path) -> None:
    head, first, *_, last = cli("documents", file).out.splitlines()
    assert head.split() == ["title", "date", "kind", "n", "words", "Ana"]
    assert first.split() == ["Readout", "13", "begun"] and last == "5 documents"


def test_they_are_filtered_sorted_and_in_chosen_columns(cli: Cli, file: Path) -> None:
    assert listed(cli, file, "--filter", "date>=2026-02") == ["Note 3", "Note 2"]
    assert listed(cli, file, "--sort", "date")[:3] == ["Note 1", "Note 2", "Note 3"]
    assert listed(cli, file, "--sort", "-date", "--columns", "title")[:3] == ["Note 3", "Note 2", "Note 1"]
    assert listed(cli, file, "--filter", "Ana:begun") == ["Readout"] == listed(cli, file, "--set", "begun, not done")
    rows = list(csv.reader(StringIO(cli("documents", file, "--csv", "--columns", "Title,n,Ana").out)))
    assert rows[0] == ["title", "n", "Ana"] and rows[3] == ["Note 1", "1", "untouched"]
    assert "2 documents" in cli("documents", file, "--filter", "-kind:*").out


def test_a_filter_is_kept_as_a_set_and_a_list_too(cli: Cli, file: Path) -> None:
    assert (
        cli("documents", file, "--filter", "kind:readout", "--save-set", "Readouts").out
        == "The set Readouts has 2 documents.\n"
    )
    assert cli("documents", file, "--filter", "n>=2", "--save-list", "Late").out == "The set Late has 2 documents.\n"
    assert listed(cli, file, "--set", "readouts", "--filter", "set:Late") == ["Note 2"]
    assert cli("documents", file, "--save-set", "Readouts").out == "The set Readouts has 5 documents.\n"
    cli("documents", file, "--rename-set", "Readouts", "All of them")
    said = cli("documents", file, "--sets").out.splitlines()
    assert "All of them: 5 (all)" in said and "Late: 2 (by hand)" in said
    assert "Removed the set Late" in cli("documents", file, "--remove-set", "late").out
    assert "no set of documents called “Late”" in cli("documents", file, "--set", "Late").sentence


def test_a_field_is_set_in_all_that_are_listed_as_one_step(cli: Cli, file: Path) -> None:
    said = cli("documents", file, "--filter", "kind:readout", "--set-field", "place=Paris", "--set-field", "n=7").out
    assert said == "Changed 2 documents of 2 that are listed.\n"
    with Project.open(file) as project:
        assert [info.metadata.get("place") for info in project.documents.all()] == [None, None, "Paris", None, "Paris"]
        assert project.documents.all()[2].metadata["n"] == 7
    assert cli("documents", file, "--set-field", "place=").out == "Changed 2 documents of 5 that are listed.\n"
    assert (
        cli("documents", file, "--rename-field", "kind", "genre").out
        == "Renamed the field kind to genre in 3 documents.\n"
    )
    assert listed(cli, file, "--filter", "genre:readout") == ["Note 1", "Note 2"]


def test_the_title_among_the_fields_is_the_documents_title(cli: Cli, file: Path) -> None:
    said = cli("documents", file, "--filter", "kind:readout", "--set-field", "Title=Second reading").out
    with Project.open(file) as project:
        infos = project.documents.all()
        renamed = [info for info in infos if info.title == "Second reading"]
        assert said.startswith(f"Changed {len(renamed)} document") and renamed
        assert not any("title" in {name.casefold() for name in info.metadata} for info in infos)
    assert cli("documents", file, "--set-field", "title=").code != 0


def test_fields_get_types_which_values_must_fit(cli: Cli, file: Path) -> None:
    assert cli("documents", file, "--field-type", "date=date").out == "The field date is a date.\n"
    assert "is not what “date” holds" in cli("documents", file, "--set-field", "date=soon").sentence
    assert "not fit “kind” as number" in cli("documents", file, "--field-type", "kind=number").err
    assert (
        cli("documents", file, "--field-type", "kind=number", "--misfits-stay").out == "The field kind is a number.\n"
    )
    found = json.loads(cli("documents", file, "--fields", "--json").out)
    assert [(one["name"], one["kind"]) for one in found["fields"]] == [
        ("date", "date"),
        ("kind", "number"),
        ("n", None),
    ]
    assert [one["value"] for one in found["misfits"]] == ["readout", "Statement", "readout"]
    said = cli("documents", file, "--field-type", "kind=choice:readout,Statement").out
    assert said == "The field kind is a choice: readout, Statement.\n"
    assert listed(cli, file, "--sort", "kind")[:3] == ["Note 1", "Note 2", "Note 3"]
    assert "has no type any more" in cli("documents", file, "--field-type", "kind=").out


def test_documents_are_counted_by_what_they_say(cli: Cli, file: Path) -> None:
    assert cli("documents", file, "--group-by", "kind").out == "readout: 2\nStatement: 1\nnothing: 2\n"
    cli("documents", file, "--field-type", "date=date")
    found = json.loads(cli("documents", file, "--group-by", "date", "--filter", "kind:readout", "--json").out)
    assert [(one["value"], one["documents"]) for one in found["groups"]] == [("2026-01-03", 1), ("2026-02-03", 1)]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--filter", "speker:x"], "no field of the documents"),
        (["--columns", "colour"], "There is no column “colour”"),
        (["--columns", ""], "There is no column “”"),
        (["--group-by", "colour"], "No document has a field “colour”"),
        (["--group-by", ""], "No document has a field “”"),
        (["--set-field", "place"], "says no field and value"),
        (["--field-type", "n=colour"], "There is no type “colour”"),
        (["--remove-set", "Gone"], "There is no set"),
        (["--save-set", "All documents"], "There is a set called “All documents” already"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(cli: Cli, file: Path, options: list[str], sentence: str) -> None:
    made = cli("documents", file, *options)
    assert made.code != 0 and sentence in made.sentence
