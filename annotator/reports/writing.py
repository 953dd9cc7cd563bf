"""A report as a file: its kind follows from the ending of its name."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import NamedTuple

from annotator.model.errors import BadFile
from annotator.reports.blocks import Report
from annotator.reports.docx import docx
from annotator.reports.html import html
from annotator.reports.markdown import markdown
from annotator.reports.tex import tex_file


class Kind(NamedTuple):
    """A kind of report: what it is called, and what makes its file."""

    title: str
    render: Callable[[Report], bytes]


KINDS: Mapping[str, Kind] = {
    ".html": Kind("Web page", html),
    ".docx": Kind("Word document", docx),
    ".tex": Kind("LaTeX", tex_file),
    ".md": Kind("Markdown", markdown),
}
"""The one list of kinds, by the ending of the file's name."""
ENDINGS = " or ".join(filter(None, (", ".join([*KINDS][:-1]), [*KINDS][-1])))


def check_name(name: str) -> None:
    """Raise `BadFile` for a name whose ending stands for no kind of report; to be asked before one is made."""
    if PurePath(name).suffix.lower() not in KINDS:
        raise BadFile(name, f"a report is written as {ENDINGS}", "give the file one of these endings")


def render(report: Report, name: str) -> bytes:
    """Return a report as the kind of file that its name stands for; raises `BadFile` as `check_name` does."""
    check_name(name)
    return KINDS[PurePath(name).suffix.lower()].render(report)
