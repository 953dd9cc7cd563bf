"""Records of labelling tools taken into a bundle: pieces with labels, relations between them, labels of the whole."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TypeVar

from annotator.formats.details import KEY, read_own, said_in_slot
from annotator.formats.flat_layers import CONTINUES, OwnSlots, own_actor, read_layer, relation_actor
from annotator.formats.json_files import Record, items, objects, whole, words
from annotator.formats.losses import Loss
from annotator.formats.making import BundleMaker, DocumentMaker, Streamed
from annotator.formats.placing import PlaceClaim
from annotator.model.bundle import Bundle
from annotator.model.codebook import Scope
from annotator.model.errors import BadFile
from annotator.model.ids import LabelId, LayerId, SpanId
from annotator.model.span import GAP, AttributeValue
from annotator.readers.table import TITLE_COLUMNS

T = TypeVar("T")

TEXTLESS = Loss("1 record without a text is left out", "{n} records without a text are left out")
BROKEN = Loss(
    "1 annotation is left out, since its label or its place is none",
    "{n} annotations are left out, since their labels or their places are none",
)
TWICE = Loss(
    "1 record has the text of an earlier one; what both say stands in one document",
    "{n} records have the texts of earlier ones; what they say stands in one document each",
)
LOOSE = Loss(
    "1 relation is left out, since what it joins is not there",
    "{n} relations are left out, since what they join is not there",
)


@dataclass(slots=True)
class SaidPiece:
    """A passage with a label, as a record says it. `id`: by which relations name it.

    `stays`: by which it is known again in a later export, empty where nothing is.
    """

    id: str
    label: str
    start: int
    stop: int
    quote: str | None = None
    attributes: dict[str, AttributeValue] = field(default_factory=dict)
    more: tuple[tuple[int, int], ...] = ()
    """Further ranges of the same passage, of a format that has them."""
    stays: str = ""

    @property
    def at(self) -> tuple[object, ...]:
        """By what our key names it."""
        return (self.start, self.stop, self.label)


@dataclass(frozen=True, slots=True)
class SaidRelation:
    """Act --name--> party, by the ids of pieces."""

    source: str
    target: str
    name: str
    own: object = None


class FlatReading(ABC):
    """What records say, collected into a bundle."""

    def __init__(self, path: Path, origin: str) -> None:
        self.path, self.maker = path, BundleMaker(path.stem or origin, origin)
        self.shown: dict[str, str] = {}
        self._slots = OwnSlots(self.maker)
        self._labels: dict[tuple[str, bool], LabelId] = {}
        self._scopes: dict[LabelId, set[bool]] = {}
        self._texts: dict[str, int] = {}
        self._once: dict[int, _SaidBefore] = {}
        self.document_at_hand: DocumentMaker | None = None

    @abstractmethod
    def record(self, number: int, record: Record) -> None:
        """Take a record; `number`: its line."""

    def bundle(self, notices: Sequence[str], problem: str, streamed: Streamed | None = None) -> Bundle:
        """Return all of it; raises `BadFile` with `problem` where there is no text.

        `streamed`: the documents, where they were let go of when they had been taken.
        """
        if not self._texts:
            raise BadFile(self.path.name, problem, "export the texts with what is said of them")
        self.fill_slots()
        for label, scopes in self._scopes.items():
            if scopes == {False}:
                self.maker.codes.describe(label, scope=Scope.DOCUMENT)
        return self.maker.bundle(self.shown, lost=tuple(notices), streamed=streamed)

    def fill_slots(self) -> None:
        """Fill the slots of our key, once all that they may name was taken."""
        self._slots.fill()

    def has_slots(self, document: DocumentMaker) -> bool:
        """Whether a document has slots that are still to be filled."""
        return self._slots.waits(document)

    def forget(self, document: DocumentMaker) -> None:
        """Let go of a document, of which nothing more is said."""
        self.maker.let_go(document)
        self._slots.forget(document)
        self._once.pop(id(document), None)

    def document(
        self, text: str, number: int, name: str, metadata: Record, own: Record, title: str = ""
    ) -> DocumentMaker:
        """Return the document of a record; `number`: its line, `name`: what the file calls it, `own`: our key.

        `title`: where it is not among the metadata that it is found.
        """
        kept = own.get("metadata")
        found = title or title_of(metadata) or name or f"{self.path.stem} {number}"
        title = words(own["title"]) if "title" in own else found
        document = self.maker.document(
            title,
            text,
            key=words(own.get("document")) or name,
            metadata={**metadata, **(kept if isinstance(kept, dict) else {})},
            source=self.path.name,
        )
        sha256 = document.document.text_sha256
        if self._texts.setdefault(sha256, number) != number and not own:
            self.maker.losses.add(TWICE, f"{name or f'record {number}'}")
        self.document_at_hand = document
        return document

    def layer(self, own: Record, who: tuple[str, str] | None) -> LayerId:
        """Return whose layer it is: by our key, by `who` (id and name), else of who imports."""
        if own and (found := read_layer(self.maker, own)) is not None:
            return found
        return self.maker.layer_of(*who) if who is not None else self.maker.unsaid_layer()

    def label(self, name: str, has_place: bool) -> LabelId:
        """Return the label of this name."""
        if (known := self._labels.get((name, has_place))) is not None:
            return known
        label = self._labels[name, has_place] = self.maker.codes.label(name)
        self._scopes.setdefault(label, set()).add(has_place)
        return label

    def take(
        self,
        document: DocumentMaker,
        layer: LayerId,
        pieces: Sequence[SaidPiece],
        relations: Iterable[SaidRelation],
        whole_labels: Iterable[str],
        own: Record,
        place: str,
        once: bool = False,
    ) -> None:
        """Take what a record says of a document in a layer; `once`: what was said there before is said once."""
        details, before = _Details(own), self._once.setdefault(id(document), _SaidBefore())
        called = self._slots.called(document)
        groups, left = joined(pieces, list(relations))
        if once:
            groups = before.left_of(groups, lambda group: (layer, *[piece.at for piece in group]))
            whole_labels = before.left_of(whole_labels, lambda name: (layer, name))
        else:
            whole_labels = list(whole_labels)
            before.note((layer, *[piece.at for piece in group]) for group in groups)
            before.note((layer, name) for name in whole_labels)
        spans: dict[str, tuple[SpanId, LabelId]] = {}
        for group in groups:
            first = group[0]
            claim, detail = claim_of(group), details.of(first.at)
            made = self._span(document, layer, first.label, claim, detail, first.attributes, first.stays, called)
            if left:
                spans.update((piece.id, made) for piece in group if piece.id)
        for name in whole_labels:
            self._span(document, layer, name, None, details.of((name,)), {}, "", called)
        for relation in left:
            self._link(document, relation, spans, place)
        if "done" in own:
            document.assign(layer, done=own["done"] is True)
        if own.get("layer"):
            document.holds(layer)

    def _span(
        self,
        document: DocumentMaker,
        layer: LayerId,
        name: str,
        claim: PlaceClaim | None,
        detail: Record,
        attributes: Mapping[str, AttributeValue],
        stays: str,
        called: dict[str, SpanId],
    ) -> tuple[SpanId, LabelId]:
        label, own_id = self.label(name, claim is not None), words(detail.get("id")) or stays
        if not attributes and (not detail or (len(detail) == 2 and "id" in detail)):
            # Of most spans our key says nothing but their place and their id.
            made = document.span(own_id, layer, label, claim)
            if own_id:
                called[own_id] = made
        else:
            own = read_own(detail)
            values = own.typed(attributes) if attributes else own.attributes
            said: dict[str, AttributeValue] = {
                self.maker.codes.attribute(label, each, value): value for each, value in values.items()
            }
            actor = own_actor(self.maker, own)
            made = document.span(own_id, layer, label, claim, said, own.note, own.doubt, actor)
            self._slots.add(document, made, label, own, own_id)
        return made, label

    def _link(
        self,
        document: DocumentMaker,
        relation: SaidRelation,
        spans: Mapping[str, tuple[SpanId, LabelId]],
        place: str,
    ) -> None:
        act, party = spans.get(relation.source), spans.get(relation.target)
        if act is None or party is None or not relation.name:
            self.maker.losses.add(LOOSE, f"of {place}")
            return
        own = relation.own if isinstance(relation.own, dict) else {}
        role = self.maker.codes.role(act[1], relation.name)
        said = said_in_slot(self.maker, act[1], role, own)
        actor = relation_actor(self.maker, own)
        document.link(words(own.get("id")), act[0], role, party[0], actor, attributes=said)


class _SaidBefore:
    """What was said of a document, by keys, which are made only once it matters."""

    def __init__(self) -> None:
        self._keys, self._later = set[tuple[object, ...]](), list[Iterable[tuple[object, ...]]]()

    def note(self, keys: Iterable[tuple[object, ...]]) -> None:
        """Note what is said."""
        self._later.append(keys)

    def left_of(self, said: Iterable[T], key_of: Callable[[T], tuple[object, ...]]) -> list[T]:
        """Return what was not said before, each once."""
        self._keys.update(chain.from_iterable(self._later))
        self._later = []
        left = list[T]()
        for one in said:
            if (key := key_of(one)) not in self._keys:
                self._keys.add(key)
                left.append(one)
        return left


class _Details:
    """What our key says of the spans of a record, each taken once; it is mostly asked in the order in which it is said.

    A place is [start, stop, label], or [label].
    """

    def __init__(self, own: Record) -> None:
        self._said, self._next = objects(own.get("spans")), 0
        self._left: dict[tuple[object, ...], list[Record]] | None = None

    def of(self, at: tuple[object, ...]) -> Record:
        """Return what is said of the next span there, nothing where nothing is."""
        if self._left is None:
            if self._next < len(self._said) and self._said[self._next].get("at") == [*at]:
                self._next += 1
                return self._said[self._next - 1]
            self._left = {}
            for one in self._said[self._next :]:
                place = [value if type(value) in (int, str) else _plain(value) for value in items(one.get("at"))]
                self._left.setdefault(tuple(place), []).append(one)
        left = self._left.get(at)
        return left.pop(0) if left else {}


def _plain(value: object) -> object:
    return value if isinstance(value, str | int) else str(value)


def joined(
    pieces: Sequence[SaidPiece], relations: list[SaidRelation]
) -> tuple[Sequence[Sequence[SaidPiece]], list[SaidRelation]]:
    """Return the pieces of each passage, and the relations that do not join pieces of one."""
    if not any(relation.name == CONTINUES for relation in relations):
        return [(piece,) for piece in pieces], relations
    by_id = {piece.id: [piece] for piece in pieces if piece.id}
    left = []
    for relation in relations:
        first, rest = by_id.get(relation.source), by_id.get(relation.target)
        if (
            relation.name != CONTINUES
            or first is None
            or rest is None
            or first is rest
            or first[0].label != rest[0].label
        ):
            left.append(relation)
        else:
            first += rest
            by_id.update((piece.id, first) for piece in rest)
    groups = {id(by_id[piece.id]): by_id[piece.id] for piece in pieces if piece.id}
    return [*groups.values(), *([piece] for piece in pieces if not piece.id)], left


def claim_of(group: Sequence[SaidPiece]) -> PlaceClaim:
    """Return what pieces say of the place of their passage."""
    if len(group) == 1 and not group[0].more:
        return PlaceClaim(((group[0].start, group[0].stop),), group[0].quote)
    ranges = tuple(one for piece in group for one in ((piece.start, piece.stop), *piece.more))
    quotes = [piece.quote for piece in group]
    said = GAP.join(quote or "" for quote in quotes) if all(quote is not None for quote in quotes) else None
    return PlaceClaim(ranges, said)


def piece_of(id: str, label: object, start: object, stop: object, quote: object = None) -> SaidPiece | None:
    """Return a piece, None where its label is none or its place has no whole numbers."""
    first = start if type(start) is int else whole(start)
    last = stop if type(stop) is int else whole(stop)
    name = words(label) if isinstance(label, (str, int)) else ""
    if first is None or last is None or not 0 <= first <= last or not name.strip():
        return None
    return SaidPiece(id, name, first, last, quote if isinstance(quote, str) else None)


def title_of(metadata: Record) -> str:
    """Return the title among metadata, empty where there is none."""
    named = {name.casefold(): value for name, value in metadata.items()}
    return next((found[:200] for name in TITLE_COLUMNS if (found := words(named.get(name)).strip())), "")


def own_part(record: Record) -> Record:
    """Return what stands under our key of a record."""
    own = record.get(KEY)
    return own if isinstance(own, dict) else {}


def split(metadata: Mapping[str, object], reserved: Iterable[str]) -> tuple[Record, Record]:
    """Return metadata that stand beside the text, and those whose names mean something there."""
    taken = {*reserved, KEY}
    beside = {name: value for name, value in metadata.items() if name not in taken}
    return beside, {name: value for name, value in metadata.items() if name in taken}


def chosen_words(value: object) -> Iterator[str]:
    """Yield the texts of a list, and a text by itself."""
    for one in [value] if isinstance(value, str) else items(value):
        if name := words(one).strip():
            yield name
