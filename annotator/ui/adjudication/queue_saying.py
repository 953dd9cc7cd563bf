"""Who says what, in a line of the queue: “Ben Appeal · Chloé Warning · Ana –”, “Ben 84 characters shorter”."""

from collections.abc import Mapping
from typing import cast

from annotator.acts.acts import Filling
from annotator.acts.sentence import slot_in_words
from annotator.adjudication.cases import CaseKind
from annotator.adjudication.contrast import Contrast, Group, Told
from annotator.adjudication.queue import QueueEntry
from annotator.model.actor import Actor
from annotator.model.codebook import Label
from annotator.model.ids import ActorId, LayerId
from annotator.model.value_forms import form_of
from annotator.model.wording import counted, isolated
from annotator.ui.adjudication.coder_letters import CoderLetters, letter

NOTHING = "–"
_LONGEST = 32


def saying_of(
    entry: QueueEntry, seats: CoderLetters, labels: Mapping[str, Label], register: Mapping[ActorId, Actor]
) -> str:
    """Return who says what of that in which the coders of a case differ first."""
    contrast = entry.contrast
    groups = [group for group in contrast.groups if not _is_longest(contrast, group)] or contrast.groups
    order = {layer.id: at for at, layer in enumerate(seats.ordered_layers(entry.key))}
    ranked = sorted(groups, key=lambda group: (group.told is None, min(order.get(one, 99) for one in group.layers)))
    said = " · ".join(
        f"{_names(group, seats, order)} {_words(contrast, group.told, labels, register)}" for group in ranked
    )
    head = _part_name(entry, labels)
    return f"{head}: {said}" if head else said


def actors_in(contrast: Contrast) -> set[ActorId]:
    """Return the actors of whom the line speaks."""
    if contrast.kind is CaseKind.ATTRIBUTE and not contrast.part:
        return {ActorId(str(group.told)) for group in contrast.groups if group.told}
    if contrast.kind is not CaseKind.SLOT:
        return set()
    fillings = (one for group in contrast.groups for one in cast("tuple[Filling, ...]", group.told))
    return {one.actor for one in fillings if one.actor is not None}


def _is_longest(contrast: Contrast, group: Group) -> bool:
    """Whether a group is the one that the shorter passages are measured by."""
    return contrast.kind is CaseKind.BOUNDARY and group.told == 0


def _names(group: Group, seats: CoderLetters, order: Mapping[LayerId, int]) -> str:
    own = sorted(group.layers, key=lambda one: order.get(one, 99))
    if seats.names_hidden:
        return ", ".join(letter(order[one]) if one in order else "?" for one in own)
    names = {layer.id: layer.name for layer in seats.layers}
    return ", ".join(isolated(names.get(one, "another coder")) for one in own)


def _part_name(entry: QueueEntry, labels: Mapping[str, Label]) -> str:
    """Return what the attribute or the slot is called in which they differ."""
    contrast = entry.contrast
    if contrast.kind not in (CaseKind.ATTRIBUTE, CaseKind.SLOT):
        return ""
    if not contrast.part:
        return "Actor"
    for label in (labels[id] for id in entry.labels if id in labels):
        parts = label.attributes if contrast.kind is CaseKind.ATTRIBUTE else label.roles
        for part in parts:
            if part.id == contrast.part:
                return part.name
    return contrast.part


def _words(contrast: Contrast, told: Told, labels: Mapping[str, Label], register: Mapping[ActorId, Actor]) -> str:
    if told is None or told == ():
        return NOTHING
    if contrast.kind in (CaseKind.MISSING, CaseKind.LABEL):
        return isolated(labels[str(told)].name if str(told) in labels else str(told))
    if contrast.kind is CaseKind.BOUNDARY:
        count = cast(int, told)
        return f"{counted(count, 'character')} shorter" if count else "marked otherwise"
    if contrast.kind is CaseKind.SLOT:
        return _short(slot_in_words(cast("tuple[Filling, ...]", told), register))
    if not contrast.part:
        actor = register.get(ActorId(str(told)))
        return isolated(actor.name if actor is not None else str(told))
    value = cast("str | bool | int | float | list[str]", told)
    return _short(", ".join(map(isolated, form_of(value).words(value))))


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
