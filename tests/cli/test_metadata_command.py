"""`annotator metadata`: what a table tells of documents, said before and done as one step."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from annotator.store.project import Project
from tests.cli.running import Cli


@pytest.fixture
def speeches(cli: Cli, tmp_path: Path) -> Path:
    """Return a project of three speeches, without people."""
    file = tmp_path / "s.annot"
    for name in ("AND_77_2022", "AND_78_2023", "FRA_78_2023"):
        (tmp_path / f"{name}.txt").write_text(f"Speech {name}")
    assert cli("new", file).code == 0
    assert cli("import", file, *sorted(tmp_path.glob("*.txt"))).code == 0
    return file


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "speakers.csv"
    path.write_text(
        "Year,Session,ISO Code,Name of Person Speaking,Date\n"
        "2022,77,AND,First,20/09/2022\n2023,78,AND,Second,21/09/2023\n2023,78,FRA,Third,\n2023,78,USA,Fourth,\n"
    )
    return path


def known(file: Path) -> list[dict[str, Any]]:
    """Return the metadata of the documents."""
    with Project.open(file) as project:
        return [dict(one.metadata) for one in project.documents.all()]


def test_a_table_is_joined_by_the_key_that_is_found(cli: Cli, speeches: Path, table: Path) -> None:
    dry = cli("metadata", speeches, table, "--dry-run")
    assert (
        dry.code == 0 and "“AND_77_2022” · speaker: “First”" in dry.out and dry.out.endswith("Nothing was changed.\n")
    )
    assert known(speeches) == [{}, {}, {}]
    said = cli("metadata", speeches, table)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Key: {ISO Code}_{Session}_{Year}.\n3 of 3 documents are matched.\nYear: 3 filled.\n")
    assert said.out.endswith("Note: 1 row belongs to no document.\n")
    assert known(speeches)[1] == {
        **{"ISO Code": "AND", "Session": "78", "Year": "2023", "speaker": "Second"},
        **{"date": "2023-09-21", "date_as_written": "21/09/2023"},
    }
    again = cli("metadata", speeches, table)
    assert "speaker: 3 the same already." in again.out
    with Project.open(speeches) as project:
        assert project.journal.count() == 3
        project.undo()
    assert known(speeches) == [{}, {}, {}]


def test_keys_columns_and_pattern_are_said(cli: Cli, speeches: Path, table: Path) -> None:
    pattern = ["--pattern", "{iso3}_{n}_{}"]
    said = cli("metadata", speeches, table, *pattern, "--columns", "Name of Person Speaking=who", "--json")
    found = json.loads(said.out)
    assert (found["matched"], found["rows_without_document"], found["counts"]) == (3, 1, {"new": 3})
    assert [(one["name"], one["column"]) for one in found["key"]] == [("iso3", "ISO Code"), ("n", "Session")]
    assert known(speeches) == [{"who": "First"}, {"who": "Second"}, {"who": "Third"}]
    table.write_text("who,Party\nfirst,A\nSECOND,B\n")
    assert "2 of 3 documents are matched." in cli("metadata", speeches, table, "--key", "who").out
    table.write_text("Person,Party\nfirst,C\n")
    kept = cli("metadata", speeches, table, "--key", "who=person")
    assert "Party: 1 kept as they are, though the table says otherwise." in kept.out
    assert "documents have no row: “AND_78_2023” and “FRA_78_2023”." in kept.out
    assert "Party: 1 changed." in cli("metadata", speeches, table, "--key", "who=Person", "--overwrite").out


def test_a_key_of_several_is_listed_and_one_row_may_serve_them(cli: Cli, speeches: Path, table: Path) -> None:
    table.write_text("Area,Region\nand,Europe\nfra,Europe\n")
    words = ("metadata", speeches, table, "--pattern", "{area}_{}_{}")
    said = cli(*words)
    assert "“and” is the key of 1 row and of “AND_77_2022” and “AND_78_2023”; these were not joined." in said.out
    assert known(speeches) == [{}, {}, {"Area": "fra", "Region": "Europe"}]
    assert "3 of 3 documents" in cli(*words, "--shared-rows").out


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        ("a,b\nx,y\n", [], "No column of speakers.csv (“a”, “b”) has the names"),
        (
            "a,b\nx,y\n",
            ["--key", "file=a"],
            "the documents have “AND_77_2022”, “AND_78_2023” and “FRA_78_2023”, the rows “x”",
        ),
        ("a,b\nAND_77_2022,1\nand_77_2022,2\n", ["--key", "file=a"], "Nothing is joined: no key (file name = a)"),
        ("a,b\nx,y\n", ["--key", "file=c"], "no column for “c”; its columns are “a”, “b”"),
        ("a,b\nx,y\n", ["--key", "nothing=a"], "say one of file, title, text"),
        ("a,b\nx,y\n", ["--pattern", "{x"], "is no pattern of names"),
        ("a,b\nx,y\n", ["--pattern", "{p}_{q}_{r}"], "no column for “p”"),
        ("a,b\nAND_77_2022,y\n", ["--columns", "c"], "no column for “c”"),
        ("a,b\n", [], "no rows under its header"),
        ("AND_77_2022.txt,y\nAND_78_2023.txt,z\n", [], "names a document"),
    ],
)
def test_what_cannot_be_joined_is_one_sentence_and_changes_nothing(
    cli: Cli, speeches: Path, table: Path, content: str, options: list[str], words: str
) -> None:
    table.write_text(content)
    said = cli("metadata", speeches, table, *options)
    assert said.code == 1 and words in said.sentence
    assert known(speeches) == [{}, {}, {}]


@pytest.fixture
def many(cli: Cli, tmp_path: Path) -> Path:
    """Return a project of 192 texts, of whose names one is made as the others of the table are."""
    file = tmp_path / "many.annot"
    for name in ("AND_77_2022", *(f"talk{number}" for number in range(191))):
        (tmp_path / f"{name}.txt").write_text(f"Speech {name}")
    assert cli("new", file).code == 0 and cli("import", file, *sorted(tmp_path.glob("*.txt"))).code == 0
    return file


_PATTERN = ("--pattern", "{iso}_{n}_{}")


class Terminal(io.StringIO):
    """Somebody who types an answer."""

    def isatty(self) -> bool:
        return True


def test_a_pattern_of_one_name_of_many_is_asked_about(
    cli: Cli, many: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = "only 1 of 192 names is of the pattern “{iso}_{n}_{}”, not “talk0”, “talk1”, “talk10” or 188 more"
    said = cli("metadata", many, table, *_PATTERN)
    assert said.code == 1
    assert said.sentence == f"Nothing was joined: {few}; add --yes to join what is found all the same."
    dry = cli("metadata", many, table, *_PATTERN, "--dry-run")
    assert dry.code == 0 and f"It would be asked about before: {few}; add --yes" in dry.out
    for answer, code in (("n\n", 1), ("", 1), ("y\n", 0)):
        assert not any(known(many))
        monkeypatch.setattr("sys.stdin", Terminal(answer))
        asked = cli("metadata", many, table, *_PATTERN)
        assert asked.code == code and "Join 1 document all the same?" in asked.err and few in asked.err
    assert [one["speaker"] for one in known(many) if one] == ["First"]
    monkeypatch.undo()
    again = cli("metadata", many, table, *_PATTERN)
    assert (again.code, again.err) == (0, ""), "where nothing changes there is nothing to ask"


def test_few_rows_for_few_documents_are_asked_about_and_yes_joins_them(cli: Cli, many: Path, table: Path) -> None:
    table.write_text("Name,Party\ntalk7,A\nspeech1,B\nspeech2,C\n")
    said = cli("metadata", many, table)
    assert said.code == 1 and "only 1 of 192 documents and 1 of 3 rows of speakers.csv belong together" in said.sentence
    assert "no document has the key of “speech1” or “speech2”" in said.sentence and not any(known(many))
    done = json.loads(cli("metadata", many, table, "--yes", "--json").out)
    assert done["matched"] == 1 and done["few"].startswith("only 1 of 192 documents")
    assert [one for one in known(many) if one] == [{"Party": "A"}]


def test_a_small_table_whose_rows_are_found_is_joined_without_a_question(cli: Cli, many: Path, table: Path) -> None:
    table.write_text("Name,Party\ntalk7,A\ntalk8,B\n")
    said = cli("metadata", many, table)
    assert (said.code, said.err) == (0, "") and "2 of 192 documents are matched." in said.out


def test_a_table_with_texts_that_are_here_names_the_command_or_joins_at_once(
    cli: Cli, speeches: Path, table: Path
) -> None:
    table.write_text(
        "text,who,Datum\nSpeech AND_77_2022,First,20.9.2022\nSpeech AND_78_2023,Second,\nAnother one,Third,\n"
        "Another one,Fourth,\n"
    )
    said = cli("import", speeches, table)
    note = "2 texts of it are here already, and their documents lack what its columns “who”, “date”"
    assert note in said.out and "“annotator metadata FILE speakers.csv” or --join takes that over." in said.out
    assert [one.get("who") for one in known(speeches)] == [None, None, None, "Third"]
    said = cli("import", speeches, table, "--join")
    assert "2 documents learnt what the tables say of them." in said.out and "or --join" not in said.out
    assert known(speeches)[0] | {"language": ""} == {
        **{"who": "First", "date": "2022-09-20", "date_as_written": "20.9.2022"},
        "language": "",
    }
    assert "or --join" not in cli("import", speeches, table).out
    with Project.open(speeches) as project:
        project.undo()
    assert known(speeches)[0].get("who") is None
