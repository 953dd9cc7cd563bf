"""Where a text mentions registered actors: their names and aliases, as they are written, at word borders.

Matching is literal and keeps to case ("US" is not "us"); a longer alias wins over a shorter one inside it. An alias
that several actors have is one mention with all of them. Chinese and Japanese have no word borders; Arabic writes
"and", "by", "to", "as" and the article in one word with what follows. An office is also found by whose it is
("France's president"). Words that only look like an actor's name
("Rome Statute", 印度洋) are given as such, and keep shorter names inside them from being found.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId

try:
    from ahocorasick_rs import AhoCorasick
except ImportError:  # there is no wheel for Windows on ARM
    from annotator.acts.aliases import AhoCorasick  # type: ignore[assignment]

Found = tuple[int, int, int]
"""(number of the alias, start, stop)."""


class Mention(NamedTuple):
    """A passage that names an actor, in code points. `actors`: whose alias it is, in the order of the register."""

    start: int
    stop: int
    actors: tuple[ActorId, ...]


SHORTEST_IN_CAPITALS = 4
"""An alias of so many letters is also found in capitals, as headlines write it."""

# A line break or a hard blank within a name is a blank, and an apostrophe is one however it is written: the matcher
# sees the same number of characters, so that offsets hold.
_SEEN_AS = (("\n", " "), ("\t", " "), ("\u00a0", " "), ("\u202f", " "), ("’", "'"), ("ʼ", "'"), ("‑", "-"))
_NO_BORDERS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_ARABIC = regex.compile(r"\p{Arabic}")
_PROCLITICS = regex.compile(r"(?:^|[^\p{L}\p{M}\p{N}_])[وف]?[بكل]?(?:ال)?\Z")
_LONGEST_PROCLITIC = 5
# 中方 is China's side; in 其中方案 “a plan among them” 方 belongs to what follows. 面临, 针对, 法国 are words.
_NO_SIDE = regex.compile("[便案式程]|面(?![临对])|针(?!对)|法(?![国方院律])")


class MentionFinder:
    """Finds the mentions of a register's actors; made once for a register and used for any number of texts.

    `others`: words that name nobody in it, though a name stands in them.
    """

    def __init__(self, actors: Iterable[Actor], others: Iterable[str] = ()) -> None:
        aliases: dict[str, dict[ActorId, None]] = defaultdict(dict)
        for actor in actors:
            names = (actor.name, *actor.aliases)
            own = _possessives(names) if actor.kind is ActorKind.OFFICE else ()
            for alias in (*names, *own):
                for form in _forms(alias):
                    aliases[form][actor.id] = None
        for word in others:
            for form in _forms(word):
                aliases.setdefault(form, {})
        self._actors = [tuple(found) for found in aliases.values()]
        self._automaton = AhoCorasick(list(aliases)) if aliases else None

    def find(self, text: str) -> list[Mention]:
        """Return the mentions in a text, in order, none overlapping another."""
        if self._automaton is None:
            return []
        seen = _seen(text)
        found = self._automaton.find_matches_as_indexes(seen, overlapping=True)
        return list(self._longest_first(seen, found))

    def _longest_first(self, text: str, found: list[Found]) -> Iterator[Mention]:
        free = 0
        found.sort(key=lambda one: (one[1], -one[2]))
        for number, start, stop in found:
            if start >= free and _is_whole(text, start, stop):
                free = stop
                if self._actors[number]:
                    yield Mention(start, stop, self._actors[number])


def _seen(text: str) -> str:
    # Much faster than `translate`, which goes through the characters one by one.
    for written, seen in _SEEN_AS:
        text = text.replace(written, seen)
    return text


def _forms(alias: str) -> Iterator[str]:
    """Yield how an alias is written: as it is, in capitals, and with the Arabic article drawn into “to the”."""
    form = " ".join(_seen(alias).split())
    if not form:
        return
    yield form
    if len(form) >= SHORTEST_IN_CAPITALS and (capitals := form.upper()) != form and len(capitals) == len(form):
        yield capitals
    if form.startswith("ال") and len(form) > len("ال") + 1:
        yield "لل" + form[2:]


def _possessives(names: Iterable[str]) -> Iterator[str]:
    """Yield how an office is named after whose it is: “France's president” for “President of France”."""
    for name in names:
        office, of, whose = name.partition(" of ")
        if of and " of " not in whose:
            whose = whose.removeprefix("the ")
            yield f"{whose}'s {office}"
            yield f"{whose}'s {office.lower()}"


def _is_whole(text: str, start: int, stop: int) -> bool:
    """Whether a match is not a part of a longer word."""
    if stop < len(text) and _in_word(text[stop]) and not _NO_BORDERS.match(text[stop - 1]):
        return False
    if text[stop - 1] == "方" and _NO_SIDE.match(text, stop):
        return False
    if start == 0 or not _in_word(text[start - 1]) or _NO_BORDERS.match(text[start]):
        return True
    is_arabic = _ARABIC.match(text[start]) is not None
    return is_arabic and _PROCLITICS.search(text[max(0, start - _LONGEST_PROCLITIC) : start]) is not None


def _in_word(char: str) -> bool:
    return char.isalnum() or (not char.isascii() and unicodedata.category(char).startswith("M"))
