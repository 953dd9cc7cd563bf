"""What there is to import at a path: folders are gone through, unless they are one of a format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.formats.format import Format
from annotator.formats.registry import FORMATS, format_for
from annotator.operations.people.pseudonym_key import ENDING as KEY_ENDING
from annotator.readers.field_map import FieldMap
from annotator.readers.xml_places import XmlMap
from annotator.store.project import SUFFIX
from annotator.store.sittings import rescue

_READERS = [one.reader for one in FORMATS if one.reader is not None]

COMPANIONS = tuple(ending for reader in _READERS for ending in reader.companions)
"""What stands beside a file of some format; read along with it and not by itself."""

OURS = (*(SUFFIX + ending for ending in ("", "-wal", "-shm", "-journal")), rescue.SUFFIX, KEY_ENDING)
"""A project often stands in the folder of its texts; it is none of them."""


SETTINGS = tuple(ending for reader in _READERS for ending in reader.settings)
"""Files with which a format whose exports are folders says how to show them; no documents."""


@dataclass(frozen=True, slots=True)
class ImportSource:
    """A file or folder to import, with what the user chose; empty means "find out".

    `coder`: whose work annotations are that do not say it themselves. `goes`: where fields and columns go.
    `language`: of scans, as the text recognition calls it. `xml_map`: how XML is read.
    """

    path: Path
    encoding: str = ""
    format: str = ""
    text_column: str = ""
    coder: str = ""
    goes: FieldMap | None = None
    language: str = ""
    xml_map: XmlMap | None = None


def sources_in(
    paths: Sequence[Path],
    encoding: str = "",
    format: str = "",
    text_column: str = "",
    goes: FieldMap | None = None,
    language: str = "",
    xml_map: XmlMap | None = None,
) -> list[ImportSource]:
    """Return what there is to import at these paths, in order; what is given by name is among it in any case."""
    found = (path for given in paths for path in _files(given, format))
    return [
        ImportSource(path, encoding, format, text_column, goes=goes, language=language, xml_map=xml_map)
        for path in found
    ]


def _files(given: Path, format: str) -> Iterator[Path]:
    # A list in place of recursion, and each folder once: links may lead round in a circle, or down without an end.
    waiting: list[tuple[Path, Format | None]] = [(given, None)]
    seen: set[Path] = set()
    while waiting:
        path, within = waiting.pop()
        if not _is_folder(path):
            if within is None or not _belongs_to(path, within):
                yield path
            continue
        found = within or _format_of(path, format)
        if found is not None and within is None:
            yield path
        if found is not None and (format or (found.reader is not None and found.reader.owns_folder)):
            continue
        if (real := path.resolve()) not in seen:
            seen.add(real)
            try:
                inner = sorted(path.iterdir(), reverse=True)
            except OSError:
                yield path  # reading it says why it cannot be read
                continue
            waiting += [(one, found) for one in inner if _is_of_interest(one.name)]


def _is_of_interest(name: str) -> bool:
    return not name.startswith(".") and not name.endswith(COMPANIONS + OURS)


def _belongs_to(file: Path, within: Format) -> bool:
    """Whether a file was read with the folder of this format in which it stands, as a part of it or its settings."""
    is_part = within.reader is not None and within.reader.belongs(file)
    return is_part or file.suffix in SETTINGS or format_for(file) is within


def _format_of(folder: Path, format: str) -> Format | None:
    """Return the format as a part of which a folder is to be read as a whole, None where its files are read one by one.

    Texts and tables that stand beside such annotations are found all the same.
    """
    chosen = format_for(folder) if not format else next((one for one in FORMATS if one.name == format), None)
    return chosen if chosen is not None and chosen.folder and chosen.reader is not None else None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # a name that the system will not look at: reading it says why
