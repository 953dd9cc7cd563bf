"""JSON lines of other programs, a record held at a time, where nothing in them is odd.

What is odd (another encoding, control characters, keys that stand twice, numbers that are none, a list in place of
lines) is the strict reader's, which holds the whole file and has a sentence for it (`json_files`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import isfinite
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeVar

from pydantic_core import from_json

from annotator.formats.json_files import BY_LINE, Record
from annotator.model.errors import BadFile
from annotator.paths import system_says
from annotator.readers.encoding import is_plain, known_encoding
from annotator.readers.json_records import strict_record
from annotator.readers.sevenbit import seven_bit
from annotator.readers.values import DEEPEST

T = TypeVar("T")

BOM = b"\xef\xbb\xbf"
_BEFORE_COLON = re.compile(rb'"[ \t]+:')
_EACH, _LONG = 20, re.compile(rb"[0-9]{14}")
"""Of a number of 300 digits so many stand one behind the other where only each twentieth letter is looked at."""


class NotPlain(Exception):
    """The strict reader is to look at the file."""


class RecordRun(NamedTuple):
    """Records one behind the other: where the first begins in the file, its line, and how many there are."""

    where: int
    number: int
    length: int = 1


def found_again(
    path: Path, wanted: Iterable[Sequence[RecordRun]], read: Callable[[BinaryIO, RecordRun], Iterable[T]]
) -> Iterator[list[T]]:
    """Yield what each group of runs holds; `read`: a run, at whose beginning the file stands. Raises `OSError`."""
    with path.open("rb") as file:
        for runs in wanted:
            found: list[T] = []
            for run in runs:
                file.seek(run.where)
                found += read(file, run)
            yield found


class LineFile:
    """The records of a file; `encoding`: as the user chose it, empty for “find out”. Raises `NotPlain`, `BadFile`."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        if encoding and known_encoding(encoding) != "utf-8":
            raise NotPlain
        self._path, self._is_found_out = path, not encoding
        self._odd = set[int]()
        """The lines that only the strict reader could read."""

    def records(self) -> Iterator[tuple[RecordRun, Record]]:
        """Yield all records, each with where it stands."""
        is_ascii, may_be_seven_bit, count = True, False, 0
        try:
            with self._path.open("rb") as file:
                for run, line in _lines(file):
                    record = self._record(run, line)
                    is_ascii = is_ascii and line.isascii()
                    may_be_seven_bit |= is_ascii and self._is_found_out and seven_bit(line) is not None
                    count += 1
                    yield run, record
        except OSError as error:
            raise BadFile(str(self._path), f"it cannot be read ({system_says(error)})") from error
        if not count or (is_ascii and may_be_seven_bit):
            raise NotPlain
        if count == 1 and not self._path.name.lower().endswith(BY_LINE):
            raise NotPlain  # it may be one value over several lines

    def groups(self, wanted: Iterable[Sequence[RecordRun]]) -> Iterator[list[tuple[int, Record]]]:
        """Yield the records of each group of runs, with their numbers; raises `OSError` or `NotPlain` for others."""

        def read(file: BinaryIO, run: RecordRun) -> Iterator[tuple[int, Record]]:
            return ((at.number, self._again(at, line)) for at, line in _lines(file, *run))

        return found_again(self._path, wanted, read)

    def _record(self, run: RecordRun, line: bytes) -> Record:
        """Return the record of a line; raises `NotPlain`."""
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise NotPlain from error
        if b"\r" in line or not is_plain(text):
            raise NotPlain
        if (found := _plain_record(line)) is not None:
            return found
        self._odd.add(run.number)
        return _strict(text)

    def _again(self, run: RecordRun, line: bytes) -> Record:
        """Return the record of a line that was read before; raises `NotPlain` where it is another."""
        try:
            if run.number in self._odd:
                return _strict(line.decode("utf-8"))
            value = from_json(line)
        except ValueError as error:
            raise NotPlain from error
        if not isinstance(value, dict):
            raise NotPlain
        return value


class HeldRecords:
    """Records that are all held, as the strict reader reads them."""

    def __init__(self, records: Sequence[tuple[int, Record]]) -> None:
        self._records = records

    def records(self) -> Iterator[tuple[RecordRun, Record]]:
        """Yield all records, each with where it stands."""
        for where, (number, record) in enumerate(self._records):
            yield RecordRun(where, number), record

    def groups(self, wanted: Iterable[Sequence[RecordRun]]) -> Iterator[list[tuple[int, Record]]]:
        """Yield the records of each group of runs, with their numbers."""
        for runs in wanted:
            yield [one for where, _, length in runs for one in self._records[where : where + length]]


def _lines(file: BinaryIO, where: int = 0, number: int = 1, most: int = -1) -> Iterator[tuple[RecordRun, bytes]]:
    """Yield lines that are not blank, `most` of them at most, each with where it stands."""
    for line in file:
        text = line.removeprefix(BOM) if not where else line
        text = text.removesuffix(b"\n").removesuffix(b"\r")
        if text.strip(b" \t\r"):
            yield RecordRun(where, number), text
            most -= 1
            if not most:
                return
        where, number = where + len(line), number + 1


def _strict(text: str) -> Record:
    """Return the record of a line as the strict reader has it; raises `NotPlain`."""
    record = strict_record(text)
    if record is None:
        raise NotPlain
    return record


def _plain_record(line: bytes) -> Record | None:
    """Return the record of a line, a third as dear as the strict reader; None where there is anything to ask it."""
    if _LONG.search(line[::_EACH]) or ((b'" ' in line or b'"\t' in line) and _BEFORE_COLON.search(line)):
        return None
    try:
        value = from_json(line, allow_inf_nan=False)
    except ValueError:
        return None
    # Each key stands before `":`. Where others do, in a text or since a key stands twice, the numbers differ.
    return value if isinstance(value, dict) and _keys_in(value) == line.count(b'":') else None


def _keys_in(value: Record) -> int:
    """Return how many keys there are in an object and all that it holds; -1 where it cannot be stored.

    That is where it goes too deep, or has a number that is too large.
    """
    count, level = 0, list[Any]([value])
    for _ in range(DEEPEST + 1):
        inner: list[Any] = []
        for one in level:
            if type(one) is dict:
                count += len(one)
                one = one.values()
            for item in one:
                kind = type(item)
                if kind is dict or kind is list:
                    inner.append(item)
                elif kind is float and not isfinite(item):
                    return -1
        if not inner:
            return count
        level = inner
    return -1
