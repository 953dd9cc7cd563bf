"""The text of a filter of documents and its terms: parsed once, and written again as a text that means the same.

A filter is a row of terms, all of which must hold: a word, a "row of words", or a key, how it is compared, and a value
(`kind:readout`, `date>=2026-01`). A minus before a term turns it round. What has a blank or a sign in it stands in
quotes, in which a quote and a backslash have a backslash before them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from annotator.model.errors import BadFilter
from annotator.model.folding import folded
from annotator.model.wording import isolated


class FilterSign(StrEnum):
    """How a term compares what a document has with its value."""

    HAS = ":"
    IS = "="
    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a filter asks for. `key`: empty for words anywhere; `value`: empty for none, of a key.

    `is_any`: the key may have whatever value, but has one. `is_not`: it must not hold.
    """

    value: str
    key: str = ""
    comparison: FilterSign = FilterSign.HAS
    is_any: bool = False
    is_not: bool = False

    def __str__(self) -> str:
        minus = "-" if self.is_not else ""
        if not self.key:
            return minus + _quoted(self.value)
        value = "*" if self.is_any else _quoted(self.value) if self.value else ""
        return f"{minus}{_quoted(self.key, _BARE_KEY)}{self.comparison}{value}"


_BARE = re.compile(r'[^\s":=<>≥≤\\“”„«»()\-−][^\s":=<>≥≤\\“”„«»()]*')
_BARE_KEY = re.compile(r'[^\s":=<>≥≤\\“”„«»()/*\-−][^\s":=<>≥≤\\“”„«»()/*]*')
"""What needs no quotes, in a filter or a search: in this words are grouped by parentheses, and a stroke begins one."""
_PAIRS = {'"': '"', "“": "”", "„": "“”", "«": "»"}
_SIGN = re.compile(r"(>=|<=|[≥≤:=<>])(>=|<=|[≥≤=<>])?")
_SIGNS = {"≥": FilterSign.AT_LEAST, "≤": FilterSign.AT_MOST}
_IN_KEY, _IN_VALUE = '":=<>≥≤“”„«»', '"'
_ANY = re.compile(r"\*(?!\S)")


def terms_of(text: str) -> tuple[Term, ...]:
    """Return the terms of a filter; none where it has none. Raises `BadFilter`."""
    return tuple(_Parsing(text).terms())


def text_of(terms: tuple[Term, ...]) -> str:
    """Return terms as a text."""
    return " ".join(map(str, terms))


def rewritten(text: str, change: Callable[[Term], Term]) -> str:
    """Return a filter with each of its terms changed; the text itself where nothing is, or nobody understands it."""
    try:
        before = terms_of(text)
    except BadFilter:
        return text
    after = tuple(map(change, before))
    return text if after == before else text_of(after)


def words_in(text: str) -> str:
    """Return the keys and values of a filter without quotes and signs, for looking for names in them."""
    try:
        return " ".join(f"{term.key} {term.value}" for term in terms_of(text))
    except BadFilter:
        return text


def with_key(term: Term, before: str, after: str) -> Term:
    """Return a term with another key where it has this one, whatever its case."""
    return replace(term, key=after) if term.key and folded(term.key) == folded(before) else term


def _quoted(words: str, bare: re.Pattern[str] = _BARE) -> str:
    if bare.fullmatch(words) and words != "*":
        return words
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


class _Parsing:
    """Goes through a text from left to right."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    def terms(self) -> Iterator[Term]:
        while self._skip_blanks():
            yield self._term()

    def _skip_blanks(self) -> bool:
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        return self._at < len(self._text)

    def _term(self) -> Term:
        is_not = self._text[self._at] in "-−" and self._text[self._at + 1 : self._at + 2].strip() != ""
        self._at += is_not
        words = self._word(_IN_KEY)
        sign = self._sign()
        if sign is None:
            if not words.strip():
                raise BadFilter("The filter has quotes with nothing between them; write a word there.")
            return Term(words, is_not=is_not)
        if not words.strip():
            raise BadFilter(f"The filter has “{sign}” with nothing before it; write a key there, as in kind:readout.")
        return self._compared(words.strip(), sign, is_not)

    def _compared(self, key: str, sign: FilterSign, is_not: bool) -> Term:
        shown = isolated(key)
        is_any = _ANY.match(self._text, self._at) is not None
        value = self._word(_IN_VALUE)
        if is_any and sign is not FilterSign.HAS:
            raise BadFilter(f"In the filter “{shown}{sign}*” compares with no value; write “{shown}:*” for any.")
        if is_any:
            return Term("", key, is_any=True, is_not=is_not)
        if not value and sign not in (FilterSign.HAS, FilterSign.IS):
            raise BadFilter(f"In the filter “{shown}{sign}” has no value; write one behind it, as in date>=2026-01.")
        return Term(value, key, sign if value else FilterSign.HAS, is_not=is_not)

    def _sign(self) -> FilterSign | None:
        found = _SIGN.match(self._text, self._at)
        if found is None:
            return None
        first, second = found.groups()
        if second and first != ":":
            raise BadFilter(f"The filter has “{found[0]}”, which compares nothing; use : = > >= < or <=.")
        self._at = found.end()
        sign = second or first
        return _SIGNS.get(sign) or FilterSign(sign)

    def _word(self, ends: str) -> str:
        """Return the word, or the words in quotes, that stands here. `ends`: what ends it, besides a blank."""
        if self._text[self._at : self._at + 1] in _PAIRS:
            return self._in_quotes(_PAIRS[self._text[self._at]])
        start = self._at
        while self._at < len(self._text) and not self._text[self._at].isspace() and self._text[self._at] not in ends:
            self._at += 1
        return self._text[start : self._at]

    def _in_quotes(self, closing: str) -> str:
        start, words = self._at, ""
        self._at += 1
        while self._at < len(self._text):
            sign = self._text[self._at]
            self._at += 1
            if sign == "\\" and self._at < len(self._text) and closing == '"':
                words += self._text[self._at]
                self._at += 1
            elif sign in closing:
                return words
            else:
                words += sign
        begun = isolated(self._text[start + 1 : start + 31])
        raise BadFilter(f"The quote before “{begun}” in the filter is not closed; close it.")
