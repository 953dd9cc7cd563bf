"""The registry: names, and a test class for each format."""

from pathlib import Path

import pytest

from annotator.formats.registry import FORMATS, format_for, format_named
from annotator.model.errors import NotFound
from tests.formats.contract import FormatContract
from tests.formats.test_brat import TestBrat
from tests.formats.test_conll import TestConll
from tests.formats.test_csv_spans import TestCsv
from tests.formats.test_dyads import TestDyads
from tests.formats.test_jsonl import TestJsonl

TESTED: tuple[type[FormatContract], ...] = (TestJsonl, TestBrat, TestConll, TestCsv, TestDyads)
del TestJsonl, TestBrat, TestConll, TestCsv, TestDyads  # collected in their own files


def test_every_format_inherits_the_shared_tests() -> None:
    assert [tested.name for tested in TESTED] == [found.name for found in FORMATS]


def test_an_unknown_name_is_answered_with_the_names_there_are() -> None:
    assert format_named("JSONL").name == "jsonl"
    with pytest.raises(NotFound, match=r"no format “tei”; the formats are jsonl, brat, conll, csv, dyads\."):
        format_named("tei")


def test_plain_documents_are_in_no_format_of_annotations(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("T1\tA 0 1\ta")
    (tmp_path / "b.jsonl").write_text('{"text": "a", "label": []}\n')
    for path in (tmp_path, tmp_path / "a.txt", tmp_path / "b.jsonl", tmp_path / "missing"):
        assert format_for(path) is None
