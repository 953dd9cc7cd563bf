"""The lanes under the text: all spans of a document as marks, of very many those in view first, the rest when idle.

Where cases are open is kept as a count for each five-hundredth part of the text, so that a decision changes one
number of what the scroll bar shows.
"""

from bisect import bisect_left
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from annotator.adjudication.decisions import Settled, Status
from annotator.model.coder import Layer
from annotator.model.span import Extent, Span
from annotator.ui.background.visible_first import AT_ONCE, WhenIdle, in_sight
from annotator.ui.reader.overview import SpanDensity
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.view import ReaderView

_SLICE = 400


class LaneMarks(NamedTuple):
    """Marks by start, and their starts, so that those in view are found."""

    marks: Sequence[Mark]
    starts: Sequence[int]


def placed(marks: Iterable[Mark]) -> LaneMarks:
    """Return marks by start."""
    ordered = sorted(marks, key=lambda mark: mark.start)
    return LaneMarks(ordered, [mark.start for mark in ordered])


def marks_of(
    spans: Iterable[Span], lanes: Sequence[Layer], names: Mapping[str, str], settled: Container[str] = ()
) -> list[Mark]:
    """Return the marks of spans in these lanes.

    `names`: how labels are called; `settled`: the ids of those whose case is decided.
    """
    number = {layer.id: at for at, layer in enumerate(lanes)}
    return [
        Mark(
            span.id,
            names.get(span.label, span.label),
            span.label,
            span.extents,
            span.doubt,
            number[span.layer],
            settled=span.id in settled,
        )
        for span in spans
        if span.layer in number
    ]


def settled_in(cases: Iterable[Settled]) -> set[str]:
    """Return the ids of the spans whose case is decided."""
    return {span.id for one in cases if one.status is Status.DECIDED for span in one.case.candidates}


class LaneFeed(QObject):
    """Gives marks to a reader bit by bit."""

    finished = Signal()

    def __init__(self, reader: ReaderView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._rest = WhenIdle(self)
        self._marks = placed(())
        # Those that are shown already, and those that have changed since: they are not given again.
        self._done: set[str] = set()

    @property
    def is_feeding(self) -> bool:
        """Whether there is more to come."""
        return self._rest.is_busy

    def show(self, marks: LaneMarks, place: int) -> None:
        """Show these marks and no others, of very many those around `place` at first."""
        self._stop()
        if len(marks.marks) <= AT_ONCE:
            self._reader.set_marks(marks.marks)
            return
        self._reader.set_marks(())
        self._marks = marks
        begins = range(0, len(marks.marks), _SLICE)
        self._rest.start((marks.marks[at : at + _SLICE] for at in begins), self._give, self._end)
        self.hasten(place)

    def hasten(self, place: int) -> None:
        """Show what is around a place now."""
        if self.is_feeding:
            first, last = (bisect_left(self._marks.starts, edge) for edge in in_sight(place))
            self._give(self._marks.marks[first : min(last, first + AT_ONCE)])

    def update(self, changed: Sequence[Mark], removed: Collection[str]) -> None:
        """Show what has changed."""
        if self.is_feeding:
            self._done.update(mark.id for mark in changed)
            self._done.update(removed)
        self._reader.update_marks(changed, sorted(removed))

    def _give(self, marks: Iterable[Mark]) -> None:
        fresh = [mark for mark in marks if mark.id not in self._done]
        self._done.update(mark.id for mark in fresh)
        if fresh:
            self._reader.update_marks(fresh)

    def _end(self, _: None) -> None:
        self._stop()
        self.finished.emit()

    def _stop(self) -> None:
        self._rest.stop()
        self._marks, self._done = placed(()), set()


class OpenPlaces:
    """Where cases are not decided, in equal parts of a text of `length` code points."""

    def __init__(self, length: int, cases: Iterable[Settled] = ()) -> None:
        self._counts = SpanDensity(length, (mark for mark in map(_mark, cases) if mark is not None))
        self._length = length

    def count(self, one: Settled, times: int) -> None:
        """Count a case, or (-1) count it no more."""
        mark = _mark(one)
        if mark is not None:
            self._counts.add(mark, times)

    def extents(self) -> list[Extent]:
        """Return the beginnings of the parts in which there are some."""
        starts = (self._counts.start_of(part) for part, count in enumerate(self._counts.counts) if count)
        return [Extent(start, min(start + 1, self._length)) for start in starts]


def _mark(one: Settled) -> Mark | None:
    if one.status is Status.DECIDED:
        return None
    # A label on the whole document stands at its beginning.
    return Mark("", "", "", (Extent(one.case.start, max(one.case.stop, one.case.start + 1)),))
