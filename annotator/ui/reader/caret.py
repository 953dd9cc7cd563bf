"""The caret and the selection: two positions, and where each unit of movement takes them.

Positions and directions are those of the text: forward is towards its end, also where the script runs to the left.
"""

from enum import StrEnum

from annotator.model.span import Extent
from annotator.ui.reader.layout import Page

_PAGE_OVERLAP = 2
"""Lines that stay in sight from one page to the next."""


class MovementUnit(StrEnum):
    """What a movement goes by. `LINE_EDGE` is the start or end of the line that is shown."""

    GRAPHEME = "grapheme"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    LINE = "line"
    LINE_EDGE = "line edge"
    PAGE = "page"
    DOCUMENT = "document"


class Caret:
    """`anchor` stays while a selection grows, `position` is where the caret is seen."""

    def __init__(self) -> None:
        self.anchor = 0
        self.position = 0
        self._wanted_x: float | None = None

    def selection(self) -> Extent | None:
        """Return what is selected, None for nothing."""
        if self.anchor == self.position:
            return None
        return Extent(min(self.anchor, self.position), max(self.anchor, self.position))

    def put(self, anchor: int, position: int) -> bool:
        """Select from `anchor` to `position`; return whether that is something new."""
        self._wanted_x = None
        return self._put(anchor, position)

    def move(self, page: Page, unit: MovementUnit, direction: int, extend: bool, window: int = 0) -> bool:
        """Move by one unit, forward (1) or back (-1); return whether anything changed.

        Movements by line and page keep the x that they began with. `window`: its height in pixels, for pages.
        """
        selection = self.selection()
        if unit is MovementUnit.GRAPHEME and selection and not extend:
            return self.put(*[selection.stop if direction > 0 else selection.start] * 2)
        if unit in (MovementUnit.LINE, MovementUnit.PAGE):
            x = page.caret_x(self.position) if self._wanted_x is None else self._wanted_x
            target = self._vertical_target(page, unit, direction, x, window)
            changed = self._put(self.anchor if extend else target, target)
            self._wanted_x = x
            return changed
        target = self._target(page, unit, direction)
        return self.put(self.anchor if extend else target, target)

    def _put(self, anchor: int, position: int) -> bool:
        changed = (anchor, position) != (self.anchor, self.position)
        self.anchor, self.position = anchor, position
        return changed

    def _vertical_target(self, page: Page, unit: MovementUnit, direction: int, x: float, window: int) -> int:
        if unit is MovementUnit.LINE:
            return page.lines_away(self.position, direction, x)
        step = max(page.metrics.line, window - _PAGE_OVERLAP * page.metrics.line)
        return page.pixels_away(self.position, direction * step, x)

    def _target(self, page: Page, unit: MovementUnit, direction: int) -> int:
        index, forward = page.index, direction > 0
        if unit is MovementUnit.DOCUMENT:
            return len(index.text) if forward else 0
        if unit is MovementUnit.LINE_EDGE:
            return page.line_bounds(self.position)[forward]
        steps = {
            MovementUnit.GRAPHEME: (index.previous_grapheme, index.next_grapheme),
            MovementUnit.WORD: (index.previous_word, index.next_word),
            MovementUnit.SENTENCE: (index.previous_sentence, index.next_sentence),
            MovementUnit.PARAGRAPH: (index.previous_paragraph, index.next_paragraph),
        }
        return steps[unit][forward](self.position)
