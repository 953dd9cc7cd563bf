"""Actors: who speaks and is spoken to, registered once per project and named in many ways."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from annotator.model.ids import ActorId


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    ORGANISATION = "international organisation"
    GROUP = "group of states"
    NON_STATE = "non-state group"
    OFFICE = "office"
    PERSON = "person"


class Membership(BaseModel):
    """That an actor belongs to a group or holds an office, from and to ISO dates (inclusive, open where empty)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    group: ActorId
    since: str = ""
    until: str = ""


class Actor(BaseModel):
    """A registered actor. `codes`: by scheme, e.g. {"iso3": "FRA", "cow": "220"}."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: ActorId
    name: str = Field(min_length=1)
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    codes: dict[str, str] = Field(default_factory=dict)
    parent: ActorId | None = None
    memberships: tuple[Membership, ...] = ()
