"""The window onto the page: its truth is a piece and how far below the piece's top the window begins.

The scroll bar's value follows from it. A piece that turns out higher than was estimated therefore moves the bar and
never the text that is being read.
"""

from annotator.model.span import Extent
from annotator.ui.reader.layout import Page
from annotator.ui.reader.lines import ShapedLine
from annotator.ui.reader.shaping import ShapedPiece

_FAR = 3
"""A step of more than so many windows goes by estimated heights: shaping all that lies between would take too long."""


class Scroll:
    """What is seen of a page in a window of `height` pixels. `margin`: below the text; `top`: above it, the head."""

    def __init__(self, page: Page, margin: int, top: int | None = None) -> None:
        self.page = page
        self.margin = margin
        self.top = margin if top is None else top
        self.height = 1
        self.piece = 0
        self.offset = -self.top

    @property
    def value(self) -> int:
        """How far the window's top is below the page's top, as far as heights are known."""
        return self.page.heights.above(self.piece) + self.offset + self.top

    @property
    def maximum(self) -> int:
        """The greatest value."""
        return max(0, self.page.heights.total + self.top + self.margin - self.height)

    def visible(self, below: int = 0) -> list[tuple[ShapedPiece, int]]:
        """Return the pieces in the window with the y of their tops; one at least, however low the window is.

        `below`: how far below the window one may begin, since its letters may reach above its top.
        """
        found: list[tuple[ShapedPiece, int]] = []
        number, y = self.piece, -self.offset
        while (y < self.height + below or not found) and number < len(self.page.pieces):
            piece = self.page.shaped(number)
            found.append((piece, y))
            y += piece.height
            number += 1
        return found

    def go_to(self, value: int) -> None:
        """Show the page from `value` on."""
        value = max(0, min(value, self.maximum))
        self.piece, self.offset = self.page.heights.at(max(0, value - self.top))
        self.offset += min(0, value - self.top)
        self.settle()

    def by(self, pixels: int) -> int:
        """Move down (up for a negative number); return by how much the text really moved, 0 for a far jump."""
        if abs(pixels) > _FAR * self.height:
            self.go_to(self.value + pixels)
            return 0
        before = self.piece, self.offset
        self.offset += pixels
        self.settle()
        return self._moved_from(*before)

    def settle(self) -> None:
        """Keep the window on the page and its piece under its top, with real heights."""
        self._normalise()
        bottom = -self.offset
        number = self.piece
        while bottom < self.height and number < len(self.page.pieces):
            bottom += self.page.shaped(number).height
            number += 1
        lack = self.height - self.margin - bottom
        if number == len(self.page.pieces) and lack > 0:
            self.offset -= lack
            self._normalise()

    def place_of(self, position: int) -> tuple[int, ShapedLine] | None:
        """Return the y of the line that shows `position`, and the line; None outside the window."""
        number = self.page.pieces.at(position)
        for piece, y in self.visible():
            if piece.number == number:
                line = piece.lines[piece.line_at(position)]
                return y + line.top, line
        return None

    def reveal(self, extent: Extent) -> bool:
        """Bring a range into view if its start or (where it fits) end is not; return whether the text moved."""
        before = self.piece, self.offset
        if not self._is_seen(extent.start):
            self._put(extent.start, self.height // 3)
        elif not self._is_seen(extent.stop):
            place = self.place_of(extent.start)
            self._put(extent.stop, self.height * 2 // 3)
            if place is not None and not self._is_seen(extent.start):
                self._put(extent.start, 0)
        return before != (self.piece, self.offset)

    def centre(self, extent: Extent) -> None:
        """Put a range in the window's middle, as far as the page's ends let it; a long one begins near the top."""
        self._put(extent.start, 0)
        place = self.place_of(max(extent.start, extent.stop - 1))
        below = self.height if place is None else place[0] + place[1].height
        self._put(extent.start, max(self.page.metrics.line, (self.height - below) // 2))

    def get_ready(self, position: int) -> None:
        """Shape what would be in the window with a position in its middle, so that going there takes no time."""
        number, pieces = self.page.pieces.at(position), self.page.pieces
        for step, room in ((1, self.height), (-1, self.height)):
            at = number if step > 0 else number - 1
            while room > 0 and 0 <= at < len(pieces):
                room -= self.page.shaped(at).height
                at += step

    def position_at_top(self) -> int:
        """Return the start of the first line of which the text is in view."""
        piece, y = self.visible()[0]
        number = piece.line_under(-y)
        line = piece.lines[number]
        if y + line.top + line.text_height // 2 >= 0:
            return line.start
        return piece.lines[number + 1].start if number + 1 < len(piece.lines) else piece.stop

    def show_at_top(self, position: int) -> None:
        """Put the line of `position` at the window's top."""
        self._put(position, 0)

    def follow(self, position: int) -> bool:
        """Scroll just as far as it takes to see the line of `position`; return whether the text moved."""
        before = self.piece, self.offset
        place = self.place_of(position)
        if position == 0 and (place is None or place[0] < 0):
            # With the first line the head is seen.
            self.go_to(0)
        elif place is None:
            below = self.page.pieces.at(position) > self.piece
            self._put(position, self.height - 3 * self.page.metrics.line if below else self.page.metrics.line)
        else:
            self._bring_in(*place)
        return before != (self.piece, self.offset)

    def _bring_in(self, y: int, line: ShapedLine) -> None:
        if y < 0:
            self.by(y - 4)
        elif y + line.text_height > self.height:
            self.by(y + min(line.height, self.height // 2) + 4 - self.height)

    def _is_seen(self, position: int) -> bool:
        place = self.place_of(position)
        return place is not None and place[0] >= 0 and place[0] + place[1].text_height <= self.height

    def _put(self, position: int, y: int) -> None:
        piece = self.page.piece_at(position)
        self.piece, self.offset = piece.number, piece.lines[piece.line_at(position)].top - y
        self.settle()

    def _normalise(self) -> None:
        while self.offset < 0 and self.piece > 0:
            self.piece -= 1
            self.offset += self.page.shaped(self.piece).height
        while self.piece + 1 < len(self.page.pieces) and self.offset >= self.page.shaped(self.piece).height:
            self.offset -= self.page.shaped(self.piece).height
            self.piece += 1
        if self.piece == 0:
            self.offset = max(self.offset, -self.top)

    def _moved_from(self, piece: int, offset: int) -> int:
        """The distance between two places, through pieces that are all shaped since both are near."""
        heights = self.page.heights
        return heights.above(self.piece) + self.offset - heights.above(piece) - offset
