"""doccano's JSON lines written: a line a document and layer, spans as entities, slots as relations.

Numbers are ids there. What doccano has no field for stands under our key, which it keeps as it keeps all that it does
not know.
"""

from collections.abc import Iterator

from annotator.formats.details import KEY
from annotator.formats.doccano.reading import RESERVED
from annotator.formats.flat_layers import FlatPiece, OwnRecords, details_of, flat_layer, layers_with_something
from annotator.formats.flat_reading import split
from annotator.formats.format import Options, Piece, WritingRun
from annotator.formats.json_files import Record
from annotator.formats.json_text import json_text
from annotator.formats.names import home_layer
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.ids import LayerId


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield a line for each document in each layer in which it stands."""
    own, home = OwnRecords(bundle, run.names), home_layer(bundle)
    for coded in bundle.documents:
        for layer in layers_with_something(coded, home):
            yield Piece(json_text(_record(coded, layer, own)) + "\n")


def _record(coded: CodedDocument, layer: LayerId, own: OwnRecords) -> Record:
    flat = flat_layer(coded, layer)
    beside, kept = split(coded.document.metadata, RESERVED)
    said: Record = {"text": coded.document.text, "entities": [_entity(piece) for piece in flat.pieces]}
    said["relations"] = [
        {
            "id": number,
            "from_id": one.source.number,
            "to_id": one.target.number,
            "type": one.name,
            **({KEY: own.relation(one.link)} if one.link is not None else {}),
        }
        for number, one in enumerate(flat.relations, 1)
    ]
    said["cats"] = [span.label for span in flat.whole]
    return {
        **said,
        **beside,
        KEY: {**own.document(coded, kept), **own.layer(layer, coded), "spans": details_of(flat, own)},
    }


def _entity(piece: FlatPiece) -> Record:
    start, stop = piece.extent
    return {"id": piece.number, "label": piece.span.label, "start_offset": start, "end_offset": stop}
