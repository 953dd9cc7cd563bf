"""An actor as it stands in the form: as typed, what is wrong with it, and the actor that it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.ids import ActorId
from annotator.model.names import tidied

SCHEMES: Mapping[str, str] = {"iso3": "ISO alpha-3", "cow": "COW number", "cow_abb": "COW abbreviation"}
"""The codes that have a field of their own; others are written as “scheme = code”."""


@dataclass(frozen=True, slots=True)
class MembershipDraft:
    """A line of the table. `group`: who is meant; where that is nobody, `typed` stands in its place.

    `name`: what the group is called, for sentences alone.
    """

    group: ActorId | None
    typed: str = ""
    since: str = ""
    until: str = ""
    name: str = field(default="", compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return self.group is None and not (self.typed or self.since or self.until)

    def problem(self) -> str:
        """Return what is wrong with it, "" where nothing is."""
        named = self.typed.strip() or self.name or self.group
        if self.group is None:
            if not self.typed.strip():
                return "A membership names no group or office; type one, or remove the line."
            return f"“{named}” is no actor, or several; choose one of those offered."
        try:
            Membership(group=self.group, since=self.since, until=self.until)
        except ValidationError as error:
            return f"{named}: {error.errors()[0]['msg'].removeprefix('Value error, ')}."
        return ""


@dataclass(frozen=True, slots=True)
class ActorDraft:
    """`codes`: by the schemes that have a field. `other_codes`: lines. `parent_typed`: what stands for the parent."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    other_codes: tuple[str, ...] = ()
    parent: ActorId | None = None
    parent_typed: str = ""
    memberships: tuple[MembershipDraft, ...] = ()

    def faults(self) -> dict[str, str]:
        """Return what is wrong, a sentence by the field where it is."""
        found: dict[str, str] = {}
        if not tidied(self.name):
            found["name"] = "An actor needs a name; type the one that most people use."
        if wrong := next((line for line in self.other_codes if not _is_code(line)), None):
            found["codes"] = f"“{wrong}” is no code; write it as scheme = code, such as gtd = 69."
        elif doubled := _doubled([line.partition("=")[0].strip() for line in self.other_codes] + list(SCHEMES)):
            found["codes"] = f"There are two codes of the scheme “{doubled}”; keep one of them."
        if self.parent is None and self.parent_typed.strip():
            found["parent"] = f"No actor is called “{self.parent_typed.strip()}”; choose one of those offered."
        problems = (line.problem() for line in self.memberships if not line.is_empty)
        if problem := next((problem for problem in problems if problem), ""):
            found["memberships"] = problem
        return found

    def actor(self, id: ActorId) -> Actor:
        """Return the actor; call it where there are no faults. An alias that is the name is left out."""
        name = tidied(self.name)
        aliases = dict.fromkeys(filter(None, map(tidied, self.aliases)))
        codes = {scheme: self.codes[scheme].strip() for scheme in SCHEMES if self.codes.get(scheme, "").strip()}
        for line in self.other_codes:
            scheme, _, code = line.partition("=")
            codes[scheme.strip()] = code.strip()
        memberships = tuple(
            Membership(group=line.group, since=line.since, until=line.until)
            for line in self.memberships
            if line.group is not None
        )
        return Actor(
            id=id,
            name=name,
            kind=self.kind,
            aliases=tuple(alias for alias in aliases if alias != name),
            codes=codes,
            parent=self.parent,
            memberships=memberships,
        )


def draft_of(actor: Actor) -> ActorDraft:
    """Return an actor as the form shows it."""
    return ActorDraft(
        name=actor.name,
        kind=actor.kind,
        aliases=actor.aliases,
        codes=actor.codes,
        other_codes=other_codes_of(actor),
        parent=actor.parent,
        memberships=tuple(MembershipDraft(one.group, "", one.since, one.until) for one in actor.memberships),
    )


def other_codes_of(actor: Actor) -> tuple[str, ...]:
    """Return the codes that have no field of their own, as lines."""
    return tuple(f"{scheme} = {code}" for scheme, code in actor.codes.items() if scheme not in SCHEMES)


def day_problem(day: str) -> str:
    """Return what is wrong with a day, month or year, "" where nothing is."""
    try:
        Membership(group=ActorId("any"), since=day)
    except ValidationError as error:
        return f"{error.errors()[0]['msg'].removeprefix('Value error, ')}."
    return ""


def _is_code(line: str) -> bool:
    scheme, equals, code = line.partition("=")
    return bool(scheme.strip() and equals and code.strip())


def _doubled(schemes: Sequence[str]) -> str:
    return next((one for number, one in enumerate(schemes) if one in schemes[:number]), "")
