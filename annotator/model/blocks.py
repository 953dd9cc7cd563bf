"""Blocks: a paragraph, or a part of a giant one, in which boundaries can be looked for by itself.

A paragraph of a megabyte would take a second at its first key press. It is cut into blocks of some thousand
characters where a boundary stands whatever comes before or after: no word and no grapheme goes on over a cut before a
blank, a Han character or a control, no sentence over one after a plain sentence end.
"""

from collections.abc import Callable
from functools import lru_cache

import regex

from annotator.model.span import Extent

GRID = 8_192
"""About how long a block is; a paragraph of up to twice that is one block."""
_FARTHEST = 2 * GRID
"""So far a place to cut is looked for; a longer stretch without any is no word, and is cut between two graphemes."""

GRAPHEME = regex.compile(r"\p{Regional_Indicator}{2}(?![\p{GCB=Extend}\p{GCB=SpacingMark}\u200d])|\X")
"""One grapheme cluster, where one begins. `\\X` alone looks back over a row of flags at each, to count them."""

# Two characters of these kinds are never of one grapheme (UAX #29, rule GB999), and a picture follows a variant sign.
_ALONE = r"\p{GCB=Control}\p{GCB=Other}\p{GCB=LV}\p{GCB=LVT}"
BETWEEN_GRAPHEMES = regex.compile(
    rf"(?<=[{_ALONE}])(?=[{_ALONE}\p{{Regional_Indicator}}])|(?<=\p{{Regional_Indicator}})(?=[{_ALONE}])"
    r"|(?<=\ufe0f)(?=\p{Extended_Pictographic})"
)
_BEFORE_FLAGS = regex.compile(r"(?r)\P{Regional_Indicator}")
# A grapheme goes on before no blank, no Han and no control (a tab, a zero-width space), unless the character before
# joins itself to the next (GB9b).
_BETWEEN_WORDS = regex.compile(r"(?V1)(?<=\P{GCB=Prepend})(?=[ \u4e00-\u9fff\p{GCB=Control}])")
_ENDS_SENTENCE = regex.compile(r"[.!?。！？؟۔।]")
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
        # A walk through a giant paragraph asks for the same few edges at each step.
        self._word_cut = lru_cache(maxsize=256)(self._find_word_cut)
        self._sentence_cut = lru_cache(maxsize=256)(self._find_sentence_cut)

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

    def _find_word_cut(self, wanted: int, end: int) -> int:
        """Return the first place to cut from `wanted` on."""
        last = min(end, wanted + _FARTHEST)
        match = _BETWEEN_WORDS.search(self._text, wanted, last)
        if match is None and last < end:
            match = BETWEEN_GRAPHEMES.search(self._text, last, min(end, last + _FARTHEST))
        if match is None and last + _FARTHEST < end:
            return self._between_flags(last)
        return match.start() if match is not None else end

    def _between_flags(self, wanted: int) -> int:
        """Return `wanted`, or the place before it: a row of flags is cut between two, any other grapheme anywhere."""
        before = _BEFORE_FLAGS.search(self._text, 0, wanted)
        return wanted - (wanted - (before.end() if before is not None else 0)) % 2

    def _find_sentence_cut(self, wanted: int, end: int) -> int:
        """Return the first sentence end from `wanted` on; where none is near, a place between words."""
        last = min(end, wanted + GRID)
        # A sentence end has one of few signs, which are found far sooner than that none of them is one.
        sign = _ENDS_SENTENCE.search(self._text, max(0, wanted - 2), last)
        match = _BETWEEN_SENTENCES.search(self._text, wanted, last) if sign is not None else None
        return match.start() if match is not None else self._word_cut(wanted, end)
