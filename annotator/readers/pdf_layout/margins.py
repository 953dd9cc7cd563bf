"""The edges between which the lines of a column run, from what lines share, on a page and over pages."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from statistics import median_low

from annotator.readers.pdf_layout.lines import SetLine

_SHARED, _JUSTIFIED = 0.4, 0.3
"""Lines that begin or end so near, in em, share an edge; of a justified column such a part of the lines does."""
_FEW, _LEAST_BLOCK = 12, 5


def set_edges(lines: list[SetLine]) -> None:
    """Set the edges between which the lines of each column run."""
    blocks: dict[tuple[int, int], list[SetLine]] = defaultdict(list)
    for line in lines:
        blocks[line.page, line.block].append(line)
    usual = _usual_edges(lines)
    for block in blocks.values():
        em = median_low([line.em for line in block])
        left, right = _edges(block, em)
        column = block[0].column
        if not usual and column < 0:  # as on a page of a few lines: it has two margins
            left, right = min(left, block[0].right - right), max(right, block[0].right - left)
        for wide_left, wide_right in usual.get(column, ()):
            # A column with few lines on this page runs between the edges that it has on others.
            if wide_left - em < left and right < wide_right + em and len(block) < _FEW:
                left, right = min(left, wide_left), max(right, wide_right)
                break
        for line in block:
            line.left, line.right = left, right


def _edges(block: list[SetLine], em: float) -> tuple[float, float]:
    """Return the left and the right edge of a column; lines that are too long for it do not count."""
    starts, ends = [line.x0 for line in block], [line.x1 for line in block]
    left, right = _edge(starts, min, em), _edge(ends, max, em)
    if sum(line.rtl for line in block) > len(block) / 2:
        return _common(starts, em, left), right
    return left, _common(ends, em, right)


def _common(values: list[float], em: float, otherwise: float) -> float:
    """Return the edge at which most lines of a justified column end, `otherwise` in a ragged one."""
    ordered = sorted(values)
    best, start = (0, otherwise), 0
    for end, value in enumerate(ordered):
        while value - ordered[start] > _SHARED * em:
            start += 1
        best = max(best, (end - start + 1, value))
    return best[1] if best[0] >= max(3, _JUSTIFIED * len(values)) else otherwise


def _edge(values: list[float], outer: Callable[[Iterable[float]], float], em: float) -> float:
    """Return the edge at which lines begin or end: the outermost that several share, else the outermost."""
    ordered = sorted(values, reverse=outer is max)
    least = max(2, len(ordered) // 10)
    for index, value in enumerate(ordered):
        if index + least <= len(ordered) and abs(ordered[index + least - 1] - value) < _SHARED * em:
            return value
        if index > len(ordered) // 4:
            break
    return ordered[0]


def _usual_edges(lines: list[SetLine]) -> dict[int, list[tuple[float, float]]]:
    """Return where the first, the second column … of pages begin and end, the most usual first."""
    blocks: dict[tuple[int, int], list[SetLine]] = defaultdict(list)
    for line in lines:
        blocks[line.page, line.block].append(line)
    found: dict[int, Counter[tuple[float, float]]] = defaultdict(Counter)
    for block in blocks.values():
        if len(block) >= _LEAST_BLOCK:
            left, right = _edges(block, block[0].em)
            found[block[0].column][round(left), round(right)] += len(block)
    return {column: [edges for edges, _ in counts.most_common(6)] for column, counts in found.items()}
