"""PubAnnotation's JSON read: denotations and blocks, relations between them, attributes of them; a project a layer."""

from collections.abc import Iterator
from pathlib import Path

from annotator.formats.details import KEY
from annotator.formats.flat_reading import (
    BROKEN,
    LOOSE,
    TEXTLESS,
    FlatReading,
    SaidPiece,
    SaidRelation,
    own_part,
    piece_of,
)
from annotator.formats.format import ReadOptions
from annotator.formats.json_files import Record, objects, records_at, words
from annotator.formats.losses import Loss
from annotator.formats.making import DocumentMaker
from annotator.model.bundle import Bundle
from annotator.model.errors import BadFile

ORIGIN = "pubannotation"
SOURCE = ("sourcedb", "sourceid", "divid", "section", "source_url", "target")
"""What is known of a document."""
TRACK = ("denotations", "blocks", "divisions", "relations", "attributes", "modifications")
STYLE = Loss("1 mark of how a passage was set is left out", "{n} marks of how passages were set are left out")
PREFIX = Loss("1 prefix of identifiers is left out", "{n} prefixes of identifiers are left out")
ON_RELATION = Loss(
    "1 attribute of something else than a passage is left out",
    "{n} attributes of something else than passages are left out",
)


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a document, or a list of them; raises `BadFile`."""
    records, notices = records_at(path, options)
    reading = _PubReading(path, ORIGIN)
    for number, record in records:
        reading.record(number, record)
    return reading.bundle(notices, "it has no text of PubAnnotation")


class _PubReading(FlatReading):
    def record(self, number: int, record: Record) -> None:
        """Take a document with its tracks."""
        text, own = record.get("text"), own_part(record)
        name = "-".join(filter(None, (words(record.get(key)) for key in ("sourcedb", "sourceid", "divid"))))
        place = f"“{name}”" if name else f"record {number}"
        if isinstance(text, list):
            raise BadFile(
                self.path.name,
                "it is a list of search results of PubAnnotation, with excerpts in place of texts",
                "export the documents themselves as JSON",
            )
        if not isinstance(text, str) or not (text.strip() or own):
            self.maker.losses.add(TEXTLESS, place)
            return
        metadata = {} if own else {key: record[key] for key in SOURCE if record.get(key) not in (None, "")}
        document = self.document(text, number, name, metadata, own)
        self._count(record, place)
        tracks = objects(record.get("tracks"))
        if not tracks or any(key in record for key in TRACK):
            tracks = [{key: record[key] for key in (*TRACK, "project", KEY) if key in record}, *tracks]
        for track in tracks:
            self._track(document, track, place)

    def _count(self, record: Record, place: str) -> None:
        for _ in objects(record.get("typesettings")):
            self.maker.losses.add(STYLE, f"of {place}")
        for _ in objects(record.get("namespaces")):
            self.maker.losses.add(PREFIX, f"of {place}")

    def _track(self, document: DocumentMaker, track: Record, place: str) -> None:
        own, project = own_part(track), words(track.get("project"))
        layer = self.layer(own, (project, project) if project else None)
        pieces = list(self._pieces(track, place))
        for piece in pieces:
            piece.stays = f"{place} {piece.id}" if piece.id and not own else ""
        by_id = {piece.id: piece for piece in pieces if piece.id}
        for one in objects(track.get("attributes")):
            target, value = by_id.get(words(one.get("subj"))), one.get("obj")
            if target is None or not isinstance(value, str | int | float) or not words(one.get("pred")):
                self.maker.losses.add(ON_RELATION, f"of {place}")
            else:
                _add_value(target, words(one.get("pred")), value)
        for one in objects(track.get("modifications")):
            target = by_id.get(words(one.get("obj")))
            if target is None or not words(one.get("pred")):
                self.maker.losses.add(ON_RELATION, f"of {place}")
            else:
                target.attributes[words(one.get("pred"))] = True
        relations = []
        for one in objects(track.get("relations")):
            subject, object_, name = (words(one.get(key)) for key in ("subj", "obj", "pred"))
            relation = SaidRelation(subject, object_, name, one.get(KEY))
            if relation.source in by_id and relation.target in by_id:
                relations.append(relation)
            else:
                self.maker.losses.add(LOOSE, f"of {place}")
        whole = [words(one.get("obj")) for one in objects(own.get("whole"))]
        self.take(document, layer, pieces, relations, whole, own, place)
        if not own and pieces:
            document.assign(layer, done=True)
        if project and all(piece.id for piece in pieces):
            document.holds(layer)

    def _pieces(self, track: Record, place: str) -> Iterator[SaidPiece]:
        for key in ("denotations", "blocks", "divisions"):
            for one in objects(track.get(key)):
                piece = _piece(one)
                if piece is None:
                    self.maker.losses.add(BROKEN, f"of {place}")
                else:
                    yield piece


def _piece(record: Record) -> SaidPiece | None:
    span = record.get("span", record)
    ranges = objects(span) if isinstance(span, list) else [span] if isinstance(span, dict) else []
    label = record.get("obj", record.get("label"))
    pieces = [piece_of(words(record.get("id")), label, one.get("begin"), one.get("end")) for one in ranges]
    if not pieces or pieces[0] is None or not all(pieces):
        return None
    first = pieces[0]
    first.more = tuple((piece.start, piece.stop) for piece in pieces[1:] if piece is not None)
    return first


def _add_value(piece: SaidPiece, name: str, value: str | int | float) -> None:
    """Note a value; several of one name are choices."""
    before = piece.attributes.get(name)
    if before is None:
        piece.attributes[name] = value
    else:
        several = before if isinstance(before, list) else [str(before)]
        piece.attributes[name] = [*several, str(value)]
