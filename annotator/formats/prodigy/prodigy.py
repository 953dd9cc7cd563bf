"""Prodigy (https://prodi.gy), in and out: its JSON lines."""

from collections.abc import Iterator
from pathlib import Path

from annotator.formats.format import Format, FormatReader, Options, Piece, ReadOptions, Writer, WritingRun
from annotator.formats.losses import Part
from annotator.model.bundle import Bundle
from annotator.readers.foreign.json_marks import is_prodigy
from annotator.readers.foreign.look import FileLook

CARRIED = frozenset(
    {Part.TEXTS, Part.METADATA, Part.GAPS, Part.OVERLAPS, Part.DOCUMENT_LABELS, Part.ATTRIBUTES, Part.NOTES}
    | {Part.DOUBT, Part.MENTIONS, Part.LINKS, Part.SLOT_VALUES, Part.LAYERS, Part.CODERS, Part.ASSIGNMENTS}
)


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether a file has records of Prodigy."""
    return is_prodigy(look)


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a dataset."""
    from annotator.formats.prodigy import reading  # noqa: PLC0415  (not at the start of the window)

    return reading.read(path, options)


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield a line for each document in each layer."""
    from annotator.formats.prodigy import writing  # noqa: PLC0415  (not at the start of the window)

    return writing.pieces(bundle, run)


FORMAT = Format(
    name="prodigy",
    title="Prodigy (JSON lines)",
    extensions=(".jsonl",),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=CARRIED,
        about="a dataset as JSON lines: what was accepted; each annotator a layer, where annotators are named",
    ),
    writer=Writer(
        pieces=pieces,
        carries=CARRIED,
        about="a line a document and layer: spans, relations, options that were chosen, metadata.",
        leaves_out="decisions, the codebook.",
        options=Options,
    ),
)
