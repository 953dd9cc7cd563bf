"""A flat table as Parquet, by way of arro3: an extra, since it is some 35 MB that most people do not need."""

import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from annotator.formats.tables.csv_text import value_text
from annotator.model.errors import NotAllowed

INSTALL = "pip install 'diplomatic-annotator[parquet]'"


ROWS_AT_ONCE = 20_000
_COMPRESSION = "zstd(1)"


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
    schema = Schema([Field(column, kinds[column], nullable=True) for column in columns])
    raised: list[BaseException] = []

    def batches() -> Iterator[RecordBatch]:
        left = iter(rows)
        try:
            while some := list(islice(left, ROWS_AT_ONCE)):
                arrays = [
                    Array([_plain(row[place], column in numbers) for row in some], type=kinds[column])
                    for place, column in enumerate(columns)
                ]
                yield RecordBatch.from_arrays(arrays, schema=schema)
        except BaseException as error:
            raised.append(error)
            raise

    out = io.BytesIO()
    try:
        write_parquet(RecordBatchReader.from_batches(schema, batches()), out, compression=_COMPRESSION)
    finally:
        if raised:
            raise raised[0]
    return out.getvalue()


def _plain(value: Any, is_number: bool) -> int | str | None:
    if value is None or value == "":
        return None
    if is_number:
        return int(value)
    return value_text(value)
