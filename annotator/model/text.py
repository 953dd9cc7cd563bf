"""Positions in a text: the one converter between code points and UTF-16, and the boundaries that people see.

Python counts code points, Qt counts UTF-16 units; they differ by one for each character beyond U+FFFF. A
`TextIndex` notes once where those stand (one pass), and bisects from then on. Words, sentences and graphemes are
looked up paragraph by paragraph (giant ones in blocks), so that a key press costs a paragraph and not a document.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import lru_cache, partial

import regex

from annotator.model.blocks import GRAPHEME, Blocks
from annotator.model.sentences import SAMPLE, language_of, sentence_starts
from annotator.model.span import Extent

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_IN_WORD = regex.compile(r"[\p{L}\p{N}\p{Pc}]")
_FINAL = regex.compile(r"[.!?…。！？؟۔।]+\Z")
_INITIALS = regex.compile(r"(?:\b\p{L}\.)+\p{L}\Z")
_INK = re.compile(r"\S")
# A Han character is a word of its own; other scripts run on over inner apostrophes, points and middle dots
# ("l’appel", "U.S", "3.5") but not over hyphens. None begins with a mark, which belongs to the character before.
_WORD = regex.compile(
    r"(?V1)[\p{Han}]\p{M}*"
    r"|\p{Hiragana}[\p{Hiragana}\p{M}ー]*|\p{Katakana}[\p{Katakana}\p{M}ー]*"
    r"|[[\p{L}\p{N}\p{Pc}]--[\p{Han}\p{Hiragana}\p{Katakana}]][[\p{L}\p{N}\p{M}\p{Pc}]--[\p{Han}\p{Hiragana}\p{Katakana}]]*"
    r"(?:['’.·\u200c\u200d][[\p{L}\p{N}\p{M}]--[\p{Han}\p{Hiragana}\p{Katakana}]]+)*"
)

_BlockAt = Callable[[int], Extent]
_StopsOf = Callable[[Extent], list[int]]


class TextIndex:
    """The positions of one text. All positions are code points unless their name begins with `qt_`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._astral = array("q", () if text.isascii() else (match.start() for match in _ASTRAL.finditer(text)))
        # The UTF-16 position of each astral character, for the way back.
        self._qt_astral = array("q", (position + number for number, position in enumerate(self._astral)))
        self._blocks = Blocks(text)
        self._graphemes = lru_cache(maxsize=64)(self._find_graphemes)
        self._words = lru_cache(maxsize=64)(self._find_words)
        self._sentences = lru_cache(maxsize=64)(self._find_sentences)

    def to_qt(self, position: int) -> int:
        """Convert a code-point position to UTF-16 units."""
        return position + bisect_left(self._astral, position)

    def from_qt(self, qt_position: int) -> int:
        """Convert a UTF-16 position to code points; one inside a surrogate pair snaps down to the character."""
        return qt_position - bisect_left(self._qt_astral, qt_position)

    def paragraph_at(self, position: int) -> Extent:
        """Return the paragraph (a run without line feed, that one not included) that holds `position`."""
        return self._blocks.paragraph_at(position)

    def word_at(self, position: int) -> Extent:
        """Return the word at `position`, or the one that ends there, else the single grapheme there."""
        return self._unit_at(position, self._blocks.words_at, self._words)

    def sentence_at(self, position: int) -> Extent:
        """Return the sentence at `position`, without the blanks around it."""
        return self._unit_at(position, self._blocks.sentences_at, self._sentences)

    def next_grapheme(self, position: int) -> int:
        """Return the end of the grapheme cluster at `position`, the text's end at most."""
        return self._after(position, self._blocks.words_at, self._graphemes)

    def previous_grapheme(self, position: int) -> int:
        """Return the start of the grapheme cluster before `position`, 0 at least."""
        return self._before(position, self._blocks.words_at, self._graphemes)

    def next_word(self, position: int) -> int:
        """Return the next start of a word, or end of a paragraph."""
        return self._after(position, self._blocks.words_at, self._word_starts)

    def previous_word(self, position: int) -> int:
        """Return the previous start of a word, or end of a paragraph."""
        return self._before(position, self._blocks.words_at, self._word_starts)

    def next_sentence(self, position: int) -> int:
        """Return the next start of a sentence, or end of a paragraph."""
        return self._after(position, self._blocks.sentences_at, self._sentence_starts)

    def previous_sentence(self, position: int) -> int:
        """Return the previous start of a sentence, or end of a paragraph."""
        return self._before(position, self._blocks.sentences_at, self._sentence_starts)

    def next_word_edge(self, position: int, end: bool) -> int:
        """Return the next end of a word (`end`) or start of one; the text's end at most."""
        return self._after(position, self._blocks.words_at, lambda block: [word[end] for word in self._words(block)])

    def previous_word_edge(self, position: int, end: bool) -> int:
        """Return the previous end of a word (`end`) or start of one; 0 at least."""
        return self._before(position, self._blocks.words_at, lambda block: [word[end] for word in self._words(block)])

    def next_paragraph(self, position: int) -> int:
        """Return the start of the next paragraph that is not blank, or the text's end."""
        found = _INK.search(self.text, self.paragraph_at(position).stop)
        return self.paragraph_at(found.start()).start if found else len(self.text)

    def previous_paragraph(self, position: int) -> int:
        """Return the start of this paragraph, or from there of the one before that is not blank, or 0."""
        paragraph = self.paragraph_at(position)
        if paragraph.start < position and not self.text[paragraph.start : paragraph.stop].isspace():
            return paragraph.start
        # The blanks of a document are few, and no paragraph of them is looked at by itself.
        return self.paragraph_at(max(0, len(self.text[: paragraph.start].rstrip()) - 1)).start

    def trimmed(self, start: int, stop: int) -> Extent:
        """Return the range without the blanks at its edges; a range of blanks only stays as it is."""
        piece = self.text[start:stop]
        if not piece.strip():
            return Extent(start, stop)
        return Extent(start + len(piece) - len(piece.lstrip()), stop - len(piece) + len(piece.rstrip()))

    def snapped_to_graphemes(self, start: int, stop: int) -> Extent:
        """Return the smallest range of whole grapheme clusters that covers `[start, stop)`."""
        return Extent(self._cluster_start(start), self._cluster_stop(stop))

    def snapped_to_words(self, start: int, stop: int) -> Extent:
        """Return the smallest range of whole words that covers `[start, stop)`; a place within no word stays."""
        first, last = self.word_at(start), self.word_at(max(start, stop - 1))
        return Extent(min(start, first.start) if start < first.stop else start, max(stop, last.stop))

    def without_final_punctuation(self, start: int, stop: int) -> Extent:
        """Return the range without what ends its last sentence; the last point of “U.S.” is a part of a word."""
        found = _FINAL.search(self.text, start, stop)
        if found is None or not self.text[start : found.start()].strip():
            return Extent(start, stop)
        is_end = self.sentence_at(found.start()).stop <= stop
        is_word = found.group() == "." and _INITIALS.search(self.text, start, found.start()) is not None
        return Extent(start, found.start()) if is_end and not is_word else Extent(start, stop)

    # One block at a time, kept for the next key press.

    def _find_graphemes(self, block: Extent) -> list[int]:
        found = [match.start() for match in GRAPHEME.finditer(self.text, *block)]
        return [*found, block.stop]

    def _find_words(self, block: Extent) -> list[Extent]:
        if _IN_WORD.search(self.text, *block) is None:
            return []
        return [Extent(*match.span()) for match in _WORD.finditer(self.text, *block)]

    def _find_sentences(self, block: Extent) -> list[Extent]:
        start, stop = block
        if self.text[start:stop].isspace():
            return []
        first = self.paragraph_at(start).start
        # All blocks of a paragraph go by the rules of one language, which its beginning tells.
        language = language_of(self.text[first : min(first + SAMPLE, self.paragraph_at(start).stop)])
        starts = [start + offset for offset in sentence_starts(self.text[start:stop], language)]
        pairs = zip(starts, [*starts[1:], stop], strict=True)
        return [self.trimmed(*pair) for pair in pairs if self.text[pair[0] : pair[1]].strip()]

    def _word_starts(self, block: Extent) -> list[int]:
        return self._starts(self._words(block), block)

    def _sentence_starts(self, block: Extent) -> list[int]:
        return self._starts(self._sentences(block), block)

    def _starts(self, units: list[Extent], block: Extent) -> list[int]:
        starts = [unit.start for unit in units]
        if not self._blocks.ends_paragraph(block) or (starts and starts[-1] == block.stop):
            return starts
        return [*starts, block.stop]

    def _after(self, position: int, block_at: _BlockAt, stops_of: _StopsOf) -> int:
        while position < len(self.text):
            block = block_at(position)
            stops = stops_of(block)
            at = bisect_right(stops, position)
            if at < len(stops):
                return stops[at]
            position = block.stop + 1 if self._blocks.ends_paragraph(block) else block.stop
            if position <= len(self.text):
                first = stops_of(block_at(position))
                if first and first[0] == position:
                    return position
        return len(self.text)

    def _before(self, position: int, block_at: _BlockAt, stops_of: _StopsOf) -> int:
        if position <= 0:
            return 0
        block = block_at(position)
        while True:
            stops = stops_of(block)
            at = bisect_left(stops, position)
            if at > 0:
                return stops[at - 1]
            if block.start == 0:
                return 0
            begins_paragraph = self.text[block.start - 1] == "\n"
            block = block_at(block.start - 1)
            if begins_paragraph:
                position = block.stop
                last = stops_of(block)
                if last and last[-1] == position:
                    return position

    def _unit_at(self, position: int, block_at: _BlockAt, units_of: Callable[[Extent], list[Extent]]) -> Extent:
        block = block_at(position)
        units = units_of(block)
        at = bisect_right(units, position, key=lambda unit: unit.start) - 1
        if at < 0 and position == block.start > self.paragraph_at(position).start:
            # The unit that ends at a cut stands in the block before it.
            units = units_of(block_at(position - 1))
            at = len(units) - 1
        if at >= 0 and position <= units[at].stop:
            return units[at]
        return Extent(self._cluster_start(position), self.next_grapheme(self._cluster_start(position)))

    def _cluster_start(self, position: int) -> int:
        stops = self._graphemes(self._blocks.words_at(position))
        return stops[max(0, bisect_right(stops, position) - 1)]

    def _cluster_stop(self, position: int) -> int:
        stops = self._graphemes(self._blocks.words_at(position))
        return stops[min(len(stops) - 1, bisect_left(stops, position))]


_EXTENT = partial(tuple.__new__, Extent)
_TOKEN = regex.compile(rf"{_WORD.pattern}|(?!\s)(?:{GRAPHEME.pattern})")

# The same where all is ASCII, by the faster library: a fifth of the time.
_ASCII_TOKEN = re.compile(r"[A-Za-z0-9_]+(?:['.][A-Za-z0-9]+)*|[^ \t\n\r\f\v]")
_CUT, _ASCII_CUT = regex.compile(f"({_TOKEN.pattern})"), re.compile(f"({_ASCII_TOKEN.pattern})")


def tokens(text: str) -> list[Extent]:
    """Return the words of a text and its other characters that are no blanks, one grapheme cluster each."""
    pattern = _ASCII_TOKEN if text.isascii() else _TOKEN
    return [_EXTENT(match.span()) for match in pattern.finditer(text)]


def cut_at_tokens(text: str) -> list[str]:
    """Return a text in pieces: blanks, a token, blanks, a token … blanks; blanks may be none, joined it is the text.

    Whoever needs the words has them so in two thirds of the time that `tokens` and a slice of each take.
    """
    pieces: list[str] = (_ASCII_CUT if text.isascii() else _CUT).split(text)
    return pieces


def words(text: str) -> list[Extent]:
    """Return all words of a text, as `TextIndex.word_at` finds them; punctuation is in none."""
    return [Extent(*match.span()) for match in _WORD.finditer(text)]


def sentences(text: str) -> list[Extent]:
    """Return all sentences of a text, as `TextIndex.sentence_at` finds them, without the blanks around them."""
    index, found, position = TextIndex(text), list[Extent](), 0
    while (ink := _INK.search(text, position)) is not None:
        sentence = index.sentence_at(ink.start())
        found.append(sentence)
        position = sentence.stop
    return found
