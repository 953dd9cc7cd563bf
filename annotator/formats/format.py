"""What a format is: how it is recognised, read and written, and what it cannot carry.

A format is one object of plain functions, so that the registry, the dialogs and the tests read the same list.
Everything goes through `Bundle`; a format never sees the project file.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import JsonValue

from annotator.model.bundle import Bundle


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`encoding`: of texts whose format does not fix it (UTF-8 where empty). `coder`: whose work it is, likewise."""

    encoding: str = ""
    coder: str = ""


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What the caller decides about an export.

    `progress`: called with the number of documents written so far; it may raise `Cancelled`. `names`: whether
    coders appear by name where the format has room for it (an export of all layers), or by pseudonym alone, which
    then stands for the names of their layers too. `expand_groups`: whether the dyad table puts the members of a group
    in its place.
    `agreement`, `licence`: what the dataset card says of them.
    """

    progress: Callable[[int], None] | None = None
    names: bool = False
    expand_groups: bool = False
    agreement: JsonValue = None
    licence: str = ""

    def advance(self, documents: int) -> None:
        """Report that so many documents are written; raises `Cancelled` where the user asked to stop."""
        if self.progress is not None:
            self.progress(documents)


@dataclass(frozen=True, slots=True)
class Written:
    """The files written, relative to the folder of the export and in order, and what was lost, a sentence each."""

    files: tuple[str, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """An exchange format.

    `sniff` tells whether a file or folder is in it, and never raises; `read` raises `BadFile` (or `BadCodebook`)
    and nothing else. `write` replaces existing files, and leaves everything as it was where it raises.
    `losses` goes through the documents of a bundle and says what `write` would lose, in the same sentences.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    losses: Callable[[Bundle], tuple[str, ...]]
    sniff: Callable[[Path], bool] | None = None
    read: Callable[[Path, ReadOptions], Bundle] | None = None
    write: Callable[[Bundle, Path, WriteOptions], Written] | None = None
    folder: bool = field(default=False)
    """Whether an export is a folder of files rather than one file and what stands beside it."""
