"""What every reader is given and what it hands back: a file's bytes with the user's choices, and drafts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotator.model.document import DocumentDraft, canonical
from annotator.model.errors import BadFile
from annotator.readers.encoding import Decoded, control_notices, decode

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was read. `name`: as the user knows it; the rest: what the user chose, None for "find out"."""

    name: str
    data: bytes
    encoding: str | None = None
    text_column: str | None = None
    title_column: str | None = None

    @property
    def stem(self) -> str:
        """The file's name without its extension, for documents that have no title of their own."""
        stem, dot, _ = self.name.rpartition(".")
        return stem if dot and stem else self.name

    def decoded(self) -> Decoded:
        """Return the file as text; raises `BadFile`."""
        return decode(self.name, self.data, self.encoding)

    def draft(
        self,
        text: str,
        *,
        title: str = "",
        metadata: Mapping[str, Any] | None = None,
        notices: tuple[str, ...] = (),
        pages: tuple[int, ...] = (),
    ) -> DocumentDraft:
        """Return a draft of what was extracted from a file; raises `BadFile` where that is nothing but blanks."""
        text = canonical(text)
        if not text.strip():
            raise BadFile(self.name, "it has no text", "nothing was imported from it")
        found = control_notices(text)
        notices += tuple(notice for notice in found if notice not in notices)
        return DocumentDraft(tidy_title(title) or self.stem, text, metadata or {}, self.name, notices, pages)


def tidy_title(title: str) -> str:
    """Return a title on one line, of at most `LONGEST_TITLE` characters."""
    line = " ".join(title.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"
