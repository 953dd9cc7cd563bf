"""A document as it is set for a window: its page, the window onto it, its head and margin. No widget in here.

Whatever changes the fonts, the columns or the window is told here; who shows it paints all anew afterwards.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.kit.direction import runs_right_to_left
from annotator.ui.reader.chips import Chips
from annotator.ui.reader.column_placement import Across, across, least_width
from annotator.ui.reader.document_head import SetHead
from annotator.ui.reader.fonts import families_for, setting_of
from annotator.ui.reader.head_facts import DocumentHead
from annotator.ui.reader.lanes import Lanes
from annotator.ui.reader.layout import Page
from annotator.ui.reader.margin import Margin
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.placing import Arrangement
from annotator.ui.reader.scroll import Scroll
from annotator.ui.reader.scroll_bar import WIDTH as BAR_WIDTH
from annotator.ui.reader.sentences import Sentence
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.style import ReaderStyle

_NONE: Sequence[Sentence] = ()
_BEGINNING = 2000
"""Characters that tell which way a document runs."""
_CARET_WIDTH = 2


class Sheet:
    """`page` and `scroll` are there together, or without a text neither. `width`, `height`: of the window."""

    def __init__(self, style: ReaderStyle) -> None:
        self.metrics = Metrics(style)
        self.chips = Chips(self.metrics)
        self.lanes = Lanes()
        self.margin = Margin()
        self.page: Page | None = None
        self.scroll: Scroll | None = None
        self.document: DocumentHead | None = None
        self.head: SetHead | None = None
        self.width = self.height = 1
        self._whole: tuple[Mark, ...] = ()
        self._leftwards = False

    # What is shown.

    def set_document(self, index: TextIndex | None) -> None:
        """Set a text from its beginning, without marks, head and sentences; None for no text."""
        self.document = None
        self.margin.put({})
        if index is not None:
            self._use_fonts(index.text)
        if index is None or not index.text:
            self.page = self.scroll = None
        else:
            self.page = Page(index, self.metrics, self.column_width)
            self._arrange(self.page)
            self.scroll = Scroll(self.page, self.metrics.style.top_margin)
        self._set_head()
        if self.scroll is not None:
            self.scroll.go_to(0)

    def set_head(self, head: DocumentHead | None) -> None:
        """Set this above the text; what is seen of the text stays where it is, but for its beginning."""
        at_start = self.scroll is not None and self.scroll.value <= 0
        if head is not None and self.document is not None:
            head = head._replace(state=self.document.state)
        self.document = head
        self._set_head()
        if at_start and self.scroll is not None:
            self.scroll.go_to(0)

    def set_state(self, state: str) -> bool:
        """Say in the head how far the coder is with the document; return whether that is something new."""
        if self.document is None or state == self.document.state:
            return False
        self.document = self.document._replace(state=state)
        self._set_head()
        return True

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Set these marks and no others."""
        if self.page is not None:
            self.page.set_marks(marks)
            self._set_head()

    def update_marks(self, changed: Sequence[Mark], removed: Sequence[str]) -> None:
        """Add or replace some marks and take others out (by id)."""
        if self.page is not None:
            self.page.update_marks(changed, removed)
            if self._whole != self.page.marks.about_the_whole():
                self._set_head()

    def set_lanes(self, lanes: Lanes) -> None:
        """Tell other coders' marks apart."""
        as_many = len(lanes.titles) == len(self.lanes.titles) and lanes.columns == self.lanes.columns
        self.lanes = lanes
        if self.page is not None:
            self._arrange(self.page)
        # Lanes that only change places or names take the room that they took.
        if not (as_many and self.page is not None and self.page.width == self.column_width):
            self._set_anew()

    def set_style(self, style: ReaderStyle) -> None:
        """Set everything in another style; the text at the top stays there."""
        self._measure(style, self.page.index.text if self.page is not None else "")
        self._set_anew()

    def resize(self, width: int, height: int) -> None:
        """Break the lines anew where the column's width has changed."""
        self.width, self.height = width, height
        if self.page is not None and self.page.width != self.column_width:
            self._set_anew()

    def open_drawer(self, place: Extent | None) -> bool:
        """Have the drawer of a case under its lines; its first line, or the window's, keeps its place on the screen.

        Return whether anything is another.
        """
        page, scroll = self.page, self.scroll
        if page is None or scroll is None or page.arrangement.open == place:
            return False
        is_seen = place is not None and scroll.place_of(place.start) is not None
        kept = place.start if place is not None and is_seen else scroll.position_at_top()
        before = scroll.place_of(kept)
        page.open_at(place)
        after = scroll.place_of(kept)
        if before is not None and after is not None:
            scroll.by(after[0] - before[0])
        return True

    def reveal(self, extent: Extent, centred: bool) -> bool:
        """Bring a range into view, near the middle; return whether anything has moved, or may have (`centred`)."""
        if self.scroll is None:
            return False
        if centred:
            self.scroll.centre(extent)
        return centred or self.scroll.reveal(extent)

    def get_ready(self, position: int) -> None:
        """Get ready to show a place that one may go to next; nothing moves."""
        if self.scroll is not None:
            self.scroll.get_ready(position)

    def settle(self) -> None:
        """Keep the window on the page."""
        if self.scroll is not None:
            self.scroll.height = self.height
            self.scroll.settle()

    # Where it stands.

    @property
    def least_width(self) -> int:
        """Pixels of width below which lines get shorter."""
        return least_width(self.metrics.column)

    def across(self) -> Across:
        """Return where the text stands across the window, as long as there is one column."""
        return across(self.width, self.metrics.column, self._leftwards)

    @property
    def columns(self) -> int:
        """How many columns there are: one, or as many as there are lanes side by side."""
        return max(1, len(self.lanes.titles)) if self.lanes.columns else 1

    @property
    def room_wished(self) -> int:
        """How wide a window would be good for columns side by side, with the scroll bar; 0 for a text standing once."""
        return self.metrics.room_for(self.columns) + BAR_WIDTH if self.columns > 1 else 0

    @property
    def column_width(self) -> int:
        """How wide each column is."""
        if self.columns == 1:
            return self.across().measure
        return self.metrics.column_in(self.width, 0, self.columns)

    def column_lefts(self) -> list[int]:
        """Return the x of each column."""
        count = self.columns
        if count == 1:
            return [self.across().left]
        width, gap = self.column_width, self.metrics.column_gap
        left = max(0, (self.width - count * width - (count - 1) * gap) // 2)
        return [left + number * (width + gap) for number in range(count)]

    def caret_rectangle(self, position: int, column: int = 0) -> QRect:
        """Return the place of the caret at `position` in the window, an empty one where it is out of view."""
        place = self.scroll.place_of(position) if self.scroll is not None else None
        if self.page is None or place is None:
            return QRect()
        piece, (y, line) = self.page.piece_at(position), place
        return caret_in(piece, position, self.metrics).translated(self.column_lefts()[column], y - line.top)

    def marks_at(self, position: int) -> list[Mark]:
        """Return the marks over the character at `position`, or else those that end there, in reading order."""
        if self.page is None:
            return []
        marks = self.page.marks
        found = marks.meeting(position, position + 1) or marks.meeting(max(0, position - 1), position)
        return self.lanes.told_apart(found)

    def paragraph_at(self, position: int) -> int:
        """Return the number of the paragraph at `position` as the gutter has it, 1 without a text."""
        return self.page.pieces.paragraph(self.page.pieces.at(position)) if self.page is not None else 1

    def right_to_left_at(self, position: int) -> bool:
        """Whether the paragraph at `position` runs to the left."""
        return self.page is not None and self.page.piece_at(position).right_to_left

    def sentences_beside(self, piece: ShapedPiece) -> Sequence[Sentence]:
        """Return the sentences beside a piece in the window; there are none where coders are compared."""
        return _NONE if self.lanes.titles else self.margin.of(piece, self.metrics, self.across())

    # Inside.

    def _use_fonts(self, text: str) -> None:
        """Measure anew where a text is written otherwise than the last one."""
        self._leftwards = runs_right_to_left(text[:_BEGINNING])
        written = families_for(text, self.metrics.style.families), setting_of(text)
        if written != (self.metrics.families, self.metrics.setting):
            self._measure(self.metrics.style, text)

    def _measure(self, style: ReaderStyle, text: str) -> None:
        self.metrics = Metrics(style, families_for(text, style.families), setting_of(text))
        self.chips = Chips(self.metrics)

    def _arrange(self, page: Page) -> None:
        now, lanes = page.arrangement, self.lanes
        side_by_side = self.columns > 1
        page.arrange(Arrangement(len(lanes.titles), lanes.compared, side_by_side, lanes.shown, now.open, now.first))

    def _set_anew(self) -> None:
        """Shape the text again, in the style and width of now, with the same text at the top."""
        if self.page is None or self.scroll is None:
            return
        piece, y = self.scroll.visible()[0]
        top = piece.lines[piece.line_under(-y)].start
        at_start = self.scroll.piece == 0 and self.scroll.offset <= 0
        self.page.reshape(self.metrics, self.column_width)
        self._set_head()
        self.scroll.height = self.height
        if at_start:
            self.scroll.go_to(0)
        else:
            self.scroll.show_at_top(top)

    def _set_head(self) -> None:
        """Set what stands above the text in the width of the text; the text stays where it is."""
        self.head, self._whole = None, ()
        if self.page is None or self.scroll is None:
            return
        self._whole = self.page.marks.about_the_whole()
        shown = tuple(self.lanes.told_apart(self._whole))
        if self.document is not None or shown:
            document = self.document or DocumentHead("")
            width, titles = self.column_width, self.lanes.titles
            self.head = SetHead(document, shown, self.metrics, width, self._leftwards, titles)
        self.scroll.top = self.head.height if self.head is not None else self.scroll.margin


def caret_in(piece: ShapedPiece, position: int, metrics: Metrics) -> QRect:
    """Return the place of the caret, relative to its piece."""
    line = piece.lines[piece.line_at(position)]
    top = max(0, line.baseline - metrics.ascender - 1)
    height = min(line.text_height, line.baseline + metrics.descender) - top
    return QRect(round(piece.caret_x(position)) - _CARET_WIDTH // 2, line.top + top, _CARET_WIDTH, height)
