"""Others read the folder: `datasets` in one line, `mlcroissant` without a complaint, the rest by its schemas."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.dataset.dataset import FORMAT
from annotator.formats.format import WriteOptions
from annotator.formats.writing import write
from annotator.model.description import Description
from tests.formats.dataset.test_dataset import SAID, described, lines
from tests.oracles.oracle import Oracle, python_oracle

TABLES = ("spans", "documents", "slots", "dyads", "units")


@pytest.fixture(scope="module")
def others() -> Iterator[Oracle]:
    yield from python_oracle("datasets_read", "datasets", "mlcroissant", "cffconvert", "datacite", "rocrate")


def written(folder: Path, said: Description) -> Path:
    write(FORMAT, described(said), folder / "out", WriteOptions())
    return folder / "out"


def test_each_table_and_column_is_told_of_with_its_file(tmp_path: Path) -> None:
    root = written(tmp_path, SAID)
    found = json.loads((root / "croissant.json").read_text("utf-8"))
    files = {one["@id"]: one for one in found["distribution"]}
    assert [one["name"] for one in found["recordSet"]] == list(TABLES)
    for table in found["recordSet"]:
        columns = {one["source"]["extract"]["column"] for one in table["field"]}
        file = {one["source"]["fileObject"]["@id"] for one in table["field"]}.pop()
        assert columns == lines(root / file)[0].keys() and files[file]["encodingFormat"] == "application/jsonlines"


@pytest.mark.parametrize("said", [SAID, Description()])
def test_others_read_what_we_wrote(tmp_path: Path, others: Oracle, said: Description) -> None:
    root = written(tmp_path, said)
    for table in TABLES:
        own = lines(root / "data" / f"{table}.jsonl")
        loaded = others.ask("load", folder=str(root), table=table)
        assert loaded["rows"] == {"train": own} and set(loaded["types"]) == own[0].keys()
        found = others.ask("croissant", path=str(root / "croissant.json"), table=table)
        assert found["errors"] == [] and found["records"] == [_named(table, row) for row in own]
        assert not (said == SAID and found["warnings"])
    assert others.ask("load", folder=str(root), table="")["rows"]["train"] == lines(root / "data" / "spans.jsonl")
    made = others.ask("described", folder=str(root))
    assert made["crate"] == (said.title or "Sample") and {"codebook.json", "data/spans.jsonl"} < set(made["files"])


def test_others_read_the_parts_of_a_dataset(tmp_path: Path, others: Oracle) -> None:
    coded = [replace(one, split=part) for one, part in zip(described().documents, ("train", "test") * 2, strict=True)]
    write(FORMAT, replace(described(), documents=coded), tmp_path / "out", WriteOptions())
    loaded = others.ask("load", folder=str(tmp_path / "out"), table="documents")["rows"]
    ids = {split: [row["document_id"] for row in rows] for split, rows in loaded.items()}
    assert ids == {part: [one.document.id for one in coded if one.split == part] for part in ("train", "test")}
    found = others.ask("croissant", path=str(tmp_path / "out" / "croissant.json"), table="documents-test")
    assert not found["errors"] and [one["documents-test/document_id"] for one in found["records"]] == ids["test"]


def _named(table: str, row: dict[str, Any]) -> dict[str, Any]:
    return {f"{table}/{name}": value for name, value in row.items()}
