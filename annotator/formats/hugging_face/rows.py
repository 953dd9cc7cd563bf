"""The rows of a file of a dataset, whichever kind it is, with the names behind its numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.formats.format import ReadOptions
from annotator.formats.hugging_face.columns import is_row
from annotator.formats.hugging_face.features import Names, names_beside, names_of_schema
from annotator.formats.json_files import Record, objects, records_at
from annotator.model.errors import BadFile
from annotator.paths import system_says
from annotator.readers.columnar import MARKS, read_table
from annotator.readers.registry import bytes_at, printable


@dataclass(frozen=True, slots=True)
class DatasetFile:
    """A file of a dataset: its rows, the names of its numbers, and how it was read."""

    rows: Sequence[tuple[int, Record]]
    names: Names = field(default_factory=dict)
    notices: tuple[str, ...] = ()


def read_rows(path: Path, root: Path, options: ReadOptions) -> DatasetFile:
    """Return what a file below `root` holds; raises `BadFile`."""
    beside = names_beside(path, root)
    start = _start(path)
    if start.startswith(MARKS):
        table = read_table(printable(path.name), bytes_at(path))
        return DatasetFile(list(enumerate(table.rows(), 1)), {**beside, **names_of_schema(table.said)})
    rows, notices = records_at(path, options)
    return DatasetFile(_unwrapped(rows), beside, notices)


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(8)
    except OSError as error:
        raise BadFile(printable(path.name), f"it cannot be read ({system_says(error)})") from error


def _unwrapped(rows: list[tuple[int, Record]]) -> list[tuple[int, Record]]:
    """Return the rows within one object that holds nothing but them, as `{"data": […]}` does."""
    if len(rows) == 1 and not is_row(rows[0][1]):
        lists = [found for value in rows[0][1].values() if isinstance(value, list) and (found := objects(value))]
        if len(lists) == 1 and any(map(is_row, lists[0])):
            return list(enumerate(lists[0], 1))
    return rows
