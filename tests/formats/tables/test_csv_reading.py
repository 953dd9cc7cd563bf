"""A table of ours is read as it was written; one that a spreadsheet saved anew, in the encoding and with the delimiter
of that."""

from pathlib import Path

import pytest

from annotator.formats.format import ReadOptions, WriteOptions
from annotator.formats.tables.csv_reading import foreign_table, own_table
from annotator.formats.tables.csv_spans import FORMAT
from annotator.formats.writing import write
from annotator.model.errors import BadFile
from tests.formats.bundles import sample_bundle


def test_a_table_that_a_spreadsheet_saved_anew_is_the_same(tmp_path: Path) -> None:
    assert FORMAT.reader is not None
    write(FORMAT, sample_bundle(), tmp_path / "x.csv", WriteOptions())
    before = list(own_table(tmp_path / "x.csv"))
    documents = list(FORMAT.reader.read(tmp_path / "x.csv", ReadOptions()).documents)
    rows = [own_table(tmp_path / "x.csv").columns, *before]
    lines = (";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    (tmp_path / "x.csv").write_bytes("\r\n".join(lines).encode("utf-16"))
    assert list(own_table(tmp_path / "x.csv")) == before
    assert list(FORMAT.reader.read(tmp_path / "x.csv", ReadOptions()).documents) == documents


def test_what_is_no_table_is_a_sentence(tmp_path: Path) -> None:
    for data, words in ((b"", "empty"), (b"\n\n", "empty"), (b'a,"b\n', "quotation marks")):
        (tmp_path / "x.csv").write_bytes(data)
        with pytest.raises(BadFile, match=words):
            list(foreign_table(tmp_path / "x.csv"))


def test_what_stands_beside_must_be_what_it_is_called(tmp_path: Path) -> None:
    assert FORMAT.reader is not None
    for text in ("{", "[]", '{"coders": 3}', '{"codebook": {"labels": [{"id": ""}]}}'):
        write(FORMAT, sample_bundle(), tmp_path / "x.csv", WriteOptions(replace=True))
        (tmp_path / "x.tables.json").write_text(text)
        with pytest.raises(BadFile, match=r"JSON|beside"):
            FORMAT.reader.read(tmp_path / "x.csv", ReadOptions())
        (tmp_path / "x.tables.json").unlink()
        FORMAT.reader.read(tmp_path / "x.csv", ReadOptions())
