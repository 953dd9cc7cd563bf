"""Whether a slot can hold what stands in it. Verbs see to it; but copies may each have done half of what goes ill."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from annotator.model.asking import kept_values
from annotator.model.codebook import Codebook, Role
from annotator.model.span import AttributeValue


class SlotMisfit(StrEnum):
    """Why it cannot. `NO_SLOT`, `ACTOR` and `MANY` are wrong under any codebook that somebody codes by.

    `LABEL` and `VALUES` are so only where the act was coded, or confirmed, under one that has it so: else its coding
    is stale, which is listed elsewhere.
    """

    NO_SLOT = "its label has no such slot"
    ACTOR = "the slot takes no actor"
    LABEL = "the slot takes spans of other labels"
    VALUES = "what is said of the party is not asked in this slot"
    MANY = "the slot takes one party"


_STALE = frozenset({SlotMisfit.LABEL, SlotMisfit.VALUES})


class SlotContent(NamedTuple):
    """What matters of a link. `party`: the label of the span that fills the slot, None where none does."""

    has_actor: bool
    party: str | None
    values: Mapping[str, AttributeValue]


def role_in(codebook: Codebook, label: str, role: str) -> Role | None:
    """Return the role of a label, None where there is none."""
    found = codebook.get(label)
    return found.role(role) if found is not None else None


def misfit(role: Role | None, filling: SlotContent) -> SlotMisfit | None:
    """Return why a slot of this role cannot hold a party, by itself; None where it can."""
    if role is None:
        return SlotMisfit.NO_SLOT
    if filling.has_actor and not role.slot_type.actors:
        return SlotMisfit.ACTOR
    if filling.party is not None and role.labels and filling.party not in role.labels:
        return SlotMisfit.LABEL
    if filling.values and kept_values(role.attributes, filling.values).keys() != filling.values.keys():
        return SlotMisfit.VALUES
    return None


def misfit_under(
    roles: Iterable[Role | None], coded_under: Sequence[Role | None], filling: SlotContent
) -> SlotMisfit | None:
    """Return why a slot cannot hold a party under any of several codebooks, as the last says it.

    `roles`: the slot's, in each codebook that somebody codes by, that in force last; `coded_under`: in that of the act,
    nothing where it is not known.
    """
    found = [misfit(role, filling) for role in roles]
    if None in found or not found:
        return None
    if found[-1] in _STALE and any(misfit(role, filling) is None for role in coded_under):
        return None
    return found[-1]


def takes_one(roles: Iterable[Role | None]) -> bool:
    """Whether a slot takes one party under each of several codebooks, as far as these have it."""
    known = [role for role in roles if role is not None]
    return bool(known) and not any(role.several for role in known)
