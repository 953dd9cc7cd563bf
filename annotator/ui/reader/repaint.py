"""Which strips of the window a change concerns, so that the rest need not be painted again.

A strip is (y, height), over the whole width. Marks that change leave most lines as they are: those are told by their
lists of placed marks, which placing makes anew for the lines it touches and for no others.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from annotator.model.span import Extent
from annotator.ui.reader.placing import lines_met
from annotator.ui.reader.rails import rails_of
from annotator.ui.reader.rows import PlacedMark
from annotator.ui.reader.scroll import Scroll
from annotator.ui.reader.sentences import Sentence
from annotator.ui.reader.shaping import ShapedPiece

Strip = tuple[int, int]


class SeenPiece(NamedTuple):
    """A piece in the window as it was painted. `lines`: where each line begins, its height and its placed marks."""

    number: int
    y: int
    height: int
    rails: object
    lines: list[tuple[int, int, Sequence[PlacedMark]]]


def seen_pieces(scroll: Scroll) -> list[SeenPiece]:
    """Return the pieces in the window."""
    return [SeenPiece(piece.number, y, piece.height, _rails(piece), _lines(piece)) for piece, y in scroll.visible()]


def _rails(piece: ShapedPiece) -> list[tuple[str, int, int, int]]:
    return [(rail.mark.id, rail.top, rail.bottom, rail.place) for rail in rails_of(piece)]


def _lines(piece: ShapedPiece) -> list[tuple[int, int, Sequence[PlacedMark]]]:
    return [(line.top, line.height, line.placed) for line in piece.lines]


def changed_strips(before: Sequence[SeenPiece], now: Sequence[SeenPiece], window: int) -> Iterator[Strip]:
    """Yield the lines whose marks have changed; from the first one that moved or grew on all of the window below."""
    for old, new in zip(before, now, strict=False):
        if (old.number, old.y) != (new.number, new.y):
            yield min(old.y, new.y), window - min(old.y, new.y)
            return
        if old.rails != new.rails:
            yield new.y, max(old.height, new.height)
        for (old_top, old_height, old_placed), (top, height, placed) in zip(old.lines, new.lines, strict=True):
            if (old_top, old_height) != (top, height):
                yield new.y + min(old_top, top), window - new.y - min(old_top, top)
                return
            if old_placed is not placed:
                yield new.y + top, height
    # A line that grew stands above what came into the window or left it, and has been told.


def changed_sentences(before: Sequence[Sentence], now: Sequence[Sentence]) -> Strip | None:
    """Return the strip of their piece from the first sentence that looks otherwise down to the last; None of none."""
    pairs = [(old, new) for old, new in zip_longest(before, now) if old != new]
    changed = [each for old, new in pairs if _look(old) != _look(new) for each in (old, new) if each is not None]
    if not changed:
        return None
    top = min(each.top for each in changed)
    return top, max(each.top + each.height for each in changed) - top


def _look(sentence: Sentence | None) -> object:
    """Return what tells how a sentence is painted: it does not matter what else is known of its marks."""
    if sentence is None:
        return None
    marks = [(mark.id, mark.style_key) for mark in sentence.marks]
    return sentence.saying, sentence.left, sentence.top, sentence.rows, marks


def strips_of(scroll: Scroll, extents: Iterable[Extent]) -> Iterator[Strip]:
    """Yield the lines in the window that ranges meet."""
    wanted = tuple(extents)
    if not wanted:
        return
    first, last = min(extent.start for extent in wanted), max(extent.stop for extent in wanted)
    for piece, y in scroll.visible():
        if piece.start > last or piece.stop + 1 < first:
            continue
        met = lines_met(piece, wanted)
        for number in met:
            yield y + piece.lines[number].top, piece.lines[number].height
