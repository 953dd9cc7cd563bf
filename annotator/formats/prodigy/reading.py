"""Prodigy's datasets read: what was accepted is a coding, what was rejected or ignored is not, and is counted.

The records of one input are one document: binary questions come a span a record.
"""

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
    chosen_words,
    own_part,
    piece_of,
)
from annotator.formats.flat_streaming import read_records
from annotator.formats.format import ReadOptions
from annotator.formats.json_files import Record, objects, whole, without, words
from annotator.formats.losses import Loss
from annotator.model.bundle import Bundle

ORIGIN = "prodigy"
REJECTED = Loss(
    "1 answer rejects what it was asked and is no coding", "{n} answers reject what they were asked and are no codings"
)
IGNORED = Loss(
    "1 answer ignores what it was asked and is no coding", "{n} answers ignore what they were asked and are no codings"
)
FIELDS = frozenset(
    {"text", "spans", "tokens", "relations", "options", "accept", "answer", "label", "meta", "html", "image", "config"}
    | {"score", "priority", "source", "rank", "versions", "sessions", "view_id", "style", "arcs", "heads", "deps"}
)
"""What is no fact about the text."""


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a dataset; raises `BadFile`."""
    return read_records(
        path, options, lambda: _ProdigyReading(path, ORIGIN), "it is a dataset of Prodigy without texts"
    )


class _ProdigyReading(FlatReading):
    def record(self, number: int, record: Record) -> None:
        """Take a record: a text, and what was answered."""
        own, place = own_part(record), f"record {number}"
        text = record.get("text")
        if not isinstance(text, str) or not (text.strip() or own):
            self.maker.losses.add(TEXTLESS, place)
            return
        hash = words(record.get("_input_hash"))
        # The same input asked again is no other record of the text.
        document = self.document(
            text, int(hash) if hash.removeprefix("-").isdigit() else number, "", _metadata(record), own
        )
        layer = self.layer(own, _who(record))
        answer = record.get("answer")
        if answer in ("reject", "ignore"):
            self.maker.losses.add(REJECTED if answer == "reject" else IGNORED, f"in {place}")
            if answer == "reject":
                document.assign(layer, done=True)
            return
        pieces = list(self._pieces(record, place))
        relations = list(self._relations(record, pieces, place))
        self.take(document, layer, pieces, relations, _whole(record, self.shown), own, place, once=not own)
        if not own and answer == "accept":
            document.assign(layer, done=True)

    def _pieces(self, record: Record, place: str) -> Iterator[SaidPiece]:
        tokens = objects(record.get("tokens"))
        for number, span in enumerate(objects(record.get("spans"))):
            start, stop = span.get("start"), span.get("end")
            if whole(start) is None and tokens:
                start, stop = _of_tokens(span, tokens)
            piece = piece_of(words(span.get("id")) or f"{number}", span.get("label"), start, stop, span.get("text"))
            if piece is None:
                self.maker.losses.add(BROKEN, f"of {place}")
            else:
                yield piece

    def _relations(self, record: Record, pieces: list[SaidPiece], place: str) -> Iterator[SaidRelation]:
        spans = objects(record.get("spans"))
        for one in objects(record.get("relations")):
            ends = [_end(one, side, pieces, spans) for side in ("head", "child")]
            if ends[0] is None or ends[1] is None:
                self.maker.losses.add(LOOSE, f"of {place}")
            else:
                yield SaidRelation(ends[0], ends[1], words(one.get("label")), one.get(KEY))


def _end(relation: Record, side: str, pieces: list[SaidPiece], spans: list[Record]) -> str | None:
    """Return which piece a relation begins or ends at: by its place there and its number, else by its last token."""
    there = relation.get(f"{side}_span")
    if isinstance(there, dict):
        at = (whole(there.get("start")), whole(there.get("end")))
        found = [piece for piece in pieces if (piece.start, piece.stop) == at]
        named = [piece for piece in found if piece.label == words(there.get("label"))]
        if same := named or found:
            # Two may have one place and one label: their numbers say which of them it is.
            return next((piece.id for piece in same if piece.id == words(there.get("id"))), same[0].id)
    token = whole(relation.get(side))
    ids = {piece.id for piece in pieces}
    for number, span in enumerate(spans):
        id = words(span.get("id")) or f"{number}"
        if token is not None and whole(span.get("token_end")) == token and id in ids:
            return id
    return None


def _of_tokens(span: Record, tokens: list[Record]) -> tuple[object, object]:
    """Return the range of a span that is given by its tokens, of which the last one counts."""
    first, last = whole(span.get("token_start")), whole(span.get("token_end"))
    if first is None or last is None or not 0 <= first <= last < len(tokens):
        return None, None
    return tokens[first].get("start"), tokens[last].get("end")


def _who(record: Record) -> tuple[str, str] | None:
    who = words(record.get("_annotator_id")) or words(record.get("_session_id"))
    return (who, who) if who else None


def _whole(record: Record, shown: dict[str, str]) -> list[str]:
    """Return the labels of the text as a whole: the options that were chosen, or the label that was accepted."""
    options = {words(one.get("id")): one for one in objects(record.get("options"))}
    accepted = list(chosen_words(record.get("accept")))
    for name in accepted:
        if text := words(options.get(name, {}).get("text")):
            shown.setdefault(name, text)
    label = words(record.get("label")) if record.get("answer") == "accept" else ""
    is_of_span = label and any(words(span.get("label")) == label for span in objects(record.get("spans")))
    return [*accepted, *([label] if label and not is_of_span else [])]


def _metadata(record: Record) -> Record:
    meta = record.get("meta")
    flat = {name: value for name, value in without(record, *FIELDS, KEY).items() if not name.startswith("_")}
    return {**flat, **(meta if isinstance(meta, dict) else {})}
