"""The records of our JSONL: what a line holds, in which order, and what it may not hold."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from annotator.formats.format import WriteOptions
from annotator.formats.jsonl.jsonl import FORMAT
from annotator.formats.jsonl.records import DocumentRecord, SpanRecord
from annotator.formats.jsonl.schemas import MODELS
from annotator.formats.writing import write
from tests.formats.bundles import sample_bundle


def test_keys_stand_in_the_order_of_the_records(tmp_path: Path) -> None:
    write(FORMAT, sample_bundle(), tmp_path / "all.jsonl", WriteOptions())
    for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        assert list(document) == [key for key in DocumentRecord.model_fields if key in document]
        for span in document["spans"]:
            assert list(span) == [key for key in SpanRecord.model_fields if key in span]


def records_of(model: type[BaseModel], value: dict[str, Any]) -> None:
    model.model_validate_json(json.dumps(value))


def test_a_line_is_read_by_its_record_and_with_a_field_too_many_or_of_another_type_it_is_not(tmp_path: Path) -> None:
    write(FORMAT, sample_bundle(), tmp_path / "all.jsonl", WriteOptions())
    line = json.loads((tmp_path / "all.jsonl").read_text(encoding="utf-8").split("\n")[0])
    records_of(DocumentRecord, line)
    for change in ({"colour": "red"}, {"title": 1}, {"spans": None}, {"position": "0"}):
        with pytest.raises(ValidationError):
            records_of(DocumentRecord, {**line, **change})


@pytest.mark.parametrize("name", list(MODELS))
def test_no_record_takes_a_field_that_it_does_not_know(name: str) -> None:
    with pytest.raises(ValidationError, match=r"no_such_field\n"):
        MODELS[name].model_validate({"no_such_field": 1})
