"""A page whose file is read as another text than the document has: what of it stands in the text, found by its words.

Only runs of words that come once there count, near where the page is. What is not found so has no place: no mark is
better than a wrong one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import regex

from annotator.readers.source_page.page_map import PageMap, PlacedLetters, PlacedLine

_WORD = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]|[\p{L}\p{M}\p{N}]+")
_FEWEST = 4
"""So many words in a row are a place of the text."""
_REACH = 4_000
"""So many code points before and after the page's own place are searched."""
_MOST = 12_000
"""More words of a page are compared in no acceptable time."""

Text = tuple[int, str]
"""A stretch of the file's text, with where it begins there."""


def found_again(page: PageMap, texts: Sequence[Text], text: str, near: tuple[int, int]) -> PageMap:
    """Return a map of the document's text from one of the file's own.

    `texts`: the stretches of the file's text on the page; `near`: where in the document's text the page is.
    """
    theirs = [word for start, part in sorted(texts) for word in _words(part, start)]
    first = max(0, near[0] - _REACH)
    ours = list(_words(text[first : near[1] + _REACH], first))
    if max(len(theirs), len(ours)) > _MOST:
        return PageMap((), False, page.aspect)
    moved: dict[int, int] = {}
    matcher = SequenceMatcher(None, [word for word, _ in theirs], [word for word, _ in ours], autojunk=False)
    counts = _runs_in([word for word, _ in ours])
    for block in matcher.get_matching_blocks():
        run = tuple(word for word, _ in ours[block.b : block.b + min(block.size, _FEWEST)])
        if block.size >= _FEWEST and counts[run] == 1:
            for (word, at), (_, place) in zip(
                theirs[block.a : block.a + block.size], ours[block.b : block.b + block.size], strict=True
            ):
                moved.update((at + offset, place + offset) for offset in range(len(word)))
    lines = (PlacedLine(tuple(_moved(line.letters, moved))) for line in page.lines)
    return PageMap(tuple(line for line in lines if line.letters), False, page.aspect)


def _words(text: str, start: int) -> Iterable[tuple[str, int]]:
    return ((found[0], start + found.start()) for found in _WORD.finditer(text))


def _runs_in(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[at : at + _FEWEST]) for at in range(len(words) - _FEWEST + 1))


def _moved(letters: Iterable[PlacedLetters], moved: dict[int, int]) -> Iterable[PlacedLetters]:
    for one in letters:
        start, last = moved.get(one.start), moved.get(one.stop - 1)
        if start is not None and last is not None and last - start == one.stop - 1 - one.start:
            yield PlacedLetters(start, last + 1, one.box)
