"""A layer of a document as labelling tools have it: passages in one piece each, labels of the whole, relations.

Pieces of a passage with gaps are joined by the relation `CONTINUES`. What is no relation between two passages (a party
that is an actor, a value or a passage without a label) is left to our own key.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from annotator.formats.details import Own, actor_record, own_of, read_own, take_slots
from annotator.formats.json_files import Record, words
from annotator.formats.making import BundleMaker, DocumentMaker
from annotator.formats.names import coder_names, layer_names
from annotator.model.actor import Actor
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import LayerKind
from annotator.model.ids import ActorId, LabelId, LayerId, SpanId
from annotator.model.span import Extent, Link, Span

CONTINUES = "continues"
"""The relation from each piece of a passage with gaps to the next."""


@dataclass(slots=True)
class FlatPiece:
    """One piece of a span. `number`: from 1 within the document; `part`: which piece of its span it is, from 0."""

    number: int
    span: Span
    extent: Extent
    part: int = 0


@dataclass(frozen=True, slots=True)
class FlatRelation:
    """A relation between two pieces; `link`: None where it joins those of one span."""

    source: FlatPiece
    target: FlatPiece
    name: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class FlatLayer:
    """What stands in a layer of a document. `slots`: by act, the links that are no relations."""

    layer: LayerId
    pieces: tuple[FlatPiece, ...]
    whole: tuple[Span, ...]
    relations: tuple[FlatRelation, ...]
    slots: Mapping[SpanId, list[Link]]


def flat_layer(coded: CodedDocument, layer: LayerId) -> FlatLayer:
    """Return what a document has in a layer, in an order that does not depend on that in memory."""
    spans = [span for span in coded.spans if span.layer == layer]
    placed = [
        (extent[0], -extent[1], span.label, span.id, part, extent, span)
        for span in spans
        for part, extent in enumerate(span.extents)
    ]
    placed.sort(key=itemgetter(0, 1, 2, 3, 4))
    pieces = tuple(FlatPiece(number, one[6], one[5], one[4]) for number, one in enumerate(placed, 1))
    own = {span.id for span in spans}
    links = sorted((link for link in coded.links if link.act in own), key=lambda link: (link.act, link.role, link.id))
    joins, slots = _relations(pieces, links) if links or any(piece.part for piece in pieces) else ((), {})
    whole = tuple(sorted((span for span in spans if not span.extents), key=lambda span: (span.label, span.id)))
    return FlatLayer(layer, pieces, whole, joins, slots)


def _relations(
    pieces: Iterable[FlatPiece], links: Iterable[Link]
) -> tuple[tuple[FlatRelation, ...], dict[SpanId, list[Link]]]:
    by_span: dict[SpanId, dict[int, FlatPiece]] = {}
    for piece in pieces:
        by_span.setdefault(piece.span.id, {})[piece.part] = piece
    found, slots = list[FlatRelation](), dict[SpanId, list[Link]]()
    for parts in by_span.values():
        found += [FlatRelation(parts[part - 1], parts[part], CONTINUES) for part in range(1, len(parts))]
    for link in links:
        act = by_span.get(link.act)
        party = by_span.get(link.span) if link.span is not None else None
        # A relation says too little of a party that is a passage as well, or whose role is called as ours is.
        if act is None or party is None or link.extents or link.value or link.role == CONTINUES:
            slots.setdefault(link.act, []).append(link)
        else:
            found.append(FlatRelation(act[0], party[0], link.role, link))
    return tuple(found), slots


class OwnRecords:
    """What our key says of the layers, spans and relations of a bundle."""

    def __init__(self, bundle: Bundle, named: bool) -> None:
        self._actors: Mapping[ActorId, Actor] = {actor.id: actor for actor in bundle.actors}
        names, pseudonyms = layer_names(bundle, named), coder_names(bundle)
        called = {coder.id: coder.name for coder in bundle.coders} if named else pseudonyms
        self.coders = {
            layer.id: (layer.coder, called.get(layer.coder, names[layer.id]))
            for layer in bundle.layers
            if layer.coder is not None
        }
        """Id and name of whose a layer is."""
        self.kinds = {layer.id: layer.kind for layer in bundle.layers}
        self._layers = {
            layer.id: {"layer": layer.id, "name": names[layer.id], "kind": layer.kind.value} for layer in bundle.layers
        }

    def layer(self, layer: LayerId, coded: CodedDocument) -> Record:
        """Return which layer it is, whose, and how far its coder is with a document."""
        said: Record = dict(self._layers.get(layer, {"layer": layer, "name": layer, "kind": LayerKind.CODER.value}))
        if layer in self.coders:
            id, name = self.coders[layer]
            said["coder"] = {"id": id, "name": name}
        assignment = next((one for one in coded.assignments if one.layer == layer), None)
        if assignment is not None:
            said["done"] = assignment.done
        return said

    def span(self, span: Span, links: Sequence[Link] = (), **left_out: bool) -> Record:
        """Return what a format has no field for, with the span's id."""
        if not (links or span.attributes or span.note or span.doubt or span.actor):
            return {"id": span.id}  # as most are
        return {"id": span.id, **own_of(span, links, self._actors, **left_out)}

    def relation(self, link: Link) -> Record:
        """Return what a relation does not say of a link."""
        actor = {"actor": actor_record(link.actor, self._actors)} if link.actor is not None else {}
        said = {"attributes": dict(sorted(link.attributes.items()))} if link.attributes else {}
        return {"id": link.id, **actor, **said}

    def document(self, coded: CodedDocument, kept: Mapping[str, Any]) -> Record:
        """Return the id and title of a document; `kept`: metadata that have no other place."""
        said: Record = {"document": coded.document.id, "title": coded.document.title}
        return {**said, "metadata": dict(kept)} if kept else said


def details_of(flat: FlatLayer, own: OwnRecords) -> list[Record]:
    """Return what our key says of the spans of a layer, each by its place (`at`): start, stop and label, or label."""
    slots, found = flat.slots, list[Record]()
    for piece in flat.pieces:
        if not piece.part:
            (start, stop), span = piece.extent, piece.span
            found.append({"at": [start, stop, span.label], **own.span(span, slots.get(span.id, ()))})
    found += [{"at": [span.label], **own.span(span, slots.get(span.id, ()))} for span in flat.whole]
    return found


def layers_with_something(coded: CodedDocument, home: LayerId) -> list[LayerId]:
    """Return the layers in which a document stands, in an order that does not depend on that in memory."""
    used = {span.layer for span in coded.spans} | {one.layer for one in coded.assignments}
    return sorted(used) or [home]


def read_layer(maker: BundleMaker, own: Record) -> LayerId | None:
    """Return the layer that our key names, None where it names none."""
    layer, name = words(own.get("layer")), words(own.get("name"))
    if not layer:
        return None
    kind, coder = own.get("kind"), own.get("coder")
    if kind in (LayerKind.GOLD, LayerKind.SUGGESTIONS):
        return maker.other_layer(LayerKind(str(kind)), name or "Gold", layer)
    if isinstance(coder, dict) and coder.get("id"):
        return maker.layer_of(words(coder["id"]), words(coder.get("name")), layer, name)
    return maker.layer_of(name or layer, name, layer, name)


@dataclass(slots=True)
class OwnSlots:
    """Slots of our key, filled once all spans of a document are there: a party may stand in a later record."""

    maker: BundleMaker
    _called: dict[int, dict[str, SpanId]] = field(default_factory=dict)
    _waiting: list[tuple[DocumentMaker, SpanId, LabelId, Own]] = field(default_factory=list)

    def called(self, document: DocumentMaker) -> dict[str, SpanId]:
        """Return the spans of a document by what they are called in the file, to which others may be added."""
        return self._called.setdefault(id(document), {})

    def add(self, document: DocumentMaker, span: SpanId, label: LabelId, own: Own, called: str) -> None:
        """Note a span by what it is called in the file, and its slots."""
        if called:
            self.called(document)[called] = span
        if own.slots:
            self._waiting.append((document, span, label, own))

    def waits(self, document: DocumentMaker) -> bool:
        """Whether slots of a document are still to be filled."""
        return any(one is document for one, *_ in self._waiting)

    def fill(self) -> None:
        """Fill all slots."""
        for document, span, label, own in self._waiting:
            called = self._called.get(id(document), {})
            take_slots(self.maker, document, span, label, own.slots, called.get)

    def forget(self, document: DocumentMaker) -> None:
        """Let go of what was noted of a document."""
        self._called.pop(id(document), None)
        self._waiting = [one for one in self._waiting if one[0] is not document]


def own_actor(maker: BundleMaker, own: Own) -> ActorId | None:
    """Return the actor that a span mentions by our key, registered."""
    return maker.actor(own.actor) if own.actor is not None else None


def relation_actor(maker: BundleMaker, record: object) -> ActorId | None:
    """Return the actor beside the party of a relation, by our key."""
    return own_actor(maker, read_own({"actor": record.get("actor")} if isinstance(record, dict) else None))
