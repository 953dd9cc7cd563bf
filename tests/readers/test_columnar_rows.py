"""What the process that reads tables answers, here without one."""

import sys
from pathlib import Path

import pytest

from annotator.readers import columnar_rows
from annotator.readers.columnar_rows import answer_for
from tests.formats.hugging_face.test_rows import table


def test_without_the_library_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = table(tmp_path, "x.parquet").read_bytes()
    monkeypatch.setitem(sys.modules, "arro3.io", None)
    assert answer_for(data) == {"error": "missing"}


def test_more_than_can_be_read_at_once_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = table(tmp_path, "x.parquet").read_bytes()
    monkeypatch.setattr(columnar_rows, "MOST_LETTERS", 3)
    assert answer_for(data) == {"error": "size"}
