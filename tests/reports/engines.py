"""Real programs that set a report, where they are installed: TeX, LibreOffice; and what the PDF then says."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import regex

from annotator.reports.blocks import Align, Heading, Report, TableBlock, placed
from annotator.reports.column_widths import SIZE
from annotator.reports.text_width import text_width

_SLACK, _WIDE = 2.0, 150.0
_LONG = 500
"""Seconds: LuaLaTeX makes a list of all fonts when it runs for the first time."""
_TURNED = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{M}\p{So}\p{Cf}\p{Co}\p{Cn}]")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")

ENGINES = ("pdflatex", "xelatex", "lualatex")
_HOW = {"soffice": "libreoffice-writer", "lualatex": "texlive-luatex", "xelatex": "texlive-xetex"}


def needs(program: str) -> str:
    """Return the path of a program; skips the test where it is not installed."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"needs {program} (Debian: {_HOW.get(program, 'texlive-latex-recommended and texlive-pictures')})")
    return found


def set_by_tex(engine: str, source: bytes, folder: Path) -> tuple[Path, str]:
    """Return the PDF that an engine makes of a LaTeX file, and its log; fails where it stops."""
    program = needs(engine)
    (folder / "report.tex").write_bytes(source)
    command = [program, "-interaction=nonstopmode", "-halt-on-error", "report.tex"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=_LONG)
    log = (folder / "report.log").read_text(encoding="utf-8", errors="replace")
    assert done.returncode == 0, "\n".join(line for line in log.splitlines() if line.startswith(("!", "l.")))
    return folder / "report.pdf", log


def complaints(log: str) -> list[str]:
    """Return what TeX says of letters that are missing, of lines too wide and of references that lead nowhere."""
    return re.findall(r"^(?:Missing character|Overfull \\hbox|LaTeX (?:Font )?Warning:).*$", log, re.M)


def set_by_libreoffice(sources: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Return the PDFs that LibreOffice makes of Word files, by their names without an ending."""
    program = needs("soffice")
    for name, source in sources.items():
        (folder / f"{name}.docx").write_bytes(source)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", *(f"{name}.docx" for name in sources)]
    subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=_LONG)
    return {name: folder / f"{name}.pdf" for name in sources}


@contextmanager
def opened(path: Path) -> Iterator[list[pdfium.PdfPage]]:
    """Yield the pages of a PDF."""
    document = pdfium.PdfDocument(path)
    try:
        yield [*document]
    finally:
        document.close()


def has_arial() -> bool:
    """Whether there is a font with the widths of Arial, in which Word files are set."""
    program = shutil.which("fc-match")
    said = subprocess.run([program, "Arial"], capture_output=True, check=True).stdout if program else b""
    return b"Liberation" in said or b"Arial" in said


def lines_of(path: Path) -> list[str]:
    """Return the lines of all pages of a PDF, as they stand, their blanks alike."""
    with opened(path) as pages:
        texts = [page.get_textpage().get_text_range() for page in pages]
    return [" ".join(line.replace("\u2011", "-").split()) for text in texts for line in text.splitlines()]


def left_behind(report: Report, path: Path) -> list[str]:
    """Return the headings of a report that stand at the foot of a page, with nothing under them but its number."""
    headings = {" ".join(block.text.split()) for block in report.blocks if isinstance(block, Heading)}
    with opened(path) as pages:
        texts = [page.get_textpage().get_text_range() for page in pages]
    last = ([line for line in map(str.strip, text.splitlines()) if line and not line.isdigit()][-1:] for text in texts)
    return [line for lines in last for line in lines if " ".join(line.split()) in headings]


def pages_of(path: Path) -> int:
    """Return how many pages a PDF has."""
    with opened(path) as pages:
        return len(pages)


def beyond(path: Path, margin_cm: float) -> list[tuple[int, float]]:
    """Return (page, by how many points) for what stands further right than the margin, or off to the left."""
    found = []
    with opened(path) as pages:
        for number, page in enumerate(pages, 1):
            left, right = margin_cm / 2.54 * 72, page.get_width() - margin_cm / 2.54 * 72
            for one in page.get_objects():
                start, _, stop, _ = one.get_bounds()
                if start < left - _SLACK or stop > right + _SLACK:
                    found.append((number, max(left - start, stop - right)))
    return found


def broken(report: Report, lines: Sequence[str]) -> list[str]:
    """Return the words and numbers of a report's tables that stand on no line of a PDF as a whole.

    Numbers with their intervals count as one. What is wider than a column may be is left out, so are scripts without
    blanks between words, and letters whose order in a PDF is not that of the text.
    """
    text = "\n".join(lines)
    words = {piece for block in report.blocks if isinstance(block, TableBlock) for piece in _pieces(block)}
    return sorted(word for word in words if " ".join(word.split()) not in text)


def _pieces(table: TableBlock) -> Iterator[str]:
    for row in (*table.header, *table.rows):
        for column, cell in placed(row):
            if _TURNED.search(cell.text):
                continue
            is_number = table.columns[column].align is Align.NUMBERS and row in table.rows and cell.span == 1
            for piece in cell.text.split("\n") if is_number else re.split(r"[ \n]", cell.text):
                if text_width(piece, SIZE) < _WIDE and not _UNSPACED.search(piece):
                    yield piece
