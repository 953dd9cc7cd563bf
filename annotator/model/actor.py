"""Actors: who speaks and is spoken to, registered once per project and named in many ways.

A date is a day, a month or a year as ISO 8601 writes it ("1993-11-01", "1993-11", "1993").
"""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from annotator.model.ids import ActorId


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    ORGANISATION = "international organisation"
    GROUP = "group of states"
    NON_STATE = "non-state group"
    OFFICE = "office"
    PERSON = "person"


def _iso_date(value: str) -> str:
    parts = value.split("-")
    try:
        # In digits of other scripts a date would sort elsewhere.
        if value and re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value) is None:
            raise ValueError
        if value:
            date(int(parts[0]), *(int(part) for part in (*parts[1:], "1", "1")[:2]))
    except ValueError:
        raise ValueError(f"“{value}” is no date; write it as 1993-11-01, 1993-11 or 1993") from None
    return value


PartialDate = Annotated[str, AfterValidator(_iso_date)]


def _earlier(one: str, other: str) -> bool:
    """Whether one date is before the other, as far as both of them say."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]


class Membership(BaseModel):
    """That an actor belongs to a group or holds an office, from and to dates (inclusive, open where empty)."""

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")

    group: ActorId
    since: PartialDate = ""
    until: PartialDate = ""

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> Self:
        if self.since and self.until and _earlier(self.until, self.since):
            raise ValueError(f"it ends ({self.until}) before it begins ({self.since})")
        return self

    def covers(self, day: str) -> bool:
        """Whether it holds on a date; where that or a bound is a month or a year alone, whether it may hold then."""
        return not (self.since and _earlier(day, self.since)) and not (self.until and _earlier(self.until, day))


class Actor(BaseModel):
    """A registered actor. `codes`: by scheme, e.g. {"iso3": "FRA", "cow": "220", "cow_abb": "FRN"}."""

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")

    id: ActorId
    name: str = Field(min_length=1)
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    codes: dict[str, str] = Field(default_factory=dict)
    parent: ActorId | None = None
    memberships: tuple[Membership, ...] = ()
