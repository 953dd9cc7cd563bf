"""An act as a small sentence: “France → urges → China”."""

from collections.abc import Iterable, Mapping

from annotator.acts.acts import Act, Filling
from annotator.acts.offers import VALUES
from annotator.model.actor import Actor
from annotator.model.codebook import Role
from annotator.model.ids import ActorId
from annotator.model.value_forms import words_of
from annotator.model.wording import isolated

ARROW = " → "
OPEN = "?"
"""What stands for a required slot that nothing fills."""
SHOWN = 3
"""So many parties of a slot are named, the others are counted."""
LONGEST = 40


def sentence_of(act: Act, register: Mapping[ActorId, Actor]) -> str:
    """Return who does what towards whom, in the words of the codebook and the names of the register.

    Each name keeps its direction (`wording.isolated`), so that the arrows point where they should.
    """
    parties = act.label.parties
    first, others = parties[:1], parties[1:]
    subject = [_named(act.of(role.id), register, role.required) for role in first]
    filled = (_named(act.of(role.id), register, role.required) for role in others)
    objects = next((name for name in filled if name), "")
    return ARROW.join(part for part in (*subject, isolated(verb_of(act)), objects) if part)


def verb_of(act: Act) -> str:
    """Return what is done: the value of the act's force, else the label's name."""
    said = act.span.attributes.get(act.force.id) if act.force else None
    return str(said) if said else act.label.name


def name_of(filling: Filling, register: Mapping[ActorId, Actor]) -> str:
    """Return who or what fills a slot, in a few words."""
    if filling.actor is not None and filling.actor in register:
        return register[filling.actor].name
    if filling.value is not None:
        return VALUES[filling.value]
    quote = " ".join(filling.quote.split())
    return quote if len(quote) <= LONGEST else quote[: LONGEST - 1].rstrip() + "…"


def said_of(filling: Filling) -> str:
    """Return what is said of a party in its slot: its values, a yes, a number or a date behind its attribute's id."""
    parts = []
    for id, value in sorted(filling.link.attributes.items()):
        words = ", ".join(map(isolated, words_of(value)))
        parts.append(words if isinstance(value, str | list) else f"{id}: {words}")
    return ", ".join(filter(None, parts))


def _with_values(filling: Filling, register: Mapping[ActorId, Actor]) -> str:
    name, values = isolated(name_of(filling, register)), said_of(filling)
    return f"{name} ({values})" if values else name


def slot_in_words(fillings: Iterable[Filling], register: Mapping[ActorId, Actor]) -> str:
    """Return who fills a slot as it is compared: all names, each once, with what is said of each, by the alphabet.

    Empty where nobody does.
    """
    parties = sorted({(name_of(one, register), _with_values(one, register)) for one in fillings})
    return ", ".join(said for _, said in parties)


def parties_of(act: Act, role: Role, register: Mapping[ActorId, Actor]) -> str:
    """Return who fills a party's slot, in a few words; empty where nobody does."""
    return _named(act.of(role.id), register, required=False)


def _named(fillings: Iterable[Filling], register: Mapping[ActorId, Actor], required: bool) -> str:
    names = list(dict.fromkeys(isolated(name_of(filling, register)) for filling in fillings))
    if not names:
        return OPEN if required else ""
    more = f" +{len(names) - SHOWN}" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
