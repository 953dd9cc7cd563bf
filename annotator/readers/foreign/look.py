"""The first look at a file: what its text, JSON, table or XML is made of, each found out only once it is asked for.

What a file is stands in its structure, wherever in it that is and however long what stands before: nothing is cut but
texts of which no more is wanted. Of records and rows that are alike the first are looked at; where these tell nothing,
`further` looks at all.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO, Self, TypeVar

from annotator.model.errors import BadFile
from annotator.readers.archive import Archive, members_of
from annotator.readers.encoding import codec_of
from annotator.readers.foreign.json_look import JsonLook, json_look
from annotator.readers.foreign.workbook_look import first_rows, sheet_names
from annotator.readers.table import delimiter_among, has_empty_column, telling_rows
from annotator.readers.xml_root import RootTag, root_of

HEAD = 128 * 1024
"""So many bytes show how a file begins: by its first bytes or words, and in which encoding."""
MOST_LINES, MOST_RECORDS = 400, 60
LONGEST_LINE, MOST_LONG = 10_000, 20
"""Lines are cut behind so many characters; with so many longer ones a text is no list of anything."""
TABBED = (".tsv", ".tab")
TABLES = (".csv", *TABBED)

_WORKBOOK = "xl/workbook.xml"
_PIECE, _OVERLAP, _TEXT_PIECE = 1024 * 1024, 1024, 65_536
_CREATED = re.compile(rb"CREATE TABLE\s+(?:IF NOT EXISTS\s+)?[\"'`\[]?(\w+)", re.IGNORECASE)
_NOT_TEXT = re.compile(rb"%PDF-|PK\x03\x04|\x89PNG|\xff\xd8\xff|\xd0\xcf\x11\xe0|SQLite format 3\0")

Rows = list[list[str]]
T = TypeVar("T")


class FileLook:
    """A file called `name`, looked at without trust: nothing here raises, and what is not there is empty.

    `source`: its bytes, or where it is. `is_thorough`: whether all records and rows are looked at.
    """

    def __init__(self, name: str, source: bytes | Path, is_thorough: bool = False) -> None:
        self.name, self._source, self._is_thorough = name, source, is_thorough
        self.suffix = Path(name.replace("\0", "")).suffix.lower()
        self._has_more = False

    @classmethod
    def at(cls, path: Path) -> Self:
        """Return the look at a file where it is; a folder, and what cannot be read, is empty."""
        try:
            is_file = path.is_file()  # a pipe would be waited for
        except (OSError, ValueError):
            is_file = False
        return cls(path.name, path if is_file else b"")

    @classmethod
    def at_rows(cls, name: str, rows: Iterable[list[str]]) -> Self:
        """Return the look at a table that was read already, its header first, as of a workbook."""
        look = cls(name, b"")
        left = iter(rows)
        header = next(left, [])
        look.suffix, look.rows = ".csv", [header, *telling_rows(left, len(header))] if header else []
        return look

    @property
    def further(self) -> Self | None:
        """The look at all records or rows, None where these were all."""
        return type(self)(self.name, self._source, is_thorough=True) if self._has_more else None

    @cached_property
    def start(self) -> bytes:
        """The first bytes."""
        with self._opened() as stream:
            return _read(stream.read, HEAD) or b""

    @cached_property
    def text(self) -> str:
        """The beginning of the file as text, line ends as line feeds; a legacy encoding leaves its ASCII readable."""
        return "".join(islice(self._pieces(HEAD), 1))

    @cached_property
    def lines(self) -> list[str]:
        """The first lines, cut where they are very long."""
        return list(islice(self._lines(), MOST_LINES))

    def lines_but(self, *beginnings: str) -> list[str]:
        """Return the first lines that are not blank and do not begin so."""
        found = (one for one in self._lines() if one.strip() and not one.startswith(beginnings))
        return list(islice(found, MOST_LINES))

    def holds(self, *marks: str | bytes) -> bool:
        """Tell whether all of these stand somewhere in the file, as words of its text or as bytes."""
        wanted = {one if isinstance(one, bytes) else self._encoded(one) for one in marks}
        for piece in self._overlapping():
            wanted = {one for one in wanted if one not in piece}
            if not wanted:
                return True
        return False

    @cached_property
    def tables(self) -> frozenset[str]:
        """The names of the tables of a database, in small letters. Its schema stands in it as text."""
        found = (name for piece in self._overlapping() for name in _CREATED.findall(piece))
        return frozenset(name.decode("ascii", "replace").lower() for name in found)

    @cached_property
    def members(self) -> frozenset[str]:
        """The names in a zip archive."""
        return members_of(self._source) if self.start.startswith(b"PK") else frozenset()

    @cached_property
    def mimetype(self) -> str:
        """What a zip archive of OpenDocument or EPUB says that it is."""
        return self.member("mimetype")[:200].decode("ascii", "replace")

    def member(self, name: str) -> bytes:
        """Return what stands in a zip archive under a name; nothing where it has none, or is damaged."""
        if name not in self.members:
            return b""
        try:
            return Archive(self.name, self._source).read(name)
        except BadFile:
            return b""

    def last(self, count: int) -> bytes:
        """Return the last bytes, all of a shorter file."""
        with self._opened() as stream:
            size = stream.seek(0, io.SEEK_END)
            stream.seek(max(0, size - count))
            return _read(stream.read, count) or b""

    @cached_property
    def root_tag(self) -> RootTag:
        """The tag of the root element of XML."""
        return root_of(lambda size: "".join(islice(self._pieces(size), 1))) if self._begins("<") else RootTag("", "")

    @property
    def root(self) -> str:
        """The name of the root element of XML, without its prefix."""
        return self.root_tag.name

    @property
    def values(self) -> list[Any]:
        """The JSON values: the lines, the items of a list, or the one object and the objects in its lists.

        Of those that are alike there is one, with its texts cut.
        """
        return self._json.values

    @property
    def is_one_object(self) -> bool:
        """Whether the file is one JSON object, and neither a list nor lines."""
        return self._json.is_one_object

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """The JSON objects among `values`."""
        return [value for value in self.values if isinstance(value, dict)]

    @cached_property
    def rows(self) -> Rows:
        """The first rows of a table or of the first sheet of a workbook that has some, its header first.

        None for JSON, XML, or lines that no delimiter divides.
        """
        if self.sheets:
            return next(iter(self.sheet_rows), [])
        if self._begins("{", "[", "<") or _NOT_TEXT.match(self.start):
            return []
        delimiter = "\t" if self.suffix in TABBED else delimiter_among(self._whole_lines)
        rows = _sound(csv.reader(self._whole_lines(), delimiter=delimiter))
        header = next(rows, [])
        found = telling_rows(rows, len(header), self._is_thorough)
        is_open = self.suffix in TABLES and has_empty_column(found, len(header))
        self._has_more |= is_open and next(rows, None) is not None
        return [header, *found] if header else []

    @cached_property
    def sheets(self) -> list[str]:
        """The names of the sheets of an Excel workbook."""
        return sheet_names(self._source) if _WORKBOOK in self.members else []

    @cached_property
    def sheet_rows(self) -> list[Rows]:
        """The first rows of each sheet of a workbook that has some."""
        return first_rows(self._source, MOST_LINES) if self.sheets else []

    @cached_property
    def columns(self) -> frozenset[str]:
        """The names in the header, in small letters."""
        return frozenset(cell.strip().lower() for cell in self.rows[0]) if self.rows else frozenset()

    @cached_property
    def _json(self) -> JsonLook:
        if not self._begins("{", "["):
            return JsonLook([])
        found = json_look(self._pieces(_TEXT_PIECE), None if self._is_thorough else MOST_RECORDS)
        self._has_more |= found.is_cut
        return found

    def _begins(self, *signs: str) -> bool:
        """Whether the first character that is no blank is one of these."""
        pieces = (piece.lstrip() for piece in chain([self.text], self._pieces(HEAD)))
        return next(filter(None, pieces), "").startswith(signs)

    def _lines(self) -> Iterator[str]:
        many = 0
        with self._as_text() as stream:
            while many < MOST_LONG and (line := _read(stream.readline, LONGEST_LINE)):
                yield line.removesuffix("\n")
                if len(line) == LONGEST_LINE and not line.endswith("\n"):
                    many += 1
                    while (rest := _read(stream.readline, _TEXT_PIECE)) and not rest.endswith("\n"):
                        pass

    def _whole_lines(self) -> Iterator[str]:
        with self._as_text() as stream:
            while line := _read(stream.readline, -1):
                yield line

    def _pieces(self, size: int) -> Iterator[str]:
        with self._as_text() as stream:
            while piece := _read(stream.read, size):
                yield piece

    def _overlapping(self) -> Iterator[bytes]:
        before = b""
        with self._opened() as stream:
            while piece := _read(stream.read, _PIECE):
                yield before + piece
                before = piece[-_OVERLAP:]

    @cached_property
    def _codec(self) -> str:
        is_guessed = self.suffix in TABLES or self.start.lstrip()[:1] in (b"{", b"[")
        return codec_of(self.start, is_guessed)

    def _encoded(self, mark: str) -> bytes:
        if not self._codec.startswith(("utf-16", "utf-32")):
            return mark.encode()
        is_big = self._codec.endswith("be") or self.start.startswith((b"\xfe\xff", b"\0\0\xfe\xff"))
        return mark.encode(f"{self._codec[:6]}-{'be' if is_big else 'le'}")

    def _as_text(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(self._opened(), encoding=self._codec, errors="replace", newline=None)

    def _opened(self) -> BinaryIO:
        if isinstance(self._source, bytes):
            return io.BytesIO(self._source)
        try:
            return self._source.open("rb")
        except OSError:
            return io.BytesIO()  # reading it says why


def _read(read: Callable[[int], T], size: int) -> T | None:
    try:
        return read(size)
    except (OSError, ValueError):
        return None


def _sound(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Yield rows in which something stands, as far as they are sound."""
    with suppress(csv.Error):
        yield from (row for row in rows if any(row))
