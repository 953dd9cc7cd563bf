"""A document of a layer as spaCy has it: its entities, its group of spans, its categories, and what is said besides."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from annotator.formats.flat_layers import OwnRecords
from annotator.formats.spacy.docbin import DocBinMaker, TokenSpans
from annotator.formats.spacy.msgpack import Packable
from annotator.formats.spacy.tokens import TokenisedText, places_of, tokenised
from annotator.model.bundle import CodedDocument
from annotator.model.ids import LayerId, SpanId
from annotator.model.span import Link, Span

IS_OURS = frozenset({"id", "title"})
"""What the data of a document have that this program wrote."""
GROUP = "sc"
"""The group that spaCy's span categorizer is trained by, unless it is told another."""


def add_document(maker: DocBinMaker, coded: CodedDocument, layer: LayerId, own: OwnRecords) -> None:
    """Add a document with what a layer has of it."""
    spans = sorted((span for span in coded.spans if span.layer == layer), key=_order)
    pieces = [(span, extent) for span in spans for extent in span.extents]
    extents = [extent for _, extent in pieces]
    text, places = tokenised(coded.document.text, extents), places_of(extents)
    grouped = TokenSpans(
        *text.within(places[:, 0], places[:, 1]),
        [span.label for span, _ in pieces],
        [span.id for span, _ in pieces],
        [span.actor or "" for span, _ in pieces],
    )
    cats = {span.label: 1.0 for span in spans if not span.extents}
    maker.add(text, _entities(grouped, text), {GROUP: grouped} if pieces else {}, cats, _said(coded, spans, layer, own))


def _order(span: Span) -> tuple[int, int, str, str]:
    extents = span.extents
    return (extents[0][0], -extents[-1][1], span.label, span.id) if extents else (0, 0, span.label, span.id)


def _entities(spans: TokenSpans, text: TokenisedText) -> TokenSpans:
    """Return what can be entities: one at a place, the longest first, without blanks at their ends."""
    words, taken, found = text.words, bytearray(len(text.words)), list[tuple[int, int, int]]()
    begins, stops = spans.first.tolist(), spans.stop.tolist()
    for number in np.lexsort((spans.first, spans.first - spans.stop)).tolist():
        first, stop = begins[number], stops[number]
        while first < stop and words[first].isspace():
            first += 1
        while first < stop and words[stop - 1].isspace():
            stop -= 1
        if first < stop and taken.find(1, first, stop) < 0:
            taken[first:stop] = b"\1" * (stop - first)
            found.append((first, stop, number))
    places = np.array(found, np.intp).reshape(-1, 3)
    said = ([column[number] for *_, number in found] for column in (spans.labels, spans.ids, spans.entries))
    return TokenSpans(places[:, 0], places[:, 1], *said)


def _said(coded: CodedDocument, spans: Sequence[Span], layer: LayerId, own: OwnRecords) -> Mapping[str, Packable]:
    document = coded.document
    said: dict[str, Packable] = {"id": document.id, "title": document.title, "layer": own.layer(layer, coded)}
    if document.metadata:
        said["metadata"] = _sorted(document.metadata)
    slots = dict[SpanId, list[Link]]()
    for link in coded.links:
        slots.setdefault(link.act, []).append(link)
    details = {span.id: detail for span in spans if (detail := _details(span, slots.get(span.id, ()), own))}
    if details:
        said["spans"] = details
    return said


def _details(span: Span, slots: Sequence[Link], own: OwnRecords) -> dict[str, Any]:
    """Return what is said of a span, empty where its place and label are all."""
    if span.extents and not (slots or span.attributes or span.note or span.doubt or span.actor):
        return {}
    found = _sorted({name: value for name, value in own.span(span, slots).items() if name != "id"})
    return found if span.extents else {**found, "label": span.label}


def _sorted(value: Any) -> Any:
    """Return JSON with its keys in order, so that the same says the same."""
    if isinstance(value, Mapping):
        return {str(key): _sorted(item) for key, item in sorted(value.items())}
    return [_sorted(item) for item in value] if isinstance(value, list | tuple) else value
