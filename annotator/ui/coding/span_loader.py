"""The spans of a long document, read in slices: what is on the screen first, the rest while the program is idle.

A document with 100,000 spans takes a second to be read. Nobody has to wait for it: the text is there with the spans
in sight at once, and whoever asks for what has not been read yet (`finish`) gets all of it.
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from annotator.model.ids import LayerId
from annotator.model.span import Span
from annotator.store.rows.spans import Spans
from annotator.ui.background.visible_first import AT_ONCE, WhenIdle, in_sight

_SLICE = 600


class SpanLoader(QObject):
    """Reads the spans of one document and layer. `read` carries a slice of them, `finished` all in reading order."""

    read = Signal(list)
    finished = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rest = WhenIdle(self)
        self._found: dict[str, Span] = {}

    @property
    def is_reading(self) -> bool:
        """Whether there is more to come."""
        return self._rest.is_busy

    def start(self, source: Spans, document: str, layer: LayerId, length: int, place: int) -> list[Span]:
        """Return the spans to show at once: all, or those near `place` while the others follow by signal."""
        self.cancel()
        count = source.count_in(document, layer)
        if count <= AT_ONCE:
            return source.of_document(document, layer)
        first = source.beginning_in(document, layer, *in_sight(place))
        self._found = {span.id: span for span in first}
        width = max(1, (length + 1) * _SLICE // count)
        begins = range(0, length + 1, width)
        slices = (source.beginning_in(document, layer, begin, begin + width) for begin in begins)
        self._rest.start(slices, self._take, self._end)
        return first

    def cancel(self) -> None:
        """Read no more."""
        self._rest.stop()
        self._found = {}

    def finish(self) -> None:
        """Read at once what is left."""
        self._rest.finish()

    def note(self, changed: Iterable[Span], removed: Iterable[str]) -> None:
        """Take over what has been changed since it was read."""
        if self.is_reading:
            self._found.update((span.id, span) for span in changed)
            for id in removed:
                self._found.pop(id, None)

    def _take(self, spans: list[Span]) -> None:
        fresh = [span for span in spans if span.id not in self._found]
        self._found.update((span.id, span) for span in spans)
        if fresh:
            self.read.emit(fresh)

    def _end(self, _: None) -> None:
        found = list(self._found.values())
        self.cancel()
        self.finished.emit(found)
