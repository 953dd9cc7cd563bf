"""What it costs to read a MB of each kind of document, and to import many files, in one process and in several.

`read.*` is CPU time for a MB of the file, the least of some rounds; the pages of the PDF file are not compressed. The
floor of pages and editions is what lxml needs to parse the same file, to walk it and to collapse its blanks; that of
tables is Python's csv, that of PDF files what PDFium needs for the characters of their pages. `import.*` is the wall
clock, beside the same import in one process.
"""

import csv
import io
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
from lxml import etree

from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.exchange import importing
from annotator.operations.exchange.finding import sources_in
from annotator.operations.exchange.reading_ahead import MOST_PROCESSES
from annotator.readers.pdf_pages import answer_for
from annotator.readers.registry import read_bytes
from annotator.store.project import Project
from tests.benchmarks.figures import Figure
from tests.benchmarks.load import make_text
from tests.readers import samples

_ROUNDS = 3
_SITE = """<!doctype html><html lang=en><head><title>Statement {number}</title><style>p {{ margin: 0 }}</style></head>
<body><a class=skip href="#main">Skip to content</a><header><nav><ul><li><a href=/>Start</a><li><a href=/news>News</a>
</ul></nav></header><div class=cookie-banner role=dialog><p>This site uses cookies.</p></div>
<main id=main><h1>Statement {number}</h1>{paragraphs}</main><aside><h2>Related</h2><ul><li><a href=1>A visit</a></ul>
</aside><footer><p>© The Ministry</p></footer></body></html>"""


def figures() -> list[Figure]:
    """Return the figures of reading and of importing."""
    return [*_reading(), *_importing()]


def _reading() -> list[Figure]:
    paragraphs = make_text(1_500_000).split("\n")
    marked = "".join(f"<p>{line[:60]} <a href='/x'>{line[60:80]}</a>{line[80:]}</p>\n" for line in paragraphs)
    page = _SITE.format(number=1, paragraphs=marked).encode()
    edition = samples.tei("".join(f"<p>{line[:40]}<hi>{line[40:60]}</hi>{line[60:]}</p>\n" for line in paragraphs))
    table = _table(paragraphs)
    volume = _pdf(make_text(300_000).split("\n"))
    return [
        _read("read.html", "site_1.5mb", page, lambda: read_bytes("a.html", page), lambda: _by_lxml(page, True)),
        _read("read.tei", "edition_1.5mb", edition, lambda: read_bytes("a.xml", edition), lambda: _by_lxml(edition)),
        _read("read.csv", "table_1.5mb", table, lambda: read_bytes("a.csv", table), lambda: _rows(table)),
        _read("read.pdf", "volume_300k", volume, lambda: answer_for(volume), lambda: _characters(volume)),
    ]


def _read(name: str, load: str, data: bytes, work: Callable[[], object], floor: Callable[[], object]) -> Figure:
    megabytes = len(data) / 1e6
    return Figure(name, load, _least_ms(work) / megabytes, "ms/MB", _least_ms(floor) / megabytes)


def _least_ms(work: Callable[[], object]) -> float:
    work()
    spent = []
    for _ in range(_ROUNDS):
        begun = time.thread_time_ns()
        work()
        spent.append((time.thread_time_ns() - begun) / 1e6)
    return min(spent)


def _by_lxml(data: bytes, is_html: bool = False) -> str:
    parser = etree.HTMLParser(huge_tree=True) if is_html else etree.XMLParser(huge_tree=True, no_network=True)
    found = []
    for element in etree.fromstring(data, parser).iter():
        found += [" ".join((element.text or "").split()), " ".join((element.tail or "").split())]
    return " ".join(found)


def _table(paragraphs: list[str]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(["title", "date", "text"])
    writer.writerows((f"Statement {number}", "2023-05-12", line) for number, line in enumerate(paragraphs))
    return file.getvalue().encode()


def _rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def _characters(data: bytes) -> str:
    document = pdfium.PdfDocument(data)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _pdf(paragraphs: list[str], lines_a_page: int = 50, width: int = 80) -> bytes:
    """Return a PDF with these paragraphs in lines of the same width."""
    lines = [line[at : at + width] for line in paragraphs for at in range(0, len(line), width)]
    pages = [lines[at : at + lines_a_page] for at in range(0, len(lines), lines_a_page)]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, page in enumerate(pages):
        shown = "".join(f"({_plain(line)}) Tj T* " for line in page)
        content = f"BT /F1 10 Tf 13 TL 60 760 Td {shown}ET".encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >> stream\n%b\nendstream" % (len(content), content))
    body = b"".join(b"%d 0 obj %b endobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.5\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF\n"


def _plain(line: str) -> str:
    return line.encode("ascii", "replace").decode().replace("\\", "/").replace("(", "[").replace(")", "]")


def _importing() -> list[Figure]:
    rng, paragraphs = random.Random(1), make_text(2_000_000).split("\n")

    def text(number: int) -> str:
        return "\n".join([f"No. {number}", *rng.sample(paragraphs, 6)])

    def page(number: int) -> bytes:
        inner = "".join(f"<p>{line}</p>" for line in text(number).split("\n"))
        return _SITE.format(number=number, paragraphs=inner).encode()

    kinds: list[tuple[str, Callable[[int], bytes]]] = [
        (".txt", lambda number: text(number).encode()),
        (".html", page),
        (".docx", lambda number: samples.docx("".join(map(samples.p, text(number).split("\n"))))),
        (".pdf", lambda number: _pdf(text(number).split("\n"))),
    ]
    return [_imported("10k_texts", 10_000, kinds[:1]), _imported("1k_mixed", 1_000, kinds)]


def _imported(load: str, count: int, kinds: list[tuple[str, Callable[[int], bytes]]]) -> Figure:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "files").mkdir()
        for number in range(count):
            ending, made = kinds[number % len(kinds)]
            (folder / "files" / f"{number:05}{ending}").write_bytes(made(number))
        one, several = (_import_s(folder, count, processes) for processes in (0, _processes()))
    return Figure("import.files", load, several, "s", one)


def _processes() -> int:
    """Return how many processes read where nothing else is done."""
    return min(MOST_PROCESSES, os.cpu_count() or 1)


def _import_s(folder: Path, count: int, processes: int) -> float:
    with Project.create(folder / f"{processes}.annot", default_codebook()) as project:
        begun = time.perf_counter()
        report = importing.import_sources(project, sources_in([folder / "files"]), processes=processes)
        assert len(report.documents) == count, report.failed[:3]
        return time.perf_counter() - begun
