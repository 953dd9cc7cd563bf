"""Whether what a person gives a gold span, apart from what coders said, is what its label can have."""

from collections.abc import Iterable
from typing import get_args

from annotator.adjudication.decisions import Gold
from annotator.adjudication.slots import Slot
from annotator.model.codebook import Label, Role
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.span import SlotValue
from annotator.model.values import checked_value
from annotator.operations.coding.annotate import usable_label
from annotator.store.project import Project


def check_gold(project: Project, made: Gold, attributes: Iterable[str], roles: Iterable[str]) -> None:
    """Refuse values of these attributes, and parties of these slots, that the label of a gold span cannot have.

    Raises `NotFound` for a label, attribute, role or actor that does not exist, `NotAllowed` for a label that is not
    put on such a passage, a value of another type, and a party that the slot does not take.
    """
    label = usable_label(project, made.label, on_text=bool(made.extents))
    for name in attributes:
        attribute = label.attribute(name)
        if attribute is None:
            raise NotFound(f"The label “{label.name}” has no attribute “{name}”.")
        if name in made.attributes:
            checked_value(attribute, made.attributes[name])
    for id in roles:
        role = _role(label, id)
        parties = [slot for slot in made.slots if slot.role == id]
        if len(parties) > 1 and not role.several:
            raise NotAllowed(f"The slot “{role.name}” takes one party; choose one of them.")
        for slot in parties:
            _check_party(project, role, slot)


def _role(label: Label, id: str) -> Role:
    found = label.role(id)
    if found is None:
        raise NotFound(f"The label “{label.name}” has no role “{id}”.")
    return found


def _check_party(project: Project, role: Role, slot: Slot) -> None:
    if slot.actor is None and slot.value is None and not slot.extents:
        raise NotAllowed(f"The slot “{role.name}” needs an actor, a passage or a value.")
    if slot.value is not None and slot.value not in get_args(SlotValue):
        raise NotAllowed(f"“{slot.value}” is no value of a slot; expected: {', '.join(get_args(SlotValue))}.")
    if slot.value is not None and (slot.actor is not None or slot.extents):
        raise NotAllowed(f"The slot “{role.name}” takes a value or a party, not both.")
    if slot.actor is not None:
        if not role.slot_type.actors:
            raise NotAllowed(f"The slot “{role.name}” takes a {role.takes} of the text, not an actor.")
        project.actors.get(slot.actor)
    for id, value in slot.attributes.items():
        attribute = role.attribute(id)
        if attribute is None:
            raise NotFound(f"The role “{role.name}” has no attribute “{id}”.")
        checked_value(attribute, value)
