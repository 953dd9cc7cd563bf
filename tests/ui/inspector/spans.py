"""Spans as the tests of the column beside the text use them."""

from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Extent, Span


def span(id: str, start: int = 0, stop: int = 0, label: str = "appeal", note: str = "", doubt: bool = False) -> Span:
    """Return a span of a text of which only the length of what is coded is known; without `stop` on all of it."""
    extents = (Extent(start, stop),) if stop else ()
    quote = "x" * (stop - start)
    where = (LayerId("l"), DocumentId("d"))
    return Span(SpanId(id), *where, LabelId(label), extents, quote, note=note, doubt=doubt)
