"""Where the letters of a text stand on one of its pages: from passages to rectangles, and from a point to the text.

Places on a page are fractions of its width and height, from its upper left corner, so that they hold at any size.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_NEAR = 0.02
"""A click so far from a letter still means it."""
_TALL = 1.6
"""An initial is so many times as high as the letters of its line, and stands beside the next ones too."""
_MOST_INITIALS = 2


@dataclass(frozen=True, slots=True)
class PlacedLetters:
    """Letters that stand together: code points of the text, half-open, and their box."""

    start: int
    stop: int
    box: Rectangle


@dataclass(frozen=True)
class PlacedLine:
    """The letters of a printed line, or of a column of Japanese, in the order of the text."""

    letters: tuple[PlacedLetters, ...]

    @cached_property
    def is_column(self) -> bool:
        """Whether it runs from top to bottom."""
        box = _around(self.letters)
        return box[3] - box[1] > box[2] - box[0]

    @cached_property
    def side_by_side(self) -> tuple[PlacedLetters, ...]:
        """The letters from left to right, or from top to bottom, whatever their order in the text."""
        return tuple(sorted(self.letters, key=lambda one: one.box[self.is_column] + one.box[2 + self.is_column]))

    @cached_property
    def _initials(self) -> tuple[PlacedLetters, ...]:
        """Large letters with which it begins."""
        begin, rest = self.letters[:_MOST_INITIALS], self.letters[_MOST_INITIALS:]
        highest = max(map(self._size, rest), default=float("inf"))
        return tuple(one for one in begin if self._size(one) > _TALL * highest)

    @cached_property
    def band(self) -> Rectangle:
        """What the line covers, without initials that hang into others."""
        return _around([one for one in self.letters if one not in self._initials])

    def rectangles(self, wanted: Sequence[tuple[int, int]]) -> Iterator[Rectangle]:
        """Yield the boxes of what stands side by side of some passages."""
        run: list[PlacedLetters] = []
        for one in self.side_by_side:
            is_marked = any(start < one.stop and one.start < stop for start, stop in wanted)
            is_cut = run and (one in self._initials) != (run[-1] in self._initials)
            if run and (not is_marked or is_cut):
                yield _around(run)
                run = []
            run += [one] if is_marked else []
        if run:
            yield _around(run)

    def _size(self, one: PlacedLetters) -> float:
        left, top, right, bottom = one.box
        return right - left if self.is_column else bottom - top


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """How many pages there are, and how the file itself calls each (“iv”, “A-3”), empty where it does not say."""

    count: int
    labels: tuple[str, ...] = ()

    def called(self, index: int) -> str:
        """Return how a page is called: by its number, with the printed label where that is another."""
        label = self.labels[index] if index < len(self.labels) else ""
        return f"{index + 1} ({label})" if label and label != str(index + 1) else str(index + 1)


@dataclass(frozen=True, slots=True)
class PageMap:
    """The lines of one page. `is_exact`: the text is that of the page; else only what was found again is here.

    `aspect`: how high the page is for its width.
    """

    lines: tuple[PlacedLine, ...] = ()
    is_exact: bool = True
    aspect: float = 1.0

    def rectangles(self, ranges: Iterable[tuple[int, int]]) -> list[Rectangle]:
        """Return what to mark of passages, each as code points, half-open: for each line what stands side by side."""
        wanted = [(start, stop) for start, stop in ranges if start < stop]
        return [rectangle for line in self.lines for rectangle in line.rectangles(wanted)] if wanted else []

    def span_of(self) -> tuple[int, int] | None:
        """Return the first and the last code point that the page has, half-open; None where it has none."""
        letters = [one for line in self.lines for one in line.letters]
        return (min(one.start for one in letters), max(one.stop for one in letters)) if letters else None

    def letters_at(self, x: float, y: float) -> PlacedLetters | None:
        """Return the letters at a place of the page: those nearest of the line that it is in; None where none is near.

        A blank between two words is of their line.
        """
        here = [one for line in self.lines for one in line.letters if self._away(one.box, x, y) == 0]
        if here:
            return min(here, key=lambda one: _to_middle(one.box, x, y))
        lines = [line for line in self.lines if self._away(line.band, x, y) == 0] or self.lines
        near = [(self._away(one.box, x, y), one) for line in lines for one in line.letters]
        least = min(near, key=lambda one: one[0], default=None)
        is_in_line = lines is not self.lines
        return least[1] if least is not None and (is_in_line or least[0] < _NEAR) else None

    def _away(self, box: Rectangle, x: float, y: float) -> float:
        left, top, right, bottom = box
        return max(left - x, x - right, (top - y) * self.aspect, (y - bottom) * self.aspect, 0.0)


def _around(letters: Sequence[PlacedLetters]) -> Rectangle:
    lefts, tops, rights, bottoms = zip(*(one.box for one in letters), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _to_middle(box: Rectangle, x: float, y: float) -> float:
    left, top, right, bottom = box
    return ((left + right) / 2 - x) ** 2 + ((top + bottom) / 2 - y) ** 2
