"""The writes of a row, as they are put together: nodes of a graph, and what they come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from annotator.sync.parts import Over, Write

_CODER = "coder/"


class WriteName(NamedTuple):
    """The part that holds a write of a row, within a channel."""

    sitting: str
    counter: int


@dataclass(frozen=True, slots=True)
class RowWrite:
    """A write of a row with what its part says of it. `parents`: what it wrote over, in the same channel.

    `clock` is larger than that of any of them. `fields`: as in a part; None: the row goes.
    """

    channel: str
    name: WriteName
    clock: int
    person: str
    kind: str
    fields: Mapping[str, Any] | None
    parents: tuple[WriteName, ...] = ()

    @property
    def is_owners(self) -> bool:
        """Whether who wrote it is the coder whose channel it is."""
        return self.channel == f"{_CODER}{self.person}"

    @property
    def order(self) -> tuple[int, str, int]:
        """Where it stands among others: the same in each copy, and behind all that its author had seen."""
        return self.clock, *self.name


@dataclass(frozen=True, slots=True)
class Head:
    """A write that nobody who saw it has overwritten. `value`: of a path of several columns, a tuple of theirs."""

    name: WriteName
    value: Any


@dataclass(frozen=True, slots=True)
class ContestedPath:
    """A path with heads of different values, the one that is shown first. `columns`: those that it stands for."""

    path: str
    columns: tuple[str, ...]
    heads: tuple[Head, ...]


@dataclass(frozen=True, slots=True)
class FoldedRow:
    """What the writes of a row come to. `values`: its columns, as it had them last where it does not exist.

    `heads`: the writes that the next one is to name. `made`, `changed`: clock and sitting of the first and last write.
    `aside`: what was written in another channel after the row had moved from there, unseen; it is shown nowhere.
    """

    channel: str
    exists: bool
    values: Mapping[str, Any]
    heads: tuple[WriteName, ...]
    contested: tuple[ContestedPath, ...] = ()
    made: tuple[int, str] = (0, "")
    changed: tuple[int, str] = (0, "")
    aside: tuple[WriteName, ...] = ()


def parents_of(overs: Iterable[Over], sitting: str) -> tuple[WriteName, ...]:
    """Return the names of what a write is over. `sitting`: its own."""
    return tuple(WriteName(sitting, one) if isinstance(one, int) else WriteName(*one) for one in overs)


def row_writes(
    writes: Iterable[Write], *, channel: str, name: WriteName, clock: int, person: str, kind: str
) -> dict[tuple[str, str], RowWrite]:
    """Return the writes of a part by table and row; what it writes twice of a row is put together."""
    found: dict[tuple[str, str], RowWrite] = {}
    for write in writes:
        parents = parents_of(write.overs, name.sitting)
        fields, key = write.fields, (write.table, write.row)
        if key in found:
            first = found[key]
            fields = None if fields is None else {**(first.fields or {}), **fields}
            parents = (*first.parents, *(one for one in parents if one not in first.parents))
        parents = tuple(one for one in parents if one != name)
        found[key] = RowWrite(channel, name, clock, person, kind, fields, parents)
    return found
