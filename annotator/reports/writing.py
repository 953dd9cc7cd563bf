"""A report as a file: its kind follows from the ending of its name."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from annotator.model.errors import BadFile
from annotator.reports.blocks import Report
from annotator.reports.docx import docx
from annotator.reports.html import html
from annotator.reports.tex import tex_file

KINDS: Mapping[str, Callable[[Report], bytes]] = {".html": html, ".docx": docx, ".tex": tex_file}


def check_name(name: str) -> None:
    """Raise `BadFile` for a name whose ending stands for no kind of report; to be asked before one is made."""
    if PurePath(name).suffix.lower() not in KINDS:
        raise BadFile(name, "a report is written as .html, .docx or .tex", "give the file one of these endings")


def render(report: Report, name: str) -> bytes:
    """Return a report as the kind of file that its name stands for; raises `BadFile` as `check_name` does."""
    check_name(name)
    return KINDS[PurePath(name).suffix.lower()](report)
