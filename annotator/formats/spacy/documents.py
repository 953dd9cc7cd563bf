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
    spans = sorted(
        (span for span in coded.spans if span.layer == layer),
        key=lambda span: (span.start, -span.stop, span.label, span.id),
    )
    text = tokenised(coded.document.text, (extent for span in spans for extent in span.extents))
    grouped = [one for span in spans for one in _token_spans(span, text)]
    cats = {span.label: 1.0 for span in spans if not span.extents}
    maker.add(text, _entities(grouped, text), {GROUP: grouped} if grouped else {}, cats, _said(coded, spans))


def _token_spans(span: Span, text: TokenisedText) -> Iterator[TokenSpan]:
    for extent in span.extents:
        first, stop = text.within(extent)
        yield TokenSpan(first, stop, span.label, span.id, span.actor or "")


def _entities(spans: Iterable[TokenSpan], text: TokenisedText) -> Iterator[TokenSpan]:
    """Yield what can be entities: one at a place, the longest first, without blanks at their ends."""
    taken = bytearray(len(text.begins))
    for one in sorted(spans, key=lambda one: (one.first - one.stop, one.first, one.label, one.id)):
        first, stop = one.first, one.stop
        while first < stop and text.word(first).isspace():
            first += 1
        while first < stop and text.word(stop - 1).isspace():
            stop -= 1
        if first < stop and not any(taken[first:stop]):
            taken[first:stop] = b"\1" * (stop - first)
            yield TokenSpan(first, stop, one.label, one.id, one.entry)


def _said(coded: CodedDocument, spans: Iterable[Span]) -> Mapping[str, Packable]:
    document = coded.document
    said: dict[str, Packable] = {"id": document.id, "title": document.title}
    if document.metadata:
        said["metadata"] = _sorted(document.metadata)
    details = {span.id: detail for span in spans if (detail := _details(span))}
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
