"""Sets in the other commands: each takes the documents of a set alone, and says that there is no such set."""

import json
from pathlib import Path

import pytest

from annotator.operations.documents import sets
from tests.cli.running import Cli
from tests.operations.desks import make_table


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    table = make_table(tmp_path)
    for document, quote in ((0, "France"), (1, "الصين")):
        for name in ("Ana", "Ben"):
            table.code(name, "appeal", quote, document=document)
    sets.make_set(table.project, "Readouts", "title:readout")
    sets.make_set(table.project, "Empty", "title:nothing")
    table.project.close()
    return table.project.path


def test_an_export_holds_the_documents_of_a_set_and_is_read_again(cli: Cli, coded: Path, tmp_path: Path) -> None:
    cli("adjudicate", coded, "--policy", "unanimous")
    for layer in ("gold", "all", "Ana"):
        out = tmp_path / layer / "some.jsonl"
        assert cli("export", coded, out, "--layer", layer, "--set", "readouts").code == 0
        (line,) = out.read_text("utf-8").splitlines()
        assert json.loads(line)["title"] == "Readout"
    card = json.loads((tmp_path / "gold" / "some.card.json").read_text("utf-8"))
    agreement = json.loads((tmp_path / "gold" / "some.agreement.json").read_text("utf-8"))
    assert card["counts"]["documents"] == 1 and agreement["documents"] == 1
    cli("new", tmp_path / "again.annot")
    assert cli("import", tmp_path / "again.annot", tmp_path / "all" / "some.jsonl").code == 0


def test_agreement_and_policies_look_at_a_set_alone(cli: Cli, coded: Path) -> None:
    some = json.loads(cli("agree", coded, "--set", "Readouts", "--gamma-samples", "0", "--json").out)
    every = json.loads(cli("agree", coded, "--gamma-samples", "0", "--json").out)
    assert (some["documents"], every["documents"]) == (1, 2)
    assert cli("adjudicate", coded, "--policy", "unanimous", "--set", "Readouts", "--dry-run").out.startswith("Readout")
    settled = cli("adjudicate", coded, "--policy", "unanimous", "--set", "Readouts", "--json").out
    assert json.loads(settled)["documents"] == 1
    assert json.loads(cli("adjudicate", coded, "--policy", "unanimous", "--json").out)["settled"]


@pytest.mark.parametrize("command", ["agree", "adjudicate", "export"])
def test_a_set_that_is_not_there_or_empty_is_said(cli: Cli, coded: Path, tmp_path: Path, command: str) -> None:
    more: dict[str, list[str | Path]] = {
        "agree": [],
        "adjudicate": ["--policy", "unanimous"],
        "export": [tmp_path / "x.jsonl", "--layer", "all"],
    }
    assert "There is no set of documents called “Gone”" in cli(command, coded, *more[command], "--set", "Gone").sentence
    assert "There is no document in “Empty”" in cli(command, coded, *more[command], "--set", "Empty").sentence
