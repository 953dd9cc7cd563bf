"""Conflicts by the command line: listed with letters, one decided, counted in what is exported."""

import json
from pathlib import Path

import pytest

from annotator.operations.documents import documents
from tests.cli.running import Cli
from tests.operations.team.two_copies import two_copies


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project in which Lea and Dana called a document differently."""
    with two_copies(tmp_path) as two:
        for project, title in ((two.lea, "Joint statement"), (two.dana, "联合声明")):
            documents.rename(project, project.documents.all()[0].id, title)
        two.meet()
        return two.lea.path


def test_several_are_decided_at_once_by_their_numbers_in_one_list(cli: Cli, tmp_path: Path) -> None:
    with two_copies(tmp_path) as two:
        for project, title in ((two.lea, "Joint statement"), (two.dana, "联合声明")):
            documents.rename(project, project.documents.all()[0].id, title)
            documents.rename(project, project.documents.all()[1].id, f"{title} II")
        two.meet()
        path = two.lea.path
    decided = cli("team", "conflicts", path, "--decide", "1=B", "--decide", "2=B", "--as", "Lea")
    assert decided.code == 0 and decided.out.count("Decided: ") == 2 and decided.out.endswith("Nothing is open.\n")


def test_a_conflict_is_listed_and_decided_by_its_letter(cli: Cli, path: Path) -> None:
    (one,) = json.loads(cli("team", "conflicts", path, "--as", "Lea", "--json").out)["conflicts"]
    letter = next(each["letter"] for each in one["choices"] if not each["stands"])
    wanted = next(each["words"] for each in one["choices"] if not each["stands"])
    listed = cli("team", "conflicts", path, "--as", "Lea")
    assert listed.code == 0 and "(Dana, " in listed.out and "stands until it is decided" in listed.out
    assert listed.out.endswith("1 conflict is open; what stands there is provisional.\n")
    decided = cli("team", "conflicts", path, "--decide", f"1={letter.lower()}", "--as", "Lea")
    assert (
        decided.code == 0 and decided.out.endswith("Nothing is open.\n") and decided.out.startswith("Decided: Document")
    )
    assert wanted in cli("documents", path).out


@pytest.mark.parametrize(
    ("choice", "code", "sentence"),
    [("2=A", 1, "There is no conflict 2; 1 is open."), ("1=Z", 1, "There is no choice “Z” here")],
)
def test_what_cannot_be_decided_is_said(cli: Cli, path: Path, choice: str, code: int, sentence: str) -> None:
    said = cli("team", "conflicts", path, "--decide", choice, "--as", "Lea")
    assert said.code == code and said.sentence.startswith(sentence)
    assert cli("team", "conflicts", path, "--decide", "first", "--as", "Lea").code == 2


def test_a_coder_is_told_of_nothing_and_decides_nothing(cli: Cli, path: Path) -> None:
    assert cli("team", "conflicts", path, "--as", "Ana").out == "Nothing is open.\n"
    assert cli("team", "conflicts", path, "--decide", "1=A", "--as", "Ana").code == 1


def test_an_export_says_that_what_stands_is_provisional_and_the_card_counts_it(
    cli: Cli, path: Path, tmp_path: Path
) -> None:
    said = cli("export", path, tmp_path / "all.jsonl", "--layer", "all", "--as", "Lea", "--see-others")
    assert said.code == 0 and "1 conflict is open; what stands there is provisional." in said.out + said.err
    card = json.loads((tmp_path / "all.card.json").read_text(encoding="utf-8"))
    assert card["open_conflicts"] == 1
