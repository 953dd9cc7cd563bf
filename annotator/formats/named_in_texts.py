"""Coders who are named in what somebody wrote: a pseudonym stands for a name where data say whose they are, not there.

Whole names are looked for, and their parts of three letters or more, as they are written; the texts of the documents
themselves are passed over, since who speaks there may well be called like a coder.
"""

import re
from collections.abc import Iterable, Iterator

from annotator.formats.losses import Loss, Losses, Part, place_of
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import PSEUDONYM, Coder
from annotator.model.span import Span

NAMED = Loss(
    "1 text that somebody wrote names a coder, whom no pseudonym hides there",
    "{n} texts that somebody wrote name coders, whom no pseudonym hides there",
)
_FEWEST = 3
_MOST_KNOWN = 10_000


class NamedInTexts:
    """Counts the texts of a bundle in which coders are named, as far as a format carries them."""

    def __init__(self, bundle: Bundle, carries: frozenset[Part], losses: Losses) -> None:
        self._carries, self._losses = carries, losses
        self._known: dict[str, bool] = {}
        words = sorted({word for coder in bundle.coders for word in _words(coder)}, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_whole, words))) if words else None

    def look_at(self, coded: CodedDocument) -> None:
        """Count what is said of a document."""
        if self._pattern is None:
            return
        title = f"“{coded.document.title}”"
        self._count(coded.document.title, f"the title {title}")
        if Part.METADATA in self._carries:
            for name, value in coded.document.metadata.items():
                self._count(str(value) if isinstance(value, str | list) else "", f"{name} of {title}")
        self._look_at_spans(coded, coded.spans)
        for decision in coded.decisions:
            self._count(decision.reason, f"the reason of a decision in {title}")
            if Part.DECISIONS in self._carries:
                self._look_at_spans(coded, decision.candidates)

    def look_at_project(self, bundle: Bundle) -> None:
        """Count what is noted down beside the documents."""
        if Part.MEMOS in self._carries:
            for memo in bundle.memos:
                self._count(f"{memo.title}\n{memo.text}", f"a memo of {memo.time[:10]}")
        if Part.REMARKS in self._carries:
            for remark in bundle.remarks:
                self._count(remark.text, f"a remark of {remark.time[:10]}")

    def _count(self, text: str, place: str) -> None:
        if self._names_somebody(text):
            self._losses.tell(NAMED, place)

    def _names_somebody(self, text: str) -> bool:
        """Whether a coder is named in a text. Values are few and come again a million times: each is looked at once."""
        if not text or self._pattern is None:
            return False
        if (found := self._known.get(text)) is None:
            found = self._pattern.search(text) is not None
            if len(self._known) < _MOST_KNOWN:
                self._known[text] = found
        return found

    def _look_at_spans(self, coded: CodedDocument, spans: Iterable[Span]) -> None:
        # Where a span stands is put into words only where it is to be said: there may be a million.
        for span in spans:
            if span.note and Part.NOTES in self._carries and self._names_somebody(span.note):
                self._losses.tell(NAMED, f"the note on {place_of(span, coded.document)}")
            for value in span.attributes.values() if span.attributes else ():
                if isinstance(value, str) and self._names_somebody(value):
                    self._losses.tell(NAMED, f"a value of {place_of(span, coded.document)}")


def _words(coder: Coder) -> Iterator[str]:
    """Yield a name and its parts, but for what is a pseudonym itself."""
    if not PSEUDONYM.fullmatch(coder.name):
        yield from (word for word in (coder.name, *re.split(r"[\s,]+", coder.name)) if len(word) >= _FEWEST)
        if len(coder.name) < _FEWEST and not coder.name.isascii():
            yield coder.name  # 王伟 is a whole name


def _whole(word: str) -> str:
    """Return a pattern of a word by itself; of scripts without cases, which set no blanks, anywhere."""
    is_cased = word.lower() != word.upper()
    return rf"(?<!\w){re.escape(word)}(?!\w)" if is_cased else re.escape(word)
