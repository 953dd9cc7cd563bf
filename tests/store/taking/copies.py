"""Copies of a small project that are worked on apart, and what their rows come to."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from annotator.model.verbs.team import TakeIn
from annotator.store.chain.row_graphs import RowGraphs
from annotator.store.chain.table_rules import RULES
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.sync.delivery import Delivery, IncomingStrand, LineRun, TakeInPlan, Vector
from annotator.sync.fold import fold

NOTHING: Vector = {}


def sees_all(channel: str) -> bool:
    return True


def copy_of(project: Project, path: Path) -> Project:
    """Return a copy of an open project, opened."""
    project.back_up(path)
    return Project.open(path)


def take(into: Project, of: Project, has: Vector | None = None) -> TakeInPlan:
    """Take in what a copy has and another lacks; `has`: what it is thought to have."""
    return into.taking.take_in(
        of.strands.as_delivery(sees_all, into.strands.vector() if has is None else has), TakeIn()
    )


def tables(project: Project) -> dict[str, list[Any]]:
    """Return what is shown, and what is hidden without what holds it."""
    run = project._connection.execute
    found = {str(table): run(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in Table}
    return {**found, "hidden": run("SELECT table_name, row, content FROM hidden ORDER BY 1, 2").fetchall()}


def state(project: Project) -> dict[str, Any]:
    """Return all that follows from the parts, by names that hold in each copy."""
    run = project._connection.execute
    named = "JOIN strands ON strands.id = strand ORDER BY 1, 2, 3, 4"
    tips = run(f"SELECT row, table_name, sitting, counter FROM tips {named}").fetchall()
    forks = run(f"SELECT row, table_name, sitting, counter FROM forks {named}").fetchall()
    contested = run(f"SELECT row, table_name, path, sitting, counter, value FROM contested {named}, 5").fetchall()
    return {**tables(project), "heads": sorted({*tips, *forks}), "contested": contested}


def folded(project: Project) -> dict[tuple[str, str], Any]:
    """Return what exists by the parts that the file holds, by table and id."""
    keys = [tuple(row) for row in project._connection.execute("SELECT table_name, row FROM tips").fetchall()]
    found = {}
    for (table, row), writes in RowGraphs(project._connection).of(keys).items():
        whole = fold(RULES[Table(table)], writes)
        if whole.exists:
            found[table, row] = {"id": row, **whole.values}
    return found


def pieces(strand: IncomingStrand, cuts: Sequence[int]) -> Iterator[IncomingStrand]:
    """Cut a strand before these counters."""
    lines = [line for run in strand.runs() for line in run.lines()]
    first = strand.first
    for end in [*sorted({cut for cut in cuts if strand.first < cut <= strand.last}), strand.last + 1]:
        some = lines[first - strand.first : end - strand.first]
        run = LineRun(first, end - 1, b"\n".join(some), is_packed=False)
        yield IncomingStrand(strand.strand, first, end - 1, partial(list, [run]))
        first = end


def of_strands(project: Project, strands: Iterable[IncomingStrand], sender: str = "") -> Delivery:
    """Return strands as what came, with the texts of a project."""
    whole = project.strands.as_delivery(sees_all)
    return Delivery(project.origin, sender, partial(list, list(strands)), text=whole.text, file=whole.file)


def copied_file(path: Path, to: Path) -> Project:
    """Return a closed file copied by the system, opened."""
    shutil.copy(path, to)
    return Project.open(to)


__all__ = ["closing", "copied_file", "copy_of", "folded", "of_strands", "pieces", "state", "tables", "take"]
