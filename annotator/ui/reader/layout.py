"""The document as one column: which pieces are shaped, how high all are, and the way from line to line.

Pieces are shaped when they are asked for; until then their height is an estimate. The cache is bounded by
characters, since a shaped one costs some 240 bytes with its marks. There is no widget here.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader.heights import Heights
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.overview import SpanDensity
from annotator.ui.reader.pieces import Pieces
from annotator.ui.reader.placing import Arrangement, lines_met, place
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.spanindex import Mark, MarkIndex

_KEPT_CHARACTERS = 60_000
_LEAST_KEPT = 12


class Page:
    """A text with its marks, set in a column of `width` pixels."""

    def __init__(self, index: TextIndex, metrics: Metrics, width: int) -> None:
        self.index = index
        self.metrics = metrics
        self.width = width
        self.pieces = Pieces(index.text)
        self.marks = MarkIndex()
        self.arrangement = Arrangement()
        self._overview: SpanDensity | None = None
        self._shaped: OrderedDict[int, ShapedPiece] = OrderedDict()
        self._kept = 0
        # What has to be placed again in shaped pieces when they are asked for: these extents, or (None) everything.
        self._stale: dict[int, list[Extent] | None] = {}
        self.heights = self._estimates()

    @property
    def gap(self) -> int:
        """The space below a paragraph."""
        return 0 if self.pieces.spaced_by_blank_lines else self.metrics.blank_line

    def reshape(self, metrics: Metrics, width: int) -> None:
        """Set the text anew, in other fonts or another width."""
        self.metrics, self.width = metrics, width
        self._shaped.clear()
        self._stale.clear()
        self._kept = 0
        self.heights = self._estimates()

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Show these marks; shaped text stays shaped."""
        self.marks = MarkIndex(marks)
        self._overview = None
        self.replace_all()

    def arrange(self, arrangement: Arrangement) -> None:
        """Show the marks in other lanes."""
        self.arrangement = arrangement
        self.replace_all()

    def open_at(self, place: Extent | None) -> None:
        """Have the drawer of a case under its lines and no others; None for no drawer."""
        before = self.arrangement.open
        if place != before:
            self.arrangement = self.arrangement._replace(open=place)
            self._touch([each for each in (before, place) if each is not None])

    def put_first(self, mark: Mark | None) -> bool:
        """Give a mark a row before all others where there is none left for it; None for none.

        Return whether any that is shaped is placed anew.
        """
        before, now = self.arrangement.first, mark.id if mark is not None else None
        if before != now:
            self.arrangement = self.arrangement._replace(first=now)
            for each in (self.marks.get(before), mark):
                self._touch(each.extents if each is not None and self._is_crowded(each) else ())
        return bool(self._stale)

    def _is_crowded(self, mark: Mark) -> bool:
        """Whether a mark has no row of its own by nature, on any line that is shaped."""
        first, last = self.pieces.at(mark.start), self.pieces.at(max(mark.start, mark.stop - 1))
        pieces = (self._shaped[number] for number in list(self._shaped) if first <= number <= last)
        lines = (piece.lines[at] for piece in pieces for at in lines_met(piece, mark.extents))
        return any(each.crowded for line in lines for each in line.placed)

    def replace_all(self) -> None:
        """Place the marks of all shaped pieces anew, each when it is asked for."""
        self._stale = dict.fromkeys(self._shaped)

    def update_marks(self, changed: Sequence[Mark], removed: Sequence[str]) -> None:
        """Put or replace some marks and remove others; only the shaped pieces that they meet are placed again."""
        for mark in changed:
            former = self.marks.put(mark)
            self._count(mark, former)
            self._touch(mark.extents)
            self._touch(former.extents if former else ())
        for mark_id in removed:
            former = self.marks.remove(mark_id)
            self._count(None, former)
            self._touch(former.extents if former else ())

    def _touch(self, extents: Sequence[Extent]) -> None:
        """Let the shaped pieces that extents meet be placed again when they are asked for."""
        for start, stop in extents:
            first, last = self.pieces.at(start), self.pieces.at(max(start, stop - 1))
            met = range(first, last + 1) if last - first < len(self._shaped) else list(self._shaped)
            for number in met:
                if number in self._shaped and first <= number <= last:
                    touched = self._stale.setdefault(number, [])
                    if touched is not None:
                        touched.append(Extent(start, stop))

    def overview(self) -> SpanDensity:
        """Return where the marks are; going through all of them at the first call after `set_marks` only."""
        if self._overview is None:
            self._overview = SpanDensity(len(self.index.text), self.marks)
        return self._overview

    def y_of(self, position: int) -> int:
        """Return how far below the page's top a position is, as far as heights are known."""
        number = self.pieces.at(position)
        start, stop = self.pieces.extent(number)
        return self.heights.above(number) + self.heights[number] * (position - start) // max(1, stop - start + 1)

    def _count(self, mark: Mark | None, former: Mark | None) -> None:
        if self._overview is not None:
            if former is not None:
                self._overview.add(former, -1)
            if mark is not None:
                self._overview.add(mark)

    def shaped(self, number: int) -> ShapedPiece:
        """Return a piece with its lines and marks in place."""
        piece = self._shaped.get(number)
        if piece is not None:
            self._shaped.move_to_end(number)
            if number in self._stale:
                self._place(piece)
            return piece
        piece = ShapedPiece(self.index, self.pieces, number, self.metrics, self.width)
        self._stale[number] = None
        self._place(piece)
        self._shaped[number] = piece
        self._kept += piece.stop - piece.start
        self._forget_the_oldest()
        return piece

    def piece_at(self, position: int) -> ShapedPiece:
        """Return the piece that shows the caret at `position`."""
        return self.shaped(self.pieces.at(position))

    def line_bounds(self, position: int) -> tuple[int, int]:
        """Return the first and the last caret position of the line at `position`."""
        piece = self.piece_at(position)
        number = piece.line_at(position)
        return piece.lines[number].start, piece.line_end(number)

    def caret_x(self, position: int) -> float:
        """Return the x of the caret in the column."""
        return self.piece_at(position).caret_x(position)

    def lines_away(self, position: int, steps: int, x: float) -> int:
        """Return the position near `x`, `steps` lines below `position` (above for a negative number).

        Beyond the first or last line it is the start or end of the text.
        """
        piece = self.piece_at(position)
        line = piece.line_at(position)
        for _ in range(abs(steps)):
            found = self._neighbour(piece, line, 1 if steps > 0 else -1)
            if found is None:
                return len(self.index.text) if steps > 0 else 0
            piece, line = found
        return self._on_line(piece, line, x)

    def pixels_away(self, position: int, pixels: int, x: float) -> int:
        """Return the position near `x` on the line that is `pixels` below `position` (above for a negative number)."""
        piece = self.piece_at(position)
        line = piece.line_at(position)
        direction, left = (1 if pixels > 0 else -1), abs(pixels)
        while left > 0:
            found = self._neighbour(piece, line, direction)
            if found is None:
                return len(self.index.text) if pixels > 0 else 0
            left -= piece.lines[line].height
            piece, line = found
        return self._on_line(piece, line, x)

    def _on_line(self, piece: ShapedPiece, line: int, x: float) -> int:
        """Return the position near `x` that is shown on the line: the end of a wrapped one is the next one's start."""
        return min(piece.position_near(line, x), piece.line_end(line))

    def _neighbour(self, piece: ShapedPiece, line: int, direction: int) -> tuple[ShapedPiece, int] | None:
        if 0 <= line + direction < len(piece.lines):
            return piece, line + direction
        number = piece.number + direction
        if not 0 <= number < len(self.pieces):
            return None
        other = self.shaped(number)
        return other, 0 if direction > 0 else len(other.lines) - 1

    def _place(self, piece: ShapedPiece) -> None:
        touched = self._stale.pop(piece.number)
        lines = range(len(piece.lines)) if touched is None else lines_met(piece, touched)
        if lines:
            marks = self.marks.meeting(piece.lines[lines[0]].start, piece.lines[lines[-1]].stop + 1)
            place(piece, marks, self.metrics, self.arrangement, self.gap, lines)
        self.heights.set(piece.number, piece.height)

    def _forget_the_oldest(self) -> None:
        while self._kept > _KEPT_CHARACTERS and len(self._shaped) > _LEAST_KEPT:
            number, piece = self._shaped.popitem(last=False)
            self._stale.pop(number, None)
            self._kept -= piece.stop - piece.start

    def _estimates(self) -> Heights:
        per_line = max(1, int(self.width / self.metrics.character))
        line, gap, blank = self.metrics.line, self.gap, self.metrics.blank_line
        # A line feed alone is a blank line.
        return Heights(
            [(length // per_line + 1) * line + gap if length > 1 else blank + gap for length in self.pieces.lengths()]
        )
