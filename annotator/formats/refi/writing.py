"""A bundle as a REFI-QDA project: project.qde, and each text as a file beside it.

Each layer is a user, each span a selection of its own with one coding, whose GUID is the span’s id. Positions are code
points, the last one exclusive, as all programs read them; each selection is named by its words, so that readers can
compare. What the standard has no field for stands in notes, links and cases, where its users would look for it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from annotator.formats.format import Options, Piece, WritingRun
from annotator.formats.losses import ACTOR, SET, SOURCE_ELSEWHERE, SOURCE_FILE, Loss, Part, place_of
from annotator.formats.names import coder_names, layer_names
from annotator.formats.refi.actor_markup import RefiActors
from annotator.formats.refi.case_actors import CONTINUED
from annotator.formats.refi.code_markup import codebook_markup, guid_of, label_guid
from annotator.formats.refi.markup import element, fits, instruction, opening, words
from annotator.formats.refi.people import NAMED
from annotator.formats.refi.said import ATTRIBUTES, SlotSaid, SpanSaid, lines_of
from annotator.formats.refi.values import RefiValues
from annotator.formats.refi.writing_names import ORIGIN
from annotator.formats.zip_stream import ZipStream
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import Assignment, Layer, LayerKind
from annotator.model.ids import CoderId, LayerId, SpanId
from annotator.model.memo import Memo
from annotator.model.span import Extent, Link, Span

LONGEST_NAME = 200
_NAMESPACES = (
    ("xmlns", "urn:QDA-XML:project:1.0"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    (
        "xsi:schemaLocation",
        "urn:QDA-XML:project:1.0 http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd",
    ),
)
_KEPT = {".pdf": "PDFSource", ".docx": "TextSource"}

METADATA = Loss(
    "The metadata of 1 document have values that stand as text",
    "The metadata of {n} documents have values that stand as text",
    Part.METADATA,
)
CONTROLS = Loss(
    "1 note has characters that XML cannot hold; they stand as �",
    "{n} notes have characters that XML cannot hold; they stand as �",
    Part.NOTES,
)
TITLE = Loss(
    "1 title has characters that XML cannot hold; they stand as �",
    "{n} titles have characters that XML cannot hold; they stand as �",
)
PARTY = Loss(
    "1 party that is an actor who is not in the register is left out",
    "{n} parties that are actors who are not in the register are left out",
    Part.LINKS,
)
ACROSS = Loss(
    "1 link is left out, since it joins the spans of two layers",
    "{n} links are left out, since they join the spans of two layers",
    Part.LINKS,
)
MENTION = Loss(
    "1 mention of an actor who is not in the register is left out",
    "{n} mentions of actors who are not in the register are left out",
    Part.MENTIONS,
)


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield the archive as it grows: the texts, then what is said of them."""
    yield from _RefiWriting(bundle, run).pieces()


@dataclass(frozen=True, slots=True)
class _SourceMarkup:
    """A source as markup, before and after the values of its variables, which have their types in the end."""

    start: str
    metadata: Mapping[str, Any]
    end: str


@dataclass(slots=True)
class _RefiWriting:
    bundle: Bundle
    run: WritingRun[Options]
    archive: ZipStream = field(default_factory=ZipStream)
    values: RefiValues = field(default_factory=RefiValues)
    sources: list[_SourceMarkup] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    titles: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    actors: RefiActors = field(init=False)
    users: Mapping[LayerId, str] = field(init=False)
    memos: dict[str | None, list[Memo]] = field(default_factory=dict)
    slots: dict[SpanId, list[SlotSaid]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.actors = RefiActors(self.bundle.actors)
        self.users = _users(self.bundle)
        for memo in sorted(self.bundle.memos, key=lambda one: (one.time, one.id)):
            self.memos.setdefault(memo.document, []).append(memo)

    def pieces(self) -> Iterator[Piece]:
        for coded in self.bundle.documents:
            self._add_source(coded)
            if data := self.archive.taken():
                yield Piece(data)
        for title, metadata in self.titles:
            if not self.values.comes_back(metadata):
                self.run.losses.add(METADATA, f"“{title}”")
        for actor in self.actors.left():
            self.run.losses.add(ACTOR, actor)
        self.archive.add("project.qde", self._project().encode("utf-8"))
        yield from (Piece(data) for data in self.archive.closed() if data)

    def _project(self) -> str:
        refs = self._memo_refs(None)
        parts = [
            self._user_list(),
            codebook_markup(self.bundle.codebook),
            self.values.variables(),
            self.actors.cases(),
            _list("Sources", [one.start + self.values.markup(one.metadata) + one.end for one in self.sources]),
            _list("Notes", self.notes),
            _list("Links", self.links),
            _list("Sets", self._sets()),
            *refs,
        ]
        head = [*_NAMESPACES, ("name", self.bundle.name or self.bundle.codebook.name), ("origin", ORIGIN)]
        return f'<?xml version="1.0" encoding="utf-8"?>\n{element("Project", head, *parts)}\n'

    def _add_source(self, coded: CodedDocument) -> None:
        document = coded.document
        if not fits(document.title):
            self.run.losses.add(TITLE, f"“{document.title}”")
        guid = guid_of("document", document.id)
        text = guid_of("text", f"{guid} text")
        self.archive.add(f"sources/{text}.txt", document.text.encode("utf-8"))
        self.values.note(document.metadata)
        self.titles.append((document.title, document.metadata))
        self.slots = {}
        for link in coded.links:
            if link.value:
                self.slots.setdefault(link.act, []).append((link.role, link.value, link.attributes))
        spans = sorted(coded.spans, key=lambda one: (one.start, -one.stop, one.label, one.layer, one.id))
        placed = "".join(self._selection(span, coded) for span in spans if span.extents)
        links = sorted(coded.links, key=lambda one: (one.act, one.role, one.id))
        by_id = {span.id: span for span in spans}
        placed += "".join(self._link(link, coded, by_id) for link in links)
        after = "".join(self._coding(span, coded) for span in spans if not span.extents)
        after += "".join(self._memo_refs(document.id))
        path, kind = self._kept_file(coded, guid)
        named = [("guid", guid), ("name", document.title)]
        file = {"file": coded.source_file.name} if path and coded.source_file else {}
        assigned = [self._assignment(one) for one in sorted(coded.assignments, key=lambda one: one.layer)]
        about = instruction({"source": document.source, **file, **({"assigned": assigned} if assigned else {})})
        plain = ("plainTextPath", f"internal://{text}.txt")
        if kind == "PDFSource":
            inner = element("Representation", [("guid", text), plain], placed)
            start = opening(kind, [*named, ("path", path)]) + about + inner + after
        else:
            start = opening(kind, [*named, ("richTextPath", path), plain]) + about + placed + after
        self.sources.append(_SourceMarkup(start, document.metadata, f"</{kind}>"))

    def _assignment(self, one: Assignment) -> dict[str, Any]:
        said = one.model_dump(mode="json", exclude={"layer", "document"}, exclude_defaults=True)
        return {"layer": guid_of("layer", one.layer), **said}

    def _kept_file(self, coded: CodedDocument, guid: str) -> tuple[str | None, str]:
        """Write the file that a document was read from, where it is of a kind that the standard has."""
        kept = coded.source_file
        ending = f".{kept.name.rpartition('.')[2].lower()}" if kept is not None else ""
        body = self.bundle.source_body(kept.sha256) if kept is not None and ending in _KEPT else None
        if kept is None or body is None:
            if kept is not None or coded.lacks_source:
                lost = SOURCE_ELSEWHERE if kept is None else SOURCE_FILE
                self.run.losses.add(lost, f"“{coded.document.title}”")
            return None, "TextSource"
        self.archive.add(f"sources/{guid}{ending}", body)
        return f"internal://{guid}{ending}", _KEPT[ending]

    def _selection(self, span: Span, coded: CodedDocument) -> str:
        """Return the selection of a span, and one for each further piece."""
        guids = [_selection_guid(span.id, number) for number in range(len(span.extents))]
        self.actors.mentioned(span.actor, guids[0])
        made = [self._passage(guids[0], span.extents[0], coded, span.layer, self._coding(span, coded))]
        for number, extent in enumerate(span.extents[1:], 1):
            ref = element("CodeRef", [("targetGUID", label_guid(span.label))])
            own = [("guid", guid_of("coding", f"{span.id} {number}")), ("creatingUser", self.users.get(span.layer))]
            made.append(self._passage(guids[number], extent, coded, span.layer, element("Coding", own, ref)))
            self._add_link(f"{span.id} {number}", CONTINUED, guids[number - 1], guids[number])
        return "".join(made)

    def _passage(self, guid: str, extent: Extent, coded: CodedDocument, layer: LayerId, coding: str = "") -> str:
        quote = coded.document.text[extent.start : extent.stop]
        name = quote if len(quote) <= LONGEST_NAME else f"{quote[: LONGEST_NAME - 1]}…"
        places = [("startPosition", str(extent.start)), ("endPosition", str(extent.stop))]
        named = [("guid", guid), ("name", name if fits(name) else None)]
        return element("PlainTextSelection", [*named, *places, ("creatingUser", self.users.get(layer))], coding)

    def _coding(self, span: Span, coded: CodedDocument) -> str:
        if span.actor is not None and not self.actors.has(span.actor):
            self.run.losses.add(MENTION, place_of(span, coded.document))
        if not span.extents:
            self.actors.mentioned(span.actor, guid_of("coding", span.id))
        user = self.users.get(span.layer)
        slots = tuple(sorted(self.slots.get(span.id, []), key=lambda slot: (slot[0], slot[1], str(slot[2]))))
        own = lines_of(SpanSaid("", span.attributes, span.doubt, slots))
        if span.note and not fits(span.note):
            self.run.losses.add(CONTROLS, place_of(span, coded.document))
        refs = [
            self._note(f"{span.id} {name or 'note'}", name, text, user)
            for name, text in ((None, span.note), (ATTRIBUTES, own))
            if text
        ]
        code = element("CodeRef", [("targetGUID", label_guid(span.label))])
        return element("Coding", [("guid", guid_of("coding", span.id)), ("creatingUser", user)], code, *refs)

    def _note(self, id: str, name: str | None, text: str, user: str | None, *times: tuple[str, str]) -> str:
        """Add a note, and return a reference to it."""
        guid = guid_of("note", id)
        content = f"<PlainTextContent>{words(text)}</PlainTextContent>"
        self.notes.append(element("Note", [("guid", guid), ("name", name), ("creatingUser", user), *times], content))
        return element("NoteRef", [("targetGUID", guid)])

    def _memo_refs(self, document: str | None) -> list[str]:
        return [
            self._note(
                memo.id,
                memo.title,
                memo.text,
                guid_of("coder", memo.author) if memo.author else None,
                ("creationDateTime", memo.time),
                ("modifiedDateTime", memo.changed),
            )
            for memo in self.memos.get(document, [])
        ]

    def _link(self, link: Link, coded: CodedDocument, spans: Mapping[SpanId, Span]) -> str:
        """Add a link, and return the selection of the passage that it leads to, empty where it leads to none."""
        if link.value:
            return ""  # stands in a note at the act
        act, party = spans[link.act], spans.get(link.span) if link.span else None
        if link.actor is not None and not self.actors.has(link.actor):
            self.run.losses.add(PARTY, f"the {link.role} in “{coded.document.title}”")
            if party is None and not link.extents:
                return ""
        if party is not None and party.layer != act.layer:
            self.run.losses.add(ACROSS, f"a {link.role} in “{coded.document.title}”")
            return ""
        actor = link.actor if link.actor and self.actors.has(link.actor) else None
        beside = {"actor": actor} if actor and (party or link.extents) else {}
        said = {"attributes": dict(link.attributes)} if link.attributes else {}
        about = instruction({**beside, **said}) if beside or said else ""
        origin, target, passage = _end_of(act), "", ""
        if party is not None:
            target = _end_of(party)
        elif link.extents:
            guids = [_selection_guid(link.id, number) for number in range(len(link.extents))]
            pairs = zip(guids, link.extents, strict=True)
            passage = "".join(self._passage(guid, extent, coded, act.layer) for guid, extent in pairs)
            for number, (one, other) in enumerate(pairwise(guids), 1):
                self._add_link(f"{link.id} {number}", CONTINUED, one, other)
            target = guids[0]
        elif actor:
            target = self.actors.guid(actor)
        self._add_link(link.id, link.role, origin, target, about)
        if actor:
            self.actors.used(actor)
        return passage

    def _add_link(self, id: str, name: str, origin: str, target: str, content: str = "") -> None:
        ends = [("originGUID", origin), ("targetGUID", target)]
        head = [("guid", guid_of("link", id)), ("name", name), ("direction", "OneWay"), *ends]
        self.links.append(element("Link", head, content))

    def _sets(self) -> Iterator[str]:
        for one in self.bundle.document_sets:
            if one.documents is None:
                self.run.losses.add(SET, f"“{one.name}”, which a filter makes")
                continue
            members = (element("MemberSource", [("targetGUID", guid_of("document", id))]) for id in one.documents)
            yield element("Set", [("guid", guid_of("set", one.id)), ("name", one.name)], *members)

    def _user_list(self) -> str:
        names = layer_names(self.bundle, self.run.names)
        found = {self.users[layer.id]: self._user(layer, names[layer.id]) for layer in _layers(self)}
        called: Mapping[CoderId, str] = (
            {coder.id: coder.name for coder in self.bundle.coders} if self.run.names else coder_names(self.bundle)
        )
        for author in sorted({memo.author for memo in self.bundle.memos if memo.author}):
            guid = guid_of("coder", author)
            found.setdefault(guid, element("User", [("guid", guid), ("name", called.get(author, author))]))
        return _list("Users", found.values())

    def _user(self, layer: Layer, name: str) -> str:
        whose = f" {guid_of('coder', layer.coder)}" if layer.coder else ""
        is_named = layer.kind is LayerKind.CODER and layer.id not in self.bundle.held
        id = f"{layer.kind} {guid_of('layer', layer.id)}{whose}{f' {NAMED}' if is_named else ''}"
        return element("User", [("guid", self.users[layer.id]), ("name", name), ("id", id)])


def _layers(of: _RefiWriting) -> list[Layer]:
    return sorted(of.bundle.layers, key=lambda layer: layer.id)


def _users(bundle: Bundle) -> dict[LayerId, str]:
    """Return the GUID of the user that each layer is: a coder's own for the first of theirs."""
    taken: set[str] = set()
    found = {}
    for layer in sorted(bundle.layers, key=lambda layer: layer.id):
        guid = guid_of("coder", layer.coder) if layer.coder else guid_of("layer", layer.id)
        found[layer.id] = guid if guid not in taken else guid_of("layer", layer.id)
        taken.add(guid)
    return found


def _end_of(span: Span) -> str:
    """Return the GUID by which links name a span: that of its first selection, or of its coding."""
    return _selection_guid(span.id, 0) if span.extents else guid_of("coding", span.id)


def _selection_guid(id: str, number: int) -> str:
    return guid_of("selection", f"selection {id} {number}")


def _list(name: str, content: Any) -> str:
    """Return an element with these in it, empty where there are none: the schema wants at least one."""
    inner = list(content)
    return element(name, (), *inner) if inner else ""
