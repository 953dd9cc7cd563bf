"""The cells of a workbook as texts, read in a process of its own: `python -m annotator.readers.workbook_rows`.

One cell at the far end of a sheet makes the library set aside room for all before it, and a process that cannot have
that much ends; see `serving`.
"""

import io
import sys
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from typing import BinaryIO
from xml.parsers import expat

from python_calamine import CalamineError, CalamineSheet, PasswordError, SheetVisibleEnum, load_workbook

from annotator.readers.serving import serve_files
from annotator.readers.sheet_modes import ALL, SHOWN
from annotator.readers.values import sound

MOST_CELLS = 20_000_000

Answer = dict[str, object]
"""`sheets`: (name, rows of texts) of each sheet that is shown; `hidden`: names of the others. Or `error`: “password”,
“damaged”, “size”, “memory”."""


def answer_for(data: bytes, mode: bytes = SHOWN) -> Answer:
    """Return what is in a workbook; `mode`: in the sheets that are shown, or in all."""
    try:
        if not _ends(data):
            return {"error": "damaged"}
        book = load_workbook(io.BytesIO(data))
        shown = {one.name for one in book.sheets_metadata if mode == ALL or one.visible == SheetVisibleEnum.Visible}
        sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names if name in shown]
        if sum(sheet.height * sheet.width for _, sheet in sheets) > MOST_CELLS:
            return {"error": "size"}
        return {
            "sheets": [(sound(name), _rows(sheet)) for name, sheet in sheets],
            "hidden": [sound(name) for name in book.sheet_names if name not in shown],
        }
    except PasswordError:
        return {"error": "password"}
    except MemoryError:
        return {"error": "memory"}
    except (CalamineError, OSError, ValueError):
        return {"error": "damaged"}


def _ends(data: bytes) -> bool:
    """Whether the XML of an OpenDocument sheet is closed: in one that is not the library reads on for ever (0.9.1)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {*archive.namelist()} & {"content.xml", "META-INF/manifest.xml"}
            if "content.xml" not in names or any(
                b"encryption-data" in archive.read(one) for one in names - {"content.xml"}
            ):
                return True
            for name in sorted(names):
                with archive.open(name) as file:
                    expat.ParserCreate().ParseFile(file)
    except zipfile.BadZipFile:
        return True  # no archive, or one that the library refuses itself
    except (expat.ExpatError, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return False
    return True


def _rows(sheet: CalamineSheet) -> list[list[str]]:
    rows = ([cell_text(cell) for cell in row] for row in sheet.iter_rows())
    return [row for row in rows if any(cell.strip() for cell in row)]


def cell_text(cell: object) -> str:
    """Return a cell as a table in CSV would have it: whole numbers without a point, dates and times in ISO 8601."""
    match cell:
        case str():
            return sound(cell)
        case bool():
            return "true" if cell else "false"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime():
            is_day = cell.time() == time()
            return cell.date().isoformat() if is_day else cell.isoformat(timespec="seconds")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            seconds = round(cell.total_seconds())
            return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return str(cell)


def serve(asked: BinaryIO, answers: BinaryIO, limited: bool = True) -> None:
    """Answer requests until there are no more; see `serving.serve_files`."""
    serve_files(lambda mode, data: answer_for(data, mode), asked, answers, limited)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
