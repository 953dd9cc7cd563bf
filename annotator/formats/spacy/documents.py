"""A document of a layer as spaCy has it: its entities, its group of spans, its categories, and what is said besides."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from annotator.formats.spacy.docbin import DocBinMaker, TokenSpan
from annotator.formats.spacy.msgpack import Packable
from annotator.formats.spacy.tokens import TokenisedText, tokenised
from annotator.model.bundle import CodedDocument
from annotator.model.ids import LayerId
from annotator.model.span import Span

GROUP = "sc"
"""The group that spaCy's span categorizer is trained by, unless it is told another."""


def add_document(maker: DocBinMaker, coded: CodedDocument, layer: LayerId) -> None:
    """Add a document with what a layer has of it."""
    spans = sorted((span for span in coded.spans if span.layer == layer), key=_order)
    text = tokenised(coded.document.text, [extent for span in spans for extent in span.extents])
    grouped = [
        TokenSpan(*text.within(extent), span.label, span.id, span.actor or "")
        for span in spans
        for extent in span.extents
    ]
    cats = {span.label: 1.0 for span in spans if not span.extents}
    maker.add(text, _entities(grouped, text), {GROUP: grouped} if grouped else {}, cats, _said(coded, spans))


def _order(span: Span) -> tuple[int, int, str, str]:
    extents = span.extents
    return (extents[0][0], -extents[-1][1], span.label, span.id) if extents else (0, 0, span.label, span.id)


def _entities(spans: Iterable[TokenSpan], text: TokenisedText) -> Iterator[TokenSpan]:
    """Yield what can be entities: one at a place, the longest first, without blanks at their ends."""
    words, taken = text.words, bytearray(len(text.words))
    for first, stop, label, id, entry in sorted(spans, key=_longest_first):
        while first < stop and words[first].isspace():
            first += 1
        while first < stop and words[stop - 1].isspace():
            stop -= 1
        if first < stop and taken.find(1, first, stop) < 0:
            taken[first:stop] = b"\1" * (stop - first)
            yield TokenSpan(first, stop, label, id, entry)


def _longest_first(one: TokenSpan) -> tuple[int, int, str, str]:
    return one.first - one.stop, one.first, one.label, one.id


def _said(coded: CodedDocument, spans: Iterable[Span]) -> Mapping[str, Packable]:
    document = coded.document
    said: dict[str, Packable] = {"id": document.id, "title": document.title}
    if document.metadata:
        said["metadata"] = _sorted(document.metadata)
    told = (span for span in spans if span.attributes or span.note or span.doubt or span.actor)
    details = {span.id: detail for span in told if (detail := _details(span))}
    if details:
        said["spans"] = details
    return said


def _details(span: Span) -> dict[str, Any]:
    said: dict[str, Any] = {"attributes": _sorted(span.attributes), "note": span.note, "doubt": span.doubt}
    if not span.extents:
        said |= {"actor": span.actor, "label": span.label}
    found = {name: value for name, value in said.items() if value}
    return found if found.keys() - {"label"} else {}


def _sorted(value: Any) -> Any:
    """Return JSON with its keys in order, so that the same says the same."""
    if isinstance(value, Mapping):
        return {str(key): _sorted(item) for key, item in sorted(value.items())}
    return [_sorted(item) for item in value] if isinstance(value, list | tuple) else value
