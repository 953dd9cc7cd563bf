"""Who may write what: asked of each write of another copy before it counts. Who wrote it is known by the strand.

A role counts for good once somebody has had it, so that no copy refuses what another took in before the role was taken
away. A coder writes in their own channel alone, and there what is the owner's; who leads or adjudicates what the rules
of the table say. What is new stands in the channel that the rules give, under the name that its columns make.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from annotator.model.coder import TeamRole
from annotator.model.removal import RemovedKind
from annotator.sync.delivery import Refused
from annotator.sync.row_writes import RowWrite
from annotator.sync.rules import Place, TableRule, WriterRole

Where = Callable[[str, str], str | None]
"""Returns the channel in which a row stands, by its table and id; None where it is not known here."""

_CODER, _GOLD, _LEAD, _SHARED = "coder/", "gold", "lead", "shared"
_ROLES = {TeamRole.LEAD: WriterRole.LEAD, TeamRole.ADJUDICATOR: WriterRole.ADJUDICATOR}
_REMOVERS: Mapping[str, frozenset[WriterRole]] = {
    RemovedKind.LAYER: frozenset({WriterRole.OWNER, WriterRole.LEAD}),
    RemovedKind.ACTOR: frozenset({WriterRole.ADJUDICATOR, WriterRole.LEAD}),
}
"""Who may remove, or merge, what; all else whoever leads."""
_MOVING = RemovedKind.ACTOR
"""What may stand in a coder's channel, and later in everybody's; its removal may have been written before that."""
_BY_PLACE = {Place.LAYER: "coder"}
"""Columns of new rows that say where they stand, and so are a coder's own where the place is."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a strand. `roles`: all that they ever had. Nobody in particular, as the command line, leads."""

    person: str
    roles: frozenset[TeamRole] = frozenset()

    def writes_as(self, channel: str) -> frozenset[WriterRole]:
        """Return as whom they write in a channel; gold is owned by whoever leads or adjudicates."""
        held = {_ROLES[role] for role in self.roles if role in _ROLES}
        if not self.person or WriterRole.LEAD in held:
            held = set(_ROLES.values())  # who leads may all
        owners = {_GOLD: bool(held), _LEAD: WriterRole.LEAD in held}
        owns = owners.get(channel, bool(self.person) and channel == f"{_CODER}{self.person}")
        return frozenset(held | {WriterRole.OWNER} if owns else held)


def why_not_strand(sender: str, person: str, channel: str) -> Refused | None:
    """Return why a strand may not come from a coder, None where it may. `sender`: empty for a whole copy."""
    if not sender or (person, channel) == (sender, f"{_CODER}{sender}"):
        return None
    return Refused.SENDER if person != sender else Refused.LAYER


class Permission:
    """The rules of all tables by name, and what is known of where rows stand."""

    def __init__(self, rules: Mapping[Any, TableRule], where: Where) -> None:
        self._rules, self._where = rules, where

    def why_not(self, author: Author, table: str, row: str, write: RowWrite) -> Refused | None:
        """Return why a write may not count, None where it may."""
        rule = self._rules.get(table)
        if rule is None or not _is_writable(rule, write):
            return Refused.ALTERED
        roles = author.writes_as(write.channel)
        if (reason := self._why_not_there(rule, table, row, write, roles)) is not None:
            return reason
        return None if _may_write(rule, write, roles) else self._whose(author, write.channel)

    def _whose(self, author: Author, channel: str) -> Refused:
        is_anothers = channel.startswith(_CODER) and channel != f"{_CODER}{author.person}"
        return Refused.LAYER if is_anothers else Refused.RIGHTS

    def _why_not_there(
        self, rule: TableRule, table: str, row: str, write: RowWrite, roles: frozenset[WriterRole]
    ) -> Refused | None:
        """Return why a row may not be written in this channel."""
        stands_in = self._where(table, row)
        if stands_in is not None and stands_in != write.channel and not _moves(rule, stands_in, write.channel):
            return Refused.LAYER
        if write.parents or not write.fields:
            return None
        values = {**rule.defaults(), **write.fields}
        if rule.named_by and row != "/".join(str(values.get(name)) for name in rule.named_by):
            return Refused.ALTERED
        if rule.place is Place.REMOVED and not roles & _REMOVERS.get(values["kind"], {WriterRole.LEAD}):
            return Refused.RIGHTS
        # Who holds a whole copy may code in a layer that became theirs since its coder was merged into them.
        is_judge = roles - {WriterRole.OWNER} and rule.place in (Place.IN_LAYER, Place.OF_ACT)
        return None if is_judge or self._is_place(rule.place, row, values, write.channel) else Refused.LAYER

    def _is_place(self, place: Place, row: str, values: Mapping[str, Any], channel: str) -> bool:
        """Whether a new row belongs into a channel; what it hangs on may not be known yet."""
        wanted = self._place(place, row, values)
        if place is Place.ACTOR or (place is Place.REMOVED and values["kind"] == _MOVING):
            return channel == _SHARED or channel.startswith(_CODER)
        if place is Place.SETTING:
            return channel in (_SHARED, _LEAD)
        return wanted is None or channel == wanted

    def _place(self, place: Place, row: str, values: Mapping[str, Any]) -> str | None:
        match place:
            case Place.SHARED | Place.LEAD | Place.GOLD:
                return str(place)
            case Place.DOCUMENT:
                return f"document/{values.get('document', row)}"
            case Place.RELEASED:
                return f"released/{values.get('document', row)}"
            case Place.CODER:
                return f"{_CODER}{row}"
            case Place.OF_CODER:
                return f"{_CODER}{values['coder']}"
            case Place.OF_AUTHOR:
                return f"{_CODER}{values['author']}" if values.get("author") else _LEAD
            case Place.OF_KEEPER:
                return f"{_CODER}{values['coder']}" if values.get("coder") else _SHARED
            case Place.LAYER:
                return self._layer(values)
            case Place.IN_LAYER:
                return self._where("layers", values["layer"])
            case Place.OF_ACT:
                return self._where("spans", values["act"])
            case Place.REMOVED:
                return self._removed(values["kind"], values["target"])
        return None

    def _layer(self, values: Mapping[str, Any]) -> str:
        if values["kind"] == _GOLD:
            return _GOLD
        return f"{_CODER}{values['coder']}" if values["kind"] == "coder" and values.get("coder") else _LEAD

    def _removed(self, kind: str, target: str) -> str | None:
        return _SHARED if kind not in self._rules else self._where(kind, target)


def _is_writable(rule: TableRule, write: RowWrite) -> bool:
    """Whether a write says something that the table can hold."""
    if write.fields is None:
        return True
    if not write.fields:
        return rule.place is Place.ACTOR
    is_known = write.fields.keys() <= rule.columns.keys()
    is_whole = bool(write.parents) or rule.columns.keys() - rule.defaults().keys() <= write.fields.keys()
    return is_known and is_whole and all(isinstance(one, str | int | float | None) for one in write.fields.values())


def _moves(rule: TableRule, there: str, here: str) -> bool:
    """Whether a row stands in both: a coder's proposal that became everybody's."""
    return (
        rule.place is Place.ACTOR and _SHARED in (there, here) and any(one.startswith(_CODER) for one in (there, here))
    )


def _may_write(rule: TableRule, write: RowWrite, roles: frozenset[WriterRole]) -> bool:
    if not write.fields:
        return bool(roles & rule.writers)
    if not write.parents or rule.columns.keys() - rule.defaults().keys() <= write.fields.keys():
        # Who may make a row says all of it; a coder what is theirs.
        others = [name for name, value in write.fields.items() if _is_others(rule, name, value)]
        return bool(roles & rule.writers) and not (roles == {WriterRole.OWNER} and others)
    return all(roles & (rule.columns[name].writers or rule.writers) for name in write.fields)


def _is_others(rule: TableRule, name: str, value: object) -> bool:
    column = rule.columns[name]
    if name == _BY_PLACE.get(rule.place):
        return False
    return bool(column.writers) and WriterRole.OWNER not in column.writers and value != column.default
