"""Tables of Parquet and Arrow as rows, by a process that may end with them."""

import atexit
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from annotator.bundled import module_command
from annotator.model.errors import BadFile
from annotator.readers.pdf_process import PdfProcess

_LOCK = threading.Lock()
"""The process reads one file at a time."""
_PROCESS = PdfProcess(module_command("annotator.readers.columnar_rows"), "table")
atexit.register(_PROCESS.close)

MARKS = (b"PAR1", b"\xff\xff\xff\xff", b"ARROW1\0\0")
INSTALL = "pip install 'diplomatic-annotator[parquet]'"
_ERRORS = {
    "missing": (
        "it is a table of Parquet or Arrow, which is read by the Parquet extra, and that is not installed",
        f"install it ({INSTALL}), or save it as JSON lines",
    ),
    "damaged": ("the file is damaged: its table cannot be read", "save it again with the program that made it"),
    "size": ("it holds more than can be read at once", "divide it into several files"),
}


@dataclass(frozen=True, slots=True)
class ColumnarTable:
    """The names of columns, the rows with a value each, and what its schema says for `datasets`, as JSON."""

    columns: list[str]
    values: list[list[Any]]
    said: str

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows by the names of their columns."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.values)


def read_table(name: str, data: bytes) -> ColumnarTable:
    """Return the table in the bytes of a file called `name`; raises `BadFile`."""
    with _LOCK:
        found = _PROCESS.ask(name, data)
    if "error" in found:
        problem, remedy = _ERRORS[found["error"]]
        raise BadFile(name, problem, remedy)
    return ColumnarTable(found["columns"], found["rows"], found["said"])
