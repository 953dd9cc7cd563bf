"""A DocBin of spaCy as a bundle: entities and groups of spans are spans, categories labels of whole documents.

What this program wrote is read again from `Doc.user_data`; of others' files it holds extension attributes (of a span:
its attributes, of the document: its metadata) and whatever else was kept there.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from annotator.formats.details import is_value, read_own
from annotator.formats.flat_layers import OwnSlots, own_actor, read_layer
from annotator.formats.flat_reading import BROKEN, TEXTLESS, TWICE
from annotator.formats.format import ReadOptions
from annotator.formats.json_files import Record, words
from annotator.formats.json_text import json_text
from annotator.formats.losses import Loss
from annotator.formats.making import BundleMaker, DocumentMaker
from annotator.formats.placing import PlaceClaim, Unit
from annotator.formats.spacy.docbin_reading import DAMAGED, SaidDoc, SaidSpan, read_docs, unpacked_file
from annotator.formats.spacy.documents import GROUP, IS_OURS
from annotator.formats.spacy.json_docs import json_docs
from annotator.formats.spacy.library import NotByLibrary, docs_by_library
from annotator.model.bundle import Bundle
from annotator.model.codebook import Scope
from annotator.model.errors import BadFile
from annotator.model.ids import LabelId, LayerId
from annotator.model.span import AttributeValue
from annotator.readers.registry import bytes_at, printable
from annotator.readers.values import TooDeep, json_value, sound

ORIGIN = "spacy"
LEAST = 0.5
"""A category whose score is no lower is a label of the document, as in spaCy."""

OF_TOKENS = Loss(
    "What 1 document says of its words one by one (parts of speech, lemmas, syntax) is left out",
    "What {n} documents say of their words one by one (parts of speech, lemmas, syntax) is left out",
)
UNLIKELY = Loss("1 category with a score below 0.5 is left out", "{n} categories with scores below 0.5 are left out")
SAID_TWICE = Loss(
    "1 entity stands in a group of spans as well and became one span",
    "{n} entities stand in groups of spans as well and became one span each",
)
UNNAMED = Loss(
    "1 label or id is called by its number, since the file lacks its words",
    "{n} labels or ids are called by their numbers, since the file lacks their words",
)
EXTENSION = Loss(
    "1 extension attribute of a word, or of words that are no span, is left out",
    "{n} extension attributes of words, or of words that are no spans, are left out",
)
UNKNOWN = Loss(
    "1 value in the data of a document is none that can be kept, and is left out",
    "{n} values in the data of documents are none that can be kept, and are left out",
)
_EXTENSION = "._."


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a DocBin, or JSON; raises `BadFile`."""
    name, data = printable(path.name), bytes_at(path)
    notices = tuple[str, ...]()
    docs: Iterable[SaidDoc]
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        docs, notices = json_docs(name, data)
    else:
        docs = _docs(name, data)
    reading = _DocBinReading(path)
    for number, doc in enumerate(docs, 1):
        reading.add(doc, number)
    return reading.bundle(notices)


def _docs(name: str, data: bytes) -> Iterator[SaidDoc]:
    plain = unpacked_file(name, data)
    try:
        return docs_by_library(data)
    except NotByLibrary:
        return read_docs(name, plain)


class _DocBinReading:
    def __init__(self, path: Path) -> None:
        self._path, self._maker = path, BundleMaker(path.stem or ORIGIN, ORIGIN)
        self._slots = OwnSlots(self._maker)
        self._seen: dict[str, set[tuple[object, ...]]] = {}
        self._scopes: dict[LabelId, set[bool]] = {}

    def add(self, doc: SaidDoc, number: int) -> None:
        """Take a document."""
        data, place = doc.data, f"document {number}"
        is_ours = data.keys() >= IS_OURS
        if not (is_ours or doc.text.strip()):
            self._maker.losses.add(TEXTLESS, place)
            return
        title = words(data.get("title")) if is_ours else self._title(data, number)
        metadata = data.get("metadata") if is_ours else self._metadata(data, title)
        document = self._maker.document(
            title,
            sound(doc.text),
            key=words(data.get("id")) if is_ours else "",
            metadata=json_value(metadata) if isinstance(metadata, dict) else {},
            source=self._path.name,
            units=(Unit.CODE_POINTS,),
        )
        self._count(doc, document, place)
        if is_ours:
            self._take_ours(doc, document)
        else:
            self._take(doc, document)

    def bundle(self, notices: tuple[str, ...]) -> Bundle:
        """Return all of it; raises `BadFile` where there is no text."""
        if not self._seen:
            raise BadFile(printable(self._path.name), "it is a DocBin of spaCy without texts", DAMAGED)
        self._slots.fill()
        for label, scopes in self._scopes.items():
            if scopes == {False}:
                self._maker.codes.describe(label, scope=Scope.DOCUMENT)
        return self._maker.bundle(notices=notices)

    def _title(self, data: Mapping[Any, Any], number: int) -> str:
        said = data.get("title")
        return said.strip() if isinstance(said, str) and said.strip() else f"{self._path.stem} {number}"

    def _count(self, doc: SaidDoc, document: DocumentMaker, place: str) -> None:
        losses, sha256 = self._maker.losses, document.document.text_sha256
        if sha256 in self._seen:
            losses.add(TWICE, place)
        self._seen.setdefault(sha256, set())
        if doc.of_tokens:
            losses.add(OF_TOKENS, f"“{document.document.title}” ({', '.join(doc.of_tokens)})")
        for loss, count in ((BROKEN, doc.broken), (UNNAMED, doc.unnamed)):
            for _ in range(count):
                losses.add(loss, f"of {place}")

    def _metadata(self, data: Mapping[Any, Any], title: str) -> Record:
        """Return what is said of the document: its own extension attributes, and what stands under plain names."""
        found: Record = {}
        for key, value in data.items():
            of_doc = isinstance(key, tuple) and len(key) == 4 and key[0] == _EXTENSION and key[2] is None
            name = key[1] if of_doc else key
            if not isinstance(name, str) or (name == "title" and value == title):
                continue
            try:
                found[sound(name)] = json_value(value)
            except TooDeep:
                self._maker.losses.add(UNKNOWN, f"“{name}” of “{title}”")
        return found

    def _take(self, doc: SaidDoc, document: DocumentMaker) -> None:
        layer, said = self._maker.unsaid_layer(), self._seen[document.document.text_sha256]
        extensions = _of_ranges(doc.data)
        grouped = {(one.label, one.start, one.stop): one for group in doc.groups.values() for one in group}
        for one in doc.entities:
            if (same := grouped.get((one.label, one.start, one.stop))) is None:
                continue
            self._maker.losses.tell(SAID_TWICE, f"{one.label} in “{document.document.title}”")
            same.entry, same.id = same.entry or one.entry, same.id or one.id
        entities = [one for one in doc.entities if (one.label, one.start, one.stop) not in grouped]
        used = set[tuple[int, int]]()
        for group, spans in (("", entities), *doc.groups.items()):
            for one in spans:
                values = {"kb_id": one.entry, "id": one.id, "group": "" if group == GROUP else group}
                key = (one.label, one.start, one.stop, *values.values())
                if key in said:
                    continue
                said.add(key)
                used.add((one.start, one.stop))
                kept = {name: value for name, value in values.items() if value}
                self._span(document, layer, one, group, kept | extensions.get((one.start, one.stop), {}))
        for place, each in extensions.items():
            for name in each if place not in used else ():
                self._maker.losses.add(EXTENSION, f"“{name}” in “{document.document.title}”")
        self._cats(doc.cats, document, layer, said)

    def _span(
        self, document: DocumentMaker, layer: LayerId, one: SaidSpan, group: str, said: Mapping[str, Any]
    ) -> None:
        label = self._label(one.label or group or "span", has_place=True)
        attributes = self._attributes(label, said)
        document.span("", layer, label, PlaceClaim(((one.start, one.stop),)), attributes)

    def _attributes(self, label: LabelId, said: Mapping[str, AttributeValue]) -> dict[str, AttributeValue]:
        attribute = self._maker.codes.attribute
        return {str(attribute(label, name, value)): value for name, value in said.items()}

    def _cats(
        self, cats: Mapping[str, float], document: DocumentMaker, layer: LayerId, said: set[tuple[object, ...]]
    ) -> None:
        for name, score in cats.items():
            values: dict[str, AttributeValue] = {} if score == 1 else {"score": score}
            if score < LEAST:
                if score > 0:
                    self._maker.losses.add(UNLIKELY, f"“{name}” of “{document.document.title}”")
            elif (name,) not in said:
                said.add((name,))
                label = self._label(name, has_place=False)
                document.span("", layer, label, None, self._attributes(label, values))

    def _label(self, name: str, has_place: bool) -> LabelId:
        label = self._maker.codes.label(sound(name))
        self._scopes.setdefault(label, set()).add(has_place)
        return label

    def _take_ours(self, doc: SaidDoc, document: DocumentMaker) -> None:
        own = doc.data.get("layer")
        record = own if isinstance(own, dict) else {}
        layer = read_layer(self._maker, record) or self._maker.unsaid_layer()
        said = doc.data.get("spans")
        details = said if isinstance(said, dict) else {}
        for label, id, claim in _our_spans(doc, details):
            self._our_span(document, layer, label, id, claim, details.get(id))
        if record.get("layer"):
            document.holds(layer)  # what it lacks of it is gone
        if "done" in record:
            document.assign(layer, done=record["done"] is True)

    def _our_span(
        self, document: DocumentMaker, layer: LayerId, name: str, id: str, claim: PlaceClaim | None, detail: object
    ) -> None:
        label, own = self._label(name, has_place=claim is not None), read_own(_json(detail))
        said = self._attributes(label, own.attributes)
        made = document.span(id, layer, label, claim, said, own.note, own.doubt, own_actor(self._maker, own))
        self._slots.add(document, made, label, own, id)


def _our_spans(doc: SaidDoc, details: Mapping[str, Any]) -> Iterator[tuple[str, str, PlaceClaim | None]]:
    """Yield label, id and place of the spans that this program wrote, the pieces of one together."""
    pieces: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for number, one in enumerate(doc.groups.get(GROUP, ())):
        pieces.setdefault((one.label, one.id or f"span {number}"), []).append((one.start, one.stop))
    for (label, id), ranges in pieces.items():
        yield label, id, PlaceClaim(tuple(ranges))
    of_whole = {id: words(one.get("label")) for id, one in details.items() if isinstance(one, dict) and "label" in one}
    for id, label in of_whole.items():
        if label in doc.cats:  # else somebody took it away
            yield label, str(id), None
    for label in doc.cats.keys() - set(of_whole.values()):
        yield label, f"category {label}", None


def _of_ranges(data: Iterable[Any]) -> dict[tuple[int, int], Record]:
    """Return the extension attributes of words and spans by their places; a word has no end and gets none."""
    found: dict[tuple[int, int], Record] = {}
    items = data.items() if isinstance(data, Mapping) else ()
    for key, value in items:
        if isinstance(key, tuple) and len(key) >= 4 and key[0] == _EXTENSION and isinstance(key[2], int):
            stop = key[3] if isinstance(key[3], int) else -1
            said = _json(value)
            if said is not None:
                found.setdefault((key[2], stop), {})[str(key[1])] = said if is_value(said) else json_text(said)
    return found


def _json(value: object) -> object:
    try:
        return json_value(value)
    except TooDeep:
        return {}
