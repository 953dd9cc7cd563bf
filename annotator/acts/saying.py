"""What is said of a mark beside the text: a sentence of words that differ in kind, “France urges China”."""

from collections.abc import Iterator, Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from annotator.acts.acts import Act
from annotator.acts.sentence import parties_of, verb_of
from annotator.model.actor import Actor
from annotator.model.ids import ActorId
from annotator.model.wording import isolated, plain

_DOUBT_WORDS = 4


class WordKind(Enum):
    """What words of a sentence are: `VERB` is bold, `MISSING` red, `DOUBT` in the label's colour."""

    PLAIN = 1
    VERB = 2
    MISSING = 3
    DOUBT = 4


class SaidWords(NamedTuple):
    """Some words of a sentence."""

    text: str
    kind: WordKind = WordKind.PLAIN


class Saying(NamedTuple):
    """A sentence."""

    words: tuple[SaidWords, ...]

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return plain(" ".join(words.text for words in self.words))

    def shortened(self, most: int) -> "Saying":
        """Return it with names of so many characters at most, cut between words where that is possible.

        A sentence without a verb stays as it is: nothing in it is worth more than how it begins.
        """
        if all(words.kind is not WordKind.VERB for words in self.words):
            return self
        return Saying(tuple(_cut(words, most) if words.kind is WordKind.PLAIN else words for words in self.words))

    @property
    def isolated(self) -> tuple[SaidWords, ...]:
        """The words, each kept in its own direction."""
        return tuple(SaidWords(isolated(plain(words.text)), words.kind) for words in self.words)


NOTHING: Mapping[str, Saying] = MappingProxyType({})


def _cut(words: SaidWords, most: int) -> SaidWords:
    text = plain(words.text)
    if len(text) <= most:
        return words
    # A cut within the last word is one before it, unless there is but one.
    whole = text[:most].rpartition(" ")[0] or text[: most - 1]
    return SaidWords(f"{whole.rstrip()}…", words.kind)


def of_text(text: str) -> Saying:
    """Return a sentence without parts."""
    return Saying((SaidWords(text),))


def saying_of(act: Act, register: Mapping[ActorId, Actor]) -> Saying:
    """Return who does what towards whom as a sentence, what is required and missing, and what a doubt is about."""
    return Saying(tuple(_words(act, register)))


def _words(act: Act, register: Mapping[ActorId, Actor]) -> Iterator[SaidWords]:
    first, *others = act.label.parties or (None,)
    if first is not None:
        subject = parties_of(act, first, register)
        if subject:
            yield SaidWords(subject)
        elif first.required:
            yield SaidWords(f"{first.name}?", WordKind.MISSING)
    yield SaidWords(verb_of(act), WordKind.VERB)
    named = (parties_of(act, role, register) for role in others if role is not None)
    if found := next((name for name in named if name), ""):
        yield SaidWords(found)
    for role in act.missing:
        if role is not first:
            yield SaidWords(f"· {role.name}?", WordKind.MISSING)
    if act.span.doubt:
        yield SaidWords(" ".join(("?", *act.span.note.split()[:_DOUBT_WORDS])), WordKind.DOUBT)
