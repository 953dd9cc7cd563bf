"""Any table comes back from its workbook, however long it and its texts are, and others' tools find nothing wrong."""

import io
import re
import zipfile
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from annotator.formats.tables import sheets
from annotator.formats.tables.coding_table import Cell
from annotator.formats.tables.sheets import LONG, Sheets, long_mark
from annotator.model.errors import NotAllowed
from tests.examples import examples

_PARTS = (
    "<r>",
    "</r>",
    "&",
    "<",
    ">",
    "_x0041_",
    "_x",
    "x000D_",
    "_",
    "=1",
    "'",
    " ",
    "\n",
    "\r",
    "\t",
    "\0",
    "\x1f",
    "é🕊",
)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.lists(st.sampled_from(_PARTS), max_size=6).map("".join),
    st.integers(-(10**16), 10**16),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0, 1, 0.0, -0.0, 1.0, "0", "1.0", 0.1, 1e300, 10**15 - 1, 10**15]),
)


def tables() -> st.SearchStrategy[list[list[Cell]]]:
    """Tables of one to thirty columns."""
    return st.sampled_from([1, 2, 5, 30]).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=12)
    )


def written(rows: list[list[Cell]], *batches: int) -> bytes:
    """Return a workbook with a sheet of these rows, handed over in batches of these sizes and the rest."""
    with Sheets() as book:
        sheet = book.sheet("rows", [f"column {at}" for at in range(len(rows[0]) if rows else 1)])
        at = 0
        for size in batches:
            sheet.write(rows[at : at + size])
            at += size
        sheet.write(rows[at:])
        return b"".join(book.chunks())


def read(workbook: bytes) -> dict[str, list[list[Any]]]:
    """Return the rows of each sheet below its header."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)[1:] for name in book.sheet_names}


def as_read(cell: Cell) -> Any:
    """Return what a cell is to be read as: a number that a cell cannot hold as it is, as its text."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, int):
        return float(cell) if abs(cell) < 10**15 else str(cell)
    return cell if not cell.is_integer() and float(f"{cell:.16G}") == cell else str(cell)


@settings(max_examples=examples(40), deadline=None)
@given(rows=tables(), batches=st.lists(st.integers(1, 4), max_size=3), most=st.sampled_from([2, 3, 5, 1000]))
def test_any_rows_come_back_in_as_many_sheets_as_they_need(
    rows: list[list[Cell]], batches: list[int], most: int
) -> None:
    with patch.object(sheets, "MOST_ROWS", most):
        found = read(written(rows, *batches))
    fit = most - 1
    assert list(found) == ["rows", *(f"rows {number + 1}" for number in range(1, -(-len(rows) // fit)))]
    width = len(rows[0]) if rows else 0
    back = [(row + [""] * width)[:width] for name in found for row in _filled(found[name], len(rows), fit, name)]
    assert back == [[as_read(cell) for cell in row] for row in rows]


def _filled(rows: list[list[Any]], count: int, fit: int, name: str) -> list[list[Any]]:
    """Return as many rows as the sheet has, also the empty ones at its end."""
    before = (int(name.partition(" ")[2] or 1) - 1) * fit
    return rows + [[]] * (min(fit, count - before) - len(rows))


@settings(max_examples=examples(15), deadline=None)
@given(rows=tables())
def test_each_part_is_xml_that_says_how_large_it_is_and_where_each_cell_stands(rows: list[list[Cell]]) -> None:
    with zipfile.ZipFile(io.BytesIO(written(rows))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for part in parts.values():
        ElementTree.fromstring(part)
    sheet = parts["xl/worksheets/sheet1.xml"]
    width = max(1, len(rows[0]) if rows else 1)
    last = re.findall(r'<dimension ref="A1:([A-Z]+)(\d+)"/>', sheet)
    assert last == [("AD" if width == 30 else "ABCDE"[width - 1], str(len(rows) + 1))]
    places = re.findall(r'<c r="([A-Z]+)(\d+)"', sheet)
    assert len(places) == len(set(places))
    assert re.findall(r'<row r="(\d+)"', sheet) == [str(number) for number in range(1, len(rows) + 2)]


def test_a_text_that_no_cell_holds_stands_in_pieces_in_a_sheet_of_its_own() -> None:
    long, held = "🕊" * 17_000, "x" * sheets.MOST_UNITS
    found = read(written([[long, held], ["a", long]]))
    assert found["rows"] == [[long_mark(1), held], ["a", long_mark(2)]]
    for number in (1.0, 2.0):
        pieces = [row[2] for row in found[LONG] if row[0] == number]
        assert len(pieces) > 1 and "".join(pieces) == long


def test_half_of_a_surrogate_pair_is_refused_in_a_sentence() -> None:
    with pytest.raises(NotAllowed, match="the sheet “rows” cannot be written"):
        written([["half \ud800"]])


def test_nothing_is_left_to_run_as_a_formula_once_it_is_edited() -> None:
    with zipfile.ZipFile(io.BytesIO(written([["=1+1", "@a", "plain"]]))) as archive:
        cells = re.findall(r'<c r="[A-C]2"( s="\d+")?', archive.read("xl/worksheets/sheet1.xml").decode())
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
    (of_cells,) = styles.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}cellXfs")
    quoted = [number for number, one in enumerate(of_cells) if one.get("quotePrefix") == "1"]
    assert cells == [f' s="{quoted[0]}"', f' s="{quoted[0]}"', ""]
