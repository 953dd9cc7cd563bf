"""Patterns of names as people write them: `{ISO3}_{session}_{year}` has three parts, told apart by what stands between.

`{}` is a part that is passed over, `{year:4}` one of four characters. Each part is as short as the rest allows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from annotator.model.document import DocumentInfo
from annotator.model.errors import NotAllowed
from annotator.model.joining.keys import FILE_ENDINGS, stem_of

_PART = regex.compile(r"\{([^{}]*)\}")
_WIDTH = regex.compile(r"(.*?)\s*:\s*(\d{1,3})")
_WRITE = "write it as {country}_{session}_{year}"


@dataclass(frozen=True, slots=True)
class NameSlot:
    """A part of a pattern. `width`: its characters, 0 for as many as there are; `then`: what follows it."""

    name: str
    width: int
    then: str


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A pattern, read. `start`: what all names begin with; `folders`: how many of a file's folders it speaks of."""

    text: str
    start: str
    slots: tuple[NameSlot, ...]
    folders: int = 0

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts, without those that are passed over."""
        return tuple(slot.name for slot in self.slots if slot.name)

    def split(self, name: str) -> dict[str, str] | None:
        """Return the parts of a name by their names, None where it is not of this pattern."""
        folded = _lowered(name)
        if not folded.startswith(_lowered(self.start)):
            return None
        ends = _ends_of(self.slots, folded, len(self.start))
        if ends is None:
            return None
        found = {slot.name: name[start:stop].strip() for slot, (start, stop) in zip(self.slots, ends, strict=True)}
        found.pop("", None)
        return found

    def parts_of(self, document: DocumentInfo) -> dict[str, str] | None:
        """Return the parts of the name of a document's file, or where that is not of the pattern of its title."""
        for name in (self._name_of(document.source), document.title):
            if name and (found := self.split(name)) is not None:
                return found
        return None

    def _name_of(self, source: str) -> str:
        folders = source.replace("\\", "/").split("/")[:-1] if self.folders else []
        return "/".join([*folders[-self.folders :], stem_of(source)]) if folders else stem_of(source)


def read_pattern(text: str) -> NamePattern:
    """Return the pattern of a text; raises `NotAllowed` where it is none."""
    wanted = text.strip()
    stem, dot, ending = wanted.rpartition(".")
    plain = stem if dot and stem and f".{ending.casefold()}" in FILE_ENDINGS else wanted
    pieces = _PART.split(plain)
    start, slots = pieces[0], []
    for inner, then in zip(pieces[1::2], pieces[2::2], strict=True):
        wide = _WIDTH.fullmatch(inner)
        name, width = (wide[1], int(wide[2])) if wide else (inner, 0)
        slots.append(NameSlot(" ".join(name.split()), width, then))
    _refuse_unsound(wanted, start, slots)
    return NamePattern(wanted, start, tuple(slots), plain.count("/"))


def _refuse_unsound(text: str, start: str, slots: list[NameSlot]) -> None:
    names = [slot.name for slot in slots if slot.name]
    if not slots or any(char in piece for piece in (start, *(slot.then for slot in slots)) for char in "{}"):
        raise NotAllowed(f"“{text}” is no pattern of names; {_WRITE}, each part in braces.")
    if not names:
        raise NotAllowed(f"No part of the pattern “{text}” has a name; {_WRITE}.")
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise NotAllowed(f"“{twice}” stands twice in the pattern “{text}”; give each part a name of its own.")
    if any(not slot.then and not slot.width for slot in slots[:-1]):
        raise NotAllowed(
            f"Nothing stands between two parts of the pattern “{text}”, so that nobody knows where one ends; say how "
            "many characters it has, as in {country:3}{year:4}."
        )


def _lowered(text: str) -> str:
    """Return a text in small letters, as long as it was: a letter that would become two stays."""
    if text.isascii():
        return text.lower()
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def _ends_of(slots: tuple[NameSlot, ...], name: str, start: int) -> list[tuple[int, int]] | None:
    """Return (start, stop) of each part, each as short as the rest allows; None where they do not fill the name."""

    @cache
    def fits(number: int, at: int) -> int:
        """Return where the part that begins at `at` ends, -1 where the rest of the name is not of the pattern."""
        slot, is_last = slots[number], number == len(slots) - 1
        for stop in _stops(slot, is_last, name, at):
            if is_last or fits(number + 1, stop + len(slot.then)) >= 0:
                return stop
        return -1

    found: list[tuple[int, int]] = []
    at = start
    for number, slot in enumerate(slots):
        stop = fits(number, at)
        if stop < 0:
            return None
        found.append((at, stop))
        at = stop + len(slot.then)
    return found


def _stops(slot: NameSlot, is_last: bool, name: str, at: int) -> Iterator[int]:
    """Yield where a part may end that begins at a place, the nearest first."""
    then = _lowered(slot.then)
    stop = at + slot.width
    if is_last:
        stop = len(name) - len(then)
        if stop > at and name.endswith(then) and slot.width in (0, stop - at):
            yield stop
    elif slot.width:
        if name.startswith(then, stop):
            yield stop
    else:
        while (stop := name.find(then, stop + 1)) > 0:
            yield stop
