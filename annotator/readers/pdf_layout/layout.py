"""The pages of a document as one running text, with where each line of it was printed, and what was left out."""

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import regex

from annotator.readers.pdf_layout.columns import blocks_of, usual_gutters
from annotator.readers.pdf_layout.furniture import Dropped, without_line_numbers, without_running
from annotator.readers.pdf_layout.glyphs import PageGlyphs, is_cjk, levelled
from annotator.readers.pdf_layout.hyphens import Hyphens
from annotator.readers.pdf_layout.lines import HYPHEN, SetLine, line_of
from annotator.readers.pdf_layout.notes import Note, with_marks, without_notes
from annotator.readers.pdf_layout.parallel import in_order
from annotator.readers.pdf_layout.right_to_left import is_right_to_left, with_brackets
from annotator.readers.pdf_layout.rows import Row, rows_of, with_dots
from annotator.readers.pdf_layout.web_print import is_web_print, without_web_parts
from annotator.readers.pdf_layout.words import Word, turned_text, words_of

_UNSPACED = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_HEADING = 1.12
_ROW_GAP = 1.2
"""Rows of a table stand so many times as far apart as the lines of a cell, at the least."""
_NEAR_CELL = 1.45
_BULLET = regex.compile(r"^([•◦▪‣⁃●○■□◆➢\uf0b7\uf0a7])[ \t]*(?=\S)")


@dataclass(frozen=True, slots=True)
class Printed:
    """Where a line stands: code points of the text, half-open, and its page (from 0) and box in points."""

    start: int
    end: int
    page: int
    box: tuple[float, float, float, float]
    line: SetLine | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Layout:
    """What was read. `pages`: where each page after the first begins, in code points."""

    text: str
    pages: tuple[int, ...]
    printed: tuple[Printed, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    hyphens: Hyphens = field(default_factory=Hyphens)
    title: str = ""
    notes: int = 0


def lay_out(
    pages: Sequence[PageGlyphs], bold: frozenset[int] = frozenset(), common: Callable[[], frozenset[str]] = frozenset
) -> Layout:
    """Return the text of the pages of a document.

    `bold`: the fonts that are; `common`: words of the language, asked where the document does not tell of a hyphen.
    """
    level = [levelled(page) for page in pages]
    turned = [Dropped("turned", text, (index,)) for index, page in enumerate(level) if (text := turned_text(page))]
    rows = [
        rows_of(words, index, not page.upright or any(word.units for word in words))
        for index, (page, words) in enumerate(zip(level, words_of(level), strict=True))
    ]
    for page, its in zip(level, rows, strict=True):
        with_dots(its, page.dots)
    em = _usual_size(rows)
    dropped = [*without_line_numbers(rows, em), *without_running(rows), *turned]
    if is_web_print(dropped):
        dropped += without_web_parts(rows, [page.links for page in level])
    known = usual_gutters(rows, em)
    lines = [_lines_of(page, index, em, level[index].width, known) for index, page in enumerate(rows)]
    notes = without_notes(lines, em)
    paragraphs = in_order([line for page in lines for line in page], bold)
    return _Text(len(pages), notes, common).of(paragraphs, dropped, em)


def _usual_size(pages: list[list[Row]]) -> float:
    """Return the size in which most of a document is set."""
    sizes: Counter[float] = Counter()
    for rows in pages:
        for row in rows:
            sizes[round(row.em, 1)] += sum(len(word.text) for word in row.words)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 10.0


def _lines_of(rows: list[Row], page: int, em: float, width: float, known: Sequence[float]) -> list[SetLine]:
    found = []
    for number, block in enumerate(blocks_of(rows, em, known)):
        own = [line_of(words, page) for words in block.pieces]
        own += _table(block.cells, page, number)
        for line in own:
            line.block, line.column, line.right = number, block.column, width
        found += own
    return [line for line in found if line.text.strip()]


def _table(rows: Sequence[list[list[Word]]], page: int, number: int) -> list[SetLine]:
    """Return each row of a table as one line, its cells parted by tabs; cells of several lines are joined."""
    found: list[tuple[SetLine, list[str], list[list[list[Word]]]]] = []
    begins = _row_begins(rows)
    for place, words in enumerate(rows):
        lines = [line_of(cell, page, True) if cell else None for cell in words]
        some = [line for line in lines if line is not None]
        if not some:
            continue
        texts = [line.text if line else "" for line in lines]
        runs = [line.runs if line else [] for line in lines]
        row = some[0]
        row.x0, row.x1 = min(line.x0 for line in some), max(line.x1 for line in some)
        row.block, row.is_row = number, True
        if found and (place not in begins if begins else _goes_on(lines, found[-1][0])):
            before, cells, above = found[-1]
            cells[:] = [_joined(*cell) for cell in zip(cells, texts, strict=True)]
            above[:] = [[*one, *other] for one, other in zip(above, runs, strict=True)]
            before.x0, before.x1, before.y = min(before.x0, row.x0), max(before.x1, row.x1), row.y
        else:
            found.append((row, texts, runs))
    for row, cells, of_cells in found:
        row.text = "\t".join(reversed(cells) if row.rtl else cells).rstrip("\t")
        row.runs = [run for cell in (reversed(of_cells) if row.rtl else of_cells) for run in cell]
    return [row for row, _, _ in found]


def _row_begins(rows: Sequence[list[list[Word]]]) -> frozenset[int]:
    """Return which lines begin a row of a table whose cells are set to the middle of it, none of any other table.

    There a line may stand above the first cell's; what belongs together stands closer than what does not.
    """
    tops = [next((cell[0].y for cell in row if cell), 0.0) for row in rows]
    gaps = [above - below for above, below in itertools.pairwise(tops)]
    if not gaps or min(gaps) <= 0:
        return frozenset()
    begins = [0, *(place for place, gap in enumerate(gaps, 1) if gap > _ROW_GAP * min(gaps))]
    groups = [rows[first:last] for first, last in itertools.pairwise([*begins, len(rows)])]
    are_whole = all(any(row[0] for row in group) for group in groups)
    return frozenset(begins) if are_whole and any(not group[0][0] for group in groups) else frozenset()


def _goes_on(cells: list[SetLine | None], before: SetLine) -> bool:
    """Whether a line of a table goes on with the cells of the one above: its first cell is empty, and it is near."""
    some = [line for line in cells if line is not None]
    near = before.y - some[0].y < _NEAR_CELL * some[0].em
    first = cells[-1] if some[0].rtl else cells[0]
    return near and first is None and len(some) <= max(1, len(cells) // 2)


def _joined(above: str, below: str) -> str:
    if not below or not above:
        return above or below
    return above + below if above.endswith(HYPHEN) else f"{above} {below}"


class _Text:
    """Puts paragraphs and notes together, and keeps count of where each line comes to stand."""

    def __init__(self, pages: int, notes: list[Note], common: Callable[[], frozenset[str]]) -> None:
        self._count, self._notes = pages, notes
        self._hyphens = Hyphens(common=common)
        self._parts: list[str] = []
        self._length = 0
        self._printed: list[Printed] = []
        self._starts: dict[int, int] = {}

    def of(self, paragraphs: list[list[SetLine]], dropped: Sequence[Dropped], em: float) -> Layout:
        for lines in [*paragraphs, *(note.lines for note in self._notes)]:
            self._hyphens.learn(line.text for line in lines)
        for lines in paragraphs:
            self._paragraph(lines)
        for note in self._notes:
            self._paragraph(note.lines, f"[{note.label}] ", is_note=True)
        starts = [self._start_of(page) for page in range(1, self._count)]
        text = "\n".join(self._parts)
        title = _heading(paragraphs, em)
        return Layout(text, tuple(starts), tuple(self._printed), tuple(dropped), self._hyphens, title, len(self._notes))

    def _start_of(self, page: int) -> int:
        """Return where a page begins; one without text where the next one does."""
        later = [start for number, start in self._starts.items() if number >= page]
        return min(later, default=self._length)

    def _paragraph(self, lines: list[SetLine], head: str = "", is_note: bool = False) -> None:
        at = self._length + bool(self._parts)
        text = head
        places = []
        for line in lines:
            words = with_marks(self._without_hyphens(line.text), line.page, self._notes)
            if line is lines[0]:
                words = _BULLET.sub(r"\1 ", words)
            text = self._before(text, words) if line is not lines[0] else text
            if not is_note:
                self._starts.setdefault(line.page, at + len(text))
            places.append((len(text), len(text) + len(words), line))
            text += words
        if text.endswith(HYPHEN):
            text = text[:-1] + "-"
        if is_right_to_left(text):
            text = with_brackets(text)
        self._printed += [
            Printed(at + start, at + min(end, len(text)), line.page, (line.x0, line.y, line.x1, line.y + line.em), line)
            for start, end, line in places
        ]
        self._parts.append(text)
        self._length = at + len(text)

    def _without_hyphens(self, text: str) -> str:
        """Return the text of a line with hyphens decided that ended lines of the cells of a table."""
        while (at := text.find(HYPHEN)) >= 0 and at < len(text) - 1:
            text = self._hyphens.joined(text[: at + 1], text[at + 1 :]) + text[at + 1 :]
        return text

    def _before(self, text: str, after: str) -> str:
        """Return the text of a paragraph so far as it is to stand before its next line."""
        if text.endswith(HYPHEN):
            return self._hyphens.joined(text, after)
        last = text[-2:-1] if text[-1:] in ",.;:!?)" else text[-1:]
        unspaced = (is_cjk(last) and is_cjk(after)) or (_UNSPACED.match(last) and _UNSPACED.match(after))
        ends_dash = text.endswith(("—", "/")) and not text.endswith((" —", " /"))
        return text if unspaced or ends_dash else text + " "


def _heading(paragraphs: list[list[SetLine]], em: float) -> str:
    """Return the first heading: what stands on the first page in the largest type, if that is larger than the text."""
    first = [lines for lines in paragraphs if lines[0].page == paragraphs[0][0].page] if paragraphs else []
    size = max((lines[0].em for lines in first), default=0.0)
    if size < _HEADING * em:
        return ""
    lines = next(lines for lines in first if lines[0].em == size)
    return " ".join(line.text.replace(HYPHEN, "") for line in lines)
