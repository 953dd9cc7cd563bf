"""Workbooks (Excel, LibreOffice Calc): a document a row, as of a table in CSV."""

import atexit
import threading
from typing import Any

from annotator.bundled import module_command
from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile, NeedsColumn
from annotator.readers.archive import Archive, members_of
from annotator.readers.odf import kind_of
from annotator.readers.pdf_process import PdfProcess
from annotator.readers.sheet_modes import ALL, SHOWN
from annotator.readers.source import SourceFile
from annotator.readers.table import Row, column_names, drafts_of, text_column_of

_LOCK = threading.Lock()
"""The process reads one file at a time."""

_PROCESS = PdfProcess(module_command("annotator.readers.workbook_rows"), "workbook")
atexit.register(_PROCESS.close)

_MAIN = ("xl/workbook.xml", "xl/workbook.bin")
_ERRORS = {
    "password": ("the workbook is protected by a password", "save a copy without the password and import that"),
    "damaged": ("the workbook is damaged, or no workbook", "save it again as .xlsx or .csv"),
    "size": ("the workbook has more cells than a table of texts can have", "save the sheet with the texts as .csv"),
    "memory": ("the workbook unpacks to more than a document can be", "save the sheet with the texts as .csv"),
}


def sniff(data: bytes) -> bool:
    """Whether the file is a workbook in one of the zipped kinds."""
    if not data.startswith(b"PK"):
        return False
    return any(name in members_of(data) for name in _MAIN) or kind_of(data) == "spreadsheet"


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return one document for each row of the sheet with the texts; raises `BadFile`."""
    found = cells_of(source)
    tables = [(name, _rows(rows)) for name, rows in found["sheets"] if len(rows) > 1]
    if not tables:
        raise BadFile(source.name, "its sheets have no rows under a header", "nothing was imported from it")
    column = _text_column(source, tables)
    chosen = [(name, rows) for name, rows in tables if column in rows[0][1]]
    left = [name for name, _ in found["sheets"] if name not in {name for name, _ in chosen}] + found["hidden"]
    notices = (f"Sheets left out: {', '.join(f'“{name}”' for name in left[:20])}.",) if left else ()
    all_rows = [row for _, rows in chosen for _, row in rows]
    if len(chosen) > 1:
        all_rows = [{**row, "sheet": row.get("sheet", name)} for name, rows in chosen for _, row in rows]
    return drafts_of(source, list(enumerate(all_rows, 1)), notices, "row")


def cells_of(source: SourceFile, with_hidden: bool = False) -> dict[str, Any]:
    """Return `sheets`, (name, rows of texts) of each that is shown, and `hidden`, the others; raises `BadFile`.

    `with_hidden`: the hidden ones are among the first.
    """
    if source.data.startswith(b"PK"):
        Archive(source.name, source.data)  # which refuses what unpacks to too much
    with _LOCK:
        found = _PROCESS.ask(source.name, source.data, mode=ALL if with_hidden else SHOWN)
    if "error" in found:
        raise BadFile(source.name, *_ERRORS[found["error"]])
    return found


def _rows(rows: list[list[str]]) -> list[Row]:
    names = column_names(rows[0])
    return [(number, dict(zip(names, cells, strict=False))) for number, cells in enumerate(rows[1:], 1)]


def _text_column(source: SourceFile, tables: list[tuple[str, list[Row]]]) -> str:
    """Return the column with the texts of the first sheet that plainly has one; raises `BadFile`."""
    refused: BadFile | None = None
    for _, rows in tables:
        try:
            return text_column_of(source, rows)
        except NeedsColumn as error:
            refused = refused or error
        except BadFile as error:
            if len(tables) == 1:
                raise
            refused = refused or error
    assert refused is not None
    raise refused
