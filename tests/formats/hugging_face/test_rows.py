"""Rows come of each kind of file; a damaged table is a sentence, and so is one that nothing here can read."""

import json
import sys
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.format import ReadOptions
from annotator.formats.hugging_face.rows import read_rows
from annotator.model.errors import BadFile
from tests.examples import examples

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


@pytest.mark.parametrize("name", ["x.parquet", "x.arrow"])
@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1), value=st.integers(0, 255), cut=st.floats(0, 1))
def test_a_damaged_table_is_a_sentence_or_what_is_left_of_it(
    tmp_path: Path, name: str, at: float, value: int, cut: float
) -> None:
    path = table(tmp_path, name)
    data = bytearray(path.read_bytes())
    data[int(at * (len(data) - 1))] = value
    for damaged in (bytes(data), bytes(data[: int(cut * len(data))])):
        path.write_bytes(damaged)
        try:
            rows_at(path)
        except BadFile as error:
            assert "\n" not in str(error)


def test_without_the_extra_a_table_is_refused_with_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path, "x.parquet")
    monkeypatch.setitem(sys.modules, "arro3.io", None)
    with pytest.raises(BadFile, match=r"a table of Parquet, which is read by the Parquet extra.*pip install"):
        rows_at(path)
