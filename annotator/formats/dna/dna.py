"""Databases of Discourse Network Analyzer (https://github.com/leifeld/dna), in: the .dna file of versions 2 and 3."""

from pathlib import Path

from annotator.formats.format import Format, FormatReader, ReadOptions
from annotator.formats.losses import Part
from annotator.model.bundle import Bundle
from annotator.readers.foreign.database_marks import is_dna
from annotator.readers.foreign.look import FileLook


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether this is a database of Discourse Network Analyzer."""
    return is_dna(look)


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a database; raises `BadFile` where it is damaged."""
    from annotator.formats.dna.reading import read_database  # noqa: PLC0415 - the window starts without it

    return read_database(path, options)


FORMAT = Format(
    name="dna",
    title="Discourse Network Analyzer (.dna)",
    extensions=(".dna",),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=frozenset(
            {Part.TEXTS, Part.METADATA, Part.OVERLAPS, Part.ATTRIBUTES, Part.NOTES, Part.LINKS, Part.ACTORS}
            | {Part.LAYERS, Part.CODERS, Part.CODEBOOK}
        ),
        about="the `.dna` file of versions 2 and 3: statements with persons, organisations, concepts and agreement",
    ),
)
