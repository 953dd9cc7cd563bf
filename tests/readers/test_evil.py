"""Bad input collected elsewhere: each file is accepted, accepted with a notice, or refused, as its list says."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.model.document import DocumentDraft, canonical
from annotator.model.errors import BadFile, HoldsCodings
from annotator.readers.registry import read_file
from tests.shared_data import ROOT, shared

MANIFEST = ROOT / "fixtures/evil/MANIFEST.json"
CASES = {case["file"]: case for case in json.loads(MANIFEST.read_text("utf-8"))["files"]} if MANIFEST.exists() else {}

# Where the list leaves a choice ("or refuse"), this is ours.
REFUSED = {
    "encoding/mixed_utf8_cp1252.txt": r"byte 37 \(line 2\) is not UTF-8",
    "encoding/invalid_utf8.txt": r"byte 4 \(line 1\) is not UTF-8",
    "encoding/truncated_utf8.txt": r"byte 41 \(line 1\) is not UTF-8",
    "eol/empty.txt": "the file is empty",
    "eol/only_bom.txt": "it has no text",
    "json/deep_arrays_100k.json": "nested too deeply",
    "json/big_numbers.json": "the number 1e400 is too large",
    "json/lone_surrogate.json": "half of a surrogate pair",
    "json/trailing_comma_comments.json": "line 1, column 1 is not JSON",
    "json/empty.json": "the file is empty",
    "json/scalar.json": "expected one JSON object a line, or a list of objects",
    "json/html.json": "not JSON but HTML",
    "json/one_bad_line.jsonl": "line 500, column 39 is not JSON",
    "json/truncated_last.jsonl": "line 2, column 13 is not JSON",
}
# These bear spans, in the way of doccano: they are refused by name, and read as the list says by whoever chooses JSON.
# One that is broken besides is refused for that, since no other program reads it either.
CODED = {"json/bad_spans.jsonl", "json/escaped_pair.json", "json/u2028_inside.jsonl"}
# A byte order mark settles UTF-16; bad spans are for those who read spans.
SILENT = {"json/utf16.json", "json/bad_spans.jsonl"}


def read_as_chosen(file: str) -> list[DocumentDraft]:
    return read_file(shared("fixtures/evil") / file, format="json" if file in CODED else None)


def test_the_list_is_there() -> None:
    assert len(json.loads(shared("fixtures/evil/MANIFEST.json").read_text("utf-8"))["files"]) >= 57


@pytest.mark.parametrize("file", [file for file in CASES if file not in REFUSED])
def test_it_is_read_as_the_list_says(file: str) -> None:
    case = CASES[file]
    drafts = read_as_chosen(file)
    assert case["answer"] != "refuse"
    if case["answer"] == "warn" and file not in SILENT:
        assert drafts[0].notices
    check_text(drafts[0].text, case)
    if "records" in case:
        count = case["records"] if isinstance(case["records"], int) else len(case["records"])
        assert len(drafts) == count


@pytest.mark.parametrize("file", [file for file in REFUSED if file in CASES])
def test_it_is_refused_in_one_sentence(file: str) -> None:
    path: Path = shared("fixtures/evil") / file
    before = path.read_bytes()
    with pytest.raises(BadFile, match=REFUSED[file]) as refused:
        read_as_chosen(file)
    assert str(refused.value).startswith(f"{path.name}: ")
    assert "\n" not in str(refused.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("file", sorted(CODED))
def test_what_bears_spans_is_refused_by_name_before_all_else(file: str) -> None:
    with pytest.raises(HoldsCodings, match=r"it is an export of doccano, .*\(--format json\)\.$"):
        read_file(shared("fixtures/evil") / file)


def check_text(text: str, case: dict[str, Any]) -> None:
    if "text" in case:
        # Line ends become LF, which moves offsets behind them; all else is as the list has it.
        assert text == canonical(case["text"])
    for span in case.get("spans", ()):
        start, stop = span["cp"]
        assert text[start:stop] == span["quote"]
