"""DocBins of spaCy (https://spacy.io/api/docbin), in and out: a `.spacy` for each layer.

All spans stand in the group `sc`, by which spaCy trains its span categorizer; those that do not overlap, the longest
first, are entities too. Labels of whole documents are categories. `Doc.user_data` has what spaCy has no place for.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.formats.flat_layers import OwnRecords
from annotator.formats.format import Format, FormatReader, Options, Piece, ReadOptions, Writer, WritingRun
from annotator.formats.losses import LINK_WITHOUT_SPAN, Loss, Part, place_of
from annotator.formats.names import home_layer, layers_of
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.ids import LayerId
from annotator.readers.foreign.docbin_marks import is_docbin
from annotator.readers.foreign.json_marks import is_spacy
from annotator.readers.foreign.look import FileLook

if TYPE_CHECKING:
    from annotator.formats.spacy.docbin import DocBinMaker

PIECES = Loss(
    "1 discontinuous span stands as several spans with one id",
    "{n} discontinuous spans stand as several spans with one id each",
)
"""What is told of what spaCy sees there; nothing of it is lost."""
CARRIED = frozenset(
    {Part.TEXTS, Part.METADATA, Part.GAPS, Part.OVERLAPS, Part.DOCUMENT_LABELS, Part.ATTRIBUTES, Part.NOTES}
    | {Part.DOUBT, Part.MENTIONS, Part.LINKS, Part.SLOT_VALUES, Part.LAYERS, Part.CODERS, Part.ASSIGNMENTS}
)


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether this is a DocBin, or spaCy's JSON."""
    return is_docbin(look) or is_spacy(look)


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a file; raises `BadFile`."""
    from annotator.formats.spacy import reading  # noqa: PLC0415 - the window starts without it

    return reading.read(path, options)


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield the file of each layer, once all documents were gone through."""
    from annotator.formats.spacy.docbin import DocBinMaker  # noqa: PLC0415 - the window starts without it
    from annotator.formats.spacy.documents import add_document  # noqa: PLC0415 - as above

    home, made, own = home_layer(bundle), dict[LayerId, "DocBinMaker"](), OwnRecords(bundle, run.names)
    with ExitStack() as open:
        for coded in bundle.documents:
            for layer in layers_of(coded, home):
                if layer not in made:
                    made[layer] = open.enter_context(DocBinMaker())
                add_document(made[layer], coded, layer, own)
            for span in coded.spans:
                if len(span.extents) > 1:
                    run.losses.tell(PIECES, f"{span.label} in “{coded.document.title}”")
            _count_across(coded, run)
        for layer, maker in (made or {home: open.enter_context(DocBinMaker())}).items():
            yield from (Piece(data, layer=layer) for data in maker.pieces())


def _count_across(coded: CodedDocument, run: WritingRun[Options]) -> None:
    """Count links to a span of another layer, which stands in a file of its own."""
    if coded.links:
        spans = {span.id: span for span in coded.spans}
        for link in coded.links:
            if link.span is not None and (link.span not in spans or spans[link.span].layer != spans[link.act].layer):
                run.losses.add(LINK_WITHOUT_SPAN, f"the {link.role} of {place_of(spans[link.act], coded.document)}")


FORMAT = Format(
    name="spacy",
    title="spaCy DocBin (.spacy)",
    extensions=(".spacy",),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=CARRIED,
        about="entities, groups of spans, categories and `Doc.user_data` of a `.spacy` file, by spaCy where it is"
        " installed; its JSON",
    ),
    writer=Writer(
        pieces=pieces,
        carries=CARRIED,
        about="entities, spans (group `sc`), categories; attributes, notes, links and metadata in `Doc.user_data`.",
        leaves_out="decisions; a file for each layer.",
        options=Options,
    ),
)
