"""The first look at a file: its beginning as text, JSON, a table or XML, each taken only once it is asked for."""

import csv
import io
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, Self

import regex
from pydantic_core import from_json

from annotator.model.errors import BadFile
from annotator.readers.archive import Archive, members_of
from annotator.readers.foreign.workbook_look import first_rows, sheet_names
from annotator.readers.table import delimiter_of

HEAD, TABLE_HEAD = 128 * 1024, 2 * 1024 * 1024
"""So many bytes are looked at. What a file is stands at its beginning; a volume of 100 MB costs no more.

Rows of a table may each have a long text, and what they show takes several of them.
"""
MOST_LINES, MOST_RECORDS = 400, 60
MOST_BYTES = 512 * 1024 * 1024
"""Of a larger file its beginning alone is looked at, so that an archive is not seen to be one."""

_ROOT = regex.compile(
    r"\A\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE(?:\[.*?\]|[^>\[])*>\s*)*<((?:[\w.-]+:)?[\w.-]+)", regex.S
)
_WORKBOOK = "xl/workbook.xml"
_BYTE_ORDERS = ((b"\xff\xfe\0\0", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def _decoded(start: bytes) -> str:
    encoding = next((name for mark, name in _BYTE_ORDERS if start.startswith(mark)), "utf-8-sig")
    return start.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")


class FileLook:
    """A file called `name`, looked at without trust: nothing here raises, and what is not there is empty."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data
        self.suffix = Path(name.replace("\0", "")).suffix.lower()

    @classmethod
    def at(cls, path: Path) -> Self:
        """Return the look at a file where it is; a folder, and what cannot be read, is empty."""
        data = b""
        try:
            if path.is_file():  # a pipe would be waited for
                with path.open("rb") as stream:
                    data = stream.read(TABLE_HEAD + 1)
                    if b"\0" in data[:HEAD]:  # archives and databases are looked at as a whole
                        data = data + stream.read() if path.stat().st_size <= MOST_BYTES else data[:HEAD]
        except (OSError, ValueError):
            pass  # reading it says why
        return cls(path.name, data)

    @classmethod
    def at_rows(cls, name: str, rows: list[list[str]]) -> Self:
        """Return the look at a table that was read already, its header first, as of a workbook."""
        look = cls(name, b"")
        look.suffix, look.rows = ".csv", rows[:MOST_LINES]
        return look

    @cached_property
    def text(self) -> str:
        """The beginning of the file as text, line ends as line feeds; a legacy encoding leaves its ASCII readable."""
        return _decoded(self.data[:HEAD])

    @property
    def _table_text(self) -> str:
        """The beginning as far as rows of a table are looked at: their texts may be long, and have many lines."""
        if len(self.data) <= HEAD:
            return self.text
        text = _decoded(self.data[:TABLE_HEAD])
        return text if len(self.data) <= TABLE_HEAD else text[: text.rfind("\n") + 1]

    @cached_property
    def lines(self) -> list[str]:
        """The first lines, without one that the end of the look may have cut."""
        lines = self.text.split("\n")
        whole = lines if len(self.data) <= HEAD else lines[:-1]
        return whole[:MOST_LINES]

    @cached_property
    def members(self) -> frozenset[str]:
        """The names in a zip archive."""
        return members_of(self.data)

    @cached_property
    def mimetype(self) -> str:
        """What a zip archive of OpenDocument or EPUB says that it is."""
        if "mimetype" not in self.members:
            return ""
        try:
            return Archive(self.name, self.data).read("mimetype")[:200].decode("ascii", "replace")
        except BadFile:
            return ""

    @cached_property
    def root(self) -> str:
        """The name of the root element of XML, without its prefix."""
        if not self.text.lstrip().startswith("<"):
            return ""
        found = _ROOT.match(self.text[:20_000])
        return found[1].rpartition(":")[2] if found else ""

    @cached_property
    def values(self) -> list[Any]:
        """The first JSON values: the lines, the items of a list, or the one object and the lists of objects in it."""
        if not self.text.lstrip().startswith(("{", "[")):
            return []
        return list(islice(self._json_lines(), MOST_RECORDS)) or self._json_whole()

    @property
    def is_one_object(self) -> bool:
        """Whether the file is one JSON object, and neither a list nor lines."""
        first = self.values[0] if self.values else None
        return isinstance(first, dict) and self.text.lstrip().startswith("{") and not any(self._json_lines())

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """The JSON objects among `values`."""
        return [value for value in self.values if isinstance(value, dict)]

    @cached_property
    def rows(self) -> list[list[str]]:
        """The first rows of a table or of a workbook's first sheet, its header first.

        None for JSON, XML, or lines that no delimiter divides.
        """
        if self.sheets:
            return first_rows(self.data)
        if self.text.lstrip().startswith(("{", "[", "<")):
            return []
        sample = "\n".join(self.lines)
        delimiter = "\t" if self.suffix in (".tsv", ".tab") else delimiter_of(sample)
        try:
            reader = csv.reader(io.StringIO(self._table_text, newline=""), delimiter=delimiter)
            return list(islice((row for row in reader if any(row)), MOST_LINES))
        except csv.Error:
            return []

    @cached_property
    def sheets(self) -> list[str]:
        """The names of the sheets of an Excel workbook."""
        return sheet_names(self.data) if _WORKBOOK in self.members else []

    @cached_property
    def columns(self) -> frozenset[str]:
        """The names in the header, in small letters."""
        return frozenset(cell.strip().lower() for cell in self.rows[0]) if self.rows else frozenset()

    def _json_lines(self) -> Iterator[Any]:
        filled = [line for line in self.lines if line.strip()]
        if len(filled) < 2 or not filled[0].lstrip().startswith("{"):
            return
        for line in filled:
            try:
                yield from_json(line)
            except ValueError:
                return

    def _json_whole(self) -> list[Any]:
        try:
            value = from_json(self.text, allow_partial=True)
        except (ValueError, RecursionError):
            return []
        if isinstance(value, list):
            return value[:MOST_RECORDS]
        lists = [item for item in value.values() if isinstance(item, list)] if isinstance(value, dict) else []
        return [value, *(item for each in lists for item in each[:MOST_RECORDS] if isinstance(item, dict))]
