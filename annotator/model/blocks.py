"""Blocks: a paragraph, or a part of a giant one, in which boundaries can be looked for by itself.

A paragraph of a megabyte would take a second at its first key press. It is cut into blocks of some thousand
characters where a boundary stands whatever comes before or after: no word and no grapheme goes on over a cut before a
blank or before a Han character, no sentence over one after a plain sentence end.
"""

from collections.abc import Callable
from functools import lru_cache

import regex

from annotator.model.span import Extent

GRID = 8_192
"""About how long a block is; a paragraph of up to twice that is one block."""
_FARTHEST = 2 * GRID
"""So far a place to cut is looked for; a longer stretch without any is no word, and is cut before a letter."""

# A grapheme goes on before neither, unless the character before is one that joins itself to the next (GB9b).
_BEFORE_LETTER = regex.compile(r"(?V1)(?<=\P{GCB=Prepend})(?=[\p{L}\p{N}\p{P}])")
_BETWEEN_WORDS = regex.compile(r"(?V1)(?<=\P{GCB=Prepend})(?=[ \u4e00-\u9fff])")
# Four small letters are no abbreviation, and a capital with a small letter after it begins a sentence.
_BETWEEN_SENTENCES = regex.compile(
    r"(?V1)(?<=\p{Ll}{4}[.!?]\s)(?=\p{Lu}\p{Ll})|(?<=[。！？])(?=[\u4e00-\u9fff])|(?<=[؟۔।]\s)(?=\p{L})"
    r"|(?<=[\p{Arabic}\p{Hebrew}]{4}[.!]\s)(?=\p{L})"
)


class Blocks:
    """The blocks of one text. `words_at`, `sentences_at`: the block at a position, in which these can be found."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.words_at = lru_cache(maxsize=256)(self._words_at)
        self.sentences_at = lru_cache(maxsize=256)(self._sentences_at)

    def paragraph_at(self, position: int) -> Extent:
        """Return the paragraph (a run without line feed, that one not included) that holds `position`."""
        start = self._text.rfind("\n", 0, position) + 1
        stop = self._text.find("\n", position)
        return Extent(start, len(self._text) if stop < 0 else stop)

    def ends_paragraph(self, block: Extent) -> bool:
        """Whether the paragraph ends where the block does."""
        return block.stop == len(self._text) or self._text[block.stop] == "\n"

    def _words_at(self, position: int) -> Extent:
        return self._block(position, self._word_cut)

    def _sentences_at(self, position: int) -> Extent:
        return self._block(position, self._sentence_cut)

    def _block(self, position: int, cut: Callable[[int, int], int]) -> Extent:
        paragraph = self.paragraph_at(position)
        if paragraph.stop - paragraph.start <= 2 * GRID:
            return paragraph
        number = (position - paragraph.start) // GRID

        def edge(at: int) -> int:
            return paragraph.start if at <= 0 else cut(min(paragraph.start + at * GRID, paragraph.stop), paragraph.stop)

        while (start := edge(number)) > position or (start == paragraph.stop and number > 0):
            number -= 1
        following = number + 1
        while (stop := edge(following)) <= max(start, position) and stop < paragraph.stop:
            following += 1
        return Extent(start, stop)

    def _word_cut(self, wanted: int, end: int) -> int:
        """Return the first place to cut from `wanted` on."""
        last = min(end, wanted + _FARTHEST)
        match = _BETWEEN_WORDS.search(self._text, wanted, last)
        if match is None and last < end:
            match = _BEFORE_LETTER.search(self._text, last, end)
        return match.start() if match is not None else end

    def _sentence_cut(self, wanted: int, end: int) -> int:
        """Return the first sentence end from `wanted` on; where none is near, a place between words."""
        match = _BETWEEN_SENTENCES.search(self._text, wanted, min(end, wanted + GRID))
        return match.start() if match is not None else self._word_cut(wanted, end)
