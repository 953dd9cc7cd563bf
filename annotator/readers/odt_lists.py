"""The numbers that an OpenDocument text sets before list items and headings: counted here, they stand in no text."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex
from lxml import etree

from annotator.readers.docx_numbering import LEVELS, Level, written
from annotator.readers.odf import attribute, count_of, list_format, local, qualified

_KINDS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_MOST = 1_000_000

Levels = dict[int, Level]


@dataclass(slots=True)
class CountedItems:
    """A list while it is read. `levels`: its patterns; `counts`: how far each level has counted."""

    levels: Levels
    counts: list[int] = field(default_factory=lambda: [0] * LEVELS)

    def next(self, depth: int, start: int | None) -> str:
        """Count one item at `depth` and return what stands before it; `start`: a number that it says itself."""
        level = self.levels.get(depth)
        if level is None:
            return ""
        for above in range(depth):
            if not self.counts[above] and above in self.levels:
                self.counts[above] = self.levels[above].start
        following = self.counts[depth] + 1 if self.counts[depth] else level.start
        self.counts[depth] = following if start is None else start
        self.counts[depth + 1 :] = [0] * (LEVELS - depth - 1)
        return written(self.levels, self.counts, depth)


@dataclass(slots=True)
class OdtLists:
    """The lists of one file. `styles`: their patterns by name; `headings`: how headings count."""

    styles: dict[str, Levels] = field(default_factory=dict)
    headings: CountedItems = field(default_factory=lambda: CountedItems({}))
    _by_id: dict[str, CountedItems] = field(default_factory=dict)
    _by_style: dict[str, CountedItems] = field(default_factory=dict)

    def begin(self, element: etree._Element) -> CountedItems:
        """Return the count of a list that begins: anew, or going on where it says so."""
        style = attribute(element, "text", "style-name")
        continued = attribute(element, "text", "continue-list")
        found = self._by_id.get(continued) if continued else None
        if found is None and attribute(element, "text", "continue-numbering") == "true":
            found = self._by_style.get(style)
        if found is None:
            found = CountedItems(self.styles.get(style, {}))
        self._by_style[style] = found
        if name := element.get("{http://www.w3.org/XML/1998/namespace}id") or attribute(element, "text", "id"):
            self._by_id[name] = found
        return found


def lists_of(*roots: etree._Element | None) -> OdtLists:
    """Return the lists that the parts of a file declare."""
    found = OdtLists()
    for root in roots:
        if root is None:
            continue
        for style in root.iter(qualified("text", "list-style")):
            found.styles[attribute(style, "style", "name")] = dict(_levels(style))
        for outline in root.iter(qualified("text", "outline-style")):
            found.headings = CountedItems(dict(_levels(outline)))
    return found


def start_of(element: etree._Element) -> int | None:
    """Return the number that an item or a heading says itself, None for none."""
    said = attribute(element, "text", "start-value")
    return count_of(element, "text", "start-value", _MOST) if said else None


def _levels(style: etree._Element) -> Iterator[tuple[int, Level]]:
    for element in style:
        name = local(element)
        depth = count_of(element, "text", "level", 100) - 1 if name else LEVELS
        if depth >= LEVELS:
            continue
        if name == "list-level-style-bullet":
            yield depth, Level(1, "bullet", "")
        elif name in ("list-level-style-number", "outline-level-style"):
            kind = _KINDS.get(attribute(element, "style", "num-format"), "decimal")
            if kind != "none":
                yield depth, Level(start_of(element) or 1, kind, _pattern(element, depth))


def _pattern(element: etree._Element, depth: int) -> str:
    """Return a pattern such as "%1.%2."; how many levels it shows is said in one of two ways."""
    if said := list_format(element):
        return regex.sub(r"%([0-9]+)%", r"%\1", said)
    shown = min(count_of(element, "text", "display-levels", LEVELS), depth + 1)
    numbers = ".".join(f"%{level + 1}" for level in range(depth + 1 - shown, depth + 1))
    return attribute(element, "style", "num-prefix") + numbers + attribute(element, "style", "num-suffix")
