"""A query as an expression of FTS5, which finds each text that has a hit, and maybe more.

What FTS5 cannot ask (a pattern, an ending, that something is not there) is left out, so that the texts which it finds
are still all; where nothing is left it is None: all texts have to be looked through.
"""

from annotator.model.searching.query import All, Either, Near, Pattern, Phrase, Query, Without


def expression(query: Query) -> str | None:
    """Return what the texts with a hit match."""
    match query:
        case Phrase():
            return _phrase(query)
        case Near(one, other):
            return _all([_phrase(one), _phrase(other)])
        case All(parts):
            return _all([expression(part) for part in parts])
        case Either(parts):
            found = [expression(part) for part in parts]
            return None if None in found else f"({' OR '.join(one for one in found if one)})"
        case Pattern() | Without():
            return None


def _all(parts: list[str | None]) -> str | None:
    found = [part for part in parts if part is not None]
    return f"({' AND '.join(found)})" if found else None


def _phrase(words: Phrase) -> str | None:
    asked = words.words[1:] if words.is_ended else words.words
    # Words are letters and digits, as the index has them.
    return f'"{" ".join(asked)}"{"*" if words.is_begun else ""}' if asked else None
