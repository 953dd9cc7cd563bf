"""The annotations of a document as a collection of the W3C's model: spans, and what fills their slots."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotator.formats.json_text import json_text
from annotator.formats.names import coder_names, layer_names
from annotator.formats.web_annotation.names import CONTEXT, DOUBT, JSON, OWN, address, label_address
from annotator.model.actor import Actor
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import Layer, LayerKind
from annotator.model.ids import ActorId
from annotator.model.span import AttributeValue, Extent, Link, Span

AROUND = 32
"""So many characters before and after a quote help to find it again."""

_TERMS = {name: f"{OWN}{name}" for name in ("layer", "layers", "kind", "coder", "role")}
_KINDS = {LayerKind.CODER: "Person", LayerKind.GOLD: "Organization", LayerKind.SUGGESTIONS: "Software"}

Body = dict[str, Any]


def empty_collection() -> Body:
    """Return a collection of no annotations, where there is no document."""
    return {"@context": CONTEXT, "id": "annotations.jsonld", "type": "AnnotationCollection", "total": 0}


class AnnotationWriter:
    """Writes documents of a bundle; `named`: whether people may be."""

    def __init__(self, bundle: Bundle, named: bool) -> None:
        self.actors: Mapping[ActorId, Actor] = {actor.id: actor for actor in bundle.actors}
        self._labels = {label.id: label.name for label in bundle.codebook.labels}
        self._names = layer_names(bundle, named)
        pseudonyms = coder_names(bundle)
        self._people = {coder.id: coder.name if named else pseudonyms[coder.id] for coder in bundle.coders}
        self._layers = {layer.id: layer for layer in sorted(bundle.layers, key=lambda one: one.id)}

    def collection(self, coded: CodedDocument, text: str, own: str) -> Body:
        """Return what is said of a document as a collection; `text`, `own`: the names of the two files."""
        spans = sorted(coded.spans, key=lambda span: (span.start, -span.stop, span.layer, span.label, span.id))
        items = [self._span(span, coded, text) for span in spans]
        items += [self._link(link, coded, text) for link in sorted(coded.links, key=lambda one: (one.act, one.id))]
        used = dict.fromkeys(span.layer for span in spans)
        return {
            "@context": [CONTEXT, _TERMS],
            "id": own,
            "type": "AnnotationCollection",
            "label": coded.document.title,
            "layers": [self._layer(layer) for id, layer in self._layers.items() if id in used],
            "total": len(items),
            "first": {"id": f"{own}#items", "type": "AnnotationPage", "startIndex": 0, "items": items},
        }

    def _layer(self, layer: Layer) -> Body:
        said: Body = {"id": address(layer.id), "label": self._names[layer.id], "kind": layer.kind.value}
        return said | ({"coder": address(layer.coder)} if layer.coder else {})

    def _span(self, span: Span, coded: CodedDocument, text: str) -> Body:
        body = [_text("tagging", self._labels.get(span.label, span.label))]
        body.append({"type": "SpecificResource", "purpose": "classifying", "source": label_address(span.label)})
        body += _values(span.attributes)
        body += [_text("commenting", span.note)] if span.note else []
        body += [_text("questioning", DOUBT)] if span.doubt else []
        body += self._actor(span.actor)
        return {
            "id": address(span.id),
            "type": "Annotation",
            "motivation": "classifying",
            **self._creator(span),
            "body": body,
            "target": _targets(span.extents, coded.document.text, text) or text,
        }

    def _link(self, link: Link, coded: CodedDocument, text: str) -> Body:
        target: list[Any] = [{"id": address(link.act)}]
        target += [{"id": address(link.span)}] if link.span else []
        target += _targets(link.extents, coded.document.text, text)
        body = [{**_text("tagging", link.role), "role": link.role}, *self._actor(link.actor)]
        body += [_text("identifying", link.value)] if link.value else []
        body += _values(link.attributes)
        return {"id": address(link.id), "type": "Annotation", "motivation": "linking", "body": body, "target": target}

    def _creator(self, span: Span) -> Body:
        layer = self._layers.get(span.layer)
        if layer is None:
            return {"layer": address(span.layer)}
        name = self._people.get(layer.coder, layer.name) if layer.coder else layer.name
        id = address(layer.coder or layer.id)
        return {"creator": {"id": id, "type": _KINDS[layer.kind], "name": name}, "layer": address(layer.id)}

    def _actor(self, id: ActorId | None) -> list[Body]:
        actor = self.actors.get(id) if id is not None else None
        if actor is None:
            return []
        source = {"id": address(actor.id), "label": actor.name, "kind": actor.kind.value}
        return [{"type": "SpecificResource", "purpose": "identifying", "source": source}]


def _text(purpose: str, value: str) -> Body:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _values(attributes: Mapping[str, AttributeValue]) -> list[Body]:
    said = json_text(dict(sorted(attributes.items())))
    return [{**_text("describing", said), "format": JSON}] if attributes else []


def _targets(extents: Sequence[Extent], text: str, source: str) -> list[Body]:
    return [{"source": source, "selector": list(_selectors(extent, text))} for extent in extents]


def _selectors(extent: Extent, text: str) -> Iterator[Body]:
    start, stop = extent
    yield {"type": "TextPositionSelector", "start": start, "end": stop}
    around: Iterable[tuple[str, str]] = (
        ("prefix", text[max(0, start - AROUND) : start]),
        ("suffix", text[stop : stop + AROUND]),
    )
    yield {"type": "TextQuoteSelector", "exact": text[start:stop], **{name: words for name, words in around if words}}
