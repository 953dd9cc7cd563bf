"""Real programs that set a report, where they are installed: TeX, LibreOffice; and what the PDF then says."""

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2 as pdfium
import pytest

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
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=100)
    log = (folder / "report.log").read_text(encoding="utf-8", errors="replace")
    assert done.returncode == 0, "\n".join(line for line in log.splitlines() if line.startswith(("!", "l.")))
    return folder / "report.pdf", log


def complaints(log: str) -> list[str]:
    """Return what TeX says of letters that are missing, of lines too wide and of references that lead nowhere."""
    return re.findall(r"^(?:Missing character|Overfull \\hbox|LaTeX (?:Font )?Warning:).*$", log, re.M)


def set_by_libreoffice(source: bytes, folder: Path) -> Path:
    """Return the PDF that LibreOffice makes of a Word file."""
    program = needs("soffice")
    (folder / "report.docx").write_bytes(source)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program, profile, "--headless", "--convert-to", "pdf", "report.docx"]
    subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=100)
    return folder / "report.pdf"


def lines_of(path: Path) -> list[str]:
    """Return the lines of all pages of a PDF, as they stand."""
    document = pdfium.PdfDocument(path)
    try:
        return [line for page in document for line in page.get_textpage().get_text_range().splitlines()]
    finally:
        document.close()


def pages_of(path: Path) -> int:
    """Return how many pages a PDF has."""
    document = pdfium.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()
