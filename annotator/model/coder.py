"""Who codes: coders, their layers, and how far each document is.

A layer is one coder's pass over the texts (the same coder may have several), or the gold layer, or a layer of
suggestions. A coder's layer is changed by that coder alone.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field, field_validator

from annotator.model.ids import CoderId, DocumentId, LayerId


class LayerKind(StrEnum):
    """What a layer holds."""

    CODER = "coder"
    GOLD = "gold"
    SUGGESTIONS = "suggestions"


class State(StrEnum):
    """How far a coder is with a document; `begun` follows from the first span, `done` is said by the coder."""

    UNTOUCHED = "untouched"
    BEGUN = "begun"
    DONE = "done"


class TeamRole(StrEnum):
    """What a person does in a project; who leads may do all of it. Who may do what is the rule in `operations`."""

    CODER = "coder"
    ADJUDICATOR = "adjudicator"
    LEAD = "lead"


class Coder(BaseModel):
    """A person. `pseudonym` stands for the name wherever data leave the project under a pseudonym.

    `roles`: one or several, in the order of `TeamRole`.
    """

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")

    id: CoderId
    name: str = Field(min_length=1)
    pseudonym: str = Field(min_length=1)
    roles: tuple[TeamRole, ...] = Field(default=(TeamRole.CODER,), min_length=1)

    @field_validator("roles")
    @classmethod
    def _in_order(cls, roles: tuple[TeamRole, ...]) -> tuple[TeamRole, ...]:
        return tuple(role for role in TeamRole if role in roles)


_NUMBERED = re.compile(r"coder-(\d+)")
PSEUDONYM = re.compile(r"(coder|adjudicator|lead)-\d+.*")
"""What nobody is called in truth."""


def pseudonyms(
    coders: Iterable[Coder],
    silent: Mapping[CoderId, str] = MappingProxyType({}),
    kept: Mapping[CoderId, str] = MappingProxyType({}),
) -> Mapping[CoderId, str]:
    """Return what each coder is called in whatever leaves: a pseudonym that no other has and that is nobody's name.

    `silent`: those who coded nothing, by what they do instead (“adjudicator”): they are numbered by themselves, and the
    coders without them. `kept`: what was published before, which stays. Whoever came with an import without a name of
    their own may have one that is theirs in truth; another stands for it.
    """
    ordered = sorted(coders, key=lambda coder: coder.id)
    names = {coder.name.casefold() for coder in ordered}
    numbers = {coder.id: int(found[1]) for coder in ordered if (found := _NUMBERED.fullmatch(coder.pseudonym))}
    freed = [numbers[coder.id] for coder in ordered if coder.id in silent and coder.id in numbers]
    called = {coder.id: kept[coder.id] for coder in ordered if coder.id in kept}
    taken = {
        *called.values(),
        *(coder.pseudonym for coder in ordered if coder.id not in (silent.keys() | numbers.keys())),
    }
    for coder in ordered:
        if coder.id in called:
            continue
        wanted = coder.pseudonym
        if coder.id in silent:
            wanted = _free(silent[coder.id], 1, taken)
        elif coder.id in numbers:
            number = numbers[coder.id] - sum(one < numbers[coder.id] for one in freed)
            others = {other.name.casefold() for other in ordered if other.id != coder.id} if freed else set()
            wanted = _free("coder", number, others | {*kept.values()})
        elif wanted.casefold() in names:
            wanted = _free("coder", 1, taken | {coder.pseudonym for coder in ordered})
        taken.add(wanted)
        name, number = wanted, 1
        while name in called.values():
            number += 1
            name = f"{wanted} ({number})"
        called[coder.id] = name
    return called


def _free(word: str, number: int, taken: Collection[str]) -> str:
    while f"{word}-{number}" in taken:
        number += 1
    return f"{word}-{number}"


class Layer(BaseModel):
    """One pass over the texts. `coder` is None for the gold layer."""

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")

    id: LayerId
    name: str = Field(min_length=1)
    kind: LayerKind
    coder: CoderId | None = None


class Assignment(BaseModel):
    """A document in a layer: that it is to be coded there, and whether the coder has called it done.

    `given`: whether somebody who leads gave it out; `first`: to be coded before the others, as those of a pilot round
    are, which everybody gets; `due`: until when it is to be done, an ISO date.
    """

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")

    layer: LayerId
    document: DocumentId
    done: bool = False
    given: bool = False
    first: bool = False
    due: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")


class RecodeSample(BaseModel):
    """How a layer in which some documents are coded once more was drawn: from those `done` in a layer, by a seed."""

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")

    layer: LayerId
    drawn_from: LayerId
    done: int
    seed: int
