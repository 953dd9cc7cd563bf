"""A search as fields: what stands in its line for each, and the line with something else in one. No Qt in here.

The line is the search; a field is another way to read and write a part of it. What a field cannot say stays in the
line as it is.
"""

import re
from collections.abc import Sequence

from annotator.acts.days import days_in
from annotator.model.errors import BadSearch
from annotator.model.filter_words import FilterSign, Term
from annotator.model.folding import folded
from annotator.model.searching.terms import apart, together

WORDS, DATE = "", "date"
"""The keys of the field for words, and of that for days."""
_SIGN = re.compile(r"(>=|<=|≥|≤|[><=])\s*")
_SIGNS = {"≥": FilterSign.AT_LEAST, "≤": FilterSign.AT_MOST}
_BETWEEN = re.compile(r"\s+(?:to|until|–)\s+")
_SINCE = {
    "since": FilterSign.AT_LEAST,
    "until": FilterSign.AT_MOST,
    "after": FilterSign.MORE,
    "before": FilterSign.LESS,
}


def said_in(line: str, key: str) -> str:
    """Return what a field says of a line; empty where the line has nothing for it, or is not understood."""
    try:
        terms, words = apart(line)
    except BadSearch:
        return ""
    if key == WORDS:
        return words
    own = [term for term in terms if _is_of(term, key)]
    if key == DATE and len(own) == 2:
        ends = {term.comparison: term.value for term in own}
        if ends.keys() == {FilterSign.AT_LEAST, FilterSign.AT_MOST}:
            return f"{ends[FilterSign.AT_LEAST]} to {ends[FilterSign.AT_MOST]}"
    return _said(own[0]) if own else ""


def with_said(line: str, key: str, said: str) -> str:
    """Return a line in which a field says this; where the line is not understood it begins anew."""
    try:
        terms, words = apart(line)
    except BadSearch:
        terms, words = (), ""
    if key == WORDS:
        return together(terms, said.strip())
    first = next((at for at, term in enumerate(terms) if _is_of(term, key)), len(terms))
    kept = [term for term in terms if not _is_of(term, key)]
    return together((*kept[:first], *_terms(key, said.strip()), *kept[first:]), words)


def with_term(line: str, term: str) -> str:
    """Return a line with one more condition, before its words; unchanged where it has it already."""
    try:
        terms, words = apart(line)
        (added,), _ = apart(term)
    except (BadSearch, ValueError):
        return f"{line} {term}".strip()
    return line if added in terms else together((*terms, added), words)


def _is_of(term: Term, key: str) -> bool:
    return folded(term.key) == folded(key) and not term.is_not


def _said(term: Term) -> str:
    if term.is_any:
        return "*"
    if not term.value:
        return "nobody" if term.key in ("to", "by") else "none"
    return term.value if term.comparison is FilterSign.HAS else f"{term.comparison}{term.value}"


def _terms(key: str, said: str) -> Sequence[Term]:
    if not said:
        return ()
    if key == DATE and len(ends := _BETWEEN.split(said)) == 2 and days_in(said) is not None:
        return (Term(ends[0], key, FilterSign.AT_LEAST), Term(ends[1], key, FilterSign.AT_MOST))
    if said == "*":
        return (Term("", key, is_any=True),)
    if said in ("nobody", "none"):
        return (Term("", key),)
    first, _, rest = said.partition(" ")
    if key == DATE and first.lower() in _SINCE and rest.strip():
        return (Term(rest.strip(), key, _SINCE[first.lower()]),)
    sign = _SIGN.match(said)
    if sign is not None and (value := said[sign.end() :].strip()):
        return (Term(value, key, _SIGNS.get(sign[1]) or FilterSign(sign[1])),)
    return (Term(said, key),)
