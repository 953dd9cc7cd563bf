"""Prodigy's JSON lines written: a record a document and layer, whose answer is yes.

Its ends of tokens count the last token. Tokens stand where relations need them, as our own words cut the text.
"""

from bisect import bisect_left
from collections.abc import Iterator

from annotator.formats.details import KEY
from annotator.formats.flat_layers import (
    FlatLayer,
    FlatPiece,
    OwnRecords,
    details_of,
    flat_layer,
    layers_with_something,
)
from annotator.formats.format import Options, Piece, WritingRun
from annotator.formats.json_files import Record
from annotator.formats.json_text import json_text
from annotator.formats.names import home_layer
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import LayerKind
from annotator.model.ids import LayerId
from annotator.model.text import tokens


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield a record for each document in each layer in which it stands."""
    own, home = OwnRecords(bundle, run.names), home_layer(bundle)
    for coded in bundle.documents:
        for layer in layers_with_something(coded, home):
            yield Piece(json_text(_record(coded, layer, own)) + "\n")


def _record(coded: CodedDocument, layer: LayerId, own: OwnRecords) -> Record:
    flat, text = flat_layer(coded, layer), coded.document.text
    said: Record = {"text": text, "spans": [_span(piece, text) for piece in flat.pieces]}
    if flat.relations:
        _add_tokens(said, flat, text, own)
    whole = list(dict.fromkeys(span.label for span in flat.whole))
    if whole:
        said["options"] = [{"id": label, "text": label} for label in whole]
        said["accept"] = [span.label for span in flat.whole]
    said["meta"] = dict(coded.document.metadata)
    about = own.layer(layer, coded)
    if layer in own.coders:
        said["_annotator_id"] = said["_session_id"] = own.coders[layer][1]
    if own.kinds.get(layer) is not LayerKind.SUGGESTIONS:
        said["answer"] = "accept"
    return {**said, KEY: {**own.document(coded, {}), **about, "spans": details_of(flat, own)}}


def _span(piece: FlatPiece, text: str) -> Record:
    start, stop = piece.extent
    return {"id": piece.number, "start": start, "end": stop, "text": text[start:stop], "label": piece.span.label}


def _add_tokens(said: Record, flat: FlatLayer, text: str, own: OwnRecords) -> None:
    """Add tokens, those of the spans, and the relations, which go from last token to last token."""
    words = tokens(text)
    starts, stops = [token.start for token in words], [token.stop for token in words]
    said["tokens"] = [
        {"text": text[start:stop], "start": start, "end": stop, "id": number, "ws": text[stop : stop + 1] == " "}
        for number, (start, stop) in enumerate(zip(starts, stops, strict=True))
    ]
    for piece, span in zip(flat.pieces, said["spans"], strict=True):
        first, last = bisect_left(starts, piece.extent.start), bisect_left(stops, piece.extent.stop)
        is_cut = first < len(starts) and starts[first] == piece.extent.start
        if is_cut and last < len(stops) and stops[last] == piece.extent.stop:
            span |= {"token_start": first, "token_end": last}
    spans = {piece.number: span for piece, span in zip(flat.pieces, said["spans"], strict=True)}
    said["relations"] = []
    for one in flat.relations:
        ends = {"head": spans[one.source.number], "child": spans[one.target.number]}
        relation: Record = {side: _token_of(span, stops) for side, span in ends.items()}
        relation |= {f"{side}_span": {k: v for k, v in span.items() if k != "text"} for side, span in ends.items()}
        relation["label"] = one.name
        said["relations"].append({**relation, **({KEY: own.relation(one.link)} if one.link is not None else {})})


def _token_of(span: Record, stops: list[int]) -> int:
    """Return the last token of a span, of one whose end is within a token that one."""
    return int(span.get("token_end", min(bisect_left(stops, span["end"]), len(stops) - 1)))
