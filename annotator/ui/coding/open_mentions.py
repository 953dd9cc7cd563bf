"""Which mentions of a text are still open, as spans come and go: a step costs what it touches."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotator.acts.mentions import Mention
from annotator.model.ids import ActorId
from annotator.model.span import Extent


class OpenMentions:
    """Mentions in order, none overlapping another. One is open while no span that names an actor lies over it."""

    def __init__(self, found: Sequence[Mention], coded: Iterable[tuple[str, tuple[Extent, ...]]]) -> None:
        """`coded`: (id, extents) of the spans that name actors."""
        self._found = list(found)
        self._starts = [one.start for one in self._found]
        self._stops = [one.stop for one in self._found]
        self._covered = [0] * len(self._found)
        self._open = bytearray([1]) * len(self._found)
        self._coded: dict[str, tuple[Extent, ...]] = {}
        self.follow(dict(coded), ())

    def follow(self, coded: Mapping[str, tuple[Extent, ...]], gone: Iterable[str]) -> bool:
        """Note spans that were coded or changed, and (by id) spans that are gone; whether others are open now."""
        touched: dict[int, int] = {}
        for id in (*gone, *coded):
            self._count(self._coded.pop(id, ()), -1, touched)
        for id, extents in coded.items():
            self._coded[id] = extents
            self._count(extents, 1, touched)
        changed = [at for at in touched if bool(self._covered[at]) is bool(self._open[at])]
        for at in changed:
            self._open[at] = not self._covered[at]
        return bool(changed)

    def every(self) -> list[Mention]:
        """Return all, open or not."""
        return self._found

    def which(self) -> bytes:
        """Return a 1 for each of `every` that is open, and a 0 for each other."""
        return bytes(self._open)

    def all(self) -> list[Mention]:
        """Return those that are open."""
        return [one for one, is_open in zip(self._found, self._open, strict=True) if is_open]

    def near(self, start: int, stop: int) -> list[Mention]:
        """Return the open ones that meet `[start, stop)`."""
        return [self._found[at] for at in self._meeting(start, stop) if not self._covered[at]]

    def at(self, position: int) -> Mention | None:
        """Return the open one over the character at a position, or else the one that ends there."""
        found = self.near(position, position + 1) or self.near(position - 1, position)
        return found[0] if found else None

    def beside(self, position: int, steps: int) -> Mention | None:
        """Return the next open one that begins after a position, or (negative) the last one that ends before it."""
        if steps > 0:
            ways: Iterable[int] = range(bisect_right(self._starts, position), len(self._found))
        else:
            ways = reversed(range(bisect_left(self._starts, position)))
        return next((self._found[at] for at in ways if not self._covered[at]), None)

    def certain(self) -> tuple[list[tuple[Mention, ActorId]], int]:
        """Return the open ones that name one actor alone, with that actor; and how many name several."""
        found = self.all()
        sure = [(one, one.actors[0]) for one in found if len(one.actors) == 1]
        return sure, len(found) - len(sure)

    def _meeting(self, start: int, stop: int) -> Iterator[int]:
        yield from range(bisect_right(self._stops, start), bisect_left(self._starts, stop))

    def _count(self, extents: Iterable[Extent], change: int, touched: dict[int, int]) -> None:
        for start, stop in extents:
            for at in self._meeting(start, stop):
                self._covered[at] += change
                touched[at] = touched.get(at, 0) + change
