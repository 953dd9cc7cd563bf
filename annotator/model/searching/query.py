"""What is asked of texts, as one writes it, and as a tree.

    peace talks            both words            "peace talks"   one after the other
    warn*  *tion           beginnings, endings   =Will  ="Will"  as written, with case and accents
    peace OR truce         either                NOT war   -war  where this is not
    urge* NEAR/5 China     at most five words between them, in either order
    /call(s|ed) (up)?on/   a regular expression  =/UN/           with case

Words beside each other must all be there, `AND` may stand between them; parentheses group. The signs are those of
SQLite's FTS5, of Lucene's query parser and of the databases in which researchers look up papers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from annotator.model.errors import BadSearch
from annotator.model.searching.patterns import compiled_pattern
from annotator.model.searching.terms import NEAR
from annotator.model.searching.words import words_of
from annotator.model.wording import counted, isolated

LONGEST = 20_000
"""So many characters a search may have."""
DEEPEST = 20
"""So many parentheses, and signs that something is not there, may stand one within the other: FTS5 follows 30."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One word, or several one after the other. `written`: as they stand in the query, where that matters.

    `is_begun`: the last one may go on; `is_ended`: the first one may have more before it.
    """

    words: tuple[str, ...]
    is_begun: bool = False
    is_ended: bool = False
    written: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression. `is_exact`: with case."""

    source: str
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Two things with at most so many words between them, in either order."""

    one: Phrase
    other: Phrase
    between: int


@dataclass(frozen=True, slots=True)
class All:
    """All of several must be there."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of several must be there."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Something must not be there."""

    part: "Query"


Query = Phrase | Pattern | Near | All | Either | Without

_SIGN = regex.compile(
    r"""\s*(?:(?P<open>\()|(?P<close>\))|(?P<word>AND|OR|NOT|NEAR(?:/(?P<between>[0-9]{1,4}))?)(?=[\s()"]|$)"""
    r"""|(?P<minus>[-−](?=[^\s-]))|(?P<exact>=(?=[^\s=]))?(?:/(?P<pattern>(?:\\.|[^/\\])+)/"""
    r"""|(?P<ended>\*)?["“”„«](?P<phrase>[^"“”„«»]*)["“”»](?P<begun>\*)?|(?P<bare>[^\s()"“”„«»]+)))"""
)


def parsed(text: str) -> Query | None:
    """Return what a text asks for; None where it has nothing. Raises `BadSearch`."""
    if len(text) > LONGEST:
        raise BadSearch(f"The search has {counted(len(text), 'character')}; it may have {LONGEST:,}. Leave some out.")
    reading = _QueryReading(text)
    query = reading.either()
    if reading.sign is not None:
        raise BadSearch("The search closes a parenthesis that none opens; take it out.")
    return query


def leaves(query: Query) -> Iterator[Phrase | Pattern | Near]:
    """Yield what is to be found: all but what must not be there."""
    match query:
        case All(parts) | Either(parts):
            for part in parts:
                yield from leaves(part)
        case Without():
            return
        case _:
            yield query


class _QueryReading:
    """Goes through a text, a sign at a time. `sign`: the one at hand; None at the end."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._depth = text, 0, 0
        self.sign: regex.Match[str] | None = None
        self._next()

    def _next(self) -> None:
        if not self._text[self._at :].strip():
            self.sign = None
            return
        self.sign = _SIGN.match(self._text, self._at)
        if self.sign is None:
            rest = " ".join(self._text[self._at :].strip()[1:31].split())
            where = f"before “{isolated(rest)}” in" if rest else "at the end of"
            raise BadSearch(f"The quote {where} the search is not closed; close it.")
        self._at = self.sign.end()

    def _is(self, *names: str) -> bool:
        return self.sign is not None and any(self.sign[name] is not None for name in names)

    def _is_word(self, word: str) -> bool:
        return self.sign is not None and (self.sign["word"] or "").startswith(word)

    def either(self) -> Query | None:
        """Read what stands between `OR`s."""
        parts = [self._all()]
        while self._is_word("OR"):
            self._operator("OR", parts[-1])
            parts.append(self._all())
            if parts[-1] is None:
                raise BadSearch("The search has OR with nothing behind it; write a word there.")
        return _joined(Either, parts)

    def _operator(self, word: str, before: Query | None) -> None:
        if before is None:
            raise BadSearch(
                f"The search has {word} with nothing before it; write a word there, or “{word.lower()}” for the word."
            )
        self._next()

    def _all(self) -> Query | None:
        parts: list[Query | None] = []
        while self.sign is not None and not self._is("close") and not self._is_word("OR"):
            if self._is_word("AND"):
                self._operator("AND", parts[-1] if parts else None)
                if self.sign is None or self._is("close") or self._is_word("OR") or self._is_word("AND"):
                    raise BadSearch("The search has AND with nothing behind it; write a word there.")
            elif self._is_word("NEAR"):
                parts[-1:] = [self._near(parts[-1] if parts else None)]
            else:
                parts.append(self._one())
        return _joined(All, parts)

    def _near(self, one: Query | None) -> Query:
        assert self.sign is not None
        between = int(self.sign["between"] or NEAR)
        self._operator("NEAR", one)
        other = self._one() if self.sign is not None and not self._is("close", "word") else None
        if not isinstance(one, Phrase) or not isinstance(other, Phrase):
            raise BadSearch("NEAR in a search stands between two words or phrases, as in urge* NEAR/5 China.")
        return Near(one, other, between)

    def _one(self) -> Query | None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise BadSearch(
                f"More than {DEEPEST} parentheses or NOTs stand one within the other in the search; write it simpler."
            )
        found = self._at_hand()
        self._depth -= 1
        return found

    def _at_hand(self) -> Query | None:
        assert self.sign is not None
        if self._is("minus") or self._is_word("NOT"):
            self._next()
            if self.sign is None or self._is("close"):
                raise BadSearch("The search has NOT with nothing behind it; write a word there.")
            part = self._one()
            return None if part is None else Without(part)
        if self._is("open"):
            return self._group()
        found = self.sign
        self._next()
        if found["pattern"] is not None:
            return _pattern(found["pattern"].replace("\\/", "/"), found["exact"] is not None)
        if found["phrase"] is not None:
            words = found["phrase"]
            starred = ("*" if found["ended"] else "") + words + ("*" if found["begun"] else "")
            return _words(starred, found["exact"] is not None)
        return _words(found["bare"], found["exact"] is not None)

    def _group(self) -> Query | None:
        self._next()
        query = self.either()
        if self.sign is None:
            raise BadSearch("A parenthesis in the search is not closed; close it.")
        self._next()
        return query


def _joined(kind: type[All] | type[Either], parts: list[Query | None]) -> Query | None:
    found = tuple(part for part in parts if part is not None)
    if not found:
        return None
    return found[0] if len(found) == 1 else kind(found)


def _words(text: str, is_exact: bool) -> Phrase | None:
    """None where there is nothing but signs."""
    words = tuple(words_of(text))
    if not words:
        return None
    found = Phrase(words, is_begun=text.endswith("*"), is_ended=text.startswith("*"))
    return replace(found, written=text.strip("*")) if is_exact else found


def _pattern(source: str, is_exact: bool) -> Pattern:
    compiled_pattern(source, is_exact)
    return Pattern(source, is_exact)
