"""Source files kept in the project: which are on import, and one that the user still has for a document without."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from annotator.model.document import DocumentDraft, KeptFile
from annotator.model.ids import DocumentId
from annotator.model.verbs.project import KeepSource
from annotator.model.wording import counted
from annotator.store.project import Project

MEGABYTE = 1024 * 1024
LARGEST = 25 * MEGABYTE
"""A larger file is kept only where that is asked for: the project, and each of its backups, grows by it."""
MOST = 500 * MEGABYTE
"""Nor is one that would make all kept files together larger than this."""


class Keeping(StrEnum):
    """Which source files an import keeps."""

    PAGED = "those whose pages can be shown, up to a size"
    ALL = "all, of any kind and size"
    NONE = "none"


class SourceKeeping:
    """The source files of one import. `notices`: what was not kept for its size, a sentence."""

    def __init__(self, project: Project, keeping: Keeping) -> None:
        self._project, self._keeping = project, keeping
        self._total = project.source_files.total_size() if keeping is Keeping.PAGED else 0
        self._large: list[str] = []

    def keep(self, draft: DocumentDraft, document: DocumentId, path: Path | None) -> None:
        """Keep the file of a draft for the document that it became, or that has its text already, if that has none.

        `path`: the file that was imported. Within an open step.
        """
        if self._keeping is Keeping.NONE or self._project.documents.info(document).source_file is not None:
            return
        body, name = draft.original, draft.source.rpartition("/")[2] or draft.source
        if body is None and self._keeping is Keeping.ALL and path is not None and path.is_file():
            body, name = path.read_bytes(), path.name
        if body is not None and self._has_room(name, len(body)):
            self._project.documents.put_source(document, self._project.source_files.add(name, body).sha256)

    def notices(self) -> Sequence[str]:
        """Return what is to be said."""
        if not self._large:
            return ()
        files = counted(len(self._large), "source file was", "source files were")
        limits = f"one over {LARGEST // MEGABYTE} MB, or beyond {MOST // MEGABYTE} MB in all"
        return (f"{files} not kept for the size ({limits}): {', '.join(self._large[:5])}. --keep-source keeps any.",)

    def _has_room(self, name: str, size: int) -> bool:
        if self._keeping is Keeping.ALL:
            return True
        fits = size <= LARGEST and self._total + size <= MOST
        self._total += size if fits else 0
        if not fits and name not in self._large:
            self._large.append(name)
        return fits


def keep_source(project: Project, document: DocumentId, name: str, body: bytes) -> KeptFile:
    """Keep a file as the one that a document was read from; whether it is that, whoever asks has found out."""
    with project.transact(KeepSource(document=document)):
        kept = project.source_files.add(name, body)
        project.documents.put_source(document, kept.sha256)
    return kept


def source_of(project: Project, document: DocumentId) -> tuple[KeptFile, bytes] | None:
    """Return the kept file that a document was read from, with its bytes; None where none is kept."""
    sha256 = project.documents.info(document).source_file
    kept = project.source_files.get(sha256) if sha256 else None
    body = project.source_files.body(kept.sha256) if kept else None
    return (kept, body) if kept is not None and body is not None else None
