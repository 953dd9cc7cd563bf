"""All that is seen in the window at one moment, as one frozen object: what layers paint, look into, and compare.

What marks look like stands in the shaped pieces themselves, which change in place; so a scene keeps of each line which
list of placed marks it had. Placing makes a new one for the lines that it touches and for no others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from annotator.model.span import Extent
from annotator.ui.reader.chips import Chips
from annotator.ui.reader.document_head import SetHead
from annotator.ui.reader.lanes import Lanes
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.parts import PartMark
from annotator.ui.reader.rails import Rail, rails_of
from annotator.ui.reader.rows import PlacedMark
from annotator.ui.reader.sentences import Sentence
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.sheet import Sheet
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.suggestions import Suggestions


class SeenLine(NamedTuple):
    """A line as it was seen; `top` is relative to its piece."""

    top: int
    height: int
    placed: Sequence[PlacedMark]


class SeenPiece(NamedTuple):
    """A piece in the window as it was seen; `y` is that of its top."""

    piece: ShapedPiece
    y: int
    height: int
    lines: Sequence[SeenLine]
    rails: Sequence[Rail]
    sentences: Sequence[Sentence]


@dataclass(frozen=True, slots=True)
class Display:
    """What is shown besides a text and its marks, whatever part of it is in the window.

    `caret` is in the column with this number. `tinted`: the ranges of the active mark, or where it is dragged.
    `focus`: what is to be looked at now. `hits`: what a search found, in order and apart. `parts`: of the active act.
    `aim`: what a drag would take. `pages`: where each page of the source after the first begins. `units`: those
    that are given. `placeholder`: what is said where there is no text.
    """

    caret: int = 0
    column: int = 0
    selection: Extent | None = None
    active: Mark | None = None
    tinted: tuple[Extent, ...] = ()
    focus: tuple[Extent, ...] = ()
    hits: tuple[Extent, ...] = ()
    parts: tuple[PartMark, ...] = ()
    aim: tuple[Extent, ...] = ()
    pages: tuple[int, ...] = ()
    units: tuple[Extent, ...] = ()
    suggestions: Suggestions = field(default_factory=Suggestions)
    placeholder: str = ""

    @property
    def active_id(self) -> str | None:
        """The id of the active mark."""
        return self.active.id if self.active is not None else None

    @property
    def active_key(self) -> str | None:
        """Which look the active mark has."""
        return self.active.style_key if self.active is not None else None


@dataclass(frozen=True, slots=True)
class Scene:
    """What is in a window of `width` and `height`: `pieces` from top to bottom, none without a text.

    `lefts`: the x of each column. `scrolled`: how far the window's top is below the page's, where the head begins.
    `caret_seen`: whether the line of the caret is in the window.
    """

    shown: Display
    metrics: Metrics
    chips: Chips
    lanes: Lanes
    lefts: tuple[int, ...]
    width: int
    height: int
    scrolled: int
    pieces: tuple[SeenPiece, ...]
    head: SetHead | None
    has_focus: bool
    caret_seen: bool


def scene_of(sheet: Sheet, shown: Display, has_focus: bool, former: Scene | None = None) -> Scene:
    """Return what is seen of a sheet. `former`: an earlier scene, of which what is as it was is taken over."""
    scroll = sheet.scroll
    known = {seen.piece.number: seen for seen in former.pieces} if former is not None else {}
    visible = scroll.visible(sheet.metrics.line) if scroll is not None else ()
    pieces = tuple(_seen(sheet, piece, y, known.get(piece.number)) for piece, y in visible)
    lefts, scrolled = tuple(sheet.column_lefts()), scroll.value if scroll is not None else 0
    size = sheet.width, sheet.height
    is_seen = _is_seen(pieces, shown.caret, sheet.height)
    return Scene(
        shown, sheet.metrics, sheet.chips, sheet.lanes, lefts, *size, scrolled, pieces, sheet.head, has_focus, is_seen
    )


def shown_otherwise(scene: Scene, shown: Display) -> Scene:
    """Return a scene in which something else is shown of the same text with the same marks."""
    return replace(scene, shown=shown, caret_seen=_is_seen(scene.pieces, shown.caret, scene.height))


def _seen(sheet: Sheet, piece: ShapedPiece, y: int, former: SeenPiece | None) -> SeenPiece:
    rails, sentences = rails_of(piece), sheet.sentences_beside(piece)
    # Placing makes the rails anew, whether there are any or not.
    if former is not None and former.piece is piece and former.rails is rails and former.sentences is sentences:
        return former if former.y == y else former._replace(y=y)
    lines = [SeenLine(line.top, line.height, line.placed) for line in piece.lines]
    return SeenPiece(piece, y, piece.height, lines, rails, sentences)


def _is_seen(pieces: Sequence[SeenPiece], position: int, height: int) -> bool:
    """Whether a piece of the line of `position` is in a window of `height`."""
    for seen in pieces:
        piece = seen.piece
        if piece.start <= position < piece.stop or (position == piece.stop and piece.ends_paragraph):
            line = piece.lines[piece.line_at(position)]
            return -line.text_height < seen.y + line.top < height
    return False
