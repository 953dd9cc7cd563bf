"""The marks of a document, found by place: a paint, a key and an edit ask for a few hundred characters, never for all.

Each extent lies in the smallest bin that holds it (bins of 512 characters, of 4096, and so on), so that a query
looks into a handful of bins however many marks there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.model.span import Extent

_SHIFTS = (9, 12, 15, 18, 21, 24)
_ROOT = 31


@dataclass(frozen=True, slots=True)
class Mark:
    """A span as the reader shows it. `label`: the word to show; `style_key`: which look; `lane`: which coder's.

    `doubt`, `noted`: whether it is in doubt, and whether it has a note. `settled`: whether its case is decided.
    """

    id: str
    label: str
    style_key: str
    extents: tuple[Extent, ...]
    doubt: bool = False
    lane: int = 0
    noted: bool = False
    settled: bool = False

    @property
    def start(self) -> int:
        """The first code point, 0 without extents."""
        return self.extents[0].start if self.extents else 0

    @property
    def stop(self) -> int:
        """One past the last code point, 0 without extents."""
        return self.extents[-1].stop if self.extents else 0


class MarkIndex:
    """Marks by id and by place. A mark without extents (about the whole document) is kept but met nowhere."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._marks: dict[str, Mark] = {}
        self._whole: dict[str, Mark] = {}
        self._bins: dict[int, list[Mark]] = {}
        for mark in marks:
            self.put(mark)

    def __len__(self) -> int:
        return len(self._marks)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks.values())

    def get(self, mark_id: str | None) -> Mark | None:
        """Return the mark with this id."""
        return self._marks.get(mark_id) if mark_id is not None else None

    def about_the_whole(self) -> tuple[Mark, ...]:
        """Return the marks without extents, by lane and word."""
        return tuple(sorted(self._whole.values(), key=lambda mark: (mark.lane, mark.label, mark.id)))

    def put(self, mark: Mark) -> Mark | None:
        """Add a mark, or put it in the place of the one with its id, which is returned."""
        former = self.remove(mark.id) if mark.id in self._marks else None
        self._marks[mark.id] = mark
        if not mark.extents:
            self._whole[mark.id] = mark
        for start, stop in mark.extents:
            key = _bin_of(start, stop)
            if key in self._bins:
                self._bins[key].append(mark)
            else:
                self._bins[key] = [mark]
        return former

    def remove(self, mark_id: str) -> Mark | None:
        """Take a mark out and return it; None where there is none with this id."""
        mark = self._marks.pop(mark_id, None)
        self._whole.pop(mark_id, None)
        for start, stop in mark.extents if mark else ():
            key = _bin_of(start, stop)
            found = self._bins[key]
            del found[next(at for at, each in enumerate(found) if each is mark)]
            if not self._bins[key]:
                del self._bins[key]
        return mark

    def meeting(self, start: int, stop: int) -> list[Mark]:
        """Return the marks with a character in `[start, stop)`, each once, by start, longest first."""
        found: dict[str, Mark] = {}
        for key in _bins_meeting(start, stop):
            for mark in self._bins.get(key, ()):
                # No generator: this is asked of every mark near a key.
                for a, b in mark.extents:
                    if a < stop and b > start:
                        found[mark.id] = mark
                        break
        return sorted(found.values(), key=reading_order)


def reading_order(mark: Mark) -> tuple[int, int, str]:
    """Sort key: by start, the longer first, then by id, so that the same marks always stand in the same order."""
    return mark.start, -mark.stop, mark.id


def _bin_of(start: int, stop: int) -> int:
    """Return the key of the smallest bin that holds a range: its number and its size in one integer."""
    last = max(start, stop - 1)
    for shift in _SHIFTS:
        if start >> shift == last >> shift:
            return start >> shift << 5 | shift
    return _ROOT


def _bins_meeting(start: int, stop: int) -> Iterator[int]:
    last = max(start, stop - 1)
    for shift in _SHIFTS:
        yield from (number << 5 | shift for number in range(start >> shift, (last >> shift) + 1))
    yield _ROOT
