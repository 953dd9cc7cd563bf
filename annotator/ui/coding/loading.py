"""The spans of a long document, read in slices: what is on the screen first, the rest while the program is idle.

A document with 100,000 spans takes a second to be read. Nobody has to wait for it: the text is there with the spans
in sight at once, and whoever asks for what has not been read yet (`finish`) gets all of it.
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.model.ids import LayerId
from annotator.model.span import Span
from annotator.store.spans import Spans

AT_ONCE = 2_000
"""So many are read without slices: that takes less time than one notices."""
_SLICE = 600
_BEFORE, _BEHIND = 2_000, 8_000
"""The characters around the place that is shown first, more than a window holds."""


class SpanLoader(QObject):
    """Reads the spans of one document and layer. `read` carries a slice of them, `finished` all in reading order."""

    read = Signal(list)
    finished = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._read_slice)
        self._found: dict[str, Span] = {}
        self._source: Spans | None = None
        self._document, self._layer = "", LayerId("")
        self._next, self._length, self._width = 0, 0, 1

    @property
    def is_reading(self) -> bool:
        """Whether there is more to come."""
        return self._timer.isActive()

    def start(self, source: Spans, document: str, layer: LayerId, length: int, place: int) -> list[Span]:
        """Return the spans to show at once: all, or those near `place` while the others follow by signal."""
        self.cancel()
        count = source.count_in(document, layer)
        if count <= AT_ONCE:
            return source.of_document(document, layer)
        self._source, self._document, self._layer = source, document, layer
        self._next, self._length = 0, length + 1
        self._width = max(1, self._length * _SLICE // count)
        first = source.beginning_in(document, layer, max(0, place - _BEFORE), place + _BEHIND)
        self._found = {span.id: span for span in first}
        self._timer.start()
        return first

    def cancel(self) -> None:
        """Read no more."""
        self._timer.stop()
        self._found, self._source = {}, None

    def finish(self) -> None:
        """Read at once what is left."""
        while self.is_reading:
            self._read_slice()

    def note(self, changed: Iterable[Span], removed: Iterable[str]) -> None:
        """Take over what has been changed since it was read."""
        if self.is_reading:
            self._found.update((span.id, span) for span in changed)
            for id in removed:
                self._found.pop(id, None)

    @Slot()
    def _read_slice(self) -> None:
        if self._source is None:
            self._timer.stop()
            return
        stop = self._next + self._width
        spans = self._source.beginning_in(self._document, self._layer, self._next, stop)
        self._next = stop
        fresh = [span for span in spans if span.id not in self._found]
        self._found.update((span.id, span) for span in spans)
        if fresh:
            self.read.emit(fresh)
        if self._next >= self._length and self._source is not None:
            found = list(self._found.values())
            self.cancel()
            self.finished.emit(found)
