"""Find in a text: where a few words stand, in code points, however they are written large or small.

The words are plain text. Letters are compared by full case folding ("STRASSE" finds "Straße"), by an engine that
folds as it goes, so that what it finds has the offsets of the text and not of a folded copy. A blank finds any run of
blanks: in a text with hard line ends a phrase goes on over them.
"""

from bisect import bisect_left

import regex

from annotator.model.span import Extent

MOST = 50_000
"""So many are counted and marked; a single letter in a long text would otherwise be most of the text."""

_BLANKS = regex.compile(r"\s+")


def find_all(text: str, words: str, whole_words: bool = False, match_case: bool = False) -> list[Extent]:
    """Return where `words` stand in a text, in order, none overlapping the one before; `MOST` of them at most."""
    parts = [regex.escape(part) for part in _BLANKS.split(words.strip())]
    if not any(parts):
        return []
    pattern = r"\s+".join(parts)
    if whole_words:
        pattern = rf"(?<![\p{{L}}\p{{N}}\p{{M}}])(?:{pattern})(?![\p{{L}}\p{{N}}\p{{M}}])"
    flags = regex.V1 if match_case else regex.V1 | regex.IGNORECASE | regex.FULLCASE
    found: list[Extent] = []
    for match in regex.finditer(pattern, text, flags):
        found.append(Extent(*match.span()))
        if len(found) == MOST:
            break
    return found


def hit_after(hits: list[Extent], position: int) -> int:
    """Return the number of the first hit from `position` on, the first of all behind the last; -1 without hits."""
    if not hits:
        return -1
    at = bisect_left(hits, position, key=lambda hit: hit.start)
    return at if at < len(hits) else 0


def hit_before(hits: list[Extent], position: int) -> int:
    """Return the number of the last hit that begins before `position`, the last of all before the first."""
    if not hits:
        return -1
    return bisect_left(hits, position, key=lambda hit: hit.start) - 1 if hits[0].start < position else len(hits) - 1
