"""The rows of a file of a dataset, whichever kind it is, with the names behind its numbers."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.formats.format import ReadOptions
from annotator.formats.hugging_face.columns import is_row
from annotator.formats.hugging_face.features import Names, names_beside, names_of_schema
from annotator.formats.json_files import Record, objects, records_at
from annotator.formats.tables.parquet import INSTALL
from annotator.model.errors import BadFile
from annotator.readers.registry import bytes_at, printable

PARQUET, ARROW = b"PAR1", (b"\xff\xff\xff\xff", b"ARROW1\0\0")
MOST_LETTERS = 512 * 1024 * 1024
_DAMAGED = "save it again with the program that made it"


@dataclass(frozen=True, slots=True)
class DatasetFile:
    """A file of a dataset: its rows, the names of its numbers, and how it was read."""

    rows: Iterable[tuple[int, Record]]
    names: Names = field(default_factory=dict)
    notices: tuple[str, ...] = ()


def read_rows(path: Path, root: Path, options: ReadOptions) -> DatasetFile:
    """Return what a file below `root` holds; raises `BadFile`, for a table also while its rows are gone through."""
    beside = names_beside(path, root)
    start = _start(path)
    if start.startswith((PARQUET, *ARROW)):
        name, data = printable(path.name), bytes_at(path)
        table = _table(name, data)
        said = table.schema.metadata_str.get("huggingface", "") if table.schema.metadata_str else ""
        return DatasetFile(_rows(name, table), {**beside, **names_of_schema(said)})
    rows, notices = records_at(path, options)
    return DatasetFile(_unwrapped(rows), beside, notices)


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(8)
    except OSError as error:
        raise BadFile(printable(path.name), f"it cannot be read ({error.strerror or error})") from error


def _unwrapped(rows: list[tuple[int, Record]]) -> list[tuple[int, Record]]:
    """Return the rows within one object that holds nothing but them, as `{"data": […]}` does."""
    if len(rows) == 1 and not is_row(rows[0][1]):
        lists = [found for value in rows[0][1].values() if isinstance(value, list) and (found := objects(value))]
        if len(lists) == 1 and any(map(is_row, lists[0])):
            return list(enumerate(lists[0], 1))
    return rows


def _table(name: str, data: bytes) -> Any:
    try:
        from arro3.io import read_ipc, read_ipc_stream, read_parquet  # noqa: PLC0415 - an extra, which need not be there
    except ImportError as error:
        kind = "Parquet" if data.startswith(PARQUET) else "Arrow"
        raise BadFile(
            name,
            f"it is a table of {kind}, which is read by the Parquet extra, and that is not installed",
            f"install it ({INSTALL}), or save it as JSON lines",
        ) from error
    if data.startswith(PARQUET) and (len(data) < 12 or not data.endswith(PARQUET)):
        raise BadFile(name, "the file is damaged: its end is missing", _DAMAGED)
    opened = read_parquet if data.startswith(PARQUET) else read_ipc if data.startswith(ARROW[1]) else read_ipc_stream
    return _guarded(name, lambda: opened(io.BytesIO(data)))


def _rows(name: str, table: Any) -> Iterator[tuple[int, Record]]:
    number, letters, batches = 0, 0, iter(table)
    while (batch := _guarded(name, lambda: next(batches, None))) is not None:
        columns = _guarded(name, lambda batch=batch: [batch.column(at).to_pylist() for at in range(batch.num_columns)])
        for values in zip(*columns, strict=True):
            number += 1
            row = dict(zip(batch.schema.names, values, strict=True))
            letters += sum(len(value) for value in values if isinstance(value, str | list | bytes))
            if letters > MOST_LETTERS:
                raise BadFile(name, "it holds more than can be read at once", "divide it into several files")
            yield number, row


def _guarded(name: str, read: Any) -> Any:
    """Return what the library reads; raises `BadFile` for whatever it raises: its panics are no `Exception`."""
    try:
        return read()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise BadFile(name, "the file is damaged: its table cannot be read", _DAMAGED) from error
