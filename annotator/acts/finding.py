"""Registered actors found as one types: by name, by alias in any language, by code and by kind.

All that an actor is found by is folded once into one text, in which word starts are marked; a key press asks thousands
of such texts whether they hold a few letters, which costs a millisecond or two.
"""

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import chain, islice
from string import ascii_lowercase

import regex

from annotator.model.actor import Actor
from annotator.model.ids import ActorId

_START, _END = "\x01", "\n"
"""What stands before each word, and around each name."""

# Chinese is written without blanks, so that any character may begin a word.
_WORDS = regex.compile(r"(?<![\p{L}\p{M}\p{N}])(?=[\p{L}\p{N}])|(?=\p{Han})")
_ARTICLE = regex.compile(r"(?<![\p{L}\p{M}\p{N}])ال(?=\p{Arabic})")
"""Written in one word with what follows, which many leave out as they type."""
_SAME = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‑": "-", "ـ": None, _START: None})

_EXACT, _CALLED, _NAME, _ALIAS, _WORD, _INSIDE, _SCATTERED = range(7)


class ActorIndex:
    """The actors of a register; made once for a version of it, off the window's thread, and read at each key."""

    def __init__(self, actors: Iterable[Actor], before: "ActorIndex | None" = None) -> None:
        """`before`: the index of an earlier version, whose work on actors that are the same is not done again."""
        self.actors: Sequence[Actor] = sorted(actors, key=lambda actor: (folded(actor.name), actor.id))
        self.by_id: dict[ActorId, Actor] = {actor.id: actor for actor in self.actors}
        known = dict(zip(before.by_id, before._texts, strict=True)) if before is not None else {}
        old = before.by_id if before is not None else {}
        self._texts: list[str] = [known[one.id] if old.get(one.id) == one else _text_of(one) for one in self.actors]
        # A single letter fits nearly all: the one key press that would cost more than a few milliseconds.
        self._of_letters = {typed: self._ranks(typed) for typed in (_marked(letter) for letter in ascii_lowercase)}

    def __len__(self) -> int:
        return len(self.actors)

    def search(
        self, text: str, limit: int | None = None, used: Collection[ActorId] = (), inside: bool = True
    ) -> list[Actor]:
        """Return the actors that fit what was typed, the best first and at most `limit`; all where nothing was.

        What is an actor's whole name comes first, then what is a whole alias or code, what begins the name, what begins
        an alias, what begins a word, what stands inside one (if `inside`), and last words that stand apart. Of equals
        those that are `used` come first, then by name.
        """
        typed = _marked(folded(text))
        ranks = dict.fromkeys(range(len(self.actors)), 0) if not typed else self._of_letters.get(typed)
        ranks = self._ranks(typed) if ranks is None else ranks
        by_rank: list[list[Actor]] = [[] for _ in range(2 * _SCATTERED + 2)]
        for place, rank in ranks.items():
            actor = self.actors[place]
            by_rank[2 * rank + (actor.id not in used)].append(actor)
        if not inside:
            del by_rank[2 * _INSIDE : 2 * _INSIDE + 2]
        return list(islice(chain.from_iterable(by_rank), limit))

    def called(self, text: str) -> list[Actor]:
        """Return the actors whose whole name, alias or code a passage is."""
        typed = _marked(folded(text))
        whole = f"{_END}{typed}{_END}"
        return [actor for actor, names in zip(self.actors, self._texts, strict=True) if typed and whole in names]

    def found_by(self, actor: Actor, text: str) -> str:
        """Return the alias or code by which an actor was found, empty where its name fits as well."""
        typed = _marked(folded(text))
        names = [actor.name, *actor.aliases, *actor.codes.values()]
        ranks = [_rank(_framed([name]), typed) for name in names] if typed else []
        best = min((rank for rank in ranks if rank is not None), default=None)
        return "" if best is None or ranks[0] == best else names[ranks.index(best)]

    def _ranks(self, typed: str) -> dict[int, int]:
        """Return by an actor's place how well it fits, in the order of the places."""
        bare, words = typed.lstrip(_START), typed.split(" ")
        whole, first = f"{_END}{typed}{_END}", f"{_END}{typed}"
        found: dict[int, int] = {}
        for place, text in enumerate(self._texts):
            if bare in text:
                found[place] = _rank_of(text, typed, whole, first)
            elif len(words) > 1 and all(word in text for word in words):
                found[place] = _SCATTERED
        return found


def fits(text: str, *names: str) -> bool:
    """Whether what was typed begins a word of one of the names; nothing typed fits all."""
    typed = _marked(folded(text))
    return not typed or any(typed in _framed([name]) for name in names)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return a text without case, accents and vowel signs, in compatible letters, with single blanks."""
    plain = " ".join(text.casefold().split())
    if plain.isascii():
        return plain.replace(_START, "")
    apart = unicodedata.normalize("NFKD", plain.translate(_SAME))
    kept = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(unicodedata.normalize("NFKC", kept).casefold().split())


def _rank_of(text: str, typed: str, whole: str, first: str) -> int:
    """Return how well what was typed fits a text of names in which it stands somewhere."""
    if text.startswith(whole):
        return _EXACT
    if whole in text:
        return _CALLED
    if text.startswith(first):
        return _NAME
    if first in text:
        return _ALIAS
    return _WORD if typed in text else _INSIDE


def _rank(text: str, typed: str) -> int | None:
    if typed.lstrip(_START) not in text:
        return None
    return _rank_of(text, typed, f"{_END}{typed}{_END}", f"{_END}{typed}")


def _text_of(actor: Actor) -> str:
    # The kind stands outside the frames: who is called so comes before who is of the kind.
    return _framed([actor.name, *actor.aliases, *actor.codes.values()]) + _marked(folded(actor.kind.value))


def _framed(names: Iterable[str]) -> str:
    forms = {form: None for name in names for form in _forms(folded(name))}
    return "".join(f"{_END}{_marked(form)}{_END}" for form in forms)


def _forms(name: str) -> tuple[str, ...]:
    bare = _ARTICLE.sub("", name) if "ال" in name else name
    return (name,) if bare == name else (name, bare)


def _marked(text: str) -> str:
    return _WORDS.sub(_START, text)
