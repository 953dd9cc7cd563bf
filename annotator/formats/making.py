"""A bundle out of what is found in a foreign file: its people, documents, labels, spans and links, placed and named.

Ids are derived from those of the file, so that what is delivered again is known again: an id that is a UUID stays as it
is, another becomes one of the origin, the layer, the text and that id. Where the file has none, what it says stands
for it.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from annotator.formats.codebooks import CodebookMaker
from annotator.formats.losses import NOBODY, Losses
from annotator.formats.placing import PlaceClaim, Unit, placed
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


@dataclass(frozen=True, slots=True)
class _SpanSaid:
    """A span as it was said; `claim`: None for a label on the whole document."""

    span: Span
    claim: PlaceClaim | None


@dataclass(frozen=True, slots=True)
class _LinkSaid:
    link: Link
    claim: PlaceClaim | None


class BundleMaker:
    """Collects what is found, and makes the bundle at the end.

    `name`: what the whole is called; `origin`: the program or format, by which ids are derived. `ids_stay`: whether a
    later file calls a coding by the id that this one does, so that what it lacks of somebody's in a document is gone.
    """

    def __init__(self, name: str, origin: str, ids_stay: bool = False) -> None:
        self.ids_stay = ids_stay
        self.name, self.origin = name, origin
        self.codes, self.losses = CodebookMaker(), Losses()
        self._layers: dict[str, Layer] = {}
        self._coders: dict[str, Coder] = {}
        self._documents: dict[str, DocumentMaker] = {}
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
        sha256 = sha256_of(canonical(raw))
        if sha256 not in self._documents:
            self._documents[sha256] = DocumentMaker(self, title, raw, position=len(self._documents), **said)
        return self._documents[sha256]

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
    ) -> Bundle:
        """Return all of it. `shown`: nicer names for labels, attributes and roles; `codebook`: the file's own.

        `notices`: how it was read; `lost`: what is not as the file has it, besides what was counted.
        """
        documents = [document.coded() for document in self._documents.values()]
        lost = (*lost, *self.losses.sentences())
        return Bundle(
            codebook=codebook or self.codes.codebook(self.name, shown),
            documents=documents,
            coders=tuple(self._coders.values()),
            layers=tuple(self._layers.values()),
            actors=tuple(self._actors.values()),
            name=self.name,
            notices=(*notices, *lost),
            lost=lost,
            tells_done=any(one.assignments for one in documents),
            held_documents=frozenset(
                (layer, one.document.id) for one in self._documents.values() for layer in one.held | self._whole_in(one)
            ),
        )


class DocumentMaker:
    """A document, and what is said about it.

    `units`: what offsets may count, the documented one first. `key`: how the file calls the document, for its id.
    `words_tell`: whether ends of words tell how passages count that are not quoted (`placed`).
    """

    def __init__(
        self,
        maker: BundleMaker,
        title: str,
        raw: str,
        position: int = 0,
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
        text = canonical(raw)
        sha256 = sha256_of(text)
        id = DocumentId(derived_id(maker.origin, "document", sha256, key or sha256))
        self.document = Document(id, title, text, sha256, metadata or {}, source, position)
        self._source_file = source_file
        self._spans: list[_SpanSaid] = []
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
        own = id or self._anonymous_id(layer, label, claim)
        self._has_id[layer] = bool(id) and self._has_id.get(layer, True)
        made = SpanId(derived_id(self._maker.origin, layer, self.document.text_sha256, own))
        span = Span(made, layer, self.document.id, label, (), "", dict(attributes or {}), note, doubt, actor)
        self._spans.append(_SpanSaid(span, claim))
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

    def coded(self) -> CodedDocument:
        """Return the document with all that found a place; what did not is counted."""
        said = (*(one.claim for one in self._spans), *(one.claim for one in self._links))
        claims = [claim for claim in said if claim is not None]
        found = placed(self._raw, claims, self._units, self._words_tell)
        found.count_losses(self._maker.losses, self.document.title)
        places = iter(found.places)
        text, spans, links = self.document.text, list[Span](), list[Link]()
        for one in self._spans:
            if one.claim is None:
                spans.append(one.span)
            elif (place := next(places)).extents:
                quote, note = quote_of(text, place.extents), one.span.note
                if place.said:
                    note = "\n".join(filter(None, (note, f"The file quotes: {place.said}")))
                doubt = one.span.doubt or bool(place.said)
                spans.append(replace(one.span, extents=place.extents, quote=quote, note=note, doubt=doubt))
        known = {span.id for span in spans}
        for other in self._links:
            place_of_link = next(places) if other.claim is not None else None
            if other.link.act not in known or (other.link.span is not None and other.link.span not in known):
                continue  # lost with a span, which is counted
            if place_of_link is None:
                links.append(other.link)
            elif place_of_link.extents:
                extents = place_of_link.extents
                links.append(replace(other.link, extents=extents, quote=quote_of(text, extents)))
        return CodedDocument(
            self.document,
            tuple(_each_once(spans)),
            tuple({link.id: link for link in links}.values()),
            assignments=tuple(self._assignments.values()),
            pages=self._pages,
            source_file=self._source_file,
        )

    def _anonymous_id(self, *said: object) -> str:
        self._anonymous[said] += 1
        return f"{said!r} {self._anonymous[said]}"


def _each_once(spans: list[Span]) -> list[Span]:
    """Return spans with the last of those that have one id: a file that says one twice has the later."""
    return list({span.id: span for span in spans}.values())
