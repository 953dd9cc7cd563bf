"""Memos beside the lines: a file of their own, by which nothing else in an export differs."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.format import ReadOptions, WriteOptions
from annotator.formats.jsonl.reading import read
from annotator.model.errors import BadFile
from tests.formats.bundles import sample_bundle
from tests.formats.jsonl.test_jsonl import EVERYTHING, lines_of, write


def test_an_export_is_the_same_with_and_without_them_but_for_their_own_file(tmp_path: Path) -> None:
    for name in ("with", "without"):
        (tmp_path / name).mkdir()
    write(sample_bundle(), tmp_path / "with" / "all.jsonl", EVERYTHING)
    write(replace(sample_bundle(), memos=()), tmp_path / "without" / "all.jsonl", EVERYTHING)
    read_back = {
        name: {path.name: path.read_bytes() for path in (tmp_path / name).rglob("[!.]*") if path.is_file()}
        for name in ("with", "without")
    }
    assert read_back["with"].pop("all.memos.jsonl")
    assert read_back["with"] == read_back["without"] and len(read_back["without"]) == 6
    assert read(tmp_path / "without" / "all.jsonl", ReadOptions()).memos == ()


def test_their_authors_are_called_by_pseudonyms(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", WriteOptions())
    assert [one["author"] for one in lines_of(tmp_path / "all.memos.jsonl")] == ["C2", None]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"author": "C9"}, "“C9” is none of the coders"),
        ({"document": "doc-9"}, "there is no document with the id “doc-9” in the lines"),
        ({"id": ""}, "line 1, id: string should have at least 1 character"),
        ({"id": "m-2"}, "memos: “m-2” stands there twice"),
    ],
)
def test_what_does_not_fit_in_them_is_named(tmp_path: Path, changes: dict[str, Any], sentence: str) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", WriteOptions())
    path = tmp_path / "all.memos.jsonl"
    first, second = lines_of(path)
    path.write_text("".join(json.dumps(one) + "\n" for one in ({**first, **changes}, second)), encoding="utf-8")
    with pytest.raises(BadFile) as error:
        read(tmp_path / "all.jsonl", ReadOptions())
    assert str(error.value).startswith(f"all.memos.jsonl: {sentence}")
