"""What an export leaves out, as a file: plain text, CSV or a web page, by the ending of its name."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from annotator.formats.losses import Lost
from annotator.formats.tables.csv_text import MARK, csv_texts, guarded
from annotator.operations.atomic_files import write_bytes_whole
from annotator.operations.exchange.report_files import check_name
from annotator.reports.blocks import Block, Cell, Column, Report, TableBlock, paragraph
from annotator.reports.html import html

_NOTHING = "Nothing is left out."
_COLUMNS = ("count", "of", "what", "first")


def save_losses(lost: Sequence[Lost], path: Path, title: str) -> None:
    """Write what is left out, a line a kind with how often and where first. Raises `BadFile`."""
    check_name(path)
    write_bytes_whole(path, _KINDS[path.suffix.lower()](lost, title))


def _text(lost: Sequence[Lost], title: str) -> bytes:
    lines = [title, "", *(one.sentence for one in lost)]
    return ("\n".join(lines if lost else [*lines, _NOTHING]) + "\n").encode()


def _csv(lost: Sequence[Lost], title: str) -> bytes:
    return (MARK + "".join(csv_texts([_COLUMNS, *map(_cells, lost)]))).encode()


def _html(lost: Sequence[Lost], title: str) -> bytes:
    table = TableBlock(
        columns=tuple(Column() for _ in _COLUMNS),
        header=(tuple(Cell(name.capitalize()) for name in _COLUMNS),),
        rows=tuple(tuple(map(Cell, _cells(one))) for one in lost),
    )
    blocks: list[Block] = [table] if lost else [paragraph(_NOTHING)]
    return html(Report("Left out", title, tuple(blocks)))


def _cells(one: Lost) -> tuple[str, str, str, str]:
    return str(one.count), guarded(one.loss.part or "spans"), guarded(one.loss.words(one.count)), guarded(one.first)


_KINDS: Mapping[str, Callable[[Sequence[Lost], str], bytes]] = {".txt": _text, ".csv": _csv, ".html": _html}
