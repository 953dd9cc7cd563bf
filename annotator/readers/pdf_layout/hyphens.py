"""Hyphens at the ends of lines: undone where the document has the joined word, kept where it has the other."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import regex

from annotator.readers.pdf_layout.lines import HYPHEN, MARK, MARK_END

_WORD = regex.compile(r"[\p{L}\p{M}'’]+(?:-[\p{L}\p{M}'’]+)*")
_BROKEN = regex.compile(rf"[\p{{L}}\p{{M}}'’-]+{HYPHEN}$")
_HEAD = regex.compile(r"[\p{L}\p{M}\p{N}'’]+(?:-[\p{L}\p{M}'’]+)*")
_TAIL = regex.compile(r"[\p{L}\p{M}\p{N}'’]+(?:-[\p{L}\p{M}\p{N}'’]+)*-?$")
_LEAST_PART = 4
_KEEPING = frozenset(["self", "vice", "quasi"])
_CLOSING = frozenset(
    ["over", "under", "with", "some", "every", "any", "fore", "back", "inter", "counter", "super", "trans"]
)
_NUMBERS = frozenset(["one", "two", "six"])
"""First parts of English words that keep their hyphen, and that have none, whatever follows."""


@dataclass(slots=True)
class Hyphens:
    """What a document's own words say of its hyphens, and what was done with those at the ends of lines."""

    words: Counter[str] = field(default_factory=Counter)
    common: Callable[[], frozenset[str]] = frozenset
    """Words of the language, asked where the document's own do not tell."""
    undone: int = 0
    kept: int = 0
    unknown: list[str] = field(default_factory=list)
    """What was written where the document has neither form elsewhere."""

    def learn(self, lines: Iterable[str]) -> None:
        """Count the words of lines, but for those that the end of a line divides."""
        is_broken = False
        for line in lines:
            found = _WORD.findall(line.replace(MARK, " ").replace(MARK_END, " ").casefold())
            if is_broken:
                found = found[1:]
            is_broken = line.endswith(HYPHEN)
            self.words.update(found[:-1] if is_broken else found)

    def joined(self, before: str, after: str) -> str:
        """Return `before`, which ends with a hyphen, as it is to stand before `after`: with or without it."""
        head, tail = _TAIL.search(before[:-1]), _HEAD.match(after)
        if head is None or tail is None:
            return before[:-1] + "-"
        first, last = head[0], tail[0]
        keeps = self._keeps(first, last)
        if keeps is None:
            keeps = self._are_words(first, last)
            self.unknown.append(first + "-" * keeps + last)
        elif keeps:
            self.kept += 1
        else:
            self.undone += 1
        return before[:-1] + "-" * keeps

    def _keeps(self, first: str, last: str) -> bool | None:
        """Whether the hyphen stays; None where the document does not say."""
        if not last[0].islower() or not first[-1].isalpha() or first.endswith("-"):
            return not (first[-1:].isupper() and last[0].isupper() and first.isupper())
        joined, hyphened = (first + last).casefold(), f"{first}-{last}".casefold()
        whole, parted = self.words[joined], self.words[hyphened]
        if whole or parted:
            return parted > whole
        common = self.common()
        return hyphened in common if (hyphened in common) != (joined in common) else None

    def _are_words(self, first: str, last: str) -> bool:
        """Whether both halves are words of the document, as those of a compound are."""
        one, other = first.casefold().split("-")[-1], last.casefold().split("-")[0]
        if one in _KEEPING:
            return True
        long = (len(one) >= _LEAST_PART or one in _NUMBERS) and len(other) >= _LEAST_PART and one not in _CLOSING
        return long and all(self.words[word] > 0 or word in self.common() for word in (one, other))
