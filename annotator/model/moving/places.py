"""Where a passage of the old reading stands in the new one: by its alignment, its quote and what stands around it.

A passage moves if its place is certain, and stays where it is otherwise: in a wrong place nobody would have coded it.
Certain is: both ends are aligned; the words are alike (`ALIKE`, or of a few `ALIKE_BETWEEN` where what stands on both
sides is the same); what stands on one side is the same, too, or the passage is long; and it stands in both texts once
with that, or as often and in the same order.
"""

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from annotator.model.moving.alignment import align
from annotator.model.moving.normal import normal, normal_of
from annotator.model.span import Extent

ALIKE = 0.8
"""How alike the words have to be: twice the characters they share, over all that they have."""
ALIKE_BETWEEN = 0.6
"""The same where what stands directly before and behind is the same in both texts."""
AROUND = 24
"""So many characters on each side, in normal form, are what stands around a passage."""
_NEAR = 8
"""So many of them are next to a passage."""
_ENOUGH = 12
"""So many of them, on one side, have to be the same."""
_WORD = 12
"""So much of a word at an end of a passage is compared."""
_LONG = 64
"""A passage of so many characters in normal form needs nothing around it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a passage stands now. `is_same`: its words are the same in normal form."""

    extents: tuple[Extent, ...]
    is_same: bool


class Mover:
    """Finds passages of one text in another reading of it."""

    def __init__(self, old: str, new: str) -> None:
        self._aligned = align(normal(old), normal(new))
        self._old, self._new = self._aligned.old, self._aligned.new
        self._old_form, self._new_form = self._old.part(0, len(self._old)), self._new.part(0, len(self._new))

    @property
    def likeness(self) -> float:
        """How much of the shorter text stands in the other one too, in normal form: from 0 to 1."""
        shared, shorter = sum(run.length for run in self._aligned.runs), min(len(self._old), len(self._new))
        return min(1.0, shared / shorter) if shorter else 0.0

    def move(self, extents: tuple[Extent, ...]) -> Moved | None:
        """Return where a passage stands now, None where that is not certain for each of its pieces."""
        moved, is_same, behind = [], True, 0
        for extent in extents:
            found = self._place(extent)
            if found is None or found[0].start < behind:
                return None
            behind = found[0].stop
            moved.append(found[0])
            is_same &= found[1]
        return Moved(tuple(moved), is_same)

    def _place(self, extent: Extent) -> tuple[Extent, bool] | None:
        start, stop = self._old.first_from(extent.start), self._old.first_from(extent.stop)
        if start == stop:
            return self._bare(extent, start)
        first, last = self._first(start), self._last(stop)
        if first is None or last is None or first >= last:
            return None
        found = self._widened(extent, start, stop, first, last)
        both = _Both(start, stop, first, last)
        if not self._keeps_ends(extent, found, both) or not self._is_certain(both):
            return None
        return found, self._old.part(start, stop) == self._new.part(first, last)

    def _first(self, start: int) -> int | None:
        at = self._aligned.at(start)
        if at is not None:
            return at
        before = self._aligned.at(start - 1) if start else -1
        return None if before is None else before + 1

    def _last(self, stop: int) -> int | None:
        at = self._aligned.at(stop - 1)
        if at is not None:
            return at + 1
        return self._aligned.at(stop) if stop < len(self._old) else len(self._new)

    def _widened(self, extent: Extent, start: int, stop: int, first: int, last: int) -> Extent:
        """Return the place in the text itself, with the dashes that a passage begins and ends with."""
        begin, end = int(self._new.places[first]), int(self._new.places[last - 1]) + 1
        if _has_dash(self._old.text[extent.start : int(self._old.places[start])]):
            lowest = int(self._new.places[first - 1]) + 1 if first else 0
            begin = lowest + _dash_at(self._new.text[lowest:begin])
        if _has_dash(self._old.text[int(self._old.places[stop - 1]) + 1 : extent.stop]):
            highest = int(self._new.places[last]) if last < len(self._new) else len(self._new.text)
            tail = self._new.text[end:highest]
            end = highest - _dash_at(tail[::-1])
        return Extent(begin, end)

    def _bare(self, extent: Extent, at: int) -> tuple[Extent, bool] | None:
        """Return the place of dashes or blanks alone: between the same two characters, and to the letter."""
        before = self._aligned.at(at - 1) if at else -1
        behind = self._aligned.at(at) if at < len(self._old) else len(self._new)
        if before is None or behind is None or behind != before + 1:
            return None
        low = int(self._new.places[before]) + 1 if before >= 0 else 0
        high = int(self._new.places[behind]) if behind < len(self._new) else len(self._new.text)
        quote, room = self._old.text[extent.start : extent.stop], self._new.text[low:high]
        if room.count(quote) != 1:
            return None
        start = low + room.index(quote)
        return Extent(start, start + len(quote)), True

    def _keeps_ends(self, old: Extent, new: Extent, both: "_Both") -> bool:
        """Whether an end that stood between words still does, and a word there that is another is alike."""
        is_between = all(
            _is_between(self._new.text, there) or not _is_between(self._old.text, here)
            for here, there in zip(old, new, strict=True)
        )
        if not is_between:
            return False
        before, now = self._old.text[old.start : old.stop].split(), self._new.text[new.start : new.stop].split()
        is_alike = self._aligned.at(both.start) is not None or _are_alike(before[0], now[0])
        return is_alike and (self._aligned.at(both.stop - 1) is not None or _are_alike(before[-1], now[-1]))

    def _is_certain(self, both: "_Both") -> bool:
        start, stop, first, last = both
        runs = list(self._aligned.within(start, stop))
        shared = sum(run.length for run in runs if first <= run.new <= last - run.length)
        if sum(run.length for run in runs) > shared:
            return False  # a part of it went elsewhere
        alike = 2 * shared / (stop - start + last - first)
        before, behind = self._same_before(start, first), self._same_behind(stop, last)
        is_between = min(before, behind) >= _ENOUGH
        is_short = stop - start <= AROUND
        if alike < (ALIKE_BETWEEN if is_between and is_short else ALIKE):
            return False
        if max(before, behind) < _ENOUGH and shared < _LONG:
            return False
        return self._is_unique(both, before, behind)

    def _is_unique(self, both: "_Both", before: int, behind: int) -> bool:
        """Whether the words stand at this place alone, with what is the same around them; or as often, in order."""
        old_count, old_at, new_count, new_at = self._counted(both, before, behind)
        if old_count != new_count or old_at != new_at:
            return False
        if old_count > 1 and min(before, behind) < _ENOUGH:
            return False
        if min(before, behind) >= AROUND:
            return True
        # One side is another: nor may the words have come in somewhere else where they fit as well.
        old_count, _, new_count, _ = self._counted(both, min(before, _NEAR), min(behind, _NEAR))
        return new_count <= old_count

    def _counted(self, both: "_Both", before: int, behind: int) -> tuple[int, int, int, int]:
        """Return how often a passage with some of what is around it stands in each text, and how often before it."""
        found: list[int] = []
        for form, start, stop in (
            (self._old_form, both.start, both.stop),
            (self._new_form, both.first, both.last),
        ):
            at = max(start - before, 0)
            words = form[at : stop + behind]
            found += [form.count(words), form.count(words, 0, at)]
        return found[0], found[1], found[2], found[3]

    def _same_before(self, start: int, first: int) -> int:
        """Return how many characters directly before a passage are the same, at most `AROUND`."""
        if start == first == 0:
            return AROUND
        many = min(AROUND, start, first)
        return _common(self._old_form[start - many : start][::-1], self._new_form[first - many : first][::-1])

    def _same_behind(self, stop: int, last: int) -> int:
        if stop == len(self._old) and last == len(self._new):
            return AROUND
        return _common(self._old_form[stop : stop + AROUND], self._new_form[last : last + AROUND])


class _Both(NamedTuple):
    """The range of a passage in each text, in normal form."""

    start: int
    stop: int
    first: int
    last: int


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _are_alike(one: str, other: str) -> bool:
    from rapidfuzz.distance import Indel  # noqa: PLC0415  (see `alignment.py`)

    return Indel.normalized_similarity(normal_of(one)[:_WORD], normal_of(other)[:_WORD]) >= ALIKE_BETWEEN


def _is_between(text: str, place: int) -> bool:
    """Whether a place may be the edge of a word: in scripts without blanks any is."""
    if not 0 < place < len(text):
        return True
    before, behind = text[place - 1], text[place]
    return not (before.isalnum() and behind.isalnum()) or _is_unspaced(before) or _is_unspaced(behind)


def _is_unspaced(char: str) -> bool:
    """Whether a character is of a script whose words stand without blanks: Chinese, Japanese, Thai, Khmer …"""
    return (
        unicodedata.east_asian_width(char) in "WF"
        or "\u0e00" <= char <= "\u0eff"
        or "\u1000" <= char <= "\u109f"
        or ("\u1780" <= char <= "\u17ff")
    )


def _has_dash(text: str) -> bool:
    return any(map(_is_dash, text))


def _dash_at(text: str) -> int:
    """Return where the first dash stands, the length of the text where there is none."""
    return next((at for at, char in enumerate(text) if _is_dash(char)), len(text))


def _is_dash(char: str) -> bool:
    return unicodedata.category(char) == "Pd"
