"""What a candidate says, in words, and in what the candidates of a case differ: “Force: urges / calls on”."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from annotator.acts.acts import Act, Filling
from annotator.acts.sentence import sentence_of, slot_in_words
from annotator.adjudication.cases import Case
from annotator.model.actor import Actor
from annotator.model.codebook import Label
from annotator.model.ids import ActorId, RoleId
from annotator.model.span import Span
from annotator.model.values import in_words
from annotator.model.wording import isolated

Register = Mapping[ActorId, Actor]
Labels = Mapping[str, Label]
NOTHING = "–"
"""What stands where a candidate leaves an attribute or a slot empty."""


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
    said: dict[tuple[str, str], tuple[str, dict[int, str]]] = {}
    for place in order if order is not None else range(len(case.candidates)):
        span = case.candidates[place]
        label = labels.get(span.label)
        for key, name, value in _parts(case, span, label, register) if label is not None else ():
            said.setdefault(key, (name, {}))[1][place] = value
    return [CaseDifference(name, values) for name, values in said.values() if len(set(values.values())) > 1]


def own_side(found: Sequence[CaseDifference], place: int) -> str:
    """Return what one candidate says of that in which they differ."""
    return " · ".join(f"{one.name}: {one.values[place]}" for one in found if place in one.values)


def _parts(case: Case, span: Span, label: Label, register: Register) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Yield (key, name, value in words) of all that a candidate could say."""
    if label.names_actors:
        yield ("actor", ""), "Actor", _actor_name(span, register) if span.actor is not None else NOTHING
    for attribute in label.attributes:
        value = span.attributes.get(attribute.id)
        yield ("attribute", attribute.id), attribute.name, NOTHING if value is None else in_words(attribute, value)
    slots = _by_role(case.slots_of(span))
    for role in label.roles:
        yield ("slot", role.id), role.name, slot_in_words(slots.get(role.id, ()), register) or NOTHING


def _by_role(fillings: Iterable[Filling]) -> dict[RoleId, tuple[Filling, ...]]:
    found: dict[RoleId, tuple[Filling, ...]] = {}
    for filling in fillings:
        found[filling.link.role] = (*found.get(filling.link.role, ()), filling)
    return found


def _actor_name(span: Span, register: Register) -> str:
    actor = register.get(span.actor) if span.actor is not None else None
    return isolated(actor.name if actor is not None else str(span.actor))
