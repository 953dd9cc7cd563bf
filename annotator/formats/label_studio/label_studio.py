"""Label Studio (https://labelstud.io), in and out: its JSON; JSON-MIN and CSV, in which it exports too, in."""

from collections.abc import Iterator
from pathlib import Path

from annotator.formats.format import Format, FormatReader, Options, Piece, ReadOptions, Writer, WritingRun
from annotator.formats.losses import Part
from annotator.model.bundle import Bundle
from annotator.readers.foreign.json_marks import is_label_studio
from annotator.readers.foreign.look import FileLook

CARRIED = frozenset(
    {Part.TEXTS, Part.METADATA, Part.GAPS, Part.OVERLAPS, Part.DOCUMENT_LABELS, Part.ATTRIBUTES, Part.NOTES}
    | {Part.DOUBT, Part.MENTIONS, Part.LINKS, Part.SLOT_VALUES, Part.LAYERS, Part.CODERS, Part.ASSIGNMENTS}
)


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether a file has tasks with results, or the records of a smaller export."""
    return is_label_studio(look)


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read an export."""
    from annotator.formats.label_studio import reading  # noqa: PLC0415  (not at the start of the window)

    return reading.read(path, options)


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield tasks and the labelling configuration."""
    from annotator.formats.label_studio import writing  # noqa: PLC0415  (not at the start of the window)

    return writing.pieces(bundle, run)


FORMAT = Format(
    name="label-studio",
    title="Label Studio (JSON)",
    extensions=(".json",),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=CARRIED,
        about="an export as JSON, JSON-MIN or CSV: each annotator a layer",
        companions=(".config.xml",),
    ),
    writer=Writer(
        pieces=pieces,
        carries=CARRIED,
        about="tasks with texts and metadata, an annotation a layer with regions, choices and relations; beside it the"
        " labelling configuration.",
        leaves_out="decisions, the codebook but for names, colours and values.",
        options=Options,
    ),
)
