"""A bundle with what cannot be stored: it is refused as a whole, and the file is named."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.model.document import sha256_of
from annotator.operations.exchange import importing
from annotator.operations.exchange.finding import ImportSource
from annotator.store.project import Project
from tests.operations.desks import Table


def edit(change: Callable[[dict[str, Any]], None], folder: Path) -> Path:
    """Return a JSONL of one document, written for this test and changed."""
    record: dict[str, Any] = {
        "id": "d", "title": "t", "text": "hello", "text_sha256": sha256_of("hello"),
        "spans": [{"id": "s", "label": "actor", "start": 0, "stop": 5, "quote": "hello", "layer": "Zoë"}],
    }  # fmt: skip
    change(record)
    path = folder / "x.jsonl"
    path.write_text(json.dumps(record) + "\n")
    return path


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record.update(metadata={"n": float("nan")}),
        lambda record: record.update(metadata={"n": [1, {"m": float("inf")}]}),
        lambda record: record["spans"][0].update(attributes={"n": float("nan")}),
        lambda record: record.update(
            decisions=[{"id": "x", "rule": "taken", "candidates": [], "codebook_version": 10**30}]
        ),
    ],
    ids=["nan", "infinity", "nan in an attribute", "a version beyond count"],
)
def test_numbers_that_cannot_be_stored_are_refused_with_the_file(
    table: Table, tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    good: Project = table.project
    (tmp_path / "good.txt").write_text("good")
    report = importing.import_sources(good, [ImportSource(edit(change, tmp_path)), ImportSource(tmp_path / "good.txt")])
    assert len(report.failed) == 1
    assert report.failed[0].startswith(
        ("x.jsonl: There is a number in it", "x.jsonl: line 1, decision 1: codebook_ver")
    )
    assert report.documents == ["good"] and good.check() == []
