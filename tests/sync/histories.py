"""Rows that several people write on copies of their own, which now and then see what others wrote."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from annotator.sync.fold import fold
from annotator.sync.row_writes import FoldedRow, RowWrite, WriteName
from annotator.sync.rules import ColumnRule, Merging, Place, TableRule, WriterRole

OWNER, LEAD = WriterRole.OWNER, WriterRole.LEAD
BOTH = frozenset({OWNER, LEAD})
RULE = TableRule(
    Place.IN_LAYER,
    frozenset({OWNER}),
    {
        "layer": ColumnRule(Merging.NEVER),
        "start": ColumnRule(Merging.FIELD, writers=BOTH),
        "stop": ColumnRule(Merging.FIELD, 9, BOTH),
        "note": ColumnRule(Merging.FIELD, ""),
        "tags": ColumnRule(Merging.KEY, "{}"),
        "names": ColumnRule(Merging.KEY, "[]"),
    },
    groups=(("start", "stop"),),
)
CHANNEL, PEOPLE = "coder/ana", ("ana", "ana", "lea", "dan")
"""Of two machines of hers, and of two who lead."""

VALUES = {
    "start": st.integers(0, 2),
    "stop": st.integers(7, 9),
    "note": st.sampled_from(["", "a", "b"]),
    "tags": st.dictionaries(st.sampled_from("xyz"), st.integers(0, 2), max_size=2).map(
        lambda found: str(dict(sorted(found.items()))).replace("'", '"').replace(" ", "")
    ),
    "names": st.lists(st.sampled_from(["a", "b", "c"]), unique=True).map(
        lambda found: str(found).replace("'", '"').replace(" ", "")
    ),
}
FIELDS = st.fixed_dictionaries({}, optional=VALUES).filter(bool)
ACTS = st.tuples(
    st.integers(0, 3),
    st.sampled_from(["see", "see", "write", "write", "write", "delete", "undo"]),
    FIELDS,
    st.integers(0, 3),
)
HISTORIES = st.lists(ACTS, min_size=1, max_size=14)


class Copy:
    """One machine: the writes that it holds, and what it shows."""

    def __init__(self, person: str, sitting: str) -> None:
        self.person, self.sitting = person, sitting
        self.held: dict[WriteName, RowWrite] = {}
        self.own: list[tuple[RowWrite, FoldedRow]] = []

    def row(self) -> FoldedRow:
        """Return the row as it is shown here."""
        return fold(RULE, self.held.values())

    def write(self, fields: dict[str, Any] | None, kind: str = "do") -> None:
        """Write on what is shown here."""
        before = self.row()
        clock = 1 + max(write.clock for write in self.held.values())
        name = WriteName(self.sitting, len(self.own) + 1)
        write = RowWrite(CHANNEL, name, clock, self.person, kind, fields, before.heads)
        self.held[name] = write
        self.own.append((write, before))

    def change(self, fields: dict[str, Any]) -> None:
        """Write columns as a verb does: what differs, of a row that is gone all of it."""
        shown = self.row()
        if shown.exists:
            fields = {name: value for name, value in fields.items() if shown.values[name] != value}
            if fields:
                self.write(fields)
        else:
            self.write({**shown.values, **fields})

    def delete(self) -> None:
        """Delete the row, if it is there."""
        if self.row().exists:
            self.write(None)

    def undo(self) -> None:
        """Take back what was written here last, where nothing else was written since."""
        if not self.own or self.row().heads != (self.own[-1][0].name,):
            return
        last, before = self.own[-1]
        if last.fields is None:
            self.write(dict(before.values), "undo")
        elif not before.exists:
            self.write(None, "undo")
        else:
            self.write({name: before.values[name] for name in last.fields}, "undo")


def played(acts: Sequence[tuple[int, str, dict[str, Any], int]]) -> list[Copy]:
    """Play a history; all copies begin with the row as its owner made it."""
    copies = [Copy(person, f"s{at}") for at, person in enumerate(PEOPLE)]
    made = RowWrite(CHANNEL, WriteName("s", 1), 1, "ana", "do", {"layer": "L", "start": 0})
    for copy in copies:
        copy.held[made.name] = made
    for who, what, fields, other in acts:
        copy = copies[who]
        if what == "see":
            copy.held |= copies[other].held
        elif what == "write":
            copy.change(fields)
        elif what == "delete":
            copy.delete()
        else:
            copy.undo()
    return copies


def exchanged(copies: Sequence[Copy]) -> list[RowWrite]:
    """Return the writes of all copies."""
    return list({name: write for copy in copies for name, write in copy.held.items()}.values())
