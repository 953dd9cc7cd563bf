"""A bundle out of what is found in a foreign file: its people, documents, labels, spans and links, placed and named.

Ids are derived from those of the file, so that what is delivered again is known again: an id that is a UUID stays as it
is, another becomes one of the origin, the layer, the text and that id. Where the file has none, what it says stands
for it.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from annotator.formats.codebooks import CodebookMaker
from annotator.formats.losses import NOBODY, Losses
from annotator.formats.placing import PlaceClaim, PlaceFound, Unit, placed
from annotator.model.actor import Actor
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Codebook
from annotator.model.coder import Assignment, Coder, Layer, LayerKind
from annotator.model.document import Document, KeptFile, Metadata, canonical, sha256_of
from annotator.model.ids import ActorId, AttributeId, CoderId, DocumentId, LabelId, LayerId, LinkId, RoleId, SpanId
from annotator.model.span import AttributeValue, Link, SlotValue, Span, quote_of

_UUID = re.compile(r"\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?")


def derived_id(*parts: str) -> str:
    """Return the id of what a file calls by the last part: that itself where it is a UUID, else a UUIDv8 of all.

    RFC 9562, section 5.8.
    """
    if found := _UUID.fullmatch(parts[-1].removeprefix("urn:uuid:")):
        return found[1].lower()
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()
    value = int.from_bytes(digest[:16], "big")
    value = value & ~(0xF << 76) & ~(0b11 << 62) | 0x8 << 76 | 0b10 << 62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


class _SpanSaid(NamedTuple):
    """A span as it was said; `claim`: None for a label on the whole document."""

    id: SpanId
    layer: LayerId
    label: LabelId
    attributes: dict[str, AttributeValue]
    note: str
    doubt: bool
    actor: ActorId | None
    claim: PlaceClaim | None


_SPAN_SAID = partial(tuple.__new__, _SpanSaid)


class _LinkSaid(NamedTuple):
    link: Link
    claim: PlaceClaim | None


class Streamed(NamedTuple):
    """Documents that are made while they are gone through; `held`, `tells_done`: as the bundle says them."""

    documents: Iterable[CodedDocument]
    held: frozenset[tuple[LayerId, DocumentId]]
    tells_done: bool


class BundleMaker:
    """Collects what is found, and makes the bundle at the end.

    `name`: what the whole is called; `origin`: the program or format, by which ids are derived. `ids_stay`: whether a
    later file calls a coding by the id that this one does, so that what it lacks of somebody's in a document is gone.
    `is_learning`: whether only the people, labels and losses are to be found, and the documents are made later: then
    nothing is kept of spans but where they are said to stand.
    """

    def __init__(self, name: str, origin: str, ids_stay: bool = False) -> None:
        self.ids_stay = ids_stay
        self.name, self.origin = name, origin
        self.codes, self.losses = CodebookMaker(), Losses()
        self._layers: dict[str, Layer] = {}
        self._coders: dict[str, Coder] = {}
        self._documents: dict[str, DocumentMaker] = {}
        self._positions: dict[str, int] = {}
        self.is_learning = False
        self._actors: dict[ActorId, Actor] = {}

    def coder(self, coder: str, name: str = "") -> CoderId:
        """Return the id of somebody whom the file calls `coder` (an id, or a name), shown as `name`."""
        if coder not in self._coders:
            id, shown = CoderId(derived_id(self.origin, "coder", coder)), name or coder
            self._coders[coder] = Coder(id=id, name=shown, pseudonym=f"coder-{len(self._coders) + 1}")
        return self._coders[coder].id

    def layer_of(self, coder: str, name: str = "", layer: str = "", layer_name: str = "") -> LayerId:
        """Return the layer of somebody, as `coder` has them.

        `layer`: the file's own id of it, where it has some, as of a second layer of one coder; `layer_name`: likewise.
        """
        key = f"{coder}\0{layer}"
        if key not in self._layers:
            id = self.coder(coder, name)
            own = LayerId(derived_id(self.origin, "layer", layer or id))
            shown = layer_name or self._coders[coder].name
            self._layers[key] = Layer(id=own, name=shown, kind=LayerKind.CODER, coder=id)
        return self._layers[key].id

    def unsaid_layer(self) -> LayerId:
        """Return the layer of what nobody is named for: whoever imports says whose work it is."""
        return self.layer_of(self.name or self.origin)

    def other_layer(self, kind: LayerKind, name: str, layer: str = "") -> LayerId:
        """Return a layer of gold, or of suggestions, with this name; `layer`: its id, where the file gives one."""
        key = f"\0{kind}\0{layer or name}"
        if key not in self._layers:
            id = LayerId(derived_id(self.origin, kind, layer or name))
            self._layers[key] = Layer(id=id, name=name, kind=kind)
        return self._layers[key].id

    def layer(self, key: str, name: str, kind: LayerKind, coder: str = "", coder_name: str = "") -> LayerId:
        """Return the layer that the file calls `key`; `coder`: whose it is, as the file calls them by id or name."""
        own = f"\1{key}"
        if own not in self._layers:
            person = CoderId(derived_id(self.origin, "coder", coder)) if kind is LayerKind.CODER else None
            if person is not None and all(one.id != person for one in self._coders.values()):
                made = Coder(id=person, name=coder_name or coder, pseudonym=f"coder-{len(self._coders) + 1}")
                self._coders[f"\1{coder}"] = made
            id = LayerId(derived_id(self.origin, "layer", key))
            self._layers[own] = Layer(id=id, name=name, kind=kind, coder=person)
        return self._layers[own].id

    def document(self, title: str, raw: str, **said: Any) -> "DocumentMaker":
        """Return the document with this text, which may be there already: a text is one document.

        `raw`: as the file or its source has it, line ends and all; `said`: what `DocumentMaker` takes besides.
        """
        text = canonical(raw)
        sha256 = sha256_of(text)
        if (found := self._documents.get(sha256)) is None:
            position = self._positions.setdefault(sha256, len(self._positions))
            found = self._documents[sha256] = DocumentMaker(self, title, raw, text, sha256, position, **said)
        return found

    def let_go(self, document: "DocumentMaker | None" = None) -> "list[DocumentMaker]":
        """Return a document, or all that were made, and keep them no longer."""
        gone = [document] if document is not None else list(self._documents.values())
        for one in gone:
            del self._documents[one.document.text_sha256]
        return gone

    def _whole_in(self, document: "DocumentMaker") -> set[LayerId]:
        """Return the layers of people that have all of their codings in a document by ids that stay."""
        if not self.ids_stay:
            return set()
        nobody = self._layers.get(f"{self.name or self.origin}\0")
        named = {one.id for one in self._layers.values() if one.kind is LayerKind.CODER and one is not nobody}
        return named & document.by_id

    def actor(self, actor: Actor) -> ActorId:
        """Add an actor to the register, once."""
        return self._actors.setdefault(actor.id, actor).id

    def bundle(
        self,
        shown: dict[str, str] | None = None,
        codebook: Codebook | None = None,
        notices: tuple[str, ...] = (),
        lost: tuple[str, ...] = (),
        streamed: Streamed | None = None,
    ) -> Bundle:
        """Return all of it. `shown`: nicer names for labels, attributes and roles; `codebook`: the file's own.

        `notices`: how it was read; `lost`: what is not as the file has it, besides what was counted. `streamed`: the
        documents, where they are not those that were made.
        """
        made = streamed or self._made()
        lost = (*lost, *self.losses.sentences())
        return Bundle(
            codebook=codebook or self.codes.codebook(self.name, shown),
            documents=made.documents,
            coders=tuple(self._coders.values()),
            layers=tuple(self._layers.values()),
            actors=tuple(self._actors.values()),
            name=self.name,
            notices=(*notices, *lost),
            lost=lost,
            tells_done=made.tells_done,
            held_documents=made.held,
        )

    def _made(self) -> Streamed:
        """Return the documents that were made."""
        documents = [document.coded() for document in self._documents.values()]
        held = ((one, one.held | self._whole_in(one)) for one in self._documents.values())
        return Streamed(
            documents,
            frozenset((layer, one.document.id) for one, layers in held for layer in layers),
            any(one.assignments for one in documents),
        )


class DocumentMaker:
    """A document, and what is said about it. `text`: the canonical form of `raw`, with its hash.

    `units`: what offsets may count, the documented one first. `key`: how the file calls the document, for its id.
    `words_tell`: whether ends of words tell how passages count that are not quoted (`placed`).
    """

    def __init__(
        self,
        maker: BundleMaker,
        title: str,
        raw: str,
        text: str,
        sha256: str,
        position: int,
        key: str = "",
        metadata: Metadata | None = None,
        source: str = "",
        pages: tuple[int, ...] = (),
        units: tuple[Unit, ...] = (Unit.CODE_POINTS, Unit.UTF16),
        source_file: KeptFile | None = None,
        words_tell: bool = False,
    ) -> None:
        self._maker, self._raw, self._units, self._pages = maker, raw, units, pages
        self._words_tell = words_tell
        id = DocumentId(derived_id(maker.origin, "document", sha256, key or sha256))
        self.document = Document(id, title, text, sha256, metadata or {}, source, position)
        self._source_file = source_file
        self._spans, self._claims = list[_SpanSaid](), list[PlaceClaim]()
        self._links: list[_LinkSaid] = []
        self._assignments: dict[LayerId, Assignment] = {}
        self._has_id: dict[LayerId, bool] = {}
        self.held: set[LayerId] = set()
        """The layers of which the file has all that stands in the document, with ids: what is not there was removed."""
        self._anonymous: Counter[tuple[Any, ...]] = Counter()

    def span(
        self,
        id: str,
        layer: LayerId,
        label: LabelId,
        claim: PlaceClaim | None,
        attributes: Mapping[str, AttributeValue] | None = None,
        note: str = "",
        doubt: bool = False,
        actor: ActorId | None = None,
    ) -> SpanId:
        """Note a span, and return its id; `id`: the file's own, empty where it has none; `claim`: None of the whole."""
        self._has_id[layer] = bool(id) and self._has_id.get(layer, True)
        if claim is not None:
            self._claims.append(claim)
        if self._maker.is_learning:
            return _NOT_MADE
        own = id or self._anonymous_id(layer, label, claim)
        made = SpanId(derived_id(self._maker.origin, layer, self.document.text_sha256, own))
        said = dict(attributes) if attributes else {}
        self._spans.append(_SPAN_SAID((made, layer, label, said, note, doubt, actor, claim)))
        return made

    def link(
        self,
        id: str,
        act: SpanId,
        role: RoleId,
        span: SpanId | None = None,
        actor: ActorId | None = None,
        value: SlotValue | None = None,
        claim: PlaceClaim | None = None,
        attributes: Mapping[AttributeId, AttributeValue] | None = None,
    ) -> None:
        """Note what fills a slot of an act; `claim`: a passage that is no span; `attributes`: said of it there."""
        if span is None and actor is None and value is None and claim is None:
            self._maker.losses.add(NOBODY, f"“{role}” in “{self.document.title}”")
            return
        own = id or self._anonymous_id(act, role, span, actor, value, claim)
        made = LinkId(derived_id(self._maker.origin, "link", act, own))
        said = {str(name): value for name, value in (attributes or {}).items()}
        self._links.append(_LinkSaid(Link(made, act, role, span, actor, value, attributes=said), claim))

    def assign(self, layer: LayerId, done: bool = False, **said: Any) -> None:
        """Note that the document is to be coded in a layer, and whether it is done there; `said`: as `Assignment`."""
        self._assignments[layer] = Assignment(layer=layer, document=self.document.id, done=done, **said)

    @property
    def by_id(self) -> set[LayerId]:
        """The layers that have codings here, all of them with ids of the file."""
        return {layer for layer, has_id in self._has_id.items() if has_id}

    def holds(self, layer: LayerId) -> None:
        """Note that the file has all of a layer in this document, by ids that stay."""
        self.held.add(layer)

    @property
    def is_assigned(self) -> bool:
        """Whether it is to be coded by somebody."""
        return bool(self._assignments)

    def places(self, losses: Losses) -> Iterator[PlaceFound]:
        """Return where those spans and then links stand that say it, and count what is to be told of that."""
        claims = [*self._claims, *(one.claim for one in self._links if one.claim is not None)]
        found = placed(self._raw, claims, self._units, self._words_tell, self.document.text)
        found.count_losses(losses, self.document.title)
        return iter(found.places)

    def coded(self) -> CodedDocument:
        """Return the document with all that found a place; what did not is counted."""
        places, text = self.places(self._maker.losses), self.document.text
        made = (self._made(said, None if said.claim is None else next(places)) for said in self._spans)
        # A file that says one span twice has the later.
        spans, links = {span.id: span for span in made if span is not None}, dict[LinkId, Link]()
        for link, claim in self._links:
            place = next(places) if claim is not None else None
            if link.act not in spans or (link.span is not None and link.span not in spans):
                continue  # lost with a span, which is counted
            if place is None:
                links[link.id] = link
            elif place.extents:
                links[link.id] = replace(link, extents=place.extents, quote=quote_of(text, place.extents))
        return CodedDocument(
            self.document,
            tuple(spans.values()),
            tuple(links.values()),
            assignments=tuple(self._assignments.values()),
            pages=self._pages,
            source_file=self._source_file,
        )

    def _made(self, said: _SpanSaid, place: PlaceFound | None) -> Span | None:
        """Return a span at its place, None where it has none; `place`: None of a label on the whole document."""
        if place is not None and not place.extents:
            return None
        extents = place.extents if place is not None else ()
        note, doubt = said.note, said.doubt
        if place is not None and place.said:
            note, doubt = "\n".join(filter(None, (note, f"The file quotes: {place.said}"))), True
        text, document = self.document.text, self.document.id
        quote = text[slice(*extents[0])] if len(extents) == 1 else quote_of(text, extents)
        return Span(said.id, said.layer, document, said.label, extents, quote, said.attributes, note, doubt, said.actor)

    def _anonymous_id(self, *said: object) -> str:
        self._anonymous[said] += 1
        return f"{said!r} {self._anonymous[said]}"


_NOT_MADE = SpanId("")
"""Of a span while it is only learnt what there is."""
