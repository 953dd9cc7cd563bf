"""The database of Discourse Network Analyzer: documents, statements, and who says what in them.

A statement is a span with the label of its type. Its persons and organisations become actors who fill slots, its
concepts and its agreement attributes. Offsets count as Java does, UTF-16 units with each line end as one.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from annotator.formats.dna.values import SaidOfStatement, said_in
from annotator.formats.format import ReadOptions
from annotator.formats.losses import Loss, Part
from annotator.formats.making import BundleMaker, DocumentMaker, derived_id
from annotator.formats.placing import PlaceClaim, Unit
from annotator.model.actor import Actor, ActorKind
from annotator.model.bundle import Bundle
from annotator.model.ids import ActorId, LabelId, LayerId, SpanId
from annotator.model.span import AttributeValue
from annotator.store.connections.foreign import Cell, ForeignDatabase, foreign_database, number_of, text_of

ORIGIN = "dna"
_ACTORS = {
    "person": ActorKind.PERSON,
    "speaker": ActorKind.PERSON,
    "organization": ActorKind.ORGANISATION,
    "organisation": ActorKind.ORGANISATION,
    "actor": ActorKind.ORGANISATION,
    "country": ActorKind.STATE,
    "state": ActorKind.STATE,
}
"""The variables that are filled by actors, by their names; DNA's own are person and organization."""
_NOTES = frozenset({"note", "notes", "comment", "comments", "remark"})
_LINKED = "linked to"
_MILLISECONDS = 10**11
"""A number beyond this counts milliseconds since 1970, as version 2 does; version 3 counts seconds."""

DANGLING = Loss(
    "1 statement in a document that is not there is left out",
    "{n} statements in documents that are not there are left out",
)
FAR_LINK = Loss(
    "1 link between statements of different texts or coders is left out",
    "{n} links between statements of different texts or coders are left out",
    Part.LINKS,
)


def read_database(path: Path, options: ReadOptions) -> Bundle:
    """Read a database; raises `BadFile` where it is damaged."""
    with foreign_database(path) as database:
        return _DnaReading(database, path.stem, options.coder).bundle()


class _DnaReading:
    def __init__(self, database: ForeignDatabase, name: str, coder: str) -> None:
        self._database, self._coder = database, coder
        self._maker = BundleMaker(name or ORIGIN, ORIGIN, ids_stay=True)
        self._documents: dict[int, DocumentMaker] = {}
        self._types: dict[int, LabelId] = {}
        self._spans: dict[int, tuple[DocumentMaker, LayerId, SpanId, LabelId]] = {}
        self._people = {number_of(key): text_of(said) for key, said in database.rows("coders", "ID", "Name")}

    def bundle(self) -> Bundle:
        self._take_types()
        self._take_documents()
        self._take_statements()
        self._take_links()
        return self._maker.bundle()

    def _take_types(self) -> None:
        name = "Label" if self._database.has("statementtypes", "Label") else "Type"
        for key, label, *colour in self._database.rows("statementtypes", "ID", name, "Red", "Green", "Blue"):
            if (id := number_of(key)) is None:
                continue
            self._types[id] = self._maker.codes.label(text_of(label) or f"Statement {id}")
            parts = [number_of(part) for part in colour]
            if all(part is not None and 0 <= part <= 255 for part in parts):
                shown = "#" + "".join(f"{part:02X}" for part in parts)
                self._maker.codes.describe(self._types[id], colour=shown)

    def _take_documents(self) -> None:
        tags: dict[int | None, list[str]] = {}
        for document, tag in self._database.rows("documenttags", "DocumentId", "Tag"):
            tags.setdefault(number_of(document), []).append(text_of(tag))
        days = [number_of(day) or 0 for (day,) in self._database.rows("documents", "Date")]
        per_second = 1000 if any(abs(day) > _MILLISECONDS for day in days) else 1
        fields = ("Author", "Source", "Section", "Type", "Notes")
        for key, title, text, day, *said in self._database.rows("documents", "ID", "Title", "Text", "Date", *fields):
            if (id := number_of(key)) is None:
                continue
            metadata: dict[str, Any] = {
                field.lower(): text_of(cell) for field, cell in zip(fields, said, strict=True) if text_of(cell).strip()
            }
            if (number := number_of(day)) is not None and (shown := _day(number, per_second)):
                metadata["date"] = shown
            if id in tags:
                metadata["tags"] = tags[id]
            # A text field of Java's has each line end as one character, whatever was put into it.
            raw = text_of(text).replace("\r\n", "\n")
            name = text_of(title) or f"Document {id}"
            self._documents[id] = self._maker.document(name, raw, metadata=metadata, units=(Unit.UTF16,))

    def _take_statements(self) -> None:
        said: dict[int, list[SaidOfStatement]] = {}
        for one in said_in(self._database):
            said.setdefault(one.statement, []).append(one)
        columns = ("ID", "StatementTypeId", "DocumentId", "Start", "Stop", "Coder")
        for key, type, document_id, start, stop, coder in self._database.rows("statements", *columns):
            id, label = number_of(key), self._types.get(number_of(type) or 0)
            document = self._documents.get(number_of(document_id) or 0)
            if id is None or label is None or document is None:
                self._maker.losses.add(DANGLING, f"statement {text_of(key)}")
                continue
            claim = PlaceClaim(((_at(start), _at(stop)),))
            self._take_statement(id, label, document, claim, self._layer(coder), said.get(id, []))

    def _take_statement(
        self,
        id: int,
        label: LabelId,
        document: DocumentMaker,
        claim: PlaceClaim,
        layer: LayerId,
        said: list[SaidOfStatement],
    ) -> None:
        attributes: dict[str, AttributeValue] = {}
        notes: list[str] = []
        parties: list[tuple[str, Actor]] = []
        for one in said:
            name, words = one.variable.name, text_of(one.value).strip()
            if one.variable.kind in ("boolean", "integer"):
                number = number_of(one.value) or 0
                value: AttributeValue = bool(number) if one.variable.kind == "boolean" else number
                attributes[self._maker.codes.attribute(label, name, value)] = value
            elif words and (kind := _ACTORS.get(name.lower())) is not None:
                parties.append((name, _actor(words, kind)))
            elif words and name.lower() in _NOTES:
                notes.append(words)
            elif words:
                attributes[self._maker.codes.attribute(label, name, words)] = words
        span = document.span(f"statement {id}", layer, label, claim, attributes, "\n".join(notes))
        self._spans[id] = document, layer, span, label
        for name, actor in parties:
            role = self._maker.codes.role(label, name)
            document.link("", span, role, actor=self._maker.actor(actor))

    def _take_links(self) -> None:
        for source, target in self._database.rows("statementlinks", "SourceId", "TargetId"):
            act, party = self._spans.get(number_of(source) or 0), self._spans.get(number_of(target) or 0)
            if act is None or party is None or act[:2] != party[:2]:
                self._maker.losses.add(FAR_LINK, f"that of statement {text_of(source)}")
                continue
            document, _, span, label = act
            document.link("", span, self._maker.codes.role(label, _LINKED), span=party[2])

    def _layer(self, coder: Cell) -> LayerId:
        name = self._people.get(number_of(coder), "")
        if name:
            return self._maker.layer_of(name)
        return self._maker.layer_of(self._coder) if self._coder else self._maker.unsaid_layer()


def _actor(name: str, kind: ActorKind) -> Actor:
    return Actor(id=ActorId(derived_id(ORIGIN, "actor", kind, name)), name=name, kind=kind)


def _at(cell: Cell) -> int:
    number = number_of(cell)
    return -1 if number is None else number


def _day(number: int, per_second: int) -> str:
    """Return the day of a moment since 1970, empty where there is none; DNA has no time zones."""
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=number // per_second)).date().isoformat()
    except OverflowError:
        return ""
