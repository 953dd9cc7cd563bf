"""A search as one line: conditions of the form `key:value`, as in a filter of documents, and words to be found."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

import regex

from annotator.model.errors import BadFilter, BadSearch
from annotator.model.filter_words import Term, terms_of, text_of, with_key
from annotator.model.folding import folded
from annotator.model.wording import isolated

NEAR = 10
"""Words that may stand between two that are near each other, where no number says so (as in FTS5)."""
SEARCH_KEYS = frozenset(
    {
        *("label", "to", "to-groups", "by", "by-groups", "actor", "doubt", "note", "stale", "disputed", "decided"),
        *("overlaps", "inside", "sentence", "paragraph", "near", "coder", "in", "coded"),
    }
)
"""The keys of a search that are no attribute's and no field's; `operations/passages/conditions.py` answers them."""
LABEL_KEYS = frozenset(("label", "overlaps", "inside", "sentence", "paragraph", "near", "coded"))
ACTOR_KEYS = frozenset(("to", "to-groups", "by", "by-groups", "actor"))
"""Those that name a label, and those that name an actor."""
_PIECE = regex.compile(
    r"""(?P<blank>\s+)|(?P<term>[-−]?(?:"(?:\\.|[^"\\])*"|[^\s()"“”„«»:=<>≥≤/*\\−-][^\s()"“”„«»:=<>≥≤/*\\]*)(?:>=|<=|[:=<>≥≤])"""
    r"""(?:"(?:\\.|[^"\\])*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|[^\s()"“”„«»]*))(?=[\s()]|$)|(?P<parenthesis>[()])"""
    r"""|(?P<words>[-−=*]*(?P<pattern>/(?:\\.|[^/\\])+/|)(?:["“”„«][^"“”„«»]*["“”»]?|[^\s()"“”„«»/]+|.|)[^\s()"“”„«»]*)"""
)


def apart(text: str) -> tuple[tuple[Term, ...], str]:
    """Return the conditions of a search, and what is left of it: the words. Raises `BadSearch`.

    What stands in quotes or between slashes is words, whatever signs are in it. All conditions must hold, whatever
    stands around them: `AND` beside one says nothing, `NOT` before one turns it round.
    """
    terms: list[Term] = []
    words: list[str] = []
    pieces = list(_turned(_pieces(text)))
    for at, piece in enumerate(pieces):
        beside = next((one for one in (*pieces[at - 1 : at], *pieces[at + 1 : at + 2]) if isinstance(one, Term)), None)
        if isinstance(piece, Term):
            terms.append(piece)
        elif piece == "OR" and beside is not None:
            raise BadSearch(
                f"OR stands between words, and “{isolated(str(beside))}” is a condition; all conditions must hold."
            )
        elif piece != "AND" or beside is None:
            words.append(piece)
    return tuple(terms), " ".join(words)


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


def with_named(term: Term, keys: Collection[str], names: Mapping[str, str]) -> Term:
    """Return a condition with one of these keys under the new name of what it names. `names`: by the old, without case.

    What stands behind a stroke, as in “near:warning/5”, stays.
    """
    if folded(term.key) not in keys:
        return term
    called, stroke, rest = term.value.rpartition("/")
    for name, behind in ((called, stroke + rest), (term.value, "")):
        if (new := names.get(folded(name.strip()))) is not None:
            # A stroke in the new name would be taken for the one before the number of words.
            number = f"/{NEAR}" if "/" in new and folded(term.key) == "near" and not behind else behind
            return replace(term, value=new + number)
    return term


def _pieces(text: str) -> Iterator[Term | str]:
    """Yield conditions and words, and parentheses with the words that they touch, each without blanks around it."""
    depth, word = 0, ""
    for piece in _PIECE.finditer(text):
        if piece["blank"] is None and piece["term"] is None:
            depth += {"(": 1, ")": -1}.get(piece["parenthesis"], 0)
            word += piece[0] if piece["pattern"] else " ".join(piece[0].split())
            continue
        if word:
            yield word
            word = ""
        if piece["term"] is None:
            continue
        if depth > 0:
            raise BadSearch(
                f"“{isolated(piece['term'])}” stands in parentheses, and is a condition of all that is searched for;"
                " write it outside of them."
            )
        try:
            yield from terms_of(piece["term"])
        except BadFilter as error:
            raise BadSearch(str(error).replace("he filter", "he search")) from None
    if word:
        yield word


def _turned(pieces: Iterable[Term | str]) -> Iterator[Term | str]:
    """Yield conditions turned round where `NOT` stands before them, and all else."""
    before = ""
    for piece in pieces:
        if before and not isinstance(piece, Term):
            yield before
        if piece == "NOT":
            before = "NOT"
            continue
        yield replace(piece, is_not=not piece.is_not) if before and isinstance(piece, Term) else piece
        before = ""
    if before:
        yield before
