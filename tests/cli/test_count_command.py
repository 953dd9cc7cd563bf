"""`annotator count`: the same numbers for reading, as CSV and as JSON; tables anew from the JSONL export alone."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from annotator.formats.jsonl.schemas import schema_text
from annotator.frequencies.keyness import WordUse, keyness
from annotator.model.searching.words import words_of
from tests.cli.running import Cli
from tests.projects import make_desk

TEXTS = (
    "France urged China to talk. China warned of a war. France urged restraint.",
    "Germany urged China to listen and warned France.\n\nA war was near; the war ended.",
)
CODED = (
    ("France urged China to talk", "appeal", 0),
    ("China warned of a war", "warning", 0),
    ("urged restraint", "appeal", 0),
    ("warned", "warning", 0),
    ("Germany urged China to listen", "appeal", 1),
    ("warned France", "warning", 1),
)


@pytest.fixture
def counting(tmp_path: Path) -> Path:
    desk = make_desk(tmp_path, TEXTS)
    for quote, label, document in CODED:
        desk.code(quote, label, document)
    desk.project.close()
    return desk.project.path


def as_json(cli: Cli, *words: object) -> dict[str, object]:
    said = cli(*words, "--json")
    assert (said.code, said.err) == (0, "")
    record = json.loads(said.out)
    Draft202012Validator(json.loads(schema_text("count"))).validate(record)
    found: dict[str, object] = record
    return found


def spans_of(cli: Cli, file: Path, out: Path) -> list[dict[str, Any]]:
    """Return all spans of the JSONL export, each with the title of its document."""
    assert cli("export", file, out, "--layer", "all").code == 0
    documents = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    return [{**span, "title": one["title"], "text": one["text"]} for one in documents for span in one["spans"]]


def test_a_table_is_what_the_jsonl_alone_says(cli: Cli, counting: Path, tmp_path: Path) -> None:
    spans = spans_of(cli, counting, tmp_path / "out.jsonl")
    expected = Counter((span["label"], span["title"]) for span in spans)
    table = as_json(cli, "count", counting, "--rows", "label", "--columns", "document")["table"]
    assert isinstance(table, dict)
    found = {
        (row["search"].removeprefix("label="), column["name"]): number
        for row, cells in zip(table["rows"], table["cells"], strict=True)
        for column, number in zip(table["columns"], cells, strict=True)
        if number
    }
    assert found == expected and table["total"] == len(spans)
    words = as_json(cli, "count", counting, "--of", "words")["table"]
    assert isinstance(words, dict)
    sizes = {row["search"].removeprefix("label="): row["total"] for row in words["rows"]}
    assert sizes == {
        label: sum(len(words_of(str(span["quote"]))) for span in spans if span["label"] == label)
        for label in ("appeal", "warning")
    }


def test_labels_beside_labels_are_what_the_jsonl_alone_says(cli: Cli, counting: Path, tmp_path: Path) -> None:
    spans = spans_of(cli, counting, tmp_path / "out.jsonl")
    reach = [(span["title"], span["label"], span["start"], span["stop"]) for span in spans]
    expected = Counter(
        (one[1], label)
        for one in reach
        for label in ("appeal", "warning")
        if any(
            other != one and other[:2] == (one[0], label) and one[2] < other[3] and other[2] < one[3] for other in reach
        )
    )
    said = cli("count", counting, "--co-occurrence", "overlaps", "--csv")
    header, *rows = csv.reader(io.StringIO(said.out))
    names = {"Appeal": "appeal", "Warning": "warning"}
    found = {
        (names[row[0]], names[column]): int(number)
        for row in rows[:-1]
        for column, number in zip(header[1:-1], row[1:-1], strict=True)
        if int(number)
    }
    assert found == expected and expected


def test_words_are_what_the_jsonl_alone_says(cli: Cli, counting: Path, tmp_path: Path) -> None:
    spans = spans_of(cli, counting, tmp_path / "out.jsonl")
    of = {
        label: Counter(word for span in spans if span["label"] == label for word in words_of(str(span["quote"])))
        for label in ("appeal", "warning")
    }
    groups = as_json(cli, "count", counting, "--words", "--rows", "label")["words"]
    assert isinstance(groups, list)
    for group in groups:
        label = group["search"].removeprefix("label=")
        assert {one["phrase"]: one["number"] for one in group["words"]} == of[label]
    found = as_json(cli, "count", counting, "--keyness", "label=Appeal")["keyness"]
    assert isinstance(found, dict)
    appeal, warning = (sum(of[label].values()) for label in ("appeal", "warning"))
    for one in found["words"]:
        word = one["phrase"]
        expected = keyness(WordUse(of["appeal"][word], appeal), WordUse(of["warning"][word], warning))
        assert (one["g2"], one["log_ratio"]) == pytest.approx((expected.g2, expected.log_ratio))
    assert found["compared"] == len(of["appeal"] | of["warning"])


def test_it_can_be_read(cli: Cli, counting: Path) -> None:
    lines = cli("count", counting, "--columns", "document").out.splitlines()
    assert lines[0].split() == ["Document", "1", "Document", "2", "all"]
    assert [line.split()[-1] for line in lines[1:]] == ["3", "3", "6"]
    said = cli("count", counting, "--words", "1-2", "--least", "3", "--most", "1").out.splitlines()
    assert said[0].split() == ["times", "per", "1,000", "passages", "range", "D", "DP", "DPnorm"]
    assert said[1].split()[:2] == ["china", "3"] and said[-1].endswith("--most lists more of them.")
    said = cli("count", counting, "--keyness", "label=appeal", "--against", "corpus").out.splitlines()
    assert said[-1].startswith("Log-likelihood with 1 degree of freedom; p is corrected for")
    rows = list(csv.reader(io.StringIO(cli("count", counting, "--keyness", "label=appeal", "--csv").out)))
    assert rows[0][:3] == ["phrase", "number", "size"] and rows[1][0]
    assert cli("count", counting, "label:commitment").out.split() == ["all", "all", "0"]


def test_words_of_whole_texts_and_without_some(cli: Cli, counting: Path, tmp_path: Path) -> None:
    (tmp_path / "stop.txt").write_text("The\nof a to and was")
    words = ["--words", "--of", "documents", "--stop", tmp_path / "stop.txt", "--csv"]
    rows = list(csv.DictReader(io.StringIO(cli("count", counting, *words).out)))
    expected = Counter(words_of(" ".join(TEXTS)))
    left_out = {"the", "of", "a", "to", "and", "was"}
    assert {row["phrase"]: int(row["number"]) for row in rows} == {
        word: number for word, number in expected.items() if word not in left_out
    }
    assert rows[0]["size"] == str(expected.total())


@pytest.mark.parametrize("ending", ["graphml", "gexf", "dl"])
def test_a_network_is_written_and_replaced_when_one_says_so(cli: Cli, counting: Path, ending: str) -> None:
    out = counting.parent / f"out.{ending}"
    said = cli("count", counting, "label:appeal", "--network", out)
    assert said.code == 0 and said.out.startswith(f"Wrote {out}: 0 actors")
    before = out.read_bytes()
    assert "add --force" in cli("count", counting, "--network", out).sentence and out.read_bytes() == before
    assert cli("count", counting, "label:appeal", "--network", out, "--force").code == 0 and out.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["label:nobody"], "There is no label"),
        (["--rows", "colour"], "by which passages could be grouped"),
        (["--co-occurrence", "beside"], "it may be “overlaps”"),
        (["--keyness", "label=threat"], "No passage that is found has"),
        (["--network", "out.txt"], "it is called like no file of a network"),
        (["--words", "--stop", "none.txt"], "cannot be read"),
    ],
)
def test_what_cannot_be_counted_is_said(cli: Cli, counting: Path, words: list[str], said: str) -> None:
    found = cli("count", counting, *words)
    assert (found.code, found.out) == (1, "") and said in found.sentence


@pytest.mark.parametrize(
    "words",
    [
        ["--words", "6"],
        ["--words", "1", "--co-occurrence", "near"],
        ["--least", "2"],
        ["--words", "--of", "share"],
        ["--words", "--against", "corpus"],
        ["--keyness", "label"],
        ["--csv", "--json"],
    ],
)
def test_wrong_usage_is_said(cli: Cli, counting: Path, words: list[str]) -> None:
    assert cli("count", counting, *words).code == 2
