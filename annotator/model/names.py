"""Names as they are given to things: coders, layers, labels, documents, actors.

What nobody sees is no part of a name, or two names would look alike and be two: blanks at the ends and in a row,
control characters, those that say where a line may break, and those of direction, which come along when one is copied.
Where a name is shown it keeps its direction by itself (`wording.isolated`). What joins letters (in Persian, in Hindi)
stays. Unicode Standard Annex 44: Default_Ignorable_Code_Point, Bidi_Control.
"""

import regex

from annotator.model.errors import NotAllowed

_BREAKS = r"\u00ad\u200b\u2060\ufeff"
_NEVER_SEEN = regex.compile(rf"[\p{{Bidi_Control}}\p{{Cc}}{_BREAKS}]")
_SEEN = regex.compile(r"[^\p{Default_Ignorable_Code_Point}\p{Z}\p{Cc}\p{Cf}\u2800]")
"""A character that leaves a mark, or might in some font; U+2800 is a Braille cell without a dot."""


def tidied(name: str) -> str:
    """Return a name without what nobody sees of it; "" where that is all of it."""
    if not is_seen(name):
        return ""
    return " ".join(_NEVER_SEEN.sub("", " ".join(name.split())).split())


def is_seen(name: str) -> bool:
    """Whether anything of a name can be seen, so that `tidied` leaves something."""
    return _SEEN.search(name) is not None


def usable_name(name: str, whose: str, what: str = "name") -> str:
    """Return a name as it is kept; `whose`: “coder”; `what`: what it is called.

    Raises `NotAllowed` where it cannot be one.
    """
    kept = tidied(name)
    if not kept:
        hidden = " of characters that can be seen" if name.strip() else ""
        raise NotAllowed(f"{'An' if whose[0] in 'aeiou' else 'A'} {whose} needs a {what}{hidden}.")
    if any("\ud800" <= char <= "\udfff" for char in kept):
        of_it = f"The {what} of the {whose}"
        raise NotAllowed(f"{of_it} has half of a surrogate pair, which no file can hold; type it anew.")
    return kept
