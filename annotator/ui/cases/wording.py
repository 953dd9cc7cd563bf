"""What a candidate says, in words, and in what the candidates of a case differ: “Force: urges / calls on”."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from annotator.acts.acts import Act, Filling
from annotator.acts.sentence import sentence_of, slot_in_words
from annotator.adjudication.cases import Case
from annotator.adjudication.slots import parties_of
from annotator.model.actor import Actor
from annotator.model.codebook import Attribute, Label
from annotator.model.ids import ActorId, AttributeId, RoleId
from annotator.model.span import Span
from annotator.model.value_forms import comparable, form_of
from annotator.model.values import in_words
from annotator.model.wording import isolated

Register = Mapping[ActorId, Actor]
Labels = Mapping[str, Label]
NOTHING = "–"
"""What stands where a candidate leaves an attribute or a slot empty."""


class SaidOfCase(NamedTuple):
    """What a candidate says of one thing. `compared`: equal where two say the same, however they word it."""

    name: str
    words: str
    compared: Hashable
    attribute: Attribute | None = None


class CaseDifference(NamedTuple):
    """An attribute, a slot or the actor of a mention; `values`: in words, by the candidate's place in the case."""

    name: str
    values: dict[int, str]

    @property
    def summary(self) -> str:
        """The name and all the different values, each once."""
        return f"{self.name}: {' / '.join(dict.fromkeys(self.values.values()))}"


def actors_in(case: Case) -> list[ActorId]:
    """Return the actors that the candidates mention or that fill their slots."""
    named = [span.actor for span in case.candidates]
    named += [filling.actor for span in case.candidates for filling in case.slots_of(span)]
    return list(dict.fromkeys(actor for actor in named if actor is not None))


def act_sentence(case: Case, span: Span, labels: Labels, register: Register) -> str:
    """Return an act as a sentence, the actor of a mention, or nothing."""
    label = labels.get(span.label)
    if label is not None and label.is_act:
        return sentence_of(Act(span, label, _by_role(case.slots_of(span))), register)
    return _actor_name(span, register) if span.actor is not None else ""


def differences(
    case: Case, labels: Labels, register: Register, order: Sequence[int] | None = None
) -> list[CaseDifference]:
    """Return in which attributes, actors and slots the candidates differ, among those whose label has them.

    `order`: the places of the candidates in the order in which their values are said.
    """
    found: dict[tuple[str, str], dict[int, SaidOfCase]] = {}
    for place in order if order is not None else range(len(case.candidates)):
        for key, said in said_of(case, case.candidates[place], labels, register).items():
            found.setdefault(key, {})[place] = said
    return [
        CaseDifference(next(iter(said.values())).name, {place: one.words for place, one in said.items()})
        for said in found.values()
        if len({one.compared for one in said.values()}) > 1
    ]


def said_of(case: Case, span: Span, labels: Labels, register: Register) -> dict[tuple[str, str], SaidOfCase]:
    """Return all that a candidate says with its label: its actor, each attribute, each slot, filled or not."""
    label = labels.get(span.label)
    named = dict(_parts(case, span, label, register)) if label is not None else {}
    return named | dict(_parts_without_a_name(case, span, label, register))


def own_side(found: Sequence[CaseDifference], place: int) -> str:
    """Return what one candidate says of that in which they differ."""
    return " · ".join(f"{one.name}: {one.values[place]}" for one in found if place in one.values)


def _parts(case: Case, span: Span, label: Label, register: Register) -> Iterator[tuple[tuple[str, str], SaidOfCase]]:
    """Yield all that a candidate could say, by its kind and id."""
    if label.names_actors:
        yield ("actor", ""), SaidOfCase("Actor", _actor_name(span, register) if span.actor else NOTHING, span.actor)
    for attribute in label.attributes:
        value = span.attributes.get(attribute.id)
        words, same = (NOTHING, None) if value is None else (in_words(attribute, value), comparable(value))
        yield ("attribute", attribute.id), SaidOfCase(attribute.name, words, same, attribute)
    slots, parties = _by_role(case.slots_of(span)), parties_of(case.slots_of(span))
    for role in label.roles:
        words = _slot_words(slots.get(role.id, ()), register)
        yield ("slot", role.id), SaidOfCase(role.name, words, parties.get(role.id))


def _parts_without_a_name(
    case: Case, span: Span, label: Label | None, register: Register
) -> Iterator[tuple[tuple[str, str], SaidOfCase]]:
    """Yield what a label no longer has and yet is said with it, by this candidate or by another one."""
    others = [one for one in case.candidates if one.label == span.label]
    if not (label and label.names_actors) and any(one.actor for one in others):
        yield ("actor", ""), SaidOfCase("Actor", _actor_name(span, register) if span.actor else NOTHING, span.actor)
    said = {id for one in others for id in one.attributes}
    for id in sorted(id for id in said if label is None or label.attribute(AttributeId(id)) is None):
        value = span.attributes.get(id)
        words = NOTHING if value is None else ", ".join(map(isolated, form_of(value).words(value)))
        yield ("attribute", id), SaidOfCase(id, words, None if value is None else comparable(value))
    slots, parties = _by_role(case.slots_of(span)), parties_of(case.slots_of(span))
    ids = {filling.link.role for one in others for filling in case.slots_of(one)}
    for role in sorted(id for id in ids if label is None or label.role(id) is None):
        words = _slot_words(slots.get(role, ()), register)
        yield ("slot", role), SaidOfCase(role, words, parties.get(role))


def _slot_words(fillings: Sequence[Filling], register: Register) -> str:
    """Return who fills a slot; a party without words is a label on the whole document."""
    return slot_in_words(fillings, register) or ("the whole document" if fillings else NOTHING)


def _by_role(fillings: Iterable[Filling]) -> dict[RoleId, tuple[Filling, ...]]:
    found: dict[RoleId, tuple[Filling, ...]] = {}
    for filling in fillings:
        found[filling.link.role] = (*found.get(filling.link.role, ()), filling)
    return found


def _actor_name(span: Span, register: Register) -> str:
    actor = register.get(span.actor) if span.actor is not None else None
    return isolated(actor.name if actor is not None else str(span.actor))


def paragraphs_of(text: str, places: Iterable[int]) -> tuple[int, ...]:
    """Return the numbers of the paragraphs in which places stand, from 1, as the gutter counts them."""
    ends, at = list[int](), 0
    for line in text.split("\n"):
        at += len(line) + 1
        if line.strip():
            ends.append(at)
    return tuple(bisect_right(ends, place) + 1 for place in places)
