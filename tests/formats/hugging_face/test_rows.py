"""Rows come of each kind of file; a damaged table is a sentence, and so is one that nothing here can read."""

import json
from itertools import accumulate
from pathlib import Path

import pytest

from annotator.formats.format import ReadOptions
from annotator.formats.hugging_face.rows import read_rows

ROWS = [{"tokens": ["a", "b"], "ner_tags": ["O", "B-X"]}, {"tokens": ["c"], "ner_tags": ["O"]}]


def rows_at(path: Path) -> list[dict[str, object]]:
    return [row for _, row in read_rows(path, path.parent, ReadOptions()).rows]


def table(folder: Path, name: str) -> Path:
    """Write a table of tokens, as Parquet or as a stream of Arrow."""
    core, arro3 = pytest.importorskip("arro3.core"), pytest.importorskip("arro3.io")
    offsets = core.Array([0, *accumulate(len(row["tokens"]) for row in ROWS)], type=core.DataType.int32())
    columns = {
        column: core.list_array(
            offsets, core.Array([one for row in ROWS for one in row[column]], type=core.DataType.utf8())
        )
        for column in ("tokens", "ner_tags")
    }
    made = core.Table.from_pydict(columns)
    made = made.with_schema(made.schema.with_metadata({"huggingface": "{}"}))
    write = arro3.write_parquet if name.endswith("parquet") else arro3.write_ipc_stream
    write(made, str(folder / name))
    return folder / name


@pytest.mark.parametrize("name", ["x.parquet", "x.arrow"])
def test_a_table_has_its_rows(tmp_path: Path, name: str) -> None:
    assert rows_at(table(tmp_path, name)) == ROWS


@pytest.mark.parametrize(
    "said", ["".join(json.dumps(row) + "\n" for row in ROWS), json.dumps(ROWS), json.dumps({"data": ROWS})]
)
def test_lines_a_list_and_an_object_around_it_have_their_rows(tmp_path: Path, said: str) -> None:
    (tmp_path / "x.json").write_text(said, "utf-8")
    assert rows_at(tmp_path / "x.json") == ROWS
