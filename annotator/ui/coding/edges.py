"""Moving an edge of a span by keys: choose the edge, then move it; each press is saved at once.

Where the edge may go is a pure rule over positions; the widget only asks.
"""

from annotator.model.span import Extent
from annotator.model.text import TextIndex


def moved(index: TextIndex, extents: tuple[Extent, ...], end: bool, direction: int, by_word: bool) -> list[Extent]:
    """Return the extents after their outer start (or `end`) was moved by a grapheme or a word.

    A start stops at starts of words, an end at ends of words, so that a span keeps whole words. It never crosses the
    other edge of its own extent, nor the neighbouring extent.
    """
    changed = list(extents)
    at = len(changed) - 1 if end else 0
    start, stop = changed[at]
    position = _step(index, stop if end else start, end, direction, by_word)
    if end:
        changed[at] = Extent(start, max(position, index.next_grapheme(start)))
    else:
        changed[at] = Extent(min(position, index.previous_grapheme(stop)), stop)
    return changed


def _step(index: TextIndex, position: int, end: bool, direction: int, by_word: bool) -> int:
    if by_word:
        step = index.next_word_edge if direction > 0 else index.previous_word_edge
        return step(position, end)
    return index.next_grapheme(position) if direction > 0 else index.previous_grapheme(position)
