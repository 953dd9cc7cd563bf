"""JSON and JSON lines of other programs: whole records, read as strictly as tables of documents are."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeGuard

from annotator.formats.format import ReadOptions
from annotator.model.errors import BadFile
from annotator.readers.json_records import records
from annotator.readers.source import SourceFile

Record = dict[str, Any]
BY_LINE = (".jsonl", ".ndjson", ".jsonlines")


def records_at(path: Path, options: ReadOptions) -> tuple[list[tuple[int, Record]], tuple[str, ...]]:
    """Return ((line, record) …, notices) of a file, one object being one record; raises `BadFile`."""
    return records_in(source_at(path, options))


def source_at(path: Path, options: ReadOptions) -> SourceFile:
    """Return a file with its bytes; raises `BadFile`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadFile(str(path), f"it cannot be read ({error.strerror or error})") from error
    return SourceFile(path.name, data, encoding=options.encoding or None)


def records_in(source: SourceFile) -> tuple[list[tuple[int, Record]], tuple[str, ...]]:
    """Return the records of a file that was read already; raises `BadFile`."""
    decoded = source.decoded()
    by_line = source.name.lower().endswith(BY_LINE)
    found, notices = records(source.name, decoded.text, by_line, unwraps=False)
    return found, (*decoded.notices, *notices)


def whole(value: object) -> int | None:
    """Return a number that is whole, as JSON has it (3, 3.0, "3"), None for what is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.isascii() and value.removeprefix("-").isdigit() and len(value) < 20:
        return int(value)
    return None


def items(value: object) -> list[Any]:
    """Return a list, or an empty one for what is none."""
    return value if isinstance(value, list) else []


def objects(value: object) -> list[Record]:
    """Return the objects of a list."""
    return [one for one in items(value) if isinstance(one, dict)]


def words(value: object) -> str:
    """Return a text or a number as a text, empty for anything else."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def is_text(value: object) -> TypeGuard[str]:
    """Whether this is a text with something in it."""
    return isinstance(value, str) and bool(value.strip())


def without(record: Mapping[str, Any], *keys: str) -> Record:
    """Return a record without some of its fields."""
    return {key: value for key, value in record.items() if key not in keys}
