"""A list of passages as a file: a report to be read, with quotes under headings, or a table for a spreadsheet."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import NamedTuple

from annotator.formats.tables.csv_text import csv_texts, guarded
from annotator.model.errors import BadFile, WouldReplace
from annotator.model.wording import counted, word_list
from annotator.operations.atomic_files import write_bytes_whole
from annotator.operations.passages.citing import quoted_words, source_of
from annotator.operations.passages.lines import ShownLine
from annotator.operations.passages.listing import PassageList, PassageSection
from annotator.reports import writing
from annotator.reports.blocks import Block, Heading, Report, Run, code, emphasis, paragraph
from annotator.store.clock import now

COLUMNS = (
    *("document", "date", "pages", "coder", "label", "act", "before", "quote", "behind", "note", "doubt"),
    *("start", "stop", "document_id", "span_id"),
)
"""Of the table, behind “group” where it is grouped. `start`, `stop`: in code points; empty of a whole document."""
_Cell = str | int | None


def report_of(found: PassageList) -> Report:
    """Return a list as a report: each passage with its document, date, page and coder, under its heading."""
    return Report(found.sentence, f"{found.project}, {now()[:10]}", tuple(_blocks(found)))


def _blocks(found: PassageList) -> Iterator[Block]:
    if found.search:
        yield paragraph("The search was ", code(found.search), ".")
    if found.listed < found.found:
        yield paragraph(f"Listed: {found.listed:,} of {counted(found.found, 'passage')}.")
    for section in found.sections:
        if section.group is not None and section.lines:
            yield Heading(1, f"{heading_of(found, section)} ({section.number:,})")
        yield from map(_passage, section.lines)


def heading_of(found: PassageList, section: PassageSection) -> str:
    """Return what a section is called: what its passages say, or that they say nothing of it."""
    name = section.group.name if section.group is not None else ""
    return name or f"{found.by}: nothing"


def _passage(shown: ShownLine) -> Block:
    more = [shown.coder, "in doubt" if shown.doubt else "", f"Note: {shown.note}" if shown.note else ""]
    parts: list[str | Run] = [source_of(shown), *([emphasis(shown.sentence)] if shown.sentence else [])]
    parts += [one for one in more if one]
    joined = [one for part in parts for one in (" · ", part)][1:]
    words = quoted_words(shown)
    return paragraph(*([f"{words}\n"] if words else []), *joined)


def table_rows(found: PassageList) -> Iterator[list[_Cell]]:
    """Yield a list as the rows of a table, the heads of its columns first; the texts are as they are."""
    yield [*(["group"] if found.by else []), *COLUMNS]
    for group, shown in found.lines():
        act = shown.sentence if shown.sentence != shown.label else ""
        start, stop = (shown.extents[0].start, shown.extents[-1].stop) if shown.extents else (None, None)
        yield [
            *([group.name] if group is not None else []),
            *(shown.document.title, shown.date, shown.pages, shown.coder, shown.label, act),
            *(shown.before, shown.words, shown.behind, shown.note, int(shown.doubt)),
            *(start, stop, shown.document.id, shown.line.span),
        ]


def passages_csv(found: PassageList) -> str:
    """Return the table as CSV; no cell of it runs as a formula."""
    rows = ([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in table_rows(found))
    return "".join(csv_texts(rows))


def _csv(found: PassageList) -> bytes:
    return passages_csv(found).encode("utf-8")


def _xlsx(found: PassageList) -> bytes:
    from annotator.formats.tables.sheets import Sheets  # noqa: PLC0415  (a large library, for this alone)

    header, *rows = table_rows(found)
    with Sheets() as book:
        book.sheet("passages", [str(cell) for cell in header]).write(rows)
        return b"".join(book.chunks())


def _report(ending: str) -> Callable[[PassageList], bytes]:
    return lambda found: writing.render(report_of(found), f"passages{ending}")


class PassageFile(NamedTuple):
    """A kind of file: what it is called, what makes its bytes, and whether these are a text."""

    title: str
    render: Callable[[PassageList], bytes]
    is_text: bool = True


KINDS: Mapping[str, PassageFile] = {
    ".csv": PassageFile("Table (CSV)", _csv),
    ".xlsx": PassageFile("Excel workbook", _xlsx, is_text=False),
    **{ending: PassageFile(kind.title, _report(ending), ending != ".docx") for ending, kind in writing.KINDS.items()},
}
"""By the ending of the file."""


def ending_of(path: PurePath) -> str:
    """Return the ending that says the kind of file; raises `BadFile` for one that stands for none."""
    ending = path.suffix.casefold()
    if ending not in KINDS:
        raise BadFile(path.name, f"passages are written as {word_list(KINDS, 'or')}", "choose one of these endings")
    return ending


def save_passages(found: PassageList, path: Path, replace: bool = False) -> None:
    """Write a list as the kind of file that its name ends in.

    Raises `BadFile`, and `WouldReplace` for a file that is there unless `replace`.
    """
    content = KINDS[ending_of(path)].render(found)
    if path.exists() and not replace:
        raise WouldReplace(str(path))
    write_bytes_whole(path, content)
