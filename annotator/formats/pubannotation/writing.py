"""PubAnnotation's JSON written: a list of documents, a track a layer where there are several, after its schema.

Passages with gaps have several spans, as it has them. What it has no field for stands under our key.
"""

from collections.abc import Iterator

from annotator.formats.details import KEY
from annotator.formats.flat_layers import FlatLayer, OwnRecords, details_of, flat_layer, layers_with_something
from annotator.formats.format import Options, Piece, WritingRun
from annotator.formats.json_files import Record
from annotator.formats.json_text import json_text
from annotator.formats.names import home_layer
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.ids import LayerId
from annotator.model.span import AttributeValue, Span


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield a list of documents."""
    own, home, start = OwnRecords(bundle, run.names), home_layer(bundle), "[\n"
    is_alone = len(bundle.layers) == 1
    for coded in bundle.documents:
        yield Piece(start + json_text(_record(coded, own, home, is_alone)))
        start = ",\n"
    yield Piece("[]\n" if start == "[\n" else "\n]\n")


def _record(coded: CodedDocument, own: OwnRecords, home: LayerId, is_alone: bool) -> Record:
    """Return a document with its tracks; what a layer says that `is_alone` stands in the document itself."""
    tracks = [_track(flat_layer(coded, layer), coded, own) for layer in layers_with_something(coded, home)]
    said = {"sourcedb": "annotator", "sourceid": coded.document.id, "text": coded.document.text}
    about = own.document(coded, coded.document.metadata)
    if is_alone:
        return {**said, **tracks[0], KEY: {**tracks[0][KEY], **about}}
    return {**said, "tracks": tracks, KEY: about}


def _track(flat: FlatLayer, coded: CodedDocument, own: OwnRecords) -> Record:
    about = own.layer(flat.layer, coded)
    firsts = [piece for piece in flat.pieces if not piece.part]
    ids = {piece.span.id: f"T{number}" for number, piece in enumerate(firsts, 1)}
    denotations = [{"id": ids[piece.span.id], "span": _place(piece.span), "obj": piece.span.label} for piece in firsts]
    links = [one for one in flat.relations if one.link is not None]
    relations = [
        {
            "id": f"R{number}",
            "subj": ids[one.source.span.id],
            "pred": one.name,
            "obj": ids[one.target.span.id],
            **({KEY: own.relation(one.link)} if one.link is not None else {}),
        }
        for number, one in enumerate(links, 1)
    ]
    said = [
        (ids[piece.span.id], name, one)
        for piece in firsts
        for name, value in sorted(piece.span.attributes.items())
        for one in _values(value)
    ]
    attributes = [
        {"id": f"A{number}", "subj": id, "pred": name, "obj": value} for number, (id, name, value) in enumerate(said, 1)
    ]
    whole = [{"obj": span.label} for span in flat.whole]
    return {
        "project": about["name"],
        "denotations": denotations,
        "relations": relations,
        "attributes": attributes,
        KEY: {**about, "spans": details_of(flat, own), **({"whole": whole} if whole else {})},
    }


def _place(span: Span) -> Record | list[Record]:
    places = [{"begin": start, "end": stop} for start, stop in span.extents]
    return places[0] if len(places) == 1 else places


def _values(value: AttributeValue) -> list[str | int | float]:
    return list(value) if isinstance(value, list) else [value]
