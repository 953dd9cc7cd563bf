"""What the import dialog hands out and is given: files with how to read them, and what a look into them found."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.model.document import DocumentDraft
from annotator.model.wording import counted
from annotator.operations.exchange.finding import COMPANIONS, OURS
from annotator.readers.field_map import AS_IT_IS, FieldMap, FieldSeen


@dataclass(frozen=True, slots=True)
class ImportItem:
    """A file (or a folder that is one thing, as brat's) and how to read it; None: find out by itself."""

    path: Path
    encoding: str | None = None
    format: str | None = None
    text_column: str | None = None
    goes: FieldMap | None = None


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """What is to be imported. `coder`: whose are codings that name nobody; `keep`: whether PDF files are kept.

    `left_out`: what of the folders nothing reads, in a sentence; `refused`: why each file that cannot be read is not.
    """

    items: tuple[ImportItem, ...]
    coder: str = ""
    keep: bool = True
    left_out: str = ""
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that can be read: its name in the program, its name for people, its extensions (".txt")."""

    name: str
    title: str
    extensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What is in a file. `drafts`: the first ones; `total`: how many there are; `columns`: of a table.

    `coded`: the file brings annotations too. `fields`: what it says of its documents, or the columns of a table of
    codings, which go where `goes` says; `targets`: what these may mean.
    """

    kind: str
    drafts: tuple[DocumentDraft, ...]
    total: int
    columns: tuple[str, ...] = ()
    text_column: str = ""
    notices: tuple[str, ...] = ()
    coded: bool = False
    fields: tuple[FieldSeen, ...] = ()
    goes: FieldMap = AS_IT_IS
    targets: tuple[str, ...] = ()


_NAMED = 6
"""So many kinds of unknown files are named."""

Preview = Callable[[ImportItem], FilePreview]
"""Looks into a file; raises a `UserError` whose sentence is shown beside it. Runs off the UI thread."""

ENCODINGS = (
    (None, "Detected automatically"),
    ("utf-8", "Unicode (UTF-8)"),
    ("utf-16", "Unicode (UTF-16)"),
    ("windows-1252", "Western European (windows-1252)"),
    ("iso-8859-15", "Western European (ISO 8859-15)"),
    ("windows-1250", "Central European (windows-1250)"),
    ("iso-8859-2", "Central European (ISO 8859-2)"),
    ("windows-1251", "Cyrillic (windows-1251)"),
    ("koi8-r", "Cyrillic (KOI8-R)"),
    ("windows-1253", "Greek (windows-1253)"),
    ("windows-1254", "Turkish (windows-1254)"),
    ("windows-1255", "Hebrew (windows-1255)"),
    ("windows-1256", "Arabic (windows-1256)"),
    ("gb18030", "Chinese, simplified (GB 18030)"),
    ("big5", "Chinese, traditional (Big5)"),
    ("shift_jis", "Japanese (Shift JIS)"),
    ("euc-jp", "Japanese (EUC-JP)"),
    ("euc-kr", "Korean (EUC-KR)"),
    ("cp437", "DOS (code page 437)"),
    ("mac-roman", "Mac (Roman)"),
)


def files_in(folder: Path, kinds: Sequence[FileKind]) -> list[Path]:
    """Return the files of a folder and its subfolders that can be read, in order.

    Hidden ones are left out, and what an export of ours writes beside its file, which is read along with it.
    """
    extensions = {extension for kind in kinds for extension in kind.extensions}
    found = []
    for parent, _, files in _gone_through(folder):
        names = (name for name in files if not name.endswith(COMPANIONS))
        found += [Path(parent, name) for name in names if Path(name).suffix.lower() in extensions]
    return found


def unknown_in(folder: Path, kinds: Sequence[FileKind]) -> Counter[str]:
    """Return how many files of a folder nothing reads, by their extensions."""
    extensions = {extension for kind in kinds for extension in kind.extensions}
    names = (name for _, _, files in _gone_through(folder) for name in files)
    found = (Path(name).suffix.lower() for name in names if not name.endswith((*COMPANIONS, *OURS)))
    return Counter(extension for extension in found if extension not in extensions)


def unknown_sentence(unknown: Counter[str]) -> str:
    """Return how many files of which kinds are left out, "" for none."""
    if not unknown:
        return ""
    by_count = sorted(unknown.items(), key=lambda one: (-one[1], not one[0], one[0]))
    kinds = [extension or "without an extension" for extension, _ in by_count]
    more = f" and {len(kinds) - _NAMED} more" if len(kinds) > _NAMED else ""
    said = counted(unknown.total(), "file of an unknown kind was", "files of unknown kinds were")
    return f"{said} left out: {', '.join(kinds[:_NAMED])}{more}."


def _gone_through(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield folders with their files in order, without hidden ones."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield parent, folders, sorted(name for name in files if not name.startswith("."))


def file_filter(kinds: Iterable[FileKind]) -> str:
    """Return the filter of the system's file dialog: all kinds, each kind, all files."""
    listed = [kind for kind in kinds if kind.extensions]
    everything = " ".join(f"*{extension}" for kind in listed for extension in kind.extensions)
    each = [f"{kind.title} ({' '.join(f'*{extension}' for extension in kind.extensions)})" for kind in listed]
    return ";;".join([f"All that can be read ({everything})", *each, "All files (*)"])
