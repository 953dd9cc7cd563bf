"""What is offered while a search is typed: actors behind `@` and labels behind `#`, and values behind a key. No Qt."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.model.filter_words import FilterSign, Term
from annotator.model.folding import folded
from annotator.model.searching.scanning import Within
from annotator.operations.passages.finding import PASSAGE
from annotator.ui.passages.offers import SearchOffers

MOST = 12
"""Lines that are offered: who has more types another letter."""
_TOKEN = re.compile(
    r"""(?:^|(?<=\s))(?P<minus>-?)(?:(?P<sign>[@#])(?P<typed>[^@#:="]*)"""
    r"""|(?P<key>[\w-]+)(?P<compared>>=|<=|[:=<>])(?:"(?P<quoted>[^"]*)|(?P<bare>[^\s"]*)))$"""
)
_OF_LABELS = ("label", "overlaps", "inside", "sentence", "paragraph", "near")
_OF_ACTORS = ("actor", "to", "by", "to-groups", "by-groups")


@dataclass(frozen=True, slots=True)
class CompletionOffer:
    """What may stand in place of what is typed. `shown`: in the list; `written`: in the line."""

    shown: str
    written: str


def offered(before: str, offers: SearchOffers) -> tuple[int, Sequence[CompletionOffer]]:
    """Return from where on what stands before the caret would be replaced, and by what; nothing where none fits."""
    found = _TOKEN.search(before)
    if found is None:
        return len(before), ()
    minus = bool(found["minus"])
    if found["sign"]:
        key = "actor" if found["sign"] == "@" else "label"
        typed, compared = found["typed"], FilterSign.HAS
    else:
        key, compared = found["key"], FilterSign(found["compared"])
        typed = found["quoted"] if found["quoted"] is not None else found["bare"]
    names = _fitting(typed, _names(folded(key), offers))
    made = [CompletionOffer(shown, str(Term(value, key, compared, is_not=minus))) for shown, value in names]
    if not made or (len(made) == 1 and folded(made[0].written) == folded(before[found.start() :])):
        return len(before), ()  # it is there already
    return found.start(), made


def _names(key: str, offers: SearchOffers) -> Iterable[tuple[str, str, Sequence[str]]]:
    """Yield what is shown, what is written, and what else it is found by."""
    if key in _OF_LABELS:
        return ((label.name, label.name, (label.id, label.code)) for label in offers.labels)
    if key in _OF_ACTORS:
        return ((name, name, aliases) for name, aliases in offers.actors)
    if key == "coder":
        return ((value if said == value else f"{value}: {said}", value, (said,)) for value, said in offers.people)
    if key in (folded(offers.force), folded(offers.force_name)) and key:
        return ((value, value, ()) for value in offers.forces)
    if key == "in":
        return ((value, value, ()) for value in (PASSAGE, *map(str, Within)))
    return ()


def _fitting(typed: str, names: Iterable[tuple[str, str, Sequence[str]]]) -> list[tuple[str, str]]:
    """Return those that begin with what was typed, then those that have it in them or are also called so."""
    letters = folded(typed.strip())
    begun: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for shown, value, also in names:
        if folded(shown).startswith(letters) or folded(value).startswith(letters):
            begun.append((shown, value))
        elif letters in folded(shown) or any(letters in folded(one) for one in also):
            others.append((shown, value))
    return [*begun, *others][:MOST]
