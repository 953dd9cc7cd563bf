"""Lines of JSONL: which there are, and what is said of one that does not fit."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from annotator.formats.jsonl.lines import lines, sentence
from annotator.formats.jsonl.records import ProjectRecord


def test_lines_end_with_a_line_feed_alone_and_blank_ones_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}\r\n\n \n{"b": "\xe2\x80\xa8"}')
    assert list(lines(path)) == [(1, b'{"a": 1}'), (4, b'{"b": "\xe2\x80\xa8"}')]


def test_what_does_not_fit_is_named_by_its_place() -> None:
    with pytest.raises(ValidationError) as caught:
        ProjectRecord.model_validate({"schema_version": 1, "codebook_version": 1, "releases": [{"document": ""}]})
    assert sentence(caught.value) == "release 1: document: string should have at least 1 character"
