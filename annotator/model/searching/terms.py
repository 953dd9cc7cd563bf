"""A search as one line: conditions of the form `key:value`, as in a filter of documents, and words to be found."""

from collections.abc import Callable
from dataclasses import replace

import regex

from annotator.model.errors import BadFilter, BadSearch
from annotator.model.filter_words import Term, terms_of, text_of, with_key
from annotator.model.folding import folded

SEARCH_KEYS = frozenset(
    {
        *("label", "to", "to-groups", "by", "by-groups", "actor", "doubt", "note", "stale", "disputed", "decided"),
        *("overlaps", "inside", "sentence", "paragraph", "near", "coder", "in", "coded"),
    }
)
"""The keys of a search that are no attribute's and no field's; `operations/passages/conditions.py` answers them."""
_PIECE = regex.compile(
    r"""(?P<blank>\s+)|(?P<term>[-−]?(?:"(?:\\.|[^"\\])*"|[^\s()"“”„«»:=<>≥≤/*\\−-][^\s()"“”„«»:=<>≥≤/*\\]*)(?:>=|<=|[:=<>≥≤])"""
    r"""(?:"(?:\\.|[^"\\])*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|[^\s()"“”„«»]*))(?=[\s()]|$)"""
    r"""|(?P<words>[-−=*]*(?:/(?:\\.|[^/\\])+/|["“”„«][^"“”„«»]*["“”»]?|[^\s()"“”„«»/]+|.)[^\s()"“”„«»]*)"""
)


def apart(text: str) -> tuple[tuple[Term, ...], str]:
    """Return the conditions of a search, and what is left of it: the words. Raises `BadSearch`.

    What stands in quotes or between slashes is words, whatever signs are in it.
    """
    terms: list[Term] = []
    words = ""
    for piece in _PIECE.finditer(text):
        if piece["term"] is None:
            words += piece[0]
            continue
        try:
            terms += terms_of(piece["term"])
        except BadFilter as error:
            raise BadSearch(str(error).replace("he filter", "he search")) from None
    return tuple(terms), " ".join(words.split())


def together(terms: tuple[Term, ...], words: str) -> str:
    """Return conditions and words as one line, which `apart` takes apart as it was."""
    return " ".join(filter(None, (text_of(terms), words)))


def rewritten(text: str, change: Callable[[Term], Term]) -> str:
    """Return a search with each condition changed; the text itself where none is, or nobody understands it."""
    try:
        before, words = apart(text)
    except BadSearch:
        return text
    after = tuple(map(change, before))
    return text if after == before else together(after, words)


def conditions_in(text: str) -> tuple[Term, ...]:
    """Return the conditions of a search; none of one that nobody understands."""
    try:
        return apart(text)[0]
    except BadSearch:
        return ()


def with_person(term: Term, before: str, after: str) -> Term:
    """Return a condition on a coder or a layer with another name, where it has this one, whatever its case."""
    if folded(term.key) == "coder" and folded(term.value) == folded(before):
        return replace(term, value=after)
    return with_key(term, before, after)
