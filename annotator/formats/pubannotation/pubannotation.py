"""PubAnnotation (https://www.pubannotation.org), in and out: its JSON."""

from collections.abc import Iterator
from pathlib import Path

from annotator.formats.format import Format, FormatReader, Options, Piece, ReadOptions, Writer, WritingRun
from annotator.formats.losses import Part
from annotator.model.bundle import Bundle
from annotator.readers.foreign.json_marks import is_pubannotation
from annotator.readers.foreign.look import FileLook

CARRIED = frozenset(
    {Part.TEXTS, Part.METADATA, Part.GAPS, Part.OVERLAPS, Part.DOCUMENT_LABELS, Part.ATTRIBUTES, Part.NOTES}
    | {Part.DOUBT, Part.MENTIONS, Part.LINKS, Part.SLOT_VALUES, Part.LAYERS, Part.CODERS, Part.ASSIGNMENTS}
)


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether a file has documents of PubAnnotation."""
    return is_pubannotation(look)


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a document, or a list of them."""
    from annotator.formats.pubannotation import reading  # noqa: PLC0415  (not at the start of the window)

    return reading.read(path, options)


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield a list of documents."""
    from annotator.formats.pubannotation import writing  # noqa: PLC0415  (not at the start of the window)

    return writing.pieces(bundle, run)


FORMAT = Format(
    name="pubannotation",
    title="PubAnnotation (JSON)",
    extensions=(".json",),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=CARRIED,
        about="a document or a list of them: denotations, blocks, relations, attributes; each project a layer",
    ),
    writer=Writer(
        pieces=pieces,
        carries=CARRIED,
        about="a list of documents, a track a layer: denotations, relations, attributes.",
        leaves_out="decisions, the codebook.",
        options=Options,
    ),
)
