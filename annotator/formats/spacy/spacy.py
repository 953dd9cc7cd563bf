"""DocBins of spaCy (https://spacy.io/api/docbin), out: a `.spacy` for each layer.

All spans stand in the group `sc`, by which spaCy trains its span categorizer; those that do not overlap, the longest
first, are entities too. Labels of whole documents are categories. `Doc.user_data` has what spaCy has no place for.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

from annotator.formats.format import Format, Options, Piece, Writer, WritingRun
from annotator.formats.losses import Loss, Part
from annotator.formats.names import home_layer, layers_of
from annotator.model.bundle import Bundle
from annotator.model.ids import LayerId

if TYPE_CHECKING:
    from annotator.formats.spacy.docbin import DocBinMaker

PIECES = Loss(
    "1 discontinuous span stands as several spans with one id",
    "{n} discontinuous spans stand as several spans with one id each",
    Part.GAPS,
)


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield the file of each layer, once all documents were gone through."""
    from annotator.formats.spacy.docbin import DocBinMaker  # noqa: PLC0415 - the window starts without it
    from annotator.formats.spacy.documents import add_document  # noqa: PLC0415 - as above

    home, made = home_layer(bundle), dict[LayerId, "DocBinMaker"]()
    with ExitStack() as open:
        for coded in bundle.documents:
            for layer in layers_of(coded, home):
                if layer not in made:
                    made[layer] = open.enter_context(DocBinMaker())
                add_document(made[layer], coded, layer)
            for span in coded.spans:
                if len(span.extents) > 1:
                    run.losses.add(PIECES, f"{span.label} in “{coded.document.title}”")
        for layer, maker in (made or {home: open.enter_context(DocBinMaker())}).items():
            yield from (Piece(data, layer=layer) for data in maker.pieces())


FORMAT = Format(
    name="spacy",
    title="spaCy DocBin (.spacy)",
    extensions=(".spacy",),
    writer=Writer(
        pieces=pieces,
        carries=frozenset(
            {Part.TEXTS, Part.METADATA, Part.OVERLAPS, Part.DOCUMENT_LABELS, Part.ATTRIBUTES, Part.NOTES, Part.DOUBT}
            | {Part.MENTIONS, Part.LAYERS}
        ),
        about="entities, spans (group `sc`), categories; attributes, notes and metadata in `Doc.user_data`.",
        leaves_out="gaps of spans in pieces, links, decisions; a file for each layer.",
        options=Options,
    ),
)
