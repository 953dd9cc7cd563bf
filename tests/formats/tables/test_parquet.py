"""A flat table as Parquet: texts and integers with their own types."""

import io
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.tables.parquet import parquet_bytes
from annotator.model.errors import NotAllowed
from annotator.readers.columnar import INSTALL
from tests.oracles.oracle import Oracle

TEXTS = st.text("a中é\n\"'=", max_size=5) | st.booleans()
ROWS = st.lists(st.tuples(TEXTS, st.none() | st.integers(-(2**63), 2**63 - 1)))


@settings(deadline=None)
@given(ROWS)
def test_cells_come_back_with_an_empty_text_as_missing(rows: list[tuple[str | bool, int | None]]) -> None:
    io_ = pytest.importorskip("arro3.io")
    table = io_.read_parquet(io.BytesIO(parquet_bytes(["t", "n"], {"n"}, rows, "x.parquet"))).read_all()
    texts, numbers = ([one.as_py() for one in table.column(name)] for name in ("t", "n"))
    flags = {True: "1", False: "0"}
    wanted = [flags[text] if isinstance(text, bool) else text or None for text, _ in rows]
    assert (texts, numbers) == (wanted, [number for _, number in rows])


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("a\0\n中\ufeff"), min_size=1, max_size=4), min_size=1, unique=True))
def test_a_column_may_have_any_name(names: list[str]) -> None:
    io_ = pytest.importorskip("arro3.io")
    data = parquet_bytes(names, (), [list(names)], "x.parquet")
    table = io_.read_parquet(io.BytesIO(data)).read_all()
    assert [name.replace("\u2400", "\0") for name in table.schema.names] == names
    assert [table.column(at)[0].as_py() for at in range(len(names))] == names


@settings(deadline=None)
@given(rows=ROWS)
def test_pandas_reads_the_same(pandas: Oracle, rows: list[tuple[str | bool, int | None]]) -> None:
    pytest.importorskip("arro3.io")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.parquet"
        path.write_bytes(parquet_bytes(["t", "n"], {"n"}, rows, "x.parquet"))
        read = pandas.ask("read_parquet", path=str(path))
    flags = {True: "1", False: "0"}
    assert read["t"] == [flags[text] if isinstance(text, bool) else text or None for text, _ in rows]
    numbers = [number for _, number in rows]
    # Where one is missing, a column of integers becomes one of doubles.
    kind = float if None in numbers else int
    assert read["n"] == [None if number is None else kind(number) for number in numbers]


def test_without_the_extra_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arro3.core", None)
    with pytest.raises(NotAllowed, match=r"^x\.parquet cannot be written without the Parquet extra") as refused:
        parquet_bytes(["a"], (), [["b"]], "x.parquet")
    assert INSTALL in str(refused.value)
