"""What can be imported and exported, as lists for the dialogs and the command line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.formats.format import Options
from annotator.formats.registry import FORMATS, format_for
from annotator.formats.tables import columns
from annotator.readers.registry import READERS

CODING_TARGETS = columns.TARGETS
CODING_MEANINGS = columns.MEANINGS
"""What a column of a table of codings may mean, and that in words."""


@dataclass(frozen=True, slots=True)
class OutputKind:
    """A format that can be written: its name, its title, in words what it carries and what not.

    `extensions`: of its file, none for a folder. `options`: what its user decides.
    """

    name: str
    title: str
    about: str
    leaves_out: str
    extensions: tuple[str, ...]
    options: type[Options]


def input_kinds() -> list[tuple[str, str, tuple[str, ...]]]:
    """Return (name, title, extensions) of the readers and of the formats that can be read."""
    return reader_kinds() + [(one.name, one.title, one.extensions) for one in FORMATS if one.reader is not None]


def reader_kinds() -> list[tuple[str, str, tuple[str, ...]]]:
    """Return (name, title, extensions) of the readers of documents."""
    return [(one.name, one.title, one.extensions) for one in READERS]


def output_kinds() -> Iterator[OutputKind]:
    """Yield the formats that can be written."""
    for one in FORMATS:
        if (writer := one.writer) is not None:
            extensions = () if one.folder else one.extensions
            yield OutputKind(one.name, one.title, writer.about, writer.leaves_out, extensions, writer.options)


def codings_format(path: Path) -> str:
    """Return the format that takes a table with this ending for codings, if whoever imports says so; else nothing."""
    readers = ((one, one.reader) for one in FORMATS if one.reader is not None and one.reader.columns is not None)
    return next((one.name for one, _ in readers if path.suffix.lower() in one.extensions), "")


def is_one(folder: Path) -> bool:
    """Whether a folder is imported as one thing, as those of some formats are."""
    found = format_for(folder)
    return found is not None and found.folder
