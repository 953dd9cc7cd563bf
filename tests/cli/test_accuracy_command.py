"""`annotator accuracy` says how often each coder is probably right, and why it cannot where two alone coded."""

import json
from pathlib import Path

from tests.cli.running import Cli
from tests.operations.adjudication.test_posterior import crowd


def test_each_label_has_a_line_with_intervals(cli: Cli, tmp_path: Path) -> None:
    table = crowd(tmp_path, 1)
    table.project.close()
    said = cli("accuracy", table.project.path)
    assert (said.code, said.err) == (0, "")
    texts, head, warning, *found = said.out.splitlines()
    assert texts == "No text was marked as done yet, so coders were compared in all that they had begun."
    assert head.split() == ["passages", "model", "Ana", "Ben", "Chloé"]
    assert warning.startswith("Warning ") and warning.count("[") == 3
    assert [line.split(":")[0].strip() for line in found[:3]] == ["Ana", "Ben", "Chloé"]
    assert all("of what is there was marked" in line for line in found[:3])


def test_the_json_has_confusion_precision_and_prevalence(cli: Cli, tmp_path: Path) -> None:
    table = crowd(tmp_path, 1)
    table.project.close()
    told = json.loads(cli("accuracy", table.project.path, "--json", "--level", "0.9", "--label", "warning").out)
    assert (told["coders"], told["level"]) == (["Ana", "Ben", "Chloé"], 0.9)
    (found, *_) = told["of"]
    assert (found["aspect"], found["label"], found["categories"]) == ("found", "warning", ["(none)", "marked"])
    for coder in found["coders"]:
        assert coder["accuracy"]["low"] < coder["accuracy"]["value"] < coder["accuracy"]["high"]
        assert [len(row) for row in coder["confusion"]] == [2, 2]


def test_a_model_can_be_chosen_and_glad_has_no_intervals(cli: Cli, tmp_path: Path) -> None:
    table = crowd(tmp_path, 1)
    table.project.close()
    (_, _, warning, *_) = cli("accuracy", table.project.path, "--model", "glad").out.splitlines()
    assert " glad " in warning and "[" not in warning


def test_of_two_coders_nothing_can_be_told_and_it_is_said_why(cli: Cli, file: Path) -> None:
    said = cli("accuracy", file)
    assert said.code == 0
    assert "(1)" in said.out and "(1) Undefined, because it takes 3 coders of the same passage" in said.out


def test_an_unknown_label_is_named(cli: Cli, file: Path) -> None:
    said = cli("accuracy", file, "--label", "thanks")
    assert (said.code, "thanks" in said.sentence) == (1, True)
