"""Tags of tokens and the passages that they make, by each of the schemes in use.

IOB1 (Ramshaw and Marcus 1995) says B only where a passage follows another of its label; IOB2 (Tjong Kim Sang and
Veenstra 1999) at each beginning; IOBES and BILOU (Ratinov and Roth 2009) also say ends and passages of one token; IO
says only that a token is inside. The label stands behind the letter, or before it. Reading takes all of them: a passage
begins where its letter says so, or where what stands before is none of its label, as conlleval does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

OUTSIDE = "O"
_PREFIX, _SUFFIX = re.compile(r"([BIESLUM])[-_](.+)", re.S), re.compile(r"(.+)[-_]([BIESLUM])", re.S)
_BEGINS, _ENDS = frozenset("BSU"), frozenset("ESLU")
_PLAIN = re.compile(r"[^\W\d_][\w.:/-]*")
_NOTHING = frozenset({OUTSIDE, "_", "", "-X-"})
MOST_PLAIN = 40
"""A column of names without letters of a scheme has at most so many different ones, and most tokens outside."""


class Scheme(StrEnum):
    """How tags say where passages begin and end."""

    IOB2 = "IOB2"
    IOB1 = "IOB1"
    BIOES = "BIOES"
    BILOU = "BILOU"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A passage by its label and its tokens, from `first` up to and without `stop`."""

    label: str
    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Tag:
    letter: str
    label: str


class TagColumn:
    """How the tags of a column are written; `is_plain`: names alone, without a letter."""

    def __init__(self, is_plain: bool, is_suffix: bool) -> None:
        self.is_plain, self.is_suffix = is_plain, is_suffix

    @classmethod
    def of(cls, cells: Sequence[str]) -> "TagColumn | None":
        """Return how a column is written, None where it has no tags."""
        said = [cell for cell in cells if cell not in _NOTHING]
        if not any(cell == OUTSIDE for cell in cells) and not said:
            return None
        if all(_PREFIX.fullmatch(cell) for cell in said):
            # A part of speech is no tag, and a column of references has no O.
            return cls(is_plain=False, is_suffix=False)
        if all(_SUFFIX.fullmatch(cell) for cell in said):
            return cls(is_plain=False, is_suffix=True)
        outside = sum(cell == OUTSIDE for cell in cells)
        is_plain = outside * 2 > len(cells) and len(set(said)) <= MOST_PLAIN and all(map(_PLAIN.fullmatch, said))
        return cls(is_plain=True, is_suffix=False) if is_plain else None

    def passages(self, sentence: Sequence[str]) -> list[Tagged]:
        """Return the passages of a sentence, in order."""
        found, label, first = list[Tagged](), "", 0
        for number, cell in enumerate(sentence):
            tag = self._tag(cell)
            if label and (tag is None or tag.letter in _BEGINS or tag.label != label):
                found.append(Tagged(label, first, number))
                label = ""
            if tag is not None and not label:
                label, first = tag.label, number
            if tag is not None and tag.letter in _ENDS:
                found.append(Tagged(label, first, number + 1))
                label = ""
        return [*found, Tagged(label, first, len(sentence))] if label else found

    def scheme(self, sentences: Sequence[Sequence[str]]) -> str:
        """Return the name of the scheme, as far as the tags tell it."""
        if self.is_plain:
            return "IO"
        letters = {tag.letter for cells in sentences for cell in cells if (tag := self._tag(cell)) is not None}
        if letters & set("LU"):
            return Scheme.BILOU.value
        if letters & set("ESM"):
            return Scheme.BIOES.value
        begun = [self._begun(cells) for cells in sentences]
        firsts = [letter for each in begun for letter in each]
        return Scheme.IOB2.value if firsts.count("B") * 2 >= len(firsts) else Scheme.IOB1.value

    def unbegun(self, sentences: Sequence[Sequence[str]]) -> int:
        """Return how many passages begin without the letter for it, in a column in which most have it."""
        firsts = [letter for cells in sentences for letter in self._begun(cells)]
        wrong = sum(letter not in _BEGINS for letter in firsts)
        return wrong if not self.is_plain and wrong * 2 < len(firsts) else 0

    def _begun(self, cells: Sequence[str]) -> Iterator[str]:
        """Yield the letters with which passages begin that follow none of their label."""
        before: _Tag | None = None
        for cell in cells:
            tag = self._tag(cell)
            if tag is not None and (before is None or before.label != tag.label):
                yield tag.letter
            before = tag

    def _tag(self, cell: str) -> _Tag | None:
        if cell in _NOTHING:
            return None
        if self.is_plain:
            return _Tag("I", cell)
        if self.is_suffix:
            found = _SUFFIX.fullmatch(cell)
            return _Tag(found[2], found[1]) if found else None
        found = _PREFIX.fullmatch(cell)
        return _Tag(found[1], found[2]) if found else None


def written_tags(passages: Sequence[Tagged], length: int, scheme: Scheme) -> list[str]:
    """Return the tags of a sentence of so many tokens, of which each is in one passage at most."""
    tags, before = [OUTSIDE] * length, ("", -1)
    for one in sorted(passages, key=lambda one: one.first):
        count = one.stop - one.first
        first, inner, last, only = _LETTERS[scheme]
        letters = [only] if count == 1 else [first, *[inner] * (count - 2), last]
        if scheme is Scheme.IOB1 and before == (one.label, one.first):
            letters[0] = "B"
        tags[one.first : one.stop] = [f"{letter}-{one.label}" for letter in letters]
        before = (one.label, one.stop)
    return tags


_LETTERS = {
    Scheme.IOB2: ("B", "I", "I", "B"),
    Scheme.IOB1: ("I", "I", "I", "I"),
    Scheme.BIOES: ("B", "I", "E", "S"),
    Scheme.BILOU: ("B", "I", "L", "U"),
}
"""By scheme the letters of the first token, one within, the last, and one that is all."""
