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


class Kind(Enum):
    """What words of a sentence are: `VERB` is bold, `MISSING` red, `DOUBT` in the label's colour."""

    PLAIN = 1
    VERB = 2
    MISSING = 3
    DOUBT = 4


class Words(NamedTuple):
    """Some words of a sentence."""

    text: str
    kind: Kind = Kind.PLAIN


class Saying(NamedTuple):
    """A sentence."""

    words: tuple[Words, ...]

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return plain(" ".join(words.text for words in self.words))

    @property
    def isolated(self) -> tuple[Words, ...]:
        """The words, each kept in its own direction."""
        return tuple(Words(isolated(plain(words.text)), words.kind) for words in self.words)


NOTHING: Mapping[str, Saying] = MappingProxyType({})


def of_text(text: str) -> Saying:
    """Return a sentence without parts."""
    return Saying((Words(text),))


def saying_of(act: Act, register: Mapping[ActorId, Actor]) -> Saying:
    """Return who does what towards whom as a sentence, what is required and missing, and what a doubt is about."""
    return Saying(tuple(_words(act, register)))


def _words(act: Act, register: Mapping[ActorId, Actor]) -> Iterator[Words]:
    first, *others = act.label.parties or (None,)
    if first is not None:
        subject = parties_of(act, first, register)
        if subject:
            yield Words(subject)
        elif first.required:
            yield Words(f"{first.name}?", Kind.MISSING)
    yield Words(verb_of(act), Kind.VERB)
    named = (parties_of(act, role, register) for role in others if role is not None)
    if found := next((name for name in named if name), ""):
        yield Words(found)
    for role in act.missing:
        if role is not first:
            yield Words(f"· {role.name}?", Kind.MISSING)
    if act.span.doubt:
        yield Words(" ".join(("?", *act.span.note.split()[:_DOUBT_WORDS])), Kind.DOUBT)
