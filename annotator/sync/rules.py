"""What is true of each table and column that copies exchange: who may see it, who may write it, how it is merged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Place(StrEnum):
    """How the channel of a new row is found, and so who may see it. A row stays in the channel that it came in."""

    SHARED = "shared"
    LEAD = "lead"
    GOLD = "gold"
    DOCUMENT = "document/<its document>"
    RELEASED = "released/<its document>"
    CODER = "coder/<itself>"
    OF_CODER = "coder/<its coder>"
    OF_AUTHOR = "coder/<its author>, lead where nobody in particular wrote it"
    OF_KEEPER = "coder/<whose it is>, shared where it is everybody's"
    LAYER = "coder/<its coder>, gold, or lead for suggestions"
    IN_LAYER = "that of its layer"
    OF_ACT = "that of its act"
    SETTING = "shared where coders must know it, else lead"
    REMOVED = "that of what was removed; shared for a label"
    ACTOR = "shared; a coder's new one in coder/<that coder>, as a proposal"


class WriterRole(StrEnum):
    """Who may write."""

    LEAD = "lead"
    ADJUDICATOR = "adjudicator"
    OWNER = "the coder whose channel it is"


class Merging(StrEnum):
    """What holds where two have written without having seen each other."""

    NEVER = "it is written once"
    FIELD = "each field by itself; the values that differ are listed"
    KEY = "each key of its JSON by itself"
    ROW = "the row as a whole"
    FOLLOWED = "the owner's value before one that only follows a merge"


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """`default`: what a new row has where its part says nothing; `...`: it must say something, for good."""

    merging: Merging
    default: object = ...
    writers: frozenset[WriterRole] = frozenset()

    @property
    def only_follows(self) -> bool:
        """Whether others than the owner write it, too, so that it follows what they merge, split or read anew."""
        return WriterRole.OWNER in self.writers and len(self.writers) > 1


@dataclass(frozen=True, slots=True)
class TableRule:
    """`writers`: who may make rows, and write columns that name no others; `columns`: all but `id`.

    `groups`: columns that make sense together alone, and so are one value where two have written. `edits_keep`: a row
    that somebody wrote stays, even if its owner deleted it without having seen that. `named_by`: the columns whose
    values, with a stroke between, are its id.
    """

    place: Place
    writers: frozenset[WriterRole]
    columns: Mapping[str, ColumnRule] = field(hash=False)
    groups: tuple[tuple[str, ...], ...] = ()
    edits_keep: bool = False
    named_by: tuple[str, ...] = ()

    def defaults(self) -> dict[str, object]:
        """Return what a new row has where its part says nothing, by column."""
        return {name: column.default for name, column in self.columns.items() if column.default is not ...}
