"""REFI-QDA projects (.qdpx, .qde) of ATLAS.ti, MAXQDA, NVivo, QualCoder and others, in and out."""

from collections.abc import Iterator
from pathlib import Path

from annotator.formats.format import Format, FormatReader, Options, Piece, ReadOptions, Writer, WritingRun
from annotator.formats.losses import Part
from annotator.model.bundle import Bundle
from annotator.readers.foreign.look import FileLook

CARRIED = frozenset(
    {Part.TEXTS, Part.METADATA, Part.GAPS, Part.OVERLAPS, Part.DOCUMENT_LABELS, Part.ATTRIBUTES, Part.NOTES}
    | {Part.DOUBT, Part.LINKS, Part.LAYERS, Part.CODERS, Part.MEMOS, Part.SETS, Part.SOURCES}
    | {Part.MENTIONS, Part.ACTORS, Part.CODEBOOK, Part.SLOT_VALUES, Part.ASSIGNMENTS}
)
"""What of a bundle is written and read again."""


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether this is a project, by what is in it, or by its name where it is damaged."""
    if any(name.lower().endswith(".qde") for name in look.members):
        return True
    if look.suffix == ".qdpx" and look.start.startswith(b"PK"):
        return True
    is_named = look.suffix == ".qde" or "qda" in look.root_tag.tag.lower()
    return look.root.lower() == "project" and is_named


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield the archive of a project."""
    from annotator.formats.refi import writing  # noqa: PLC0415  (read only where it is asked for, as above)

    return writing.pieces(bundle, run)


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a project; raises `BadFile`."""
    from annotator.formats.refi import reading  # noqa: PLC0415  (lxml and PDF are dear at the start of the window)

    return reading.read(path, options)


FORMAT = Format(
    name="refi-qda",
    title="REFI-QDA project (ATLAS.ti, MAXQDA, NVivo, QualCoder)",
    extensions=(".qdpx", ".qde"),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=CARRIED,
        about="a project of a program for qualitative data analysis, with its texts, codes and coders",
    ),
    writer=Writer(
        pieces=pieces,
        carries=CARRIED,
        about="texts, metadata as variables, layers as users, spans as codings; what else there is as notes, links.",
        leaves_out="decisions, where pages begin, settings.",
        options=Options,
    ),
)
