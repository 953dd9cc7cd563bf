"""Random texts with formulas that repeat, edited at random, where each word is known again; and if a move is right."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from annotator.model.moving.normal import normal_of
from annotator.model.moving.places import Mover
from annotator.model.span import Extent

FORMULAS = (
    *("the Council,", "the Security Council", "Member States", "recalls its resolution", "noting with concern"),
    *("the report of the Secretary-General", "Acting under Chapter VII of the Charter,", "the General Assembly"),
)
HEAD = ("HEADER", "of", "page", "S/RES/1540", "(2004)")
Word = tuple[int, str]


@dataclass(frozen=True)
class Edits:
    """How much is edited: shares of words, but for `moves`, the number of passages that go elsewhere."""

    corrected: float = 0.0
    dropped: float = 0.0
    added: float = 0.0
    replaced: float = 0.0
    moves: int = 0
    drops_heads: bool = False


class Outcome(StrEnum):
    """What became of a passage. KEPT: it stayed, though all of it is there in one piece; GONE: it is not."""

    RIGHT = "right"
    WRONG = "wrong"
    KEPT = "left, though it is there"
    GONE = "left, since it is not there"


def words(draw: random.Random, number: int) -> list[str]:
    """Return random words, formulas and running heads."""
    size = draw.choice([50, 400, 3000])
    known = ["".join(draw.choice("etaoinshrdlu") for _ in range(draw.randint(2, 9))) for _ in range(size)]
    found: list[str] = []
    while len(found) < number:
        kind = draw.random()
        if kind < 0.12:
            found += draw.choice(FORMULAS).split()
        elif kind < 0.15:
            found += HEAD
        else:
            found.append(draw.choice(known) + draw.choice(["", "", "", "", ",", "."]))
    return found[:number]


def printed(draw: random.Random, text: Sequence[Word], kind: str) -> tuple[str, dict[int, Extent]]:
    """Return a text set as lines, as words a line, as paragraphs, wide or plain; and where each word stands in it."""
    pieces: list[str] = []
    places: dict[int, Extent] = {}
    at = column = 0
    for number, (id, word) in enumerate(text):
        between = "" if number == 0 else _between(draw, kind, column)
        column = 0 if "\n" in between else column + len(word) + 1
        if kind == "lines" and len(word) > 6 and word.isalpha() and draw.random() < 0.1:
            middle = len(word) // 2
            word = word[:middle] + draw.choice(["-\n", "-", "\u00ad\n"]) + word[middle:]
        pieces += [between, word]
        at += len(between)
        places[id] = Extent(at, at + len(word))
        at += len(word)
    return "".join(pieces), places


def _between(draw: random.Random, kind: str, column: int) -> str:
    if kind == "words" or (kind == "lines" and column > 60):
        return "\n"
    if kind == "paragraphs" and draw.random() < 0.03:
        return "\n\n"
    return "  " if kind == "wide" else " "


def edited(draw: random.Random, text: Sequence[Word], edits: Edits) -> list[Word]:
    """Return a text with its words corrected, dropped, added, replaced and moved; new ones have new numbers."""
    new = [(id, _misread(draw, word) if draw.random() < edits.corrected else word) for id, word in text]
    fresh = count(10**6)

    def some(number: int) -> list[Word]:
        return [(next(fresh), word) for word in words(draw, number)]

    for share, drops, adds in ((edits.dropped, 1, 0), (edits.added, 0, 1), (edits.replaced, 1, 1)):
        for _ in range(int(len(new) * share)):
            at, length = draw.randrange(len(new)), draw.choice([1, 1, 2, 5, 12, 30])
            new[at : at + length * drops] = some(length * adds)
    for _ in range(edits.moves):
        length = draw.choice([10, 40, 120])
        at = draw.randrange(max(1, len(new) - length))
        part = new[at : at + length]
        del new[at : at + length]
        to = draw.randrange(len(new) + 1)
        new[to:to] = part
    return list(_without_heads(draw, new)) if edits.drops_heads else new


def _misread(draw: random.Random, word: str) -> str:
    if len(word) < 3:
        return word
    at = draw.randrange(len(word))
    return word[:at] + draw.choice("eclinrtou") + word[at + draw.choice([0, 1]) :]


def _without_heads(draw: random.Random, text: Sequence[Word]) -> Iterable[Word]:
    at = 0
    while at < len(text):
        if text[at][1] == HEAD[0] and draw.random() < 0.7:
            at += len(HEAD)
        else:
            yield text[at]
            at += 1


def outcomes(seed: int, edits: Edits, passages: int = 40) -> list[Outcome]:
    """Return what became of random passages of a random text that was edited."""
    draw = random.Random(seed)
    text = list(enumerate(words(draw, draw.choice([60, 300, 1500]))))
    old, places = printed(draw, text, draw.choice(["lines", "lines", "words", "paragraphs", "wide"]))
    after = edited(draw, text, edits)
    new, moved = printed(draw, after, draw.choice(["plain", "plain", "paragraphs", "lines"]))
    mover, found = Mover(old, new), []
    order = {id: place for place, (id, _) in enumerate(after)}
    for _ in range(passages):
        first = draw.randrange(len(text))
        last = min(len(text) - 1, first + draw.choice([0, 0, 1, 1, 2, 5, 15, 40]))
        extent = Extent(places[first].start, places[last].stop)
        got = mover.move((extent,))
        if got is None:
            is_there = all(order.get(id) == order.get(first, -1) + id - first for id in range(first, last + 1))
            found.append(Outcome.KEPT if is_there else Outcome.GONE)
        else:
            [now] = got.extents
            is_right = _is_right(range(first, last + 1), after, moved, now) or _is_alike(old, extent, new, now)
            found.append(Outcome.RIGHT if is_right else Outcome.WRONG)
    return found


def _is_right(of: range, after: Sequence[Word], places: dict[int, Extent], now: Extent) -> bool:
    """Whether a place has the words of a passage that are left there, begins and ends with words, and misses none."""
    covered = [
        place for place, (id, _) in enumerate(after) if places[id].start >= now.start and places[id].stop <= now.stop
    ]
    if not covered:
        return False
    first, last = covered[0], covered[-1]
    if (places[after[first][0]].start, places[after[last][0]].stop) != now:
        return False
    next_to = [after[at][0] for at in (first - 2, first - 1, last + 1, last + 2) if 0 <= at < len(after)]
    inside = sum(after[place][0] in of for place in covered)
    return inside >= 0.6 * len(of) and not any(id in of for id in next_to)


def _is_alike(old: str, before: Extent, new: str, now: Extent) -> bool:
    """Whether the words are the same, and those around them: nobody could tell the two places apart."""
    return all(
        normal_of(one) == normal_of(other)
        for one, other in (
            (old[slice(*before)], new[slice(*now)]),
            (old[: before.start][-30:], new[: now.start][-30:]),
            (old[before.stop :][:30], new[now.stop :][:30]),
        )
    )
