"""Memos on the command line: written, listed, looked for, removed, saved."""

import json
from pathlib import Path

from tests.cli.running import Cli
from tests.operations.small_team import make_team


def test_memos_are_written_listed_filtered_and_removed(cli: Cli, tmp_path: Path) -> None:
    team = make_team(tmp_path)
    team.project.close()
    file = team.project.path
    cleo, adam = (file, "--as", "Cleo"), (file, "--as", "Adam")
    written = cli("memos", *cleo, "--add", "谁 speaks?", "--title", "Speaker", "--document", "one")
    assert written.out.startswith("Written on the document: ")
    made = json.loads(cli("memos", *cleo, "--add", "A journal entry", "--json").out)["memo"]
    (first, second) = cli("memos", *adam).out.splitlines()
    assert first.endswith("Cleo · One: Speaker – 谁 speaks?") and second.endswith("Cleo · journal: A journal entry")
    assert cli("memos", *cleo, "--journal").out == f"{second}\n"
    assert cli("memos", *cleo, "--document", "One", "--words", "谁").out == f"{first}\n"
    assert (
        cli("memos", *adam, "--author", "cleo", "--since", "2000-01-01", "--until", "2999-01-01").out.count("\n") == 2
    )
    nothing = "There are no such memos.\n"
    assert cli("memos", *cleo, "--words", "zebra").out == cli("memos", file, "--as", "Lea").out == nothing
    assert "2 memos" in cli("info", *adam).out and "memo" not in cli("info", file, "--as", "Lea").out
    found = json.loads(cli("memos", file, "--as", "Lea", "--see-others", "--json").out)["memos"]
    assert [one["id"] for one in found][1] == made and found[0]["document"] == "One" and found[0]["author"] == "Cleo"
    assert "whoever wrote it" in cli("memos", *adam, "--remove", made).sentence
    assert cli("memos", *cleo, "--remove", made).out == "Removed 1 memo.\n"
    assert "no such memo" in cli("memos", *cleo, "--remove", made).sentence
    assert cli("memos", *cleo, "--journal", "--document", "One").code == 2
    assert "says something" in cli("memos", *cleo, "--add", " ").sentence


def test_they_are_saved_by_pseudonym_unless_names_are_asked_for(cli: Cli, tmp_path: Path) -> None:
    team = make_team(tmp_path)
    team.project.close()
    file, out = team.project.path, tmp_path / "journal.md"
    cli("memos", file, "--as", "Cleo", "--add", "An entry")
    assert cli("memos", file, "--as", "Cleo", "--to", out).out == f"Wrote 1 memo to {out}.\n"
    assert "An entry" in out.read_text("utf-8") and "Cleo" not in out.read_text("utf-8")
    cli("memos", file, "--as", "Cleo", "--to", out, "--names")
    assert "Cleo" in out.read_text("utf-8")
    assert "these endings" in cli("memos", file, "--as", "Cleo", "--to", tmp_path / "journal.pdf").sentence


def test_nothing_is_written_where_one_is_to_be_removed_too(cli: Cli, tmp_path: Path) -> None:
    team = make_team(tmp_path)
    team.project.close()
    said = cli("memos", team.project.path, "--as", "Cleo", "--add", "A journal entry", "--remove", "nothing")
    assert said.code == 2 and "Choose one of --add and --remove" in said.err
    assert cli("memos", team.project.path, "--as", "Cleo").out == "There are no such memos.\n"
