"""The numbers that Word sets before paragraphs: they stand in no text of the file and are counted here.

"As stated in paragraph 3" needs them. ECMA-376 part 1, section 17.9.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import regex
from lxml import etree

from annotator.readers.ooxml import attribute, child, children, local, value_of

LEVELS = 9
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
BULLET = "-"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts: `text` is a pattern such as "%1.%2"."""

    start: int
    kind: str
    text: str


@dataclass(slots=True)
class Numbering:
    """The lists of one file and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def label(self, properties: etree._Element | None) -> str:
        """Count the paragraph that has these properties and return what stands before it, "" for nothing."""
        number, depth = self._place(properties)
        levels = self.levels.get(self.lists.get(number, ""), {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(self.lists[number], [0] * LEVELS)
        for above in range(depth):
            if not counts[above] and above in levels:
                counts[above] = levels[above].start
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (LEVELS - depth - 1)
        return written(levels, counts, depth)

    def _place(self, properties: etree._Element | None) -> tuple[str, int]:
        if properties is None:
            return "", 0
        number, depth = self.by_style.get(value_of(child(properties, "pStyle")), ("", 0))
        own = child(properties, "numPr")
        if own is not None:
            number = value_of(child(own, "numId")) or number
            depth = _integer(value_of(child(own, "ilvl")), depth)
        return number, min(max(depth, 0), LEVELS - 1)


def written(levels: Mapping[int, Level], counts: Sequence[int], depth: int) -> str:
    """Return what stands before an item at `depth`, "" for nothing; `counts`: how far each level has counted."""
    if levels[depth].kind == "bullet":
        return BULLET
    return regex.sub(r"%([1-9])", lambda found: _shown(levels, counts, int(found[1]) - 1), levels[depth].text).strip()


def numbering_of(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """Return the lists that numbering.xml and styles.xml declare."""
    found = Numbering()
    for element in () if numbering is None else numbering:
        match local(element):
            case "abstractNum":
                if name := attribute(element, "abstractNumId"):
                    found.levels[name] = dict(_levels(element))
            case "num":
                _add_list(found, element)
    if styles is not None:
        found.by_style = _styles(styles)
    return found


def _add_list(found: Numbering, element: etree._Element) -> None:
    number, base = attribute(element, "numId"), value_of(child(element, "abstractNumId"))
    overrides = {
        _integer(attribute(override, "ilvl"), 0): _integer(value_of(start), 1)
        for override in children(element, "lvlOverride")
        if (start := child(override, "startOverride")) is not None
    }
    found.lists[number] = base
    if overrides:
        # A list that begins anew counts by itself; others continue the list that they share a pattern with.
        found.lists[number] = f"{base}/{number}"
        found.levels[f"{base}/{number}"] = {
            depth: Level(overrides.get(depth, level.start), level.kind, level.text)
            for depth, level in found.levels.get(base, {}).items()
        }


def _levels(element: etree._Element) -> Iterator[tuple[int, Level]]:
    for level in children(element, "lvl"):
        start = _integer(value_of(child(level, "start")), 1)
        kind = value_of(child(level, "numFmt")) or "decimal"
        depth = _integer(attribute(level, "ilvl"), 0)
        if depth < LEVELS:
            yield depth, Level(start, kind, value_of(child(level, "lvlText")))


def _styles(styles: etree._Element) -> dict[str, tuple[str, int]]:
    own: dict[str, tuple[str, int]] = {}
    parents: dict[str, str] = {}
    for style in children(styles, "style"):
        name = attribute(style, "styleId")
        parents[name] = value_of(child(style, "basedOn"))
        properties = child(style, "pPr")
        numbered = child(properties, "numPr") if properties is not None else None
        if numbered is not None:
            own[name] = value_of(child(numbered, "numId")), _integer(value_of(child(numbered, "ilvl")), 0)
    found = {}
    for name in parents:
        at, seen = name, set[str]()
        while at and at not in own and at not in seen:
            seen.add(at)
            at = parents.get(at, "")
        if at in own:
            found[name] = own[at]
    return found


def _shown(levels: Mapping[int, Level], counts: Sequence[int], depth: int) -> str:
    kind, number = (levels[depth].kind if depth in levels else "decimal"), counts[depth]
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        # Word goes on from z with aa, bb, cc.
        letters = chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 20)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _roman(number).upper() if kind == "upperRoman" else _roman(number)
    if kind == "decimalZero":
        return f"{number:02d}"
    return "" if kind in ("none", "bullet") else str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters


def _integer(text: str, default: int) -> int:
    return int(text) if regex.fullmatch(r"[0-9]{1,6}", text) else default
