"""The rows of a table of Parquet or Arrow, read in a process of its own: `python -m annotator.readers.columnar_rows`.

The library reads damaged tables into panics, and some into the end of its process. Within which limits it runs is in
`serving`. It is an extra, which need not be there.
"""

import io
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from annotator.readers.serving import serve_files
from annotator.readers.values import TooDeep, json_value

PARQUET, STREAM, FILE = b"PAR1", b"\xff\xff\xff\xff", b"ARROW1\0\0"
MOST_LETTERS = 256 * 1024 * 1024


def answer_for(data: bytes) -> Mapping[str, object]:
    """Return `columns`, `rows` (a value a column) and `said` (what the schema says for `datasets`), or an `error`."""
    try:
        import arro3.io as library  # noqa: PLC0415 - the extra, as above
    except ImportError:
        return {"error": "missing"}
    try:
        table = _opened(library, data)
        said = table.schema.metadata_str or {}
        rows = list(_rows(table))
    except (MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except _TooMuch:
        return {"error": "size"}
    except BaseException:  # noqa: BLE001 - a panic is no `Exception`
        return {"error": "damaged"}
    return {"columns": list(table.schema.names), "rows": rows, "said": said.get("huggingface", "")}


class _TooMuch(Exception):
    """More than can be read at once."""


def _opened(library: Any, data: bytes) -> Any:
    if data.startswith(PARQUET):
        return library.read_parquet(io.BytesIO(data))
    return (library.read_ipc if data.startswith(FILE) else library.read_ipc_stream)(io.BytesIO(data))


def _rows(table: Any) -> Iterator[list[Any]]:
    letters = 0
    for batch in table:
        columns = [batch.column(at).to_pylist() for at in range(batch.num_columns)]
        for values in zip(*columns, strict=True):
            row = [_value(value) for value in values]
            letters += sum(len(value) for value in row if isinstance(value, str | list))
            if letters > MOST_LETTERS:
                raise _TooMuch
            yield row


def _value(value: Any) -> Any:
    try:
        return json_value(value)
    except TooDeep:
        return None


if __name__ == "__main__":
    serve_files(lambda mode, data: answer_for(data), sys.stdin.buffer, sys.stdout.buffer)
