"""How two texts differ: the places where one has other words than the other, and what that is, in a few words."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.likeness.tokens import Token, tokens

_CELLS = 4_000_000
"""Two runs whose lengths multiply to no more are compared word by word; longer ones are cut first where both agree."""
_ANCHOR = 4
"""Words of a run that stands once in each text, so that both are the same there."""

_CHANCE = 8
"""Words, at most, that two places where texts differ may have between them and be one."""

Run = tuple[int, int, int, int]
"""[start, stop) of tokens in the one, and in the other text."""


class Where(StrEnum):
    """Where in the texts a difference is."""

    HEAD = "head"
    WITHIN = "within"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class TextDifference:
    """A place where two texts differ: [start, stop) of each, in code points, perhaps empty.

    `words`: how many words each has there; `lines`: how many lines, where it is whole ones, else 0.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    words: tuple[int, int]
    lines: tuple[int, int]
    where: Where


def differences(left: str, right: str) -> list[TextDifference]:
    """Return where two texts differ in words and signs, in reading order; blanks and capitals make no difference."""
    one, other = list(tokens(left)), list(tokens(right))
    runs = list(_runs([each.folded for each in one], [each.folded for each in other]))
    found = []
    for a, b, c, d in _joined(runs, (len(one), len(other))):
        where = Where.WITHIN
        if a == 0 and c == 0:
            where = Where.HEAD
        elif b == len(one) and d == len(other):
            where = Where.FOOT
        one_side, other_side = _DifferingSide(left, one, a, b), _DifferingSide(right, other, c, d)
        found.append(
            TextDifference(
                one_side.place,
                other_side.place,
                (one_side.words, other_side.words),
                (one_side.lines, other_side.lines),
                where,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class _DifferingSide:
    """The tokens [first, last) of a text."""

    text: str
    all: Sequence[Token]
    first: int
    last: int

    @property
    def place(self) -> tuple[int, int]:
        if self.first < self.last:
            return self.all[self.first].start, self.all[self.last - 1].stop
        at = self.all[self.first].start if self.first < len(self.all) else len(self.text)
        return at, at

    @property
    def words(self) -> int:
        return sum(one.is_word for one in self.all[self.first : self.last])

    @property
    def lines(self) -> int:
        """How many lines it is, where it is whole ones."""
        if self.first == self.last:
            return 0
        start, stop = self.place
        before = self.text[self.all[self.first - 1].stop : start] if self.first else "\n"
        behind = self.text[stop : self.all[self.last].start] if self.last < len(self.all) else "\n"
        is_whole = "\n" in before and "\n" in behind
        return sum(bool(line.strip()) for line in self.text[start:stop].split("\n")) if is_whole else 0


def _runs(one: Sequence[str], other: Sequence[str], at: int = 0, beside: int = 0) -> Iterator[Run]:
    """Yield the runs of two lists that are not the same, in order."""
    first = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    most = min(len(one), len(other)) - first
    pairs = zip(reversed(one), reversed(other), strict=False)
    last = next((n for n, (a, b) in enumerate(pairs) if n == most or a != b), most)
    one, other = one[first : len(one) - last], other[first : len(other) - last]
    at, beside = at + first, beside + first
    if not one or not other:
        if one or other:
            yield at, at + len(one), beside, beside + len(other)
    elif len(one) * len(other) <= _CELLS:
        yield from _word_by_word(one, other, at, beside)
    elif cuts := _anchors(one, other):
        for (a, c), (b, d) in zip([(0, 0), *cuts], [*cuts, (len(one), len(other))], strict=True):
            yield from _runs(one[a:b], other[c:d], at + a, beside + c)
    else:
        yield at, at + len(one), beside, beside + len(other)


def _word_by_word(one: Sequence[str], other: Sequence[str], at: int, beside: int) -> Iterator[Run]:
    # Loaded here, so that the window does not wait for it when it starts.
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    for code in Indel.opcodes(one, other):
        if code.tag != "equal":
            yield at + code.src_start, at + code.src_end, beside + code.dest_start, beside + code.dest_end


def _anchors(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Return places where the two are the same, increasing in both: runs of words that stand once in each."""
    known = [_once(one), _once(other)]
    pairs = [(place, known[1][run]) for run, place in known[0].items() if run in known[1]]
    # The longest increasing subsequence, by piles.
    tops: list[int] = []
    chain: list[tuple[int, int, int]] = []
    last: list[int] = []
    for place, beside in pairs:
        pile = bisect_left(tops, beside)
        chain.append((place, beside, last[pile - 1] if pile else -1))
        tops[pile : pile + 1] = [beside]
        last[pile : pile + 1] = [len(chain) - 1]
    found = []
    at = last[-1] if last else -1
    while at >= 0:
        place, beside, at = chain[at]
        found.append((place, beside))
    return [cut for cut in reversed(found) if cut != (0, 0)]


def _once(list_: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = [tuple(list_[place : place + _ANCHOR]) for place in range(len(list_) - _ANCHOR + 1)]
    counts = Counter(runs)
    return {run: place for place, run in enumerate(runs) if counts[run] == 1}


def _joined(runs: list[Run], sizes: tuple[int, int]) -> list[Run]:
    """Return runs between which the texts agree by more than a chance. `sizes`: tokens of each text.

    Two headers have an “of the” in common, and two other sentences a comma: that is no place where the texts are one.
    """
    found: list[Run] = []
    for run in runs:
        found.append(run)
        while len(found) > 1 and _is_chance(found[-2], found[-1], sizes):
            (a, _, c, _), (_, f, _, h) = found[-2:]
            found[-2:] = [(a, f, c, h)]
    return found


def _is_chance(one: Run, other: Run, sizes: tuple[int, int]) -> bool:
    between = other[0] - one[1]
    first, second = (max(b - a, d - c) for a, b, c, d in (one, other))
    is_at_end = one[::2] == (0, 0) or other[1::2] == sizes
    return between <= _CHANCE and (between < min(first, second) or (is_at_end and 2 * between <= first + second))
