"""Places: which spans overlap with one, so that a span that was changed concerns its own cluster and no other."""

from collections.abc import Iterable

from annotator.model.ids import SpanId
from annotator.model.span import Span

_BIN_BITS = 10
_WHOLE = -1
"""The bin of labels on the whole document, which all say something of the same place."""


class Places:
    """Spans by place, so that those that overlap with one are found without a look at all the others."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._bins: dict[int, dict[SpanId, Span]] = {}
        for span in spans:
            self.put(span)

    def put(self, span: Span) -> None:
        """Add a span that is not here yet."""
        for key in _bins_of(span):
            self._bins.setdefault(key, {})[span.id] = span

    def remove(self, span: Span) -> None:
        """Take a span out, as it was put in."""
        for key in _bins_of(span):
            found = self._bins[key]
            found.pop(span.id, None)
            if not found:
                del self._bins[key]

    def meeting(self, span: Span) -> set[SpanId]:
        """Return the spans that share a character with this one, or are on the whole document as well."""
        return {
            other.id for key in _bins_of(span) for other in self._bins.get(key, {}).values() if _overlap(span, other)
        }


def _bins_of(span: Span) -> set[int]:
    if not span.extents:
        return {_WHOLE}
    return {
        number for start, stop in span.extents for number in range(start >> _BIN_BITS, ((stop - 1) >> _BIN_BITS) + 1)
    }


def _overlap(first: Span, second: Span) -> bool:
    if not first.extents:
        return True
    return any(a < stop and start < b for a, b in first.extents for start, stop in second.extents)
