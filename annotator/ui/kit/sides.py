"""A page between two sides that fold: by their buttons, by dragging them narrow, by a key.

A folded side leaves a button in the corner of the page; whoever goes there by a key has it lie over the page until
the keyboard leaves it. How wide each is, and whether it is folded, is kept for each class of widths of the window.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.kit.side import GRAB, Edge, FoldingSide, Grip, SideButton

LEAST = 160
"""Dragged below these pixels, a side folds."""
NARROW, WIDE = 1360, 1920
_CORNER = 8
_BAR = 12
"""The strip at the right edge of a text, which the button in the corner stays clear of."""


class WidthClass(StrEnum):
    """How wide the window is: below 1360, below 1920, above."""

    NARROW = "narrow"
    MIDDLE = "middle"
    WIDE = "wide"

    @classmethod
    def of(cls, width: int) -> "WidthClass":
        """Return the class of a width in pixels."""
        return cls.NARROW if width < NARROW else cls.MIDDLE if width < WIDE else cls.WIDE


Widths = tuple[int, int, int]
"""Of a side, in the order of `WidthClass`."""
Kept = tuple[int, bool]
"""How wide a side is, and whether it is folded."""


class Sides(QWidget):
    """`left` and `right` hold what is put into them; between them stands the page."""

    places_changed = Signal()

    def __init__(self, left: Widths, right: Widths, folded: frozenset[str], parent: QWidget | None = None) -> None:
        """`folded`: the keys ("left.narrow") of what begins folded."""
        super().__init__(parent)
        self.left, self.right = FoldingSide(Edge.LEFT, self), FoldingSide(Edge.RIGHT, self)
        self.middle: QWidget | None = None
        self.is_page_alone = False
        self._page_wish = 0
        self._insisted: set[FoldingSide] = set()
        """What somebody brought back although the page wishes for more room."""
        self._cover: QWidget | None = None
        self._covers_all = False
        self._side_places: dict[str, Kept] = {
            f"{edge}.{each}": (width, f"{edge}.{each}" in folded)
            for edge, widths in ((Edge.LEFT, left), (Edge.RIGHT, right))
            for each, width in zip(WidthClass, widths, strict=True)
        }
        self.corners = {side: SideButton(side.edge, self) for side in (self.left, self.right)}
        self.grips = {side: Grip(self) for side in (self.left, self.right)}
        for side in (self.left, self.right):
            side.button.clicked.connect(partial(self.fold, side, True))
            side.content_changed.connect(partial(self._on_content, side))
            side.escaped.connect(self._on_escaped)
            self.corners[side].clicked.connect(partial(self.fold, side, False))
            self.grips[side].moved.connect(partial(self._on_dragged, side))
            self.grips[side].released.connect(self._on_released)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def set_middle(self, page: QWidget) -> None:
        """Put a page between the sides."""
        self.middle = page
        page.setParent(self)
        page.lower()
        page.setVisible(True)
        self._arrange()

    def cover(self, page: QWidget | None, whole: bool = False) -> None:
        """Show something else in place of the page, with `whole` in place of the sides too; None: all as it is."""
        if self._cover is not None and self._cover is not page:
            self._cover.hide()
        self._cover, self._covers_all = page, whole and page is not None
        if page is not None:
            page.setParent(self)
            page.show()
        self._arrange()

    @property
    def is_covered(self) -> bool:
        """Whether something stands in place of all that is here."""
        return self._covers_all

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard on the page."""
        (self.middle or self).setFocus(reason)

    # Folding.

    def is_folded(self, side: FoldingSide) -> bool:
        """Whether a side is folded at the present width, also where it only gives way to the page."""
        return self._is_kept_folded(side) or side in self._giving_way()

    def fold(self, side: FoldingSide, folded: bool, _: bool = False) -> None:
        """Fold a side, or bring it back; the keyboard goes to the page from one that is folded."""
        had_keyboard = self._has_keyboard(side)
        side.is_over = False
        self._insisted = self._insisted - {side} if folded else self._insisted | {side}
        self._keep(side, self._side_places[self._place_key(side)][0], folded)
        self._arrange()
        if folded and had_keyboard:
            self.take_keyboard(Qt.FocusReason.OtherFocusReason)

    def toggle(self, side: FoldingSide) -> None:
        """Fold a side that is seen, bring back one that is folded."""
        if side.has_content:
            self.fold(side, not self.is_folded(side))

    def go(self, side: FoldingSide) -> None:
        """Put the keyboard into a side; a folded one lies over the page meanwhile."""
        if not side.has_content:
            return
        self._show_over(side)
        side.take_keyboard()
        if side.is_over and not self._has_keyboard(side):
            side.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def lay_open(self) -> None:
        """Show what was asked for at the right, over the page where that side is folded."""
        if self.right.has_content and self.isVisible():
            self._show_over(self.right)

    def show_page_alone(self, alone: bool) -> None:
        """Show the page without its sides, or with them again."""
        self.is_page_alone = alone
        for side in (self.left, self.right):
            side.is_over = False
        self._arrange()

    @Slot(int)
    def wish_page(self, width: int) -> None:
        """Have sides give way, the left first, while the page is narrower than this; with 0 they come back.

        Where they stood is kept; whoever brings one back has it.
        """
        if width != self._page_wish:
            self._page_wish, self._insisted = width, set()
            for side in (self.left, self.right):
                side.is_over = False
            self._arrange()

    @property
    def places(self) -> dict[str, Kept]:
        """How the sides stand, for each class of widths."""
        return dict(self._side_places)

    def put_places(self, places: Mapping[str, Kept]) -> None:
        """Put the sides where they stood; what cannot be is left as it is."""
        for key, (width, folded) in places.items():
            if key in self._side_places and width >= LEAST:
                self._side_places[key] = width, folded
        self._arrange()

    # Inside.

    def _is_kept_folded(self, side: FoldingSide) -> bool:
        return self._side_places[self._place_key(side)][1]

    def _giving_way(self) -> set[FoldingSide]:
        """Return the sides that are folded for as long as the page wishes for their room."""
        giving: set[FoldingSide] = set()
        aside = [each for each in (self.left, self.right) if each.has_content and not self._is_kept_folded(each)]
        left = self.width() - sum(self._side_places[self._place_key(each)][0] + 1 for each in aside)
        for side in aside:
            if left < self._page_wish and side not in self._insisted:
                giving.add(side)
                left += self._side_places[self._place_key(side)][0] + 1
        return giving

    def _place_key(self, side: FoldingSide) -> str:
        return f"{side.edge}.{WidthClass.of(self.width())}"

    def _keep(self, side: FoldingSide, width: int, folded: bool) -> None:
        if self._side_places[self._place_key(side)] != (width, folded):
            self._side_places[self._place_key(side)] = width, folded
            self.places_changed.emit()

    def _has_keyboard(self, side: FoldingSide) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is side or side.isAncestorOf(focus))

    def _is_aside(self, side: FoldingSide) -> bool:
        """Whether a side stands beside the page."""
        return side.has_content and not self.is_page_alone and not self._covers_all and not self.is_folded(side)

    def _show_over(self, side: FoldingSide) -> None:
        if not self._is_aside(side):
            side.is_over = True
            self._arrange()

    def _widths(self) -> dict[FoldingSide, int]:
        """Return how wide each side is beside the page, narrower than was wished where the page would be too narrow."""
        aside = [side for side in (self.left, self.right) if self._is_aside(side)]
        kept = {side: self._side_places[self._place_key(side)][0] for side in aside}
        wished = {side: max(width, side.minimumSizeHint().width()) for side, width in kept.items()}
        least = max(self.middle.minimumWidth(), self.middle.minimumSizeHint().width()) if self.middle else 0
        lacking = sum(wished.values()) - max(self.width() - least - len(aside), 0)
        for side in sorted(wished, key=lambda each: -wished[each]):
            given = min(max(lacking, 0), max(wished[side] - LEAST, 0))
            wished[side] -= given
            lacking -= given
        return wished

    def _arrange(self) -> None:
        widths, high, is_alone = self._widths(), self.height(), self.is_page_alone or self._covers_all
        left, right = widths.get(self.left, 0), widths.get(self.right, 0)
        begin, end = left + (left > 0), self.width() - right - (right > 0)
        if self.middle is not None:
            self.middle.setGeometry(begin, 0, max(end - begin, 0), high)
            self.middle.setVisible(self._cover is None)
        if self._cover is not None:
            self._cover.setGeometry(begin, 0, max(end - begin, 0), high)
        for side in (self.left, self.right):
            is_aside = side in widths
            side.is_over = side.is_over and not is_aside and side.has_content and not self._covers_all
            width = widths.get(side, min(self._side_places[self._place_key(side)][0], self.width()))
            side.setGeometry(0 if side is self.left else self.width() - width, 0, width, high)
            side.setVisible(is_aside or side.is_over)
            corner, grip = self.corners[side], self.grips[side]
            corner.setVisible(side.has_content and not (is_aside or side.is_over or is_alone))
            x = begin + _CORNER if side is self.left else end - _CORNER - _BAR - corner.width()
            corner.move(x, _CORNER)
            corner.raise_()
            grip.setVisible(is_aside or grip.is_held)
            at = (left if side is self.left else self.width() - right - 1) - GRAB // 2
            grip.setGeometry(at, 0, GRAB, high)
            grip.raise_()
            if side.is_over:
                side.raise_()
        self.updateGeometry()

    # What happens.

    def _on_content(self, side: FoldingSide, shown: bool) -> None:
        if shown and side.isHidden() and self.isVisible() and self.is_folded(side):
            # What was asked for is to be seen; it lies over the page until the keyboard has been there and left.
            side.is_over = True
        self._arrange()

    def _on_dragged(self, side: FoldingSide, at: QPoint) -> None:
        width = at.x() if side is self.left else self.width() - at.x()
        other = sum(wide for each, wide in self._widths().items() if each is not side)
        least = self.middle.minimumWidth() if self.middle is not None else 0
        most = max(LEAST, self.width() - other - least - 2)
        self._insisted = self._insisted - {side} if width < LEAST else self._insisted | {side}
        if width < LEAST:
            self._keep(side, self._side_places[self._place_key(side)][0], folded=True)
        else:
            self._keep(side, min(width, most), folded=False)
        self._arrange()

    @Slot()
    def _on_released(self) -> None:
        self._arrange()

    @Slot()
    def _on_escaped(self) -> None:
        self.take_keyboard(Qt.FocusReason.OtherFocusReason)
        self._put_back()

    @Slot(QWidget, QWidget)
    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Put a side that lies over the page away once the keyboard has gone from it to another part of the window."""
        if before is None or now is None or now.window() is not self.window():
            return
        for side in (self.left, self.right):
            if side.is_over and (before is side or side.isAncestorOf(before)) and not self._has_keyboard(side):
                self._put_back()

    def _put_back(self) -> None:
        self.left.is_over = self.right.is_over = False
        self._arrange()

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(1000, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        parts = [each for each in (self.left, self.middle, self.right) if each is not None and not each.isHidden()]
        high = max((each.minimumSizeHint().height() for each in parts), default=0)
        least = self.middle.minimumSizeHint().width() if self.middle is not None else 0
        return QSize(max(least, 2 * LEAST), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)
