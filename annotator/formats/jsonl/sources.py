"""The files that documents were read from, in a folder beside our JSONL: written once each, read when wanted."""

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePath

import regex

from annotator.formats.format import Piece
from annotator.formats.jsonl.card import WrittenFiles
from annotator.formats.jsonl.records import SourceFileRecord
from annotator.formats.losses import SOURCE_ELSEWHERE, SOURCE_FILE, Losses
from annotator.model.bundle import Bundle, CodedDocument, no_body
from annotator.model.document import KeptFile
from annotator.model.wording import counted, one_or_many

FOLDER = ".source_files"
"""How the folder's name ends; it begins as that of the lines."""

_SUFFIX = regex.compile(r"\.[A-Za-z0-9]{1,8}")


def file_name(kept: KeptFile) -> str:
    """Return how a kept file is called in the folder: by its hash, with the ending that it had."""
    suffix = PurePath(kept.name).suffix
    return kept.sha256 + (suffix.lower() if _SUFFIX.fullmatch(suffix) else "")


class WrittenSources:
    """The source files of the documents that are written. `wanted`: whether they are, else they are counted as lost."""

    def __init__(self, bundle: Bundle, losses: Losses, wanted: bool) -> None:
        self._bundle, self._losses, self._wanted = bundle, losses, wanted
        self._kept: dict[str, KeptFile] = {}

    def noted(self, coded: CodedDocument) -> KeptFile | None:
        """Return the file that a document's line names, None where it names none."""
        kept = coded.source_file
        if coded.lacks_source:
            self._losses.add(SOURCE_ELSEWHERE, f"“{coded.document.title}”")
        if kept is None or self._bundle.source_body is no_body:
            return None
        if not self._wanted:
            self._losses.add(SOURCE_FILE, f"“{coded.document.title}”")
            return None
        return self._kept.setdefault(kept.sha256, kept)

    def pieces(self, stem: str, files: WrittenFiles) -> Iterator[Piece]:
        """Yield the files, one in memory at a time."""
        for kept in self._kept.values():
            body = self._bundle.source_body(kept.sha256)
            if body is not None:
                yield files.bytes_piece(f"{stem}{FOLDER}/{file_name(kept)}", body)


class FoundSources:
    """The folder beside lines that are read. `lines`: their path."""

    def __init__(self, lines: Path) -> None:
        self._folder = lines.with_name(lines.name.removesuffix(".jsonl") + FOLDER)
        self._paths: dict[str, Path] = {}
        self._missing: set[str] = set()

    def named(self, record: SourceFileRecord | None) -> KeptFile | None:
        """Return the file that a line names where it stands beside; else it is counted as missing."""
        if record is None:
            return None
        kept = KeptFile(record.sha256, record.name, record.size)
        path = self._folder / file_name(kept)
        try:
            is_there = path.is_file() and path.stat().st_size == record.size
        except OSError:
            is_there = False
        if not is_there:
            self._missing.add(record.sha256)
            return None
        self._paths[record.sha256] = path
        return kept

    def body(self, sha256: str) -> bytes | None:
        """Return the bytes of a file by its hash; None where it is another by now, or none."""
        path = self._paths.get(sha256)
        try:
            body = path.read_bytes() if path is not None else b""
        except OSError:
            return None
        return body if hashlib.sha256(body).hexdigest() == sha256 else None

    def notices(self) -> Iterator[str]:
        """Yield what is to be said of files that are not there."""
        if self._missing:
            count = len(self._missing)
            are = one_or_many(count, "is", "are")
            what = counted(count, "source file", "source files")
            yield f"{what} {are} not in the folder {self._folder.name} as the lines say, and {are} left out."
