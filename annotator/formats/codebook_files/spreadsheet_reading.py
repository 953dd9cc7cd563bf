"""Reading a codebook out of a table: which row is the header, what its columns mean, who stands below whom."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.formats.codebook_files.building import CodebookBuilder, LabelSaid, lines_of, said_fields
from annotator.formats.codebook_files.codebook_file import ReadCodebook
from annotator.formats.codebook_files.columns import SEVERAL, CodebookColumn, columns_of, levels_of
from annotator.formats.codebook_files.spreadsheet import HEADER
from annotator.formats.losses import Loss, Losses
from annotator.model.codebook import Scope
from annotator.model.errors import BadFile
from annotator.readers.encoding import decode
from annotator.readers.registry import bytes_at, printable
from annotator.readers.source import SourceFile
from annotator.readers.table import delimiter_of

UNKNOWN = Loss(
    "1 column is left out, since nobody knows what it says",
    "{n} columns are left out, since nobody knows what they say",
)
SHEET = Loss("1 further sheet is left out", "{n} further sheets are left out")
_SEARCHED_ROWS = 12
_YES = frozenset({"yes", "y", "true", "1", "x", "ja", "oui", "si", "sí", "да", "是", "نعم"})
_DOCUMENT = frozenset({"document", "documents", "dokument", "whole document", "text", "документ", "文档"})
_PATH = re.compile(r"\s*(?:\\|::|>|→|»)\s*")

Rows = list[list[str]]


def read(path: Path) -> ReadCodebook:
    """Read a table; raises `BadFile`."""
    losses = Losses()
    name, rows = printable(path.name), list[list[str]]()
    notices: tuple[str, ...] = ()
    data = bytes_at(path)
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        rows = _sheet(name, data, losses)
    else:
        decoded = decode(name, data)
        notices = decoded.notices
        rows = list(csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter_of(decoded.text)))
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        raise BadFile(name, "it has no rows", "choose another file")
    reading = _TableReading(name, losses, *_header(rows))
    book, _ = reading.builder.codebook(path.stem)
    if not book.labels:
        raise BadFile(name, "it has no labels under its header", "choose another file")
    said = [one for _, one in reading.builder.called()]
    return ReadCodebook(book, (*notices, *losses.sentences()), said_fields(said) | reading.fields)


def _without_marks(row: list[str]) -> list[str]:
    """Return cells of ours without the apostrophe that keeps a spreadsheet from running them."""
    return [cell.removeprefix("'") for cell in row]


def _sheet(name: str, data: bytes, losses: Losses) -> Rows:
    """Return the rows of the sheet whose header says most."""
    from annotator.readers.workbook import cells_of  # noqa: PLC0415  (begins a process)

    sheets = [(title, rows) for title, rows in cells_of(SourceFile(name, data))["sheets"] if rows]
    if not sheets:
        return []
    best = max(sheets, key=lambda sheet: max(len(columns_of(row)) for row in sheet[1][:_SEARCHED_ROWS]))
    for title, _ in sheets:
        if title != best[0]:
            losses.add(SHEET, f"“{title}”")
    return [list(map(str, row)) for row in best[1]]


def _header(rows: Rows) -> tuple[list[str], Rows]:
    """Return the header and the rows below it; a list without a header is one of names, or of names and definitions."""
    scores = [
        (
            len(set(columns_of(row).values()))
            + 2 * (CodebookColumn.NAME in columns_of(row).values())
            + len(levels_of(row)),
            -at,
        )
        for at, row in enumerate(rows[:_SEARCHED_ROWS])
    ]
    score, at = max(scores)
    if score >= 2:
        return rows[-at], rows[-at + 1 :]
    width = max(map(len, rows))
    if width <= 2:
        return ["name", "definition"][:width], rows
    return rows[0], rows[1:]


@dataclass(slots=True)
class _Above:
    """The last label at each depth."""

    at: list[str]

    def parent(self, depth: int) -> str:
        return next((name for name in reversed(self.at[: max(0, depth)]) if name), "")

    def put(self, depth: int, called: str) -> None:
        self.at = [*self.at[:depth], *[""] * (depth - len(self.at)), called]


class _TableReading:
    """Reads rows into a builder."""

    def __init__(self, name: str, losses: Losses, header: Sequence[str], rows: Rows) -> None:
        self._name, self._losses = name, losses
        self._is_ours = tuple(cell.strip() for cell in header) == HEADER
        self.builder = CodebookBuilder(losses)
        self._levels = levels_of(header)
        self._columns = {at: one for at, one in columns_of(header).items() if at not in self._levels}
        if not self._levels and CodebookColumn.NAME not in self._columns.values():
            said = ", ".join(f"“{cell.strip()}”" for cell in header if cell.strip()) or "none"
            raise BadFile(name, f"no column has the names of labels (its columns: {said})", "call it “name”")
        for at, cell in enumerate(header):
            if cell.strip() and at not in self._columns and at not in self._levels:
                self._losses.add(UNKNOWN, f"“{cell.strip()}”")
        self.fields = frozenset(str(one) for one in self._columns.values()) & _FIELDS
        self._above = _Above([])
        self._by_id: dict[str, str] = {}
        self._waiting: list[tuple[str, str]] = []
        for row in map(_without_marks, rows) if self._is_ours else rows:
            if self._is_ours:
                self._take_ours(row)
            elif self._levels:
                self._take_levels(row)
            else:
                self._take(row)
        self._settle_parents()

    def _cells(self, row: Sequence[str]) -> dict[CodebookColumn, list[str]]:
        found: dict[CodebookColumn, list[str]] = {}
        for at, column in self._columns.items():
            if at < len(row) and (cell := row[at].strip() if column is not CodebookColumn.NAME else row[at].rstrip()):
                found.setdefault(column, []).append(cell)
        return found

    def _take(self, row: Sequence[str]) -> None:
        cells = self._cells(row)
        if not cells:
            return
        written = cells.get(CodebookColumn.NAME, [""])[0]
        name, path = _last_of_path(written.strip())
        parent = path or _first(cells, CodebookColumn.PARENT)
        indent = len(written) - len(written.lstrip())
        depth = _number(_first(cells, CodebookColumn.DEPTH)) if CodebookColumn.DEPTH in cells else indent
        called = self._called(name, parent)
        if not parent and not _first(cells, CodebookColumn.PARENT_ID) and depth:
            parent = self._above.parent(depth)
        self._above.put(depth, called)
        said = LabelSaid(name, parent if parent != called else "", _fields(cells), _id(cells))
        self.builder.add(called, said)
        for key in filter(None, (_first(cells, CodebookColumn.ID), _first(cells, CodebookColumn.CODE))):
            self._by_id.setdefault(key, called)
        if above := _first(cells, CodebookColumn.PARENT_ID):
            self._waiting.append((called, above))

    def _take_ours(self, row: Sequence[str]) -> None:
        """Take a row that this program wrote: labels and those above them are named by their ids."""
        cells = self._cells(row)
        id = _first(cells, CodebookColumn.ID)
        self.builder.add(
            id,
            LabelSaid(
                _first(cells, CodebookColumn.NAME), _first(cells, CodebookColumn.PARENT), _fields(cells), _id(cells)
            ),
        )

    def _take_levels(self, row: Sequence[str]) -> None:
        """Take a row whose name stands in the column of its level, below those of the rows above."""
        filled = [
            (depth, row[at].strip()) for depth, at in enumerate(self._levels) if at < len(row) and row[at].strip()
        ]
        cells = self._cells(row)
        for number, (depth, name) in enumerate(filled):
            is_last = number == len(filled) - 1
            parent = self._above.parent(depth)
            called = f"{parent} > {name}" if parent else name
            if is_last or not self.builder.has(called):
                fields = _fields(cells) if is_last else {}
                if not (is_last and self._fills(called, fields)):
                    self.builder.add(called, LabelSaid(name, parent, fields, _id(cells) if is_last else ""))
            self._above.put(depth, called)

    def _fills(self, called: str, fields: dict[str, Any]) -> bool:
        """Whether a label that a deeper row named already gets its own fields now."""
        known = self.builder.get(called)
        if known is None or known.fields:
            return False
        known.fields = fields
        return True

    def _called(self, name: str, parent: str) -> str:
        """Return what a label is called in the file: its name, with that of its parent where the name comes twice."""
        return name if not self.builder.has(name) or not parent else f"{parent} > {name}"

    def _settle_parents(self) -> None:
        """Find the parents that are named by ids, by external codes, or in other letters than the labels."""
        by_name = {said.name.casefold(): called for called, said in reversed(list(self.builder.called()))}
        for called, above in self._waiting:
            said, parent = self.builder.get(called), self._by_id.get(above)
            if said is not None and not said.parent:
                said.parent = parent if parent and parent != called else ""
        for called, said in self.builder.called():
            if said.parent and not self.builder.has(said.parent):
                found = by_name.get(said.parent.casefold()) or self._by_id.get(said.parent)
                said.parent = found if found and found != called else said.parent


_FIELDS = frozenset(
    {"definition", "include", "exclude", "examples", "near_misses", "key", "colour", "code", "heading", "scope"}
)


def _fields(cells: dict[CodebookColumn, list[str]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for column in SEVERAL & cells.keys():
        text = "\n".join(cells[column]).replace("\r\n", "\n").replace("\r", "\n")
        is_list = column in (CodebookColumn.EXAMPLES, CodebookColumn.NEAR_MISSES)
        fields[str(column)] = lines_of(text) if is_list else text
    for column in (CodebookColumn.KEY, CodebookColumn.COLOUR):
        if column in cells:
            fields[str(column)] = cells[column][0]
    if CodebookColumn.CODE in cells:
        fields["code"] = re.sub(r"\.0$", "", cells[CodebookColumn.CODE][0])
    if CodebookColumn.HEADING in cells:
        fields["heading"] = cells[CodebookColumn.HEADING][0].casefold() in _YES
    if CodebookColumn.SCOPE in cells and cells[CodebookColumn.SCOPE][0].casefold() in _DOCUMENT:
        fields["scope"] = Scope.DOCUMENT
    return fields


def _id(cells: dict[CodebookColumn, list[str]]) -> str:
    """Return the id of a label where the table has ours: readable words."""
    id = _first(cells, CodebookColumn.ID)
    return id if id and re.fullmatch(r"[a-z0-9]*[a-z_-][a-z0-9_-]*", id) and len(id) < 65 and id[0] not in "_-" else ""


def _first(cells: dict[CodebookColumn, list[str]], column: CodebookColumn) -> str:
    return cells.get(column, [""])[0]


def _last_of_path(written: str) -> tuple[str, str]:
    """Return the name at the end of a path (“Food > Coke”) and that of the one above it."""
    parts = [part for part in _PATH.split(written) if part]
    return (parts[-1], parts[-2]) if len(parts) > 1 else (written, "")


def _number(written: str) -> int:
    found = re.search(r"\d+", written)
    return min(int(found[0][:4]), 50) if found else 0
