"""`annotator agree`: the numbers in words, as JSON, in a report."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from annotator.agreement.registry import NAMES
from annotator.formats.jsonl.schemas import schema_text
from annotator.operations.coding import annotate
from tests.cli.running import Cli
from tests.operations.agreement.coded import coded_table
from tests.operations.desks import make_table

NOTHING_DONE = "No text was marked as done yet, so coders were compared in all that they had begun."


def test_it_says_who_was_compared_on_what_and_each_part_of_the_codings(cli: Cli, file: Path) -> None:
    said = cli("agree", file)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0].startswith("1 document of 2 (") and lines[0].endswith("coders: Ana, Ben.")
    assert lines[1] == NOTHING_DONE
    assert lines[2] == "Units: characters; in “all” and “found” those that nobody marked are counted."
    for title in ("All: ", "Found: ", "Boundary: ", "Label: "):
        assert any(line.startswith(title) for line in lines), title
    assert "Appeal" in said.out and "[1] " in said.out


def test_the_json_follows_its_schema_and_keeps_the_order_of_coders(cli: Cli, file: Path) -> None:
    found = json.loads(cli("agree", file, "--json", "--coders", "Ben, ana").out)
    Draft202012Validator(json.loads(schema_text("agreement"))).validate(found)
    assert found["coders"] == ["Ben", "Ana"]
    assert {one["coefficient"] for one in found["figures"]} <= set(NAMES)
    assert all((one["value"] is None) == bool(one["undefined"]) for one in found["figures"])
    assert [one["differing"] for one in found["by_document"]] == [1, 0]


def test_choices_are_followed(cli: Cli, file: Path) -> None:
    arguments = ("--unit", "words", "--unmarked", "left out", "--coefficient", "percent,ac1", "--label", "actor")
    found = json.loads(cli("agree", file, "--json", *arguments, "--seed", "5").out)
    design = found["design"]
    assert (design["unit"], design["unmarked"], design["seed"]) == ("words", "left out", 5)
    assert {one["coefficient"] for one in found["figures"]} == {"percent", "ac1"}
    assert {one["label"] for one in found["figures"]} == {None, "actor"}
    assert all((one["interval"] is None) == (one["value"] is None) for one in found["figures"])
    said = cli("agree", file, "--coefficient", "alpha-masi")
    assert "α MASI" in said.out and "κ" not in said.out


def test_n_is_that_of_the_first_coefficient_and_not_of_one_on_other_units(cli: Cli, file: Path) -> None:
    lines = cli("agree", file, "--unit", "documents").out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("All: "))
    assert lines[at + 1].split()[-1] == "n" and lines[at + 2].split()[-1] == "1"
    found = json.loads(cli("agree", file, "--unit", "spans", "--json").out)
    assert found["design"]["unmarked"] == "left out"
    assert "those that nobody marked are left out" in cli("agree", file, "--unit", "spans").out


def test_a_chosen_label_and_a_value_without_an_interval_are_said(cli: Cli, file: Path) -> None:
    said = cli("agree", file, "--label", "actor")
    assert "Of single labels only Actor is shown." in said.out
    assert "An interval needs at least 5 documents" in said.out


def test_a_set_of_documents_can_be_chosen_by_title(cli: Cli, file: Path) -> None:
    found = json.loads(cli("agree", file, "--json", "--document", "readout").out)
    assert [one["title"] for one in found["by_document"]] == ["Readout"] and len(found["design"]["documents"]) == 1
    assert "Only 1 document of the project was looked at." in cli("agree", file, "--document", "Readout").out
    assert "no document called “Treaty”" in cli("agree", file, "--document", "Treaty").sentence


def test_what_was_asked_for_and_cannot_be_had_is_named(cli: Cli, file: Path) -> None:
    said = cli("agree", file, "--coefficient", "gamma,percent", "--gamma-samples", "0")
    assert said.code == 0 and "gamma: nothing that was coded" in said.out and "percent: " not in said.out


@pytest.mark.parametrize("command", ["agree", "plan", "accuracy", "errors"])
def test_each_command_of_a_study_says_whose_texts_are_left_out_and_takes_those_begun_too(
    cli: Cli, tmp_path: Path, command: str
) -> None:
    table = make_table(tmp_path, "Ana", "Ben", "Cem")
    for name in ("Ana", "Ben"):
        table.code(name, "actor", "France")
        annotate.mark_done(table.project, table.sit(name).id, table.documents[0])
    table.code("Cem", "actor", "China")
    table.project.close()
    said = "Coders were compared in the texts that they had done"
    assert f"{said}. Begun and not done, and so left out: 1 text of Cem." in cli(command, table.project.path).out
    assert f"{said}, and in those begun too." in cli(command, table.project.path, "--begun-too").out
    texts = json.loads(cli(command, table.project.path, "--json").out)["texts"]
    assert texts == {"begun_too": False, "left_out": {"Cem": 1}, "untold": [], "is_nobody_done": False}
    found = json.loads(cli(command, table.project.path, "--json", "--begun-too").out)
    assert found["texts"]["begun_too"] and found.get("coders", ["", "", ""])[2:] != []


def test_without_a_document_of_two_coders_one_sentence_says_so(cli: Cli, tmp_path: Path) -> None:
    table = make_table(tmp_path)
    table.code("Ana", "actor", "France")
    table.code("Ben", "actor", "الصين", document=1)
    table.project.close()
    lines = cli("agree", table.project.path).out.splitlines()
    assert len(lines) == 3 and lines[1] == NOTHING_DONE
    assert lines[2].startswith("No document was coded by two of these coders")


@pytest.mark.parametrize("option", ["--label", "--labels"])
def test_labels_are_named_by_id_or_name_whatever_their_capitals(cli: Cli, file: Path, option: str) -> None:
    for names in ("actor,warning", "Actor, WARNING", "warning,actor,Actor"):
        found = json.loads(cli("agree", file, "--json", option, names).out)
        assert set(found["design"]["labels"]) == {"actor", "warning"}
        assert {one["label"] for one in found["figures"]} == {None, "actor", "warning"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--coefficient", "kapa"), "there is no coefficient “kapa”; choose from: percent"),
        (("--label", "apeal"), "There is no label “apeal” in the codebook"),
        (("--report", "report.pdf"), "report.pdf: a report is written as .html, .docx, .tex or .md"),
        (("--supplement", "all.odt"), "all.odt: a report is written as .html, .docx, .tex or .md"),
        (("--unit", "letters"), "letters"),
        (("--level", "0.5"), "0.5"),
        (("--level", "nan"), "nan is not in the range 0.9<=x<=0.99"),
        (("--seed", "-1"), "-1 is not in the range"),
        (("--report", "no such folder/report.html"), "report.html: there is no folder no such folder; make it"),
        (("--report", "."), ".: a report is written as .html, .docx, .tex or .md"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(cli: Cli, file: Path, arguments: tuple[str, ...], sentence: str) -> None:
    said = cli("agree", file, *arguments)
    assert said.code != 0 and sentence in said.err + said.out and "Traceback" not in said.err


@pytest.mark.parametrize("ending", [".html", ".docx", ".tex"])
def test_a_report_is_written_and_says_where(cli: Cli, file: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"reliability{ending}"
    supplement = tmp_path / f"everything{ending}"
    said = cli("agree", file, "--report", out, "--supplement", supplement)
    assert said.code == 0
    assert said.out.splitlines()[-2:] == [f"The appendix is in {out}.", f"The supplement is in {supplement}."]
    assert 2_000 < out.stat().st_size < supplement.stat().st_size


def test_two_reports_that_cannot_both_be_written_leave_none(cli: Cli, file: Path, tmp_path: Path) -> None:
    out, folder = tmp_path / "out.html", tmp_path / "folder.html"
    folder.mkdir()
    same = cli("agree", file, "--report", out, "--supplement", folder / ".." / out.name)
    assert (same.code, same.sentence) == (
        1,
        "out.html: two reports cannot be one file; give each a name of its own.",
    )
    said = cli("agree", file, "--report", out, "--supplement", folder)
    assert (said.code, said.sentence) == (1, "folder.html: it is a folder; choose another name.")
    assert not out.exists()


def test_coders_are_named_in_a_report_only_on_wish(cli: Cli, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "supplement.html"
    for options, named in (((), False), (("--names",), True)):
        cli("agree", file, "--supplement", out, *options)
        assert ("Ben" in out.read_text(encoding="utf-8")) is named


def test_a_report_never_takes_the_place_of_a_project(cli: Cli, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    other.write_bytes(file.read_bytes())
    said = cli("agree", file, "--report", other)
    assert said.code == 1 and "it is a project" in said.sentence
    assert other.read_bytes() == file.read_bytes()


def test_two_numbers_are_compared_in_words_and_in_the_json(cli: Cli, tmp_path: Path) -> None:
    table = coded_table(tmp_path)
    table.project.close()
    pair = ("--compare", "label=warning", "label=appeal; coders=Ana,Ben")
    lines = cli("agree", table.project.path, *pair).out.splitlines()
    assert lines[0].startswith("Warning, Ana, Ben and Cem: α 0.") and lines[1].startswith("Appeal, Ana and Ben: α 0.")
    assert lines[2].startswith("    difference ") and "[" in lines[2] and len(lines) == 5 and lines[4] == NOTHING_DONE
    found = json.loads(cli("agree", table.project.path, "--json", "--gamma-samples", "0", *pair).out)
    Draft202012Validator(json.loads(schema_text("agreement"))).validate(found)
    (one,) = found["differences"]
    assert one["value"] == pytest.approx(one["first"]["value"] - one["second"]["value"]) and one["shared"] == 8
    assert one["low"] < one["value"] < one["high"] and one["second"]["coders"] == ["Ana", "Ben"]
    said = cli("agree", table.project.path, "--compare", "label=warning", "lable=appeal")
    assert said.code == 1 and "says nothing of what is compared" in said.sentence


def test_coders_are_compared_with_gold_in_whatever_order_they_are_named(cli: Cli, file: Path) -> None:
    missing = cli("agree", file, "--coders", "Gold,Ana")
    assert missing.code and "no gold in this project yet" in missing.err
    assert cli("adjudicate", file, "--policy", "unanimous").code == 0
    found = [json.loads(cli("agree", file, "--coders", names, "--json").out) for names in ("Gold,Ana", "ana,gold")]
    assert found[0] == found[1] and (found[0]["gold"], found[0]["coders"]) == ("Gold", ["Gold", "Ana"])
    Draft202012Validator(json.loads(schema_text("agreement"))).validate(found[0])
    said = cli("agree", file, "--coders", "Ana,Gold").out
    assert "Ana against Gold" in said and "precision" in said and "These are" not in said
    assert "compared with gold cases are not decided" in said
