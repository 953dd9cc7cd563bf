"""What coders marked, as bare as can be: labels and extents, also such as no project would hold."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotator.agreement.input.span_table import SpansOfDocument, SpanTable, span_table
from annotator.agreement.spans.span_matches import Matches, matched
from annotator.agreement.unitizing.continua import Continua, continua_of
from annotator.model.geometry import Extents
from annotator.model.ids import LabelId, LayerId
from annotator.model.span import Extent

Unit = tuple[str, int, int]
"""Label, start, stop."""


class Marked(NamedTuple):
    """A span; no extents: a label on the whole document."""

    label: LabelId
    extents: Extents


class Text(NamedTuple):
    """A document as coded."""

    length: int
    spans: Mapping[LayerId, Sequence[Marked]]


def span(label: str, *extents: tuple[int, int]) -> Marked:
    """Return a span with these pieces."""
    return Marked(LabelId(label), tuple(Extent(*extent) for extent in extents))


def text(length: int, *coders: Iterable[Unit] | None) -> Text:
    """Return a text with the units of each coder, named by number; None for a coder who did not take part."""
    return Text(
        length,
        {
            LayerId(str(at)): [span(label, (start, stop)) for label, start, stop in units]
            for at, units in enumerate(coders)
            if units is not None
        },
    )


def table(documents: Sequence[SpansOfDocument], coders: int = 2, labels: Iterable[str] = ()) -> SpanTable:
    """Return the spans of coders named by number; without `labels` all that there are."""
    found = {one.label for document in documents for spans in document.spans.values() for one in spans}
    return span_table(documents, [LayerId(str(at)) for at in range(coders)], sorted({*map(LabelId, labels)} or found))


def continua(*documents: SpansOfDocument, coders: int = 2, labels: Iterable[str] = ()) -> Continua:
    """Return the units of coders named by number; without `labels` all that there are."""
    return continua_of(table(documents, coders, labels))


def matches(*documents: SpansOfDocument, labels: Iterable[str] = ()) -> Matches:
    """Return the matches of coders 0 and 1."""
    return matched(table(documents, 2, labels), (0, 1))
