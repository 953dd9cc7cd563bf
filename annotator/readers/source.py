"""What every reader is given and what it hands back: a file's bytes with the user's choices, and drafts."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import regex

from annotator.model.document import DocumentDraft, canonical
from annotator.model.errors import BadFile
from annotator.readers.encoding import Decoded, control_notices, decode, is_plain
from annotator.readers.titles import title_of
from annotator.readers.xml_places import XmlMap

LONGEST_TITLE = 200
_SAMPLE, _MOST_CONTROLS = 20_000, 0.05
_CONTROLS = regex.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was read. `name`: as the user knows it; the rest: what the user chose, None for "find out".

    `wanted_text`, `wanted_title`: columns for the texts and the titles where the file has them; `not_title`: those that
    are no titles. `language`: of a scan, as the text recognition calls it. `xml_map`: how XML is read.
    """

    name: str
    data: bytes
    encoding: str | None = None
    text_column: str | None = None
    title_column: str | None = None
    wanted_text: str | None = None
    wanted_title: str | None = None
    not_title: frozenset[str] = frozenset()
    language: str | None = None
    xml_map: XmlMap | None = None

    @property
    def stem(self) -> str:
        """The file's name without its extension, for documents that have no title of their own."""
        name = self.name.rpartition("/")[2] or self.name  # of a file in a file, its own
        stem, dot, _ = name.rpartition(".")
        # A Mac may have written letters with marks as two characters each.
        return unicodedata.normalize("NFC", stem if dot and stem else name)

    def decoded(self) -> Decoded:
        """Return the file as text; raises `BadFile`."""
        decoded = decode(self.name, self.data, self.encoding)
        if _is_no_text(decoded.text):
            raise BadFile(self.name, "it is no text but data of another program", "choose another file")
        return decoded

    def draft(
        self,
        text: str,
        *,
        title: str = "",
        heading: str = "",
        metadata: Mapping[str, Any] | None = None,
        notices: tuple[str, ...] = (),
        pages: tuple[int, ...] = (),
    ) -> DocumentDraft:
        """Return a draft of what was extracted from a file; raises `BadFile` where that is nothing but blanks.

        `heading`: the first that the file marks, which is the title where the one given is none but a file's name.
        """
        text = canonical(text)
        if not text.strip():
            raise BadFile(self.name, "it has no text", "nothing was imported from it")
        found = control_notices(text)
        notices += tuple(notice for notice in found if notice not in notices)
        named = tidy_title(title_of(title, heading, text, self.stem))
        return DocumentDraft(named or self.stem, text, metadata or {}, self.name, notices, pages)


def _is_no_text(text: str) -> bool:
    """Whether so many controls stand in a text that it cannot be one; a short one may list them."""
    sample = text[:_SAMPLE]
    if len(sample) < 500 or is_plain(sample):
        return False
    return len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample)


def tidy_title(title: str) -> str:
    """Return a title on one line, of at most `LONGEST_TITLE` characters."""
    line = " ".join(title.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"
