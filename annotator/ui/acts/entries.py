"""What the list below a row offers: parties, values, kinds of a new actor; filtered by what is typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.acts.finding import ActorIndex, fits, folded
from annotator.acts.offers import Offer
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import LinkId
from annotator.ui.acts.rows import CardRow, Fill

MOST = 40
"""So many registered actors are listed; whoever needs another types another letter."""
_LONGEST = 34


@dataclass(frozen=True, slots=True)
class CardEntry:
    """A line of the list. `detail`: what stands at its right.

    It is a party (`offer`), a `value` of an attribute, or an actor to be registered (`new`, and of which `kind`).
    `is_in`: it fills the row already (a party by `link`).
    """

    title: str
    detail: str = ""
    offer: Offer | None = None
    value: str = ""
    new: str = ""
    kind: ActorKind | None = None
    is_in: bool = False
    link: LinkId | None = None
    is_hint: bool = False


def party_entries(
    row: CardRow, offered: Sequence[Offer], index: ActorIndex | None, query: str, words: Offer | None = None
) -> list[CardEntry]:
    """Return what may fill a slot: what is in it, the words selected in the text, what stands near, the register.

    `offered`: nearest first, with the explicit values at its end. `index`: None while it is not read yet.
    """
    asked = index if row.takes_party and folded(query) else None
    # Enter takes the first: who has the letters only within a word is not meant by a new name.
    hits = asked.search(query, MOST, inside=False) if asked is not None else []
    found = {actor.id for actor in hits}
    entries = [_entry_in(fill) for fill in row.fills if fits(query, fill.name)]
    if words is not None and not folded(query):
        entries.append(CardEntry(f"“{_short(words.quote)}”", "the words selected", words))
    near = [one for one in offered if one.value is None]
    values = [one for one in offered if one.value is not None and fits(query, one.name)]
    # Whoever has typed a value whole means it, though an actor's name begins so too.
    values.sort(key=lambda one: folded(one.name) != folded(query))
    typed_whole = values[:1] if values and folded(values[0].name) == folded(query) else []
    entries += [CardEntry(one.name, offer=one) for one in typed_whole]
    fitting = (_near(one) for one in near if fits(query, one.name, one.quote) or one.actor in found)
    told_apart: dict[tuple[str, str], CardEntry] = {}
    for entry in fitting:
        told_apart.setdefault((entry.title, entry.detail), entry)
    entries += told_apart.values()
    # Who stands in the text by that name is one line: the one that also says where.
    near_by_name = {one.actor for one in near if one.actor is not None and folded(one.quote) == folded(one.name)}
    entries += [
        _registered(actor, asked.found_by(actor, query))
        for actor in hits
        if asked is not None and actor.id not in near_by_name
    ]
    entries += [CardEntry(one.name, offer=one) for one in values if one not in typed_whole]
    if row.takes_party and (name := " ".join(query.split())) and index is not None:
        entries.append(CardEntry(f"New actor “{name}”…", new=name))
    return entries


def value_entries(row: CardRow, query: str) -> list[CardEntry]:
    """Return the values of an attribute: that which the words point to first, the others in the codebook's order."""
    values = row.offered
    hints = row.hints
    ordered = [*(hint for hint in hints if hint in values), *(value for value in values if value not in hints)]
    inside = {fill.value for fill in row.fills}
    kept = [value for value in ordered if folded(value).startswith(folded(query))]
    kept += [value for value in ordered if value not in kept and fits(query, value)]
    return [
        CardEntry(
            value,
            "the words suggest it" if value in hints else "",
            value=value,
            is_in=value in inside,
            is_hint=value in hints,
        )
        for value in kept
    ]


def kind_entries(name: str, query: str) -> list[CardEntry]:
    """Return what a new actor may be; a group first, since the shipped register has the states and organisations."""
    kinds = (ActorKind.NON_STATE, *(kind for kind in ActorKind if kind is not ActorKind.NON_STATE))
    return [
        CardEntry(kind.value, f"“{_short(name)}”", new=name, kind=kind) for kind in kinds if fits(query, kind.value)
    ]


def lit_at_first(row: CardRow, entries: Sequence[CardEntry], query: str, again: bool = False) -> int:
    """Return the number of the entry that Enter takes unless another is chosen, -1 for none.

    What nothing points to is not lit, nor anything in a row that is filled, nor a party that may stay empty: a key too
    many must not code it. A party is lit where the words of the text say so. `again`: another is asked for.
    """
    if folded(query):
        return 0 if entries else -1
    at = next((number for number, entry in enumerate(entries) if not entry.is_in), -1)
    if at < 0 or not (row.is_open or again):
        return -1
    if row.takes_party and row.part is not None and not (row.required or again):
        return -1
    best = entries[at].offer
    points = entries[at].is_hint or (best is not None and best.is_supported)
    return at if points else -1


def _entry_in(fill: Fill) -> CardEntry:
    return CardEntry(fill.name, "fills the slot", is_in=True, link=fill.link)


def _near(offer: Offer) -> CardEntry:
    return CardEntry(
        _short(offer.name), f"“{_short(offer.quote)}”" if offer.quote != offer.name else "in the text", offer
    )


def _registered(actor: Actor, by: str) -> CardEntry:
    return CardEntry(actor.name, _short(by or actor.kind), Offer(actor.name, actor=actor.id))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
