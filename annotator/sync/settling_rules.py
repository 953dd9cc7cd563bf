"""What settling knows of the tables: what hangs on what, what follows, stays, is emptied or made unique. Types."""

from collections.abc import Mapping
from dataclasses import dataclass

LABELS = "labels"
"""What spans hang on that is no table: a label that was removed or merged has a row in `removals` alone."""
MERGED_INTO = "merged_into"
"""The key in the content of a row of `removals` that makes it a mark: what took the place of its target."""


@dataclass(frozen=True, slots=True)
class Hang:
    """A column that names what a row hangs on: a row of the table `on`, or a label. `is_list`: each of a JSON list."""

    column: str
    on: str
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """A column that names a row of the table `of`, or a label.

    `is_list`: it has a JSON list of them; `key`: where each element is an object, the key under which it names one.
    """

    column: str
    of: str
    is_list: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """Rows that say the same if these columns are equal: the lowest id is shown for all of them.

    `largest`: columns of which it has the largest value; `first`: of which it has the first that is there.
    """

    columns: tuple[str, ...]
    largest: tuple[str, ...] = ()
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SettlingRules:
    """By table, each behind those that it hangs on. What stands nowhere has no columns of that kind.

    `hangs`: a row is shown if all that it hangs on is. `marked`: tables of which rows are removed by a row of
    `removals`. `follows`: columns that name what may be merged into something else. `emptied`: columns that are empty
    where what they name is not here. `kept`: by table what names its rows, so that one that was deleted stays.
    `unique`: columns of names that no two rows share. `alike`: rows that may not stand there twice.
    """

    hangs: Mapping[str, tuple[Hang, ...]]
    marked: tuple[str, ...]
    follows: Mapping[str, tuple[Naming, ...]]
    emptied: Mapping[str, tuple[Naming, ...]]
    kept: Mapping[str, tuple[tuple[str, str], ...]]
    unique: Mapping[str, tuple[str, ...]]
    alike: Mapping[str, Alike]
    called: "TableNames"


@dataclass(frozen=True, slots=True)
class TableNames:
    """The tables of which settling knows more: texts that are one, what was removed, cases, what stands above what."""

    documents: str
    removals: str
    decisions: str
    spans: str
    actors: str
    versions: str
