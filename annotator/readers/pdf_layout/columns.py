"""Rows to columns and tables: a gutter is a strip that many rows leave free, with words on both of its sides.

Where rows cross a gutter, such as a heading over both columns, what stands above and below is read by itself
(recursive cuts as in Nagy and Seth 1984, first by columns).
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.readers.pdf_layout.rows import Row
from annotator.readers.pdf_layout.words import NARROW_GAP, Word

_GUTTER, _FILLED = 0.85, 0.75
"""A gutter is at least so many em wide; gaps narrower than the second part no columns."""
_MOST_LEADING, _NEARER, _NEAR_LINE = 4, 0.9, 1.45
"""Lines above the first cell of a table's first row: how many, and how near."""
_STEP = 8
"""Places across a page are counted in such parts of an em."""
_LEAST_PLACES = int(_GUTTER * _STEP)
_LEAST_ROWS, _LEAST_CELL_ROWS = 4, 2
_NARROW = 5.0
"""What is narrower, in em, holds signs and numbers of lists."""
_PROSE_WORDS, _PROSE_FILL, _PROSE_WIDTH = 3.0, 0.55, 8.0
_EVEN = 0.1
_LINE = 0.85
"""Lines of one column are further apart than so many em."""
_BREAK = 2.9
"""A row so many em below the others is none of their columns or table."""


@dataclass(frozen=True, slots=True)
class Block:
    """Pieces of rows that are read one after another; of a table, each row's cells."""

    pieces: tuple[list[Word], ...] = ()
    cells: tuple[list[list[Word]], ...] = ()
    column: int = -1
    """Which of the columns that stand side by side it is of; -1 where there is but one."""


def blocks_of(rows: list[Row], em: float, known: Sequence[float] = ()) -> list[Block]:
    """Return the blocks of a page in the order of reading.

    `em`: the size of the document's text; `known`: gutters of other pages, for one on which a column has but a line.
    """
    rows = _side_by_side(rows, em)
    blocks = [block for block in _blocks(rows, em) if block.pieces or block.cells]
    if len(blocks) == 1 and blocks[0].pieces:
        return next((found for gutter in known if (found := _halves(rows, gutter))), blocks)
    return blocks


def usual_gutters(pages: Iterable[list[Row]], em: float) -> list[float]:
    """Return where columns of running text are parted on the pages of a document, the most usual first."""
    found: Counter[int] = Counter()
    for rows in pages:
        run = _best_run(merged := _side_by_side(rows, em), em)
        if run is not None and len(run[2]) == 1:
            first, last, (gutter,) = run
            if _is_prose([[_between(row, *strip) for row in merged[first:last]] for strip in _strips([gutter])], em):
                found[round(gutter)] += 1
    return [float(gutter) for gutter, _ in found.most_common(2)]


def _halves(rows: list[Row], gutter: float) -> list[Block]:
    """Return the two columns of a page at a gutter that no word crosses, none where there is but one column."""
    if any(word.x0 < gutter < word.x1 for row in rows for word in row.words):
        return []
    sides = [[words for row in rows if (words := _between(row, *strip))] for strip in _strips([gutter])]
    return [Block(tuple(side), column=number) for number, side in enumerate(sides)] if all(sides) else []


def _side_by_side(rows: list[Row], em: float) -> list[Row]:
    """Put rows together that are less than a line apart and do not touch: lines of two columns that do not meet."""
    out: list[Row] = []
    for row in rows:
        above = out[-1] if out else None
        if above is not None and above.y - row.y < _LINE * min(above.em, row.em) and _apart(above, row, em):
            parts = (*(above.parts or (above,)), row)
            words = sorted([*above.words, *row.words], key=lambda word: word.x0)
            out[-1] = Row(words, above.y, above.em, row.page, parts)
        else:
            out.append(row)
    return out


def _apart(one: Row, other: Row, em: float) -> bool:
    return other.x0 - one.x1 > _GUTTER * em or one.x0 - other.x1 > _GUTTER * em


def _blocks(rows: list[Row], em: float, within: int = -1) -> Iterator[Block]:
    if not rows:
        return
    found = _best_run(rows, em)
    if found is None:
        yield Block(tuple(part.words for row in rows for part in row.parts or (row,)), column=within)
        return
    first, last, gutters = found
    yield from _blocks(rows[:first], em, within)
    run = rows[first:last]
    sides = [[_between(row, left, right) for row in run] for left, right in _strips(gutters)]
    if _is_prose(sides, em):
        for number, side in enumerate(sides):
            column = [Row(words, words[0].y, row.em, row.page) for words, row in zip(side, run, strict=True) if words]
            yield from _blocks(column, em, number if within < 0 else within)
    else:
        yield Block(cells=tuple([side[index] for side in sides] for index in range(len(run))), column=within)
    yield from _blocks(rows[last:], em, within)


def _strips(gutters: list[float]) -> list[tuple[float, float]]:
    edges = [float("-inf"), *gutters, float("inf")]
    return list(itertools.pairwise(edges))


def _between(row: Row, left: float, right: float) -> list[Word]:
    return [word for word in row.words if left <= (word.x0 + word.x1) / 2 < right]


def _best_run(rows: list[Row], em: float) -> tuple[int, int, list[float]] | None:
    """Return the run of rows that shares a gutter and has most rows, and where its gutters are; None without one."""
    parted = [_parted(row, em) for row in rows]
    if sum(parted) < _LEAST_CELL_ROWS:
        return None
    step = em / _STEP
    masks = [_mask(row, step, em) for row in rows]
    best: tuple[int, int, int, list[float]] | None = None
    for first in range(len(rows)):
        if not parted[first] or (best is not None and best[0] >= sum(parted[first:])):
            continue
        covered, count, last_good = 0, 0, None
        for last in range(first, len(rows)):
            if last > first and _are_apart(rows, last, parted):
                break
            covered |= masks[last]
            if not _has_free(covered):
                break
            count += parted[last]
            if parted[last]:
                last_good = last, count, covered
        if last_good is None:
            continue
        last, count, covered = last_good
        if count < _LEAST_CELL_ROWS or (best is not None and count <= best[0]):
            continue
        gutters = [(start + end) / 2 * step for start, end in _free(covered)]
        sides = [[_between(row, *strip) for row in rows[first : last + 1]] for strip in _strips(gutters)]
        gutters = _without_narrow(sides, gutters, em)
        few = count < _LEAST_ROWS and (count < _LEAST_ROWS - 1 or len(gutters) < 2)
        if gutters and (not few or _is_table(rows[first : last + 1], gutters)):
            last = _tail(rows, last, gutters, parted)
            best = count, _lead(rows, first, gutters, em), last + 1, gutters
    return best[1:] if best else None


def _lead(rows: list[Row], first: int, gutters: list[float], em: float) -> int:
    """Return the first row of a table: above its first cell may stand lines of cells around it."""
    at = first
    while at > 0 and first - at < _MOST_LEADING:
        row, below = rows[at - 1], rows[at]
        gap = row.y - below.y
        is_nearer = at < 2 or rows[at - 2].y - row.y > _NEARER * gap
        if row.x0 < gutters[0] or gap > _NEAR_LINE * em or not is_nearer:
            break
        if any(word.x0 < gutter < word.x1 for word in row.words for gutter in gutters):
            break
        at -= 1
    return at if first - at and rows[at].x0 > gutters[0] else first


def _tail(rows: list[Row], last: int, gutters: list[float], parted: list[bool]) -> int:
    """Return the last row of columns of which one goes on below the others."""
    while last + 1 < len(rows) and not _are_apart(rows, last + 1, parted):
        row = rows[last + 1]
        if any(word.x0 < gutter < word.x1 for word in row.words for gutter in gutters):
            break
        if row.x0 < gutters[0] < row.x1:
            break
        last += 1
    return last


def _are_apart(rows: list[Row], index: int, parted: list[bool]) -> bool:
    """Whether a row that is whole stands far below the one before."""
    gap = rows[index - 1].y - rows[index].y
    return not parted[index] and gap > _BREAK * max(rows[index].em, rows[index - 1].em)


def _is_table(rows: list[Row], gutters: list[float]) -> bool:
    """Whether a few rows are a table: each gutter is wide, and all rows have cells."""
    for row in rows:
        for gutter in gutters:
            left = [word.x1 for word in row.words if word.x1 <= gutter]
            right = [word.x0 for word in row.words if word.x0 >= gutter]
            if left and right and min(right) - max(left) < 1.5 * row.em:
                return False
    return len(rows) >= _LEAST_CELL_ROWS


def _without_narrow(sides: list[list[list[Word]]], gutters: list[float], em: float) -> list[float]:
    """Drop gutters behind signs and numbers of lists."""
    kept = []
    widths = [
        max((words[-1].x1 for words in side if words), default=0.0)
        - min((words[0].x0 for words in side if words), default=0.0)
        for side in sides
    ]
    for index, gutter in enumerate(gutters):
        if len(gutters) > 1 or min(widths[index], widths[index + 1]) >= _NARROW * em:
            kept.append(gutter)
    return kept


def _mask(row: Row, step: float, em: float) -> int:
    """Return the places that a row covers, as bits."""
    mask = 0
    start, end = row.words[0].x0, row.words[0].x1
    for word in row.words[1:]:
        if word.x0 - end > _FILLED * em:
            mask |= _bits(start, end, step)
            start = word.x0
        end = max(end, word.x1)
    return mask | _bits(start, end, step)


def _bits(start: float, end: float, step: float) -> int:
    first, last = max(0, int(start / step)), max(0, int(end / step))
    return ((1 << (last - first + 1)) - 1) << first


def _parted(row: Row, em: float) -> bool:
    """Whether a row has a gap that may be part of a gutter: the blanks of a justified line are all as wide."""
    gaps = []
    end, least = row.words[0].x1, NARROW_GAP * em
    for word in row.words[1:]:
        if word.x0 - end > least:
            gaps.append(word.x0 - end)
        if word.x1 > end:
            end = word.x1
    widest = max(gaps, default=0.0)
    return widest > _GUTTER * em and not (len(gaps) > 1 and widest - min(gaps) < _EVEN * em)


def _has_free(covered: int) -> bool:
    """Whether a strip between what is covered is free and wide enough for a gutter."""
    free = ~covered & ((1 << covered.bit_length()) - 1)
    free &= -(covered & -covered)
    for _ in range(_LEAST_PLACES - 1):
        free &= free >> 1
    return free != 0


def _free(covered: int) -> list[tuple[int, int]]:
    """Return the strips that are free between what is covered, as first and last place."""
    found = []
    start, at, length = None, (covered & -covered).bit_length() - 1, covered.bit_length()
    while at < length:
        if covered >> at & 1:
            if start is not None and at - start >= _LEAST_PLACES:
                found.append((start, at))
            start = None
        elif start is None:
            start = at
        at += 1
    return found


def _is_prose(sides: list[list[list[Word]]], em: float) -> bool:
    """Whether what stands side by side are columns of running text, and no table."""
    words, fills = 0, []
    count = 0
    for side in sides:
        pieces = [piece for piece in side if piece]
        left, right = min(piece[0].x0 for piece in pieces), max(piece[-1].x1 for piece in pieces)
        if right - left < _PROSE_WIDTH * em and len(pieces) >= _LEAST_ROWS - 1:
            return False
        fills += [(piece[-1].x1 - piece[0].x0) / (right - left) for piece in pieces]
        words += sum(sum(max(1, len(word.text) // 6) for word in piece) for piece in pieces)
        count += len(pieces)
    fills.sort()
    if max(sum(1 for piece in side if piece) for side in sides) < _LEAST_ROWS:
        return False
    return words / count >= _PROSE_WORDS and fills[len(fills) // 2] >= _PROSE_FILL
