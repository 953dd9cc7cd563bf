"""Projects of Taguette (https://www.taguette.org/), in: the .sqlite3 that it keeps or exports."""

from pathlib import Path

from annotator.formats.format import Format, FormatReader, ReadOptions
from annotator.formats.losses import Part
from annotator.model.bundle import Bundle
from annotator.readers.foreign.database_marks import is_taguette
from annotator.readers.foreign.look import FileLook


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether this is a database of Taguette."""
    return is_taguette(look)


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a database; raises `BadFile` where it is damaged."""
    from annotator.formats.taguette.reading import read_database  # noqa: PLC0415 - the window starts without it

    return read_database(path, options)


FORMAT = Format(
    name="taguette",
    title="Taguette project (.sqlite3)",
    extensions=(".sqlite3",),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=frozenset(
            {Part.TEXTS, Part.METADATA, Part.OVERLAPS, Part.LAYERS, Part.CODERS, Part.CODEBOOK, Part.MEMOS}
        ),
        about="the `.sqlite3` of a project: documents, tags with their descriptions, highlights, and who made them",
    ),
)
