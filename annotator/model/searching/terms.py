"""A search as one line: conditions of the form `key:value`, as in a filter of documents, and words to be found."""

import regex

from annotator.model.errors import BadFilter, BadSearch
from annotator.model.filter_words import Term, terms_of, text_of

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
