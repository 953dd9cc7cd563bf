"""Coders who are named in what somebody wrote: a pseudonym stands for a name where data say whose they are, not there.

Whole names are looked for, and their parts of three letters or more, as they are written; the texts of the documents
themselves are passed over, since who speaks there may well be called like a coder.
"""

import re
from collections.abc import Iterable, Iterator

from annotator.formats.losses import Loss, Losses, Part, place_of
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import Coder
from annotator.model.span import Span

NAMED = Loss(
    "1 text that somebody wrote names a coder, whom no pseudonym hides there",
    "{n} texts that somebody wrote name coders, whom no pseudonym hides there",
)
_FEWEST = 3
_PSEUDONYM = re.compile(r"coder-\d+.*")


class NamedInTexts:
    """Counts the texts of a bundle in which coders are named, as far as a format carries them."""

    def __init__(self, bundle: Bundle, carries: frozenset[Part], losses: Losses) -> None:
        self._carries, self._losses = carries, losses
        words = sorted({word for coder in bundle.coders for word in _words(coder)}, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_whole, words))) if words else None

    def look_at(self, coded: CodedDocument) -> None:
        """Count what is said of a document."""
        if self._pattern is None:
            return
        for text, place in self._of(coded):
            self._count(text, place)

    def look_at_project(self, bundle: Bundle) -> None:
        """Count what is noted down beside the documents."""
        if Part.MEMOS in self._carries:
            for memo in bundle.memos:
                self._count(f"{memo.title}\n{memo.text}", f"a memo of {memo.time[:10]}")
        if Part.REMARKS in self._carries:
            for remark in bundle.remarks:
                self._count(remark.text, f"a remark of {remark.time[:10]}")

    def _count(self, text: str, place: str) -> None:
        if self._pattern is not None and text and self._pattern.search(text):
            self._losses.tell(NAMED, place)

    def _of(self, coded: CodedDocument) -> Iterator[tuple[str, str]]:
        title = f"“{coded.document.title}”"
        yield coded.document.title, f"the title {title}"
        if Part.METADATA in self._carries:
            for name, value in coded.document.metadata.items():
                yield str(value) if isinstance(value, str | list) else "", f"{name} of {title}"
        yield from self._of_spans(coded, coded.spans)
        for decision in coded.decisions:
            yield decision.reason, f"the reason of a decision in {title}"
            if Part.DECISIONS in self._carries:
                yield from self._of_spans(coded, decision.candidates)

    def _of_spans(self, coded: CodedDocument, spans: Iterable[Span]) -> Iterator[tuple[str, str]]:
        for span in spans:
            if span.note and Part.NOTES in self._carries:
                yield span.note, f"the note on {place_of(span, coded.document)}"
            for value in span.attributes.values() if span.attributes else ():
                if isinstance(value, str):
                    yield value, f"a value of {place_of(span, coded.document)}"


def _words(coder: Coder) -> Iterator[str]:
    """Yield a name and its parts, but for what is a pseudonym itself."""
    if not _PSEUDONYM.fullmatch(coder.name):
        yield from (word for word in (coder.name, *re.split(r"[\s,]+", coder.name)) if len(word) >= _FEWEST)
        if len(coder.name) < _FEWEST and not coder.name.isascii():
            yield coder.name  # 王伟 is a whole name


def _whole(word: str) -> str:
    """Return a pattern of a word by itself; of scripts without cases, which set no blanks, anywhere."""
    is_cased = word.lower() != word.upper()
    return rf"(?<!\w){re.escape(word)}(?!\w)" if is_cased else re.escape(word)
