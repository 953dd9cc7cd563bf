"""The bars around the page follow it: the scroll bar with its ticks, and the bar above with title and paragraph."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QAbstractScrollArea

from annotator.model.span import Extent
from annotator.ui.reader.board import Board
from annotator.ui.reader.page_bar import PageBar
from annotator.ui.reader.scroll_bar import MarkedScrollBar, TickColours, Ticks
from annotator.ui.reader.ticks import ticks_of

_TICKS_MS = 60
"""How long the ticks wait for more changes before they follow."""


class BarsBeside(QObject):
    """The scroll bar shows where the window is and is never asked: `Scroll` knows."""

    def __init__(self, area: QAbstractScrollArea, board: Board) -> None:
        super().__init__(area)
        self._board = board
        self._cases: tuple[Extent, ...] = ()
        self._follows = False
        self._timer = QTimer(self, singleShot=True, interval=_TICKS_MS)
        self.page_bar = PageBar(board.sheet.metrics, area)
        self.scroll_bar = MarkedScrollBar()
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBar(self.scroll_bar)
        # Always there, so that a text that grows by a bar does not become narrower and break its lines anew.
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._timer.timeout.connect(self.renew_ticks)
        self.scroll_bar.sliderReleased.connect(self.follow)
        board.moved.connect(self.follow)
        board.marks_changed.connect(self._timer.start)

    @property
    def lead(self) -> int | None:
        """How far the scroll bar asks to move down; None where it follows."""
        scroll = self._board.sheet.scroll
        return None if self._follows or scroll is None else self.scroll_bar.value() - scroll.value

    def set_cases(self, cases: Sequence[Extent]) -> None:
        """Show beside the scroll bar where cases are open."""
        if tuple(cases) != self._cases:
            self._cases = tuple(cases)
            self._timer.start()

    @Slot()
    def follow(self) -> None:
        """Show where the window is; while the scroll bar is dragged it leads, and its range must not change."""
        bar, sheet = self.scroll_bar, self._board.sheet
        if bar.isSliderDown():
            return
        # Setting the range may emit valueChanged, which would scroll again from inside the scrolling.
        self._follows = True
        bar.setRange(0, sheet.scroll.maximum if sheet.scroll is not None else 0)
        bar.setPageStep(max(1, sheet.height - 2 * sheet.metrics.line))
        bar.setSingleStep(sheet.metrics.line)
        bar.setValue(sheet.scroll.value if sheet.scroll is not None else 0)
        self._follows = False
        self.page_bar.follow(sheet)

    @Slot()
    def renew_ticks(self) -> None:
        """Show where marks, hits and cases are now."""
        page, style = self._board.sheet.page, self._board.sheet.metrics.style
        # Of several coders a tick says that something is coded there, and not what.
        colour_of = style.bar_colour if not self._board.sheet.lanes.titles else lambda key: ""
        ticks = ticks_of(page, self._board.shown.hits, self._cases, colour_of) if page is not None else Ticks()
        self.scroll_bar.set_ticks(ticks, TickColours(style.secondary, style.accent, style.conflict))
