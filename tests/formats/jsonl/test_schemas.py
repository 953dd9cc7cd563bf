"""The JSON Schemas are those of the models, and what is written is valid by them."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from annotator.formats.format import WriteOptions
from annotator.formats.jsonl.jsonl import FORMAT
from annotator.formats.jsonl.schemas import FOLDER, MODELS, main, schema_text
from annotator.formats.writing import write
from annotator.model.bundle import Bundle
from tests.examples import examples
from tests.formats.bundles import bundles, sample_bundle


@pytest.mark.parametrize("name", list(MODELS))
def test_the_schema_files_are_current(name: str, tmp_path: Path) -> None:
    main(tmp_path)
    assert (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8") == schema_text(name), (
        "run: python -m annotator.formats.jsonl.schemas"
    )
    assert (tmp_path / f"{name}.schema.json").read_text(encoding="utf-8") == schema_text(name)


def check(name: str, value: Any) -> None:
    validator = Draft202012Validator(json.loads(schema_text(name)))
    errors = [error.message for error in validator.iter_errors(value)]
    assert not errors


def check_all(bundle: Bundle, folder: Path) -> None:
    write(FORMAT, bundle, folder / "all.jsonl", WriteOptions(names=True, agreement={"alpha": None, "units": [1, 2]}))
    for line in (folder / "all.jsonl").read_text(encoding="utf-8").split("\n"):
        if line:
            check("document", json.loads(line))
    for name in ("codebook", "card", "project"):
        check(name, json.loads((folder / f"all.{name}.json").read_text(encoding="utf-8")))


def test_the_sample_is_valid(tmp_path: Path) -> None:
    check_all(sample_bundle(), tmp_path)


@settings(max_examples=examples(15), deadline=None)
@given(bundle=bundles())
def test_whatever_is_written_is_valid(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> None:
    check_all(bundle, tmp_path_factory.mktemp("valid"))


@pytest.mark.parametrize("name", list(MODELS))
def test_every_kind_of_record_is_described(name: str) -> None:
    schema = json.loads(schema_text(name))
    for title, part in {name: schema, **schema.get("$defs", {})}.items():
        assert part.get("description") or "enum" in part or title == "JsonValue", title
