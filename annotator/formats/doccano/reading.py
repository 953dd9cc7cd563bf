"""doccano's JSON lines read, in the dialects that it has written over the years.

Spans stand under `label`, `labels` or `entities` as [start, stop, label] or as objects, and in old exports under
`annotations`, each with the number of its user; labels of whole texts under `label`, `labels` or `cats`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotator.formats.details import KEY
from annotator.formats.flat_reading import (
    BROKEN,
    TEXTLESS,
    FlatReading,
    SaidPiece,
    SaidRelation,
    chosen_words,
    own_part,
    piece_of,
)
from annotator.formats.flat_streaming import read_records
from annotator.formats.format import ReadOptions
from annotator.formats.json_files import Record, is_text, items, objects, without, words
from annotator.model.bundle import Bundle

ORIGIN = "doccano"
LISTS = ("label", "labels", "entities", "annotations", "cats")
RESERVED = ("text", "data", *LISTS, "relations", "meta", "id", "annotation_approver")
LONGEST_LABEL = 100
WRITTEN = "text"
"""The label, and its attribute, of a text that was written about another (sequence to sequence)."""


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read an export; raises `BadFile`."""
    return read_records(
        path, options, lambda: _DoccanoReading(path, ORIGIN), "it is an export of doccano without texts"
    )


@dataclass(slots=True)
class _UserSaid:
    """What one user says in a record."""

    pieces: list[SaidPiece] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)


class _DoccanoReading(FlatReading):
    def record(self, number: int, record: Record) -> None:
        """Take a record: a document, and what its users say."""
        own, name = own_part(record), words(record.get("id"))
        place = f"record {name or number}"
        text = next(
            (record[key] for key in ("text", "data") if is_text(record.get(key)) or (own and key in record)), ""
        )
        if not isinstance(text, str) or not (text or own):
            self.maker.losses.add(TEXTLESS, place)
            return
        document = self.document(text, number, name, _metadata(record, own), own)
        relations = list(_relations(record))
        by_user = self._by_user(record, place)
        for user, said in by_user.items():
            layer = self.layer(own, (user, f"User {user}") if user else None)
            for piece in said.pieces:
                piece.stays = f"entity {piece.id}" if piece.id and not own else ""
            self.take(document, layer, said.pieces, relations, said.whole, own, place)
            for written in said.written:
                label = self.label(WRITTEN, has_place=False)
                document.span("", layer, label, None, {self.maker.codes.attribute(label, WRITTEN, written): written})
            if not own and (said.pieces or said.whole or said.written or record.get("annotation_approver")):
                document.assign(layer, done=True)

    def _by_user(self, record: Record, place: str) -> dict[str, _UserSaid]:
        found: dict[str, _UserSaid] = {}
        for key in LISTS:
            if isinstance(record.get(key), str) and key != "annotations":
                found.setdefault("", _UserSaid()).whole.append(record[key])
            for item in items(record.get(key)):
                user = words(item.get("user")) if isinstance(item, dict) else ""
                if (said := found.get(user)) is None:
                    said = found[user] = _UserSaid()
                if not _take_item(item, said):
                    self.maker.losses.add(BROKEN, f"of {place}")
        if not found:
            found[""] = _UserSaid()
        return found


def _take_item(item: object, said: _UserSaid) -> bool:
    """Note an item of a list; whether it says something."""
    piece = None
    if isinstance(item, dict) and "start_offset" in item:
        quote = item.get("text")
        piece = piece_of(words(item.get("id")), item.get("label"), item["start_offset"], item.get("end_offset"), quote)
    elif isinstance(item, list):
        if len(item) >= 3:
            piece = piece_of("", item[2], item[0], item[1])
    elif isinstance(item, (str, int)) and not isinstance(item, bool):
        names = [name for name in chosen_words([item]) if len(name) <= LONGEST_LABEL]
        said.whole += names
        said.written += [] if names else list(chosen_words([item]))
        return True
    elif isinstance(item, dict) and is_text(item.get("text")) and "label" not in item:
        said.written.append(item["text"])
        return True
    elif isinstance(item, dict) and (names := list(chosen_words([item.get("label")]))):
        said.whole += names
        return True
    if piece is None:
        return False
    said.pieces.append(piece)
    return True


def _relations(record: Record) -> Iterator[SaidRelation]:
    for one in objects(record.get("relations")):
        name = words(one.get("type")) or words(one.get("label"))
        yield SaidRelation(words(one.get("from_id")), words(one.get("to_id")), name, one.get(KEY))


def _metadata(record: Record, own: Record) -> Record:
    """Return what a record says beside its text and its labels: `meta`, and what was such on its way in."""
    flat = without(record, *RESERVED, KEY)
    meta = record.get("meta")
    if own:
        return flat
    said = {**flat, **(meta if isinstance(meta, dict) else {"meta": meta} if meta else {})}
    if record.get("annotation_approver") is not None:
        said["annotation_approver"] = record["annotation_approver"]
    return {**({"id": record["id"]} if "id" in record else {}), **said}
