"""The register of actors, filtered as one types: by names and aliases in any language, and by codes.

The keys are folded and sorted beforehand, off the window's thread; a key press costs two bisections and a look at
what begins so. A name is found by the start of any of its words.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from annotator.model.actor import Actor
from annotator.model.ids import ActorId

MOST = 40
"""So many actors are listed; whoever needs another types another letter."""
_NAME, _CODE, _ALIAS, _INNER = range(4)
_EXACT = -1
_WORD_START = regex.compile(r"(?<![\p{L}\p{M}\p{N}])(?=[\p{L}\p{N}])|(?<=\bال)(?=\p{Arabic})")
_LAST = chr(0x10FFFF)


class Hit(NamedTuple):
    """An actor that fits. `by`: the alias or code by which it was found, empty where that is its name."""

    actor: Actor
    by: str


class RegisterIndex:
    """The keys of a register; made once for a version of it and read by any number of key presses."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors = list(actors)
        self.by_id: dict[ActorId, Actor] = {actor.id: actor for actor in self._actors}
        keys = sorted(key for number, actor in enumerate(self._actors) for key in _keys(number, actor))
        self._keys = [key[0] for key in keys]
        self._ranks = [key[1] for key in keys]
        self._numbers = [key[2] for key in keys]
        self._texts = [key[3] for key in keys]

    def __len__(self) -> int:
        return len(self._actors)

    def find(self, query: str, most: int = MOST) -> list[Hit]:
        """Return the actors that fit what was typed, the best first; none for nothing."""
        typed = folded(query)
        if not typed:
            return []
        found = self._beginning(typed)
        if not found and " " in typed:
            found = self._with_all(typed.split())
        best = sorted(found.items(), key=lambda one: (one[1][0], self._actors[one[0]].name))[:most]
        return [Hit(self._actors[number], self._by(at, rank)) for number, (rank, at) in best]

    def called(self, words: str) -> list[Actor]:
        """Return the actors of whom a passage is the name or an alias, whatever their number."""
        typed = folded(words)
        found = self._beginning(typed) if typed else {}
        return [self._actors[number] for number, (rank, _) in found.items() if rank == _EXACT]

    def _beginning(self, typed: str) -> dict[int, tuple[int, int]]:
        """Return by actor's number its best (rank, place of the key)."""
        found: dict[int, tuple[int, int]] = {}
        keys, ranks, numbers = self._keys, self._ranks, self._numbers
        for at in range(bisect_left(keys, typed), bisect_left(keys, typed + _LAST)):
            rank = _EXACT if keys[at] == typed and ranks[at] < _INNER else ranks[at]
            known = found.get(numbers[at])
            if known is None or rank < known[0]:
                found[numbers[at]] = (rank, at)
        return found

    def _with_all(self, terms: list[str]) -> dict[int, tuple[int, int]]:
        """As `_beginning`, for words that need not stand beside each other."""
        found = [self._beginning(term) for term in terms]
        common = set(found[0]).intersection(*found[1:])
        return {number: found[0][number] for number in common}

    def _by(self, at: int, rank: int) -> str:
        text, name = self._texts[at], self._actors[self._numbers[at]].name
        return "" if text == name or rank == _NAME else text


def fits(query: str, *texts: str) -> bool:
    """Whether what was typed begins a word of one of the texts; nothing typed fits all."""
    typed = folded(query)
    return not typed or any(key.startswith(typed) for text in texts for key in _suffixes(folded(text)))


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return a text without case, accents and vowel signs, with single blanks."""
    plain = " ".join(text.casefold().split())
    if plain.isascii():
        return plain
    return "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))


def _keys(number: int, actor: Actor) -> Iterator[tuple[str, int, int, str]]:
    named = ((_NAME, actor.name), *((_ALIAS, alias) for alias in actor.aliases))
    for rank, text in named:
        for place, suffix in enumerate(_suffixes(folded(text))):
            yield suffix, rank if place == 0 else _INNER, number, text
    for code in actor.codes.values():
        yield folded(code), _CODE, number, code


def _suffixes(text: str) -> Iterator[str]:
    """Yield a text from the start of each of its words on; the text itself first."""
    yield text
    for found in _WORD_START.finditer(text):
        if found.start() > 0:
            yield text[found.start() :]
