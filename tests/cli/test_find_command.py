"""`annotator find` lists what the one line asks for, however it is written, and writes it to files."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from annotator.formats.jsonl.schemas import schema_text
from annotator.operations.documents import documents
from annotator.operations.passages import kept
from annotator.store.project import Project
from tests.cli.running import Cli
from tests.operations.desks import make_table


@pytest.fixture
def found_in(tmp_path: Path) -> Path:
    table = make_table(tmp_path)
    documents.set_metadata(table.project, table.documents[0], {"date": "2022-03-01"})
    table.code("Ana", "appeal", "urged China")
    table.code("Ben", "warning", "warned")
    table.code("Ben", "genre", document=1)
    table.project.person = table.coders["Ana"].id
    kept.keep(table.project, "Warnings", "label:warning coder:all")
    table.project.close()
    return table.project.path


def test_hits_stand_in_one_column_with_what_is_beside(cli: Cli, found_in: Path) -> None:
    said = cli("find", found_in, "china | welcomed")
    assert (said.code, said.err) == (0, "")
    first, blank, *lines = said.out.splitlines()
    assert (first, blank) == ("2 places with china | welcomed", "")
    assert lines[0].index("China") == lines[1].index("welcomed") and lines[0].startswith("Readout, 2022-03-01")
    assert "France urged" in lines[0] and "🕊 to talk" in lines[0]


def test_options_only_write_the_line(cli: Cli, found_in: Path) -> None:
    given = ("--label", "warning", "--coder", "Ben", "--where", "title:Readout", "--in", "sentence", "force")
    record = json.loads(cli("find", found_in, *given, "--json").out)
    assert record["search"] == "label:warning coder:Ben title:Readout in:sentence force"
    assert (record["found"], record["listed"]) == (1, 1)
    as_line = json.loads(cli("find", found_in, record["search"], "--json").out)
    assert as_line == record
    kept_one = json.loads(cli("find", found_in, "--kept", "warnings", "--json").out)
    assert kept_one["search"] == "label:warning coder:all" and kept_one["found"] == 1


def test_the_json_is_valid_by_its_schema_and_grouped(cli: Cli, found_in: Path) -> None:
    record = json.loads(cli("find", found_in, "coder:all", "--group", "label", "--json").out)
    assert list(Draft202012Validator(json.loads(schema_text("passages"))).iter_errors(record)) == []
    assert [(one["heading"], one["number"]) for one in record["sections"]] == [
        ("Appeal", 1),
        ("Warning", 1),
        ("Genre", 1),
    ]
    assert record["sections"][2]["passages"][0]["extents"] == []


def test_more_than_are_listed_are_said(cli: Cli, found_in: Path) -> None:
    said = cli("find", found_in, "coder:all", "--limit", "1", "--order", "-label")
    assert said.out.splitlines()[-1] == "… and 2 more; --limit lists more of them."
    assert "warned" in said.out and "urged" not in said.out.replace("France urged", "")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "html", "docx", "tex", "md"])
def test_each_kind_of_file_is_written_and_replaced_only_by_force(
    cli: Cli, found_in: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"found.{ending}"
    said = cli("find", found_in, "coder:all", "--output", out)
    assert (said.code, said.out) == (0, f"Wrote 3 passages to {out}.\n")
    before = out.read_bytes()
    assert "add --force to replace it" in cli("find", found_in, "warned", "--output", out).err
    assert out.read_bytes() == before
    assert cli("find", found_in, "warned", "--output", out, "--force").code == 0 and out.read_bytes() != before
    assert b"Ben" not in before and b"Ana" not in before


def test_a_table_or_a_report_is_printed_with_pseudonyms(cli: Cli, found_in: Path) -> None:
    said = cli("find", found_in, "coder:all", "--format", "csv").out
    assert "coder-2" in said and "Ben" not in said
    assert "Ben" in cli("find", found_in, "coder:all", "--format", "md", "--with-names").out
    assert "Ben" in cli("find", found_in, "coder:all").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["label:nothing"], 1, "There is no label “nothing”"),
        (["--kept", "none"], 1, "No kept search is called “none”"),
        (["--group", "colour"], 1, "Nothing is called “colour”"),
        (["--output", "x.pdf"], 1, "passages are written as .csv"),
        (["--format", "docx"], 2, "name a file by --output"),
        (["--format", "csv", "--output", "x.md"], 2, "a file that ends in .csv"),
        (["--json", "--format", "csv"], 2, "--json is printed"),
        (["--order", "luck"], 2, "“luck” is no order"),
        (["--limit", "0"], 2, "--limit"),
        (["(a"], 1, ""),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    cli: Cli, found_in: Path, words: list[str], code: int, said: str
) -> None:
    outcome = cli("find", found_in, *words)
    assert (outcome.code, outcome.out) == (code, "") and said in outcome.err


def test_nothing_found_is_no_error(cli: Cli, found_in: Path) -> None:
    assert cli("find", found_in, "zebra").out == "0 places with zebra.\n"


def test_a_party_that_nobody_registered_may_be_misspelt(cli: Cli, found_in: Path) -> None:
    said = cli("find", found_in, "--label", "appeal", "--to", "Chna")
    assert said.code == 0 and said.out == "0 appeals to Chna.\n" and "“Chna” is no actor" in said.sentence


def test_a_minus_stands_behind_two(cli: Cli, found_in: Path) -> None:
    said = cli("find", found_in, "--json", "--as", "Ana", "--see-others", "--", "coder:all", "-label:warning")
    assert json.loads(said.out)["found"] == 2


def test_who_codes_blind_is_told_that_others_are_left_out(cli: Cli, found_in: Path) -> None:
    said = cli("find", found_in, "coder:all", "--as", "Ben")
    assert said.out.startswith("2 passages of all coders") and "What others coded is left out" in said.err
    with Project.open(found_in) as project:
        assert project.check() == []
