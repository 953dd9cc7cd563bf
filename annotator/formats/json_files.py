"""JSON and JSON lines of other programs: whole records, read as strictly as tables of documents are."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeGuard

from annotator.formats.format import ReadOptions
from annotator.model.errors import BadFile
from annotator.paths import system_says
from annotator.readers.json_records import records
from annotator.readers.source import SourceFile
from annotator.readers.values import DEEPEST

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
        raise BadFile(str(path), f"it cannot be read ({system_says(error)})") from error
    return SourceFile(path.name, data, encoding=options.encoding or None)


def records_in(source: SourceFile) -> tuple[list[tuple[int, Record]], tuple[str, ...]]:
    """Return the records of a file that was read already; raises `BadFile`."""
    decoded = source.decoded()
    by_line = source.name.lower().endswith(BY_LINE)
    if (sound := _sound_records(decoded.text, by_line)) is not None:
        return sound, decoded.notices
    found, notices = records(source.name, decoded.text, by_line, unwraps=False)
    return found, (*decoded.notices, *notices)


class _Doubt(Exception):
    """Something that the strict reader is to look at."""


_DOUBTFUL = re.compile(r"\\u[dD][89a-fA-F]|NaN|Infinity|[0-9]{300}|[0-9][eE]\+?[0-9]{3}")


def _sound_records(text: str, by_line: bool) -> list[tuple[int, Record]] | None:
    """Return the records of a file without anything odd in it, at a third of the cost; None for any other file."""
    if _DOUBTFUL.search(text):
        return None
    try:
        if by_line:
            lines = enumerate(text.split("\n"), 1)
            found = [
                (number, json.loads(line, object_pairs_hook=_once)) for number, line in lines if line.strip(" \t\r")
            ]
        else:
            value = json.loads(text, object_pairs_hook=_once)
            found = list(enumerate(value if isinstance(value, list) else [value], 1))
    except (ValueError, RecursionError, _Doubt):
        return None
    is_whole = all(isinstance(record, dict) and _is_flat(record) for _, record in found)
    return found if found and is_whole else None


def _once(pairs: list[tuple[str, Any]]) -> Record:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Doubt
    return found


def _is_flat(value: object, depth: int = 0) -> bool:
    """Whether values are nested no deeper than can be stored."""
    if depth > DEEPEST:
        return False
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(_is_flat(one, depth + 1) for one in inner if type(one) in (dict, list))


def whole(value: object) -> int | None:
    """Return a number that is whole, as JSON has it (3, 3.0, "3"), None for what is none."""
    if type(value) is int:
        return value  # as nearly all are
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
    if type(value) is str:
        return value
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def is_text(value: object) -> TypeGuard[str]:
    """Whether this is a text with something in it."""
    return isinstance(value, str) and bool(value.strip())


def without(record: Mapping[str, Any], *keys: str) -> Record:
    """Return a record without some of its fields."""
    return {key: value for key, value in record.items() if key not in keys}
