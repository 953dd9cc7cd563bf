"""What came from another copy, put into a project as a take-in leaves it: a part, and the row as it is then."""

from collections.abc import Mapping
from typing import Any

from annotator.model.verbs.verb import Told
from annotator.store.chain.apart import put_contested
from annotator.store.chain.row_graphs import RowGraphs
from annotator.store.chain.strands import begin
from annotator.store.chain.table_rules import RULES
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.sync.fold import fold
from annotator.sync.parts import Over, Strand, Write, beginning, chained, ending, over_of

SITTING = "5eed5eed5eed5eed"


def tip_of(project: Project, table: str, row: str) -> tuple[str, int, str]:
    """Return sitting, counter and channel of the part that wrote a row last."""
    query = "SELECT sitting, counter, channel FROM tips JOIN strands ON id = strand WHERE row = ? AND table_name = ?"
    sitting, counter, channel = project._connection.execute(query, [row, table]).fetchone()
    return sitting, counter, channel


def write_apart(
    project: Project, table: Table, row: str, fields: Mapping[str, Any], over: Over, person: str, clock: int = 1_000
) -> None:
    """Let another copy have written a row without having seen what was written here since `over`."""
    run = project._connection.execute
    _, _, channel = tip_of(project, table, row)
    with project.transact(Told(sentence="Taken in")):
        number = begin(project._connection, SITTING, channel, person)
        line = beginning(1, 1, clock, "2026-11-28T10:00:00Z", "do", None)
        line += Write(table, row, fields, over_of([over])).text() + ending("", None)
        start = Strand(project.origin, SITTING, channel, person).start()
        run("INSERT INTO parts VALUES (?, 1, ?, ?)", [number, line, chained(start, line.encode())])
        step = run("SELECT step FROM journal").fetchone()[0]
        run("INSERT INTO takings VALUES (?, ?, 1, 1)", [step, number])
        run("INSERT INTO forks VALUES (?, ?, ?, 1)", [row, table, number])
        folded = fold(RULES[table], RowGraphs(project._connection).of([(table, row)])[table, row])
        put_contested(project._connection, table, row, folded)
        run("UPDATE journal SET recording = 0, clock = max(clock, ?)", [clock])
        values = {name: value for name, value in folded.values.items() if name in fields}
        names = ", ".join(f"{name} = ?" for name in values)
        run(f"UPDATE {table} SET {names} WHERE id = ?", [*values.values(), row])
        run("UPDATE journal SET recording = 1")
        run("UPDATE settings SET id = id WHERE id = 'name'")  # else it is no step


def contested(project: Project) -> set[tuple[str, str]]:
    """Return path and value of all that is contested."""
    return set(project._connection.execute("SELECT path, value FROM contested"))
