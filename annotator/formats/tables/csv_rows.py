"""The rows of a CSV file in UTF-8, of which one is held at a time and each is found again by where it begins.

What is in another encoding, or broken, is left to the reader that holds the whole file and has a sentence for it.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from annotator.formats.line_file import BOM, NotPlain, RecordRun, found_again
from annotator.formats.tables.rows import PlacedRows, Row
from annotator.readers.foreign.look import TABBED
from annotator.readers.table import delimiter_among

_RUN = partial(tuple.__new__, RecordRun)


class CsvRows(PlacedRows):
    """The rows of a file; raises `NotPlain` where they cannot be read so, `OSError` where it cannot be read at all."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._delimiter = "\t" if path.suffix.lower() in TABBED else delimiter_among(lambda: _lines_of(path))
        with path.open("rb") as file:
            header = next(self._rows(file, 0), None)
        if header is None:
            raise NotPlain
        self.header = header[1]

    def placed(self) -> Iterator[tuple[RecordRun, Row]]:
        """Yield all rows, each with where it stands."""
        with self._path.open("rb") as file:
            rows = self._rows(file, 0)
            next(rows, None)
            for number, (where, row) in enumerate(rows, 1):
                yield _RUN((where, number, 1)), row

    def groups(self, wanted: Iterable[Sequence[RecordRun]]) -> Iterator[list[tuple[int, Row]]]:
        """Yield the rows of each group of runs, with their numbers from 1."""

        def read(file: BinaryIO, run: RecordRun) -> Iterator[tuple[int, Row]]:
            rows = islice(self._rows(file, run.where), run.length)
            return ((at, row) for at, (_, row) in enumerate(rows, run.number))

        return found_again(self._path, wanted, read)

    def _rows(self, file: BinaryIO, where: int) -> Iterator[tuple[int, Row]]:
        """Yield the rows from a place on, each with where it begins."""
        lines = _LinesFrom(file, where)
        reader, begins = csv.reader(lines, delimiter=self._delimiter, strict=True), where
        try:
            for cells in reader:
                if any(cells):
                    yield begins, cells
                begins = lines.at
        except (UnicodeDecodeError, csv.Error) as error:
            raise NotPlain from error


def _lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a file as text; what is not in UTF-8 raises `NotPlain`."""
    with path.open("rb") as file:
        try:
            yield from _LinesFrom(file, 0)
        except UnicodeDecodeError as error:
            raise NotPlain from error


class _LinesFrom:
    """The lines of a file as text; `at`: where the next one begins."""

    def __init__(self, file: BinaryIO, at: int) -> None:
        self._file, self.at = file, at

    def __iter__(self) -> Iterator[str]:
        for line in self._file:
            text = line if self.at else line.removeprefix(BOM)
            self.at += len(line)
            yield text.decode("utf-8")
