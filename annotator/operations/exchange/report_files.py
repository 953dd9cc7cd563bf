"""An import's report as a file: plain text, CSV or a web page, by the ending of its name."""

from collections.abc import Callable, Mapping
from pathlib import Path

from annotator.formats.tables.csv_text import MARK, csv_texts, guarded
from annotator.formats.targets import refuse_target
from annotator.model.errors import BadFile
from annotator.operations.atomic_files import is_project, write_bytes_whole
from annotator.operations.exchange.import_report import ImportReport, ReportRow, RowKind
from annotator.paths import system_says
from annotator.reports.blocks import Block, Cell, Column, Heading, Report, TableBlock, paragraph
from annotator.reports.html import html
from annotator.store.clock import now

_HEADINGS = {
    RowKind.FAILED: "Not read",
    RowKind.NOTICED: "Left out, guessed or noticed",
    RowKind.READ: "Came in",
    RowKind.REPEATED: "Here already",
}
_COLUMNS = ("what", "file", "document", "words")


def check_name(path: Path) -> None:
    """Raise `BadFile` for a name whose ending stands for no kind of report, or in no folder; asked before an import."""
    if path.suffix.lower() not in KINDS:
        raise BadFile(path.name, f"a report is written as {', '.join(KINDS)}", "give the file one of these endings")
    if not path.parent.is_dir():
        raise BadFile(path.name, "its folder is not there", "make it, or choose another folder")
    try:
        refuse_target(path, is_project, replace=True)
    except OSError as error:
        raise BadFile(path.name, f"it cannot be written ({system_says(error)})", "choose another folder") from error


def save_report(report: ImportReport, path: Path, project: str) -> None:
    """Write the whole report; `project`: its name. Raises `BadFile`."""
    check_name(path)
    _, render = KINDS[path.suffix.lower()]
    write_bytes_whole(path, render(report, f"{project}, {now()[:10]}"))


def _text(report: ImportReport, of: str) -> bytes:
    lines = [f"Import into {of}", "", report.summary()]
    for kind, rows in _by_kind(report):
        lines += ["", f"{_HEADINGS[kind]} ({len(rows):,})", ""]
        lines += [": ".join(filter(None, (row.file, row.document, row.words))) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def _csv(report: ImportReport, of: str) -> bytes:
    rows = [_COLUMNS, *(tuple(map(guarded, (row.kind.value, *row[1:]))) for row in report.rows())]
    return (MARK + "".join(csv_texts(rows))).encode()


def _html(report: ImportReport, of: str) -> bytes:
    blocks: list[Block] = [paragraph(report.summary())]
    for kind, rows in _by_kind(report):
        blocks.append(Heading(1, f"{_HEADINGS[kind]} ({len(rows):,})"))
        blocks.append(_table(rows))
    return html(Report("Import", of, tuple(blocks)))


def _table(rows: list[ReportRow]) -> TableBlock:
    named = [(name, [getattr(row, name) for row in rows]) for name in ("file", "document", "words")]
    used = [(name, cells) for name, cells in named if any(cells)]
    return TableBlock(
        columns=tuple(Column() for _ in used),
        header=(tuple(Cell(name.capitalize()) for name, _ in used),),
        rows=tuple(tuple(Cell(cells[number]) for _, cells in used) for number in range(len(rows))),
    )


def _by_kind(report: ImportReport) -> list[tuple[RowKind, list[ReportRow]]]:
    rows = list(report.rows())
    found = [(kind, [row for row in rows if row.kind is kind]) for kind in RowKind]
    return [(kind, of_kind) for kind, of_kind in found if of_kind]


KINDS: Mapping[str, tuple[str, Callable[[ImportReport, str], bytes]]] = {
    ".txt": ("Plain text", _text),
    ".csv": ("Table (CSV)", _csv),
    ".html": ("Web page", _html),
}
"""The kinds of reports, by the endings of their names."""
