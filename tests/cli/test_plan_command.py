"""`annotator plan`: how many documents are needed, in words and as JSON."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from annotator.formats.jsonl.schemas import schema_text
from tests.cli.running import Cli
from tests.operations.agreement.coded import coded_table


def test_a_plan_is_told_for_the_coders_the_labels_and_the_width_that_are_asked_for(cli: Cli, tmp_path: Path) -> None:
    table = coded_table(tmp_path)
    table.project.close()
    said = cli("plan", table.project.path, "--label", "warning", "--coders", "Ana,Ben", "--goal", "0.1")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "For 95% intervals of ±0.1, each document coded by 2 coders: Ana, Ben."
    assert any(line.startswith("Warning: α ") for line in lines) and not any("Appeal" in line for line in lines)
    found = json.loads(cli("plan", table.project.path, "--json", "--level", "0.9", "--unit", "sentences").out)
    Draft202012Validator(json.loads(schema_text("plan"))).validate(found)
    assert (found["level"], found["goal"], found["unit"]) == (0.9, 0.05, "sentences")
    assert {one["label"] for one in found["plans"]} >= {None, "appeal", "warning"}


def test_one_coder_alone_has_no_plan(cli: Cli, file: Path) -> None:
    said = cli("plan", file, "--coders", "Ana")
    assert said.code == 1 and "at least two coders" in said.sentence
