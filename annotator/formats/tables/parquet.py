"""A flat table as Parquet, by way of arro3: an extra, since it is some 35 MB that most people do not need."""

import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from annotator.formats.tables.csv_text import value_text
from annotator.model.errors import NotAllowed
from annotator.readers.columnar import INSTALL

ROWS_AT_ONCE, ROWS_IN_A_GROUP = 5_000, 20_000
"""A group is held until it is written."""
_COMPRESSION = "zstd(1)"
_NUL = "\u2400"
"""Stands for a null character in the name of a column, which Arrow’s interface in C cannot hold."""


def parquet_bytes(columns: Sequence[str], numbers: Collection[str], rows: Iterable[Sequence[Any]], name: str) -> bytes:
    """Return rows, a cell a column, as a Parquet file; `numbers`: the columns of integers, the others are texts.

    An empty text is written as missing. Rows are taken as they come and not held. Raises `NotAllowed` where the extra
    is not installed, and whatever the rows raise.
    """
    try:
        # Only where it is asked for: the extra need not be there, and takes a while to load.
        from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, Schema  # noqa: PLC0415
        from arro3.io import write_parquet  # noqa: PLC0415
    except ImportError as error:
        raise NotAllowed(
            f"{name} cannot be written without the Parquet extra; install it ({INSTALL}), or write CSV."
        ) from error
    kinds = {column: DataType.int64() if column in numbers else DataType.utf8() for column in columns}
    schema = Schema([Field(column.replace("\0", _NUL), kinds[column], nullable=True) for column in columns])
    raised: list[BaseException] = []

    def batches() -> Iterator[RecordBatch]:
        left = iter(rows)
        try:
            while some := list(islice(left, ROWS_AT_ONCE)):
                columns_of = zip(*some, strict=True)
                arrays = [
                    Array((_numbers if column in numbers else _texts)(cells), type=kinds[column])
                    for column, cells in zip(columns, columns_of, strict=True)
                ]
                yield RecordBatch.from_arrays(arrays, schema=schema)
        except BaseException as error:
            raised.append(error)
            raise

    out = io.BytesIO()
    try:
        write_parquet(
            RecordBatchReader.from_batches(schema, batches()),
            out,
            compression=_COMPRESSION,
            max_row_group_size=ROWS_IN_A_GROUP,
        )
    finally:
        if raised:
            raise raised[0]
    return out.getvalue()


def _numbers(cells: Iterable[Any]) -> list[int | None]:
    return [None if cell is None or cell == "" else int(cell) for cell in cells]


def _texts(cells: Iterable[Any]) -> list[str | None]:
    return [
        (cell or None) if cell.__class__ is str else None if cell is None else value_text(cell) or None
        for cell in cells
    ]
