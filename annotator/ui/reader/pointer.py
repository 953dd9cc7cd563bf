"""The mouse, as a machine of few states: idle, selecting by a unit, dragging an edge of the active mark or a link.

What ends in a change of the project is a request: an edge that was dragged, a party, a mark that was clicked.
"""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, Qt

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader.caret import MovementUnit
from annotator.ui.reader.hits import Hits
from annotator.ui.reader.layers.layer import Edge, Target
from annotator.ui.reader.spanindex import Mark

_DRAG_DISTANCE = 4.0


class Surface(Protocol):
    """What the pointer needs of the view."""

    def hits(self) -> Hits | None:
        """Return what looks under points, None without a text."""

    def text_index(self) -> TextIndex:
        """Return the positions of the text that is shown."""

    def anchor_position(self) -> int:
        """Return where the selection began."""

    def active_mark(self) -> Mark | None:
        """Return the active mark."""

    def movable_mark(self) -> Mark | None:
        """Return the active mark where its edges may be moved."""

    def select(self, anchor: int, position: int) -> None:
        """Select, and show the caret at `position`."""

    def preview(self, extents: tuple[Extent, ...] | None) -> None:
        """Show where the active mark would be, or (None) where it is."""

    def click_mark(self, mark_id: str) -> None:
        """Say that a mark was clicked."""

    def open_mark(self, mark_id: str) -> None:
        """Say that the sentence of the active mark was clicked."""

    def request_extent(self, mark_id: str, extent: Extent) -> None:
        """Ask for new edges of a mark."""

    def takes_parties(self, mark: Mark) -> bool:
        """Whether a mark is an act, from which one drags to its parties."""

    def aim(self, point: QPointF | None) -> None:
        """Show what a drag from the active act to a point would take; None ends it."""

    def request_party(self, mark_id: str, point: QPointF) -> None:
        """Ask for what is at a point as a party of an act."""

    def finish_selection(self) -> None:
        """Say that the user has selected something."""


@dataclass(slots=True)
class _EdgeDrag:
    mark: Mark
    edge: Edge
    extent: Extent


class Pointer:
    """Turns presses, moves and releases at points of the window into selections and requests."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._pressed_at: QPointF | None = None
        self._moved = False
        self._unit = MovementUnit.GRAPHEME
        self._first = Extent(0, 0)
        self.by_characters = False
        """Whether what is dragged may begin and end within words."""
        self._edge: _EdgeDrag | None = None
        self._act: Mark | None = None

    @property
    def is_down(self) -> bool:
        """Whether the button is held."""
        return self._pressed_at is not None

    def press(self, point: QPointF, extend: bool, clicks: int) -> None:
        """Begin: `extend` for a press with shift; `clicks`: 1, 2 (by words) or 3 (by sentences)."""
        hits = self._surface.hits()
        if hits is None:
            return
        self._pressed_at, self._moved, self._edge, self._act = point, False, None, None
        active = self._surface.movable_mark()
        target = hits.target(point, active)
        self._unit = (MovementUnit.GRAPHEME, MovementUnit.WORD, MovementUnit.SENTENCE)[min(clicks, 3) - 1]
        if active is not None and target.edge is not None and clicks == 1 and not extend:
            self._edge = _EdgeDrag(active, target.edge, Extent(active.start, active.stop))
            return
        if clicks == 1 and not extend:
            self._act = self._act_of(target)
            if self._act is not None:
                return
        position = hits.position_near(point)
        if extend:
            anchor = self._surface.anchor_position()
            self._first = Extent(anchor, anchor)
            self._surface.select(anchor, self._in_words(anchor, position)[1])
        elif clicks > 1:
            on = hits.position_on(point)
            self._first = self._unit_at(position if on is None else on)
            self._surface.select(*self._first)
        elif not target.on_bar:
            self._first = Extent(position, position)
            self._surface.select(position, position)

    def move(self, point: QPointF) -> None:
        """Go on, with the button held."""
        hits = self._surface.hits()
        if hits is None or self._pressed_at is None:
            return
        if not self._moved and (point - self._pressed_at).manhattanLength() < _DRAG_DISTANCE:
            return
        if self._act is not None:
            self._moved = True
            self._surface.aim(point)
            return
        if not self._moved and self._edge is None and self._unit is MovementUnit.GRAPHEME:
            self._begin_drag(hits)
        self._moved = True
        position = hits.position_near(point)
        if self._edge is not None:
            self._drag_edge(self._edge, position)
        else:
            self._select_to(position)

    def release(self, point: QPointF) -> None:
        """End: say what was done."""
        hits, edge = self._surface.hits(), self._edge
        if hits is None or self._pressed_at is None:
            return
        pressed_at, self._pressed_at, self._edge = self._pressed_at, None, None
        act, self._act = self._act, None
        if act is not None and self._moved:
            self._drop(act, point)
        elif edge is not None and self._moved:
            self._surface.preview(None)
            active = self._surface.movable_mark()
            still = active is not None and active.id == edge.mark.id
            if still and edge.extent != (edge.mark.start, edge.mark.stop):
                self._surface.request_extent(edge.mark.id, edge.extent)
        elif self._moved or self._unit is not MovementUnit.GRAPHEME:
            self._surface.finish_selection()
        else:
            target = hits.target(pressed_at, self._surface.movable_mark())
            if edge is not None and target.on_text:
                self._surface.select(*[hits.position_near(pressed_at)] * 2)
            self._click(target)

    def cancel(self) -> None:
        """Forget what was begun."""
        self._pressed_at, self._edge, self._act = None, None, None
        self._surface.preview(None)
        self._surface.aim(None)

    def cursor_at(self, point: QPointF) -> Qt.CursorShape:
        """Return the shape of the pointer over a point."""
        hits = self._surface.hits()
        if hits is None:
            return Qt.CursorShape.ArrowCursor
        target = hits.target(point, self._surface.movable_mark())
        if target.edge is not None:
            return Qt.CursorShape.SizeHorCursor
        return Qt.CursorShape.PointingHandCursor if target.on_bar else Qt.CursorShape.IBeamCursor

    def _act_of(self, target: Target) -> Mark | None:
        """Return the active act if the target is its bar or its sentence."""
        active = self._surface.movable_mark()
        if active is None or not target.on_bar or all(mark.id != active.id for mark in target.marks):
            return None
        return active if self._surface.takes_parties(active) else None

    def _drop(self, act: Mark, point: QPointF) -> None:
        self._surface.aim(None)
        active = self._surface.movable_mark()
        if active is not None and active.id == act.id:
            self._surface.request_party(act.id, point)

    def _begin_drag(self, hits: Hits) -> None:
        if self._pressed_at is not None and hits.target(self._pressed_at, None).on_bar:
            position = hits.position_near(self._pressed_at)
            self._first = Extent(position, position)

    def _select_to(self, position: int) -> None:
        if self._unit is MovementUnit.GRAPHEME:
            self._surface.select(*self._in_words(self._first.start, position))
            return
        reached = self._unit_at(position)
        if reached.start < self._first.start:
            self._surface.select(self._first.stop, reached.start)
        else:
            self._surface.select(self._first.start, max(reached.stop, self._first.stop))

    def _in_words(self, anchor: int, position: int) -> tuple[int, int]:
        """Return a selection that was dragged, at the edges of words unless it goes by characters."""
        if self.by_characters or anchor == position:
            return anchor, position
        start, stop = self._surface.text_index().snapped_to_words(*sorted((anchor, position)))
        return (start, stop) if anchor < position else (stop, start)

    def _drag_edge(self, drag: _EdgeDrag, position: int) -> None:
        """Move the edge, but never past the other one: a span keeps a grapheme at least."""
        index, mark = self._surface.text_index(), drag.mark
        other = mark.stop if drag.edge == "start" else mark.start
        if position not in (mark.start, mark.stop):
            position = self._in_words(other, position)[1]
        if drag.edge == "start":
            drag.extent = Extent(min(position, index.previous_grapheme(mark.stop)), mark.stop)
        else:
            drag.extent = Extent(mark.start, max(position, index.next_grapheme(mark.start)))
        self._surface.preview(with_edges(mark.extents, drag.extent))

    def _unit_at(self, position: int) -> Extent:
        index = self._surface.text_index()
        return index.word_at(position) if self._unit is MovementUnit.WORD else index.sentence_at(position)

    def _click(self, target: Target) -> None:
        """Activate what lies under the point; clicking again goes on to the next that lies there."""
        if not target.marks:
            return
        active = self._surface.active_mark()
        ids = [mark.id for mark in target.marks]
        if target.on_sentence and active is not None and ids == [active.id]:
            self._surface.open_mark(active.id)
            return
        at = ids.index(active.id) + 1 if active and active.id in ids else 0
        self._surface.click_mark(ids[at % len(ids)])


def with_edges(extents: tuple[Extent, ...], whole: Extent) -> tuple[Extent, ...]:
    """Return the extents with their first start and last stop moved to those of `whole`."""
    inside = [extent for extent in extents if extent.stop > whole.start and extent.start < whole.stop] or [whole]
    inside[0] = Extent(whole.start, inside[0].stop)
    inside[-1] = Extent(inside[-1].start, whole.stop)
    return tuple(inside)
