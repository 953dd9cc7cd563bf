"""Glyphs of scripts whose letters join, as clusters: what shares an origin, with how far it moves on.

A browser writes a Devanagari syllable at the first of its glyphs and hands out boxes of single glyphs, and Arabic
letters in any order. How far a cluster moves on is therefore learned: it is the shortest way from one like it to the
next on the same line, anywhere in the document.
"""

import itertools
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from statistics import median_low

import regex

from annotator.readers.pdf_layout.glyphs import RIGHT_TO_LEFT, Bools, PageGlyphs

_SAME, _LINE = 0.02, 0.3
_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_SPACING_MATRA = regex.compile("[\u093e\u093f\u0940\u0949\u094b\u094c]")
_WIDTHS = 20
_STEP, _OFTEN, _FAR = 0.01, 0.3, 3.0
_DOUBT = 0.12
"""What is learned is believed where it is so near the box, in em: a cluster may never have another right beside it."""
_NEARER = 0.6
_REACH = 0.6
_ABOVE = 0.45
_NEAR = 4
"""A cluster whose other glyphs repeat its text has them among so many before."""

Key = tuple[str, int, int]


@dataclass(slots=True)
class GlyphCluster:
    """Glyphs of one origin. `blank`: whether the file has a blank before it that is none of PDFium's guesses."""

    text: str
    x0: float
    x1: float
    y: float
    em: float
    font: int
    blank: bool
    shape: tuple[float, float, float]
    """Width, bottom and top of its box, in em about the origin."""
    parts: list[str] = field(default_factory=list)
    glyphs: list[int] = field(default_factory=list)
    """Which glyphs of the page it is made of."""

    @property
    def key(self) -> Key:
        """What clusters of the same width have in common."""
        return self.text, self.font, round(self.shape[0] * _WIDTHS)


class Advances:
    """How far each kind of cluster of a document moves on, in em: the way to the next one right of it on its line."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._seen: dict[Key, Counter[int]] = defaultdict(Counter)
        self._ways: dict[Key, float] = {}
        self._beyond: dict[bool, float] = {}
        """How far syllables mostly reach beyond their boxes, by whether they have a vowel sign beside their letter."""

    def learn(self, clusters: list[GlyphCluster]) -> None:
        """Learn from the clusters of a page."""
        lines = defaultdict(list)
        for one in clusters:
            lines[round(one.y / one.em / _LINE)].append(one)
        for line in lines.values():
            line.sort(key=lambda one: one.x0)
            for one, other in itertools.pairwise(line):
                way = (other.x0 - one.x0) / one.em
                if _SAME < way < _FAR:
                    self._seen[one.key][round(way / _STEP)] += 1

    def settle(self) -> None:
        """Make out how far each kind moves on, once all pages are known: the shortest way that is common."""
        beyond: dict[bool, list[float]] = defaultdict(list)
        for key, ways in self._seen.items():
            least = max(1, _OFTEN * max(ways.values()))
            way = _STEP * min(way for way, count in ways.items() if count + ways[way + 1] >= least)
            self._ways[key] = way
            beyond[_has_sign(key[0])].append(way - key[2] / _WIDTHS)
        self._beyond = {kind: median_low(found) for kind, found in beyond.items()}

    def of(self, cluster: GlyphCluster) -> float:
        """Return how far a cluster moves on, in points: as learned, or by its box where what follows never touches."""
        guess = max(cluster.x1 - cluster.x0, 0.0) / cluster.em
        if _DEVANAGARI.match(cluster.text):
            guess += self._beyond.get(_has_sign(cluster.text), 0.0)
        way = self._ways.get(cluster.key)
        if way is not None and cluster.shape[1] > _ABOVE and len(cluster.text) > 1:
            return cluster.em * way  # the box is that of a mark alone
        least = guess * _NEARER if _DEVANAGARI.match(cluster.text) else guess - _DOUBT
        likely = way is not None and least < way < guess + _DOUBT
        return cluster.em * (way if way is not None and likely else guess)


def _has_sign(text: str) -> bool:
    """Whether a syllable has a vowel sign beside its letter, which some programs' boxes leave out."""
    return len(text) > 1 and _SPACING_MATRA.search(text) is not None


def clusters_of(page: PageGlyphs, ink: Bools) -> list[GlyphCluster]:
    """Return the clusters of a page in the order of the file, each as wide as its box."""
    return _without_copies(_by_origin(page, ink))


def _by_origin(page: PageGlyphs, ink: Bools) -> list[GlyphCluster]:
    found: dict[tuple[int, int], GlyphCluster] = {}
    order: list[GlyphCluster] = []
    last: GlyphCluster | None = None
    blank_at: float | None = None
    text = page.text
    columns = (page.boxes.tolist(), page.origins.tolist(), page.ems.tolist(), page.fonts.tolist(), ink.tolist())
    for index, (box, (x, y), em, font, has_ink) in enumerate(zip(*columns, strict=True)):
        char = text[index]
        if not has_ink:
            blank_at = x if blank_at is None else blank_at
            continue
        em = em or 1.0
        place = round(x / em / _SAME), round(y / em / _SAME)
        near = found.get(place) if _may_join_others(char) else None
        if near is None and last is not None and _same_glyph(last, x, y, box, em):
            near = last
        if near is not None:
            near.parts.append(char)
            near.glyphs.append(index)
            near.x1 = max(near.x1, box[2])
        else:
            is_blank = blank_at is not None and last is not None and abs(blank_at - last.x0) > _SAME * em
            shape = ((box[2] - box[0]) / em, (box[1] - y) / em, (box[3] - y) / em)
            near = GlyphCluster("", x, box[2], y, em, font, is_blank, shape, [char], [index])
            found[place] = near
            order.append(near)
        last, blank_at = near, None
    for one in order:
        one.text = _text_of(one.parts)
        one.shape = ((one.x1 - one.x0) / one.em, *one.shape[1:])
    return order


@lru_cache(maxsize=4096)
def _may_join_others(char: str) -> bool:
    return RIGHT_TO_LEFT.match(char) is not None or unicodedata.combining(char) != 0


def _same_glyph(last: GlyphCluster, x: float, y: float, box: list[float], em: float) -> bool:
    """Whether a character is of the glyph of the one before: PDFium divides a glyph's box among its characters."""
    bottom, top = (box[1] - y) / em, (box[3] - y) / em
    return (
        abs(x - last.x0) < _SAME * em
        and abs(y - last.y) < _SAME * em
        and abs(bottom - last.shape[1]) < _SAME
        and abs(top - last.shape[2]) < _SAME
    )


def _text_of(parts: list[str]) -> str:
    """Return the characters of a cluster, in Arabic and Hebrew the letter before its marks."""
    if len(parts) > 1 and any(RIGHT_TO_LEFT.match(part) for part in parts):
        # Lam stands before alef, with which it makes one glyph, and marks stand behind what bears them.
        parts = sorted(parts, key=lambda char: 0 if char == "ل" else 2 if unicodedata.category(char) == "Mn" else 1)
    return "".join(parts)


def _without_copies(clusters: list[GlyphCluster]) -> list[GlyphCluster]:
    """Join the glyphs of a syllable of which each has the syllable's whole text."""
    kept: list[GlyphCluster] = []
    for one in clusters:
        first = next((other for other in reversed(kept[-_NEAR:]) if _is_copy(other, one) or _is_part(other, one)), None)
        if first is None:
            kept.append(one)
        elif len(one.text) > len(first.text):
            kept[kept.index(first)] = one
            one.glyphs = [*first.glyphs, *one.glyphs]
        else:
            first.glyphs += one.glyphs
            if first is kept[-1]:
                first.x1 = max(first.x1, one.x1)
    return kept


def _is_part(first: GlyphCluster, second: GlyphCluster) -> bool:
    """Whether one is a mark of the other that bears a part of its text."""
    if abs(first.x0 - second.x0) >= 2 * _SAME * first.em or abs(first.y - second.y) >= 2 * _LINE * first.em:
        return False
    one, other = set(first.text), set(second.text)
    return one < other or other < one


def _is_copy(first: GlyphCluster, second: GlyphCluster) -> bool:
    """Whether the second is a further glyph of the first; one that comes twice looks the same."""
    if len(first.text) < 2 or first.text != second.text or abs(first.y - second.y) > 2 * _LINE * first.em:
        return False
    reach = (_REACH if _DEVANAGARI.match(first.text) else 0.1) * first.em
    return _differ(first, second) and first.x0 - reach < second.x0 < first.x1 + reach


def _differ(first: GlyphCluster, second: GlyphCluster) -> bool:
    """Whether two clusters of one text are different glyphs: a syllable that comes twice is the same ones."""
    return any(abs(one - other) > _LINE / 4 for one, other in zip(first.shape, second.shape, strict=True))
