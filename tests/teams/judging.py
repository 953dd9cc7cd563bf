"""What has to hold once everything is exchanged, whatever happened before."""

import tempfile
import zlib
from collections.abc import Iterator, Set
from pathlib import Path

from annotator.operations.exchange import exporting
from annotator.store.chain.strands import runs_of, strands_of
from annotator.store.project import Project
from annotator.sync.parts import read
from tests.sync.by_parts import apart, by_parts, differences, held_by, in_tables
from tests.teams.team import Copy, StepName, Team

_SHOWN = 12
_WORK = ("spans", "links", "decisions", "layers", "assignments", "actors", "memos", "kept_searches", "practice_results")
"""Tables of which nobody knows an id but who may see the row."""


def judge(team: Team) -> list[str]:
    """Return what is wrong with the copies of a team, a line each; its files are open."""
    found = list[str]()
    for copy in team.copies.values():
        found += [f"{copy.name}: {line}" for line in of_copy(copy, team.forged)]
    whole = [copy for copy in team.copies.values() if copy.is_whole]
    for other in whole[1:]:
        found += alike(whole[0], other)
        # What is exported hangs on the tables alone, and with the agreement in its card it takes longer than all else.
        if not team.number % 5 and exported(whole[0].project, team.folder) != exported(other.project, team.folder):
            found.append(f"{other.name}: the export of all layers is another one")
    coders = [copy for copy in team.copies.values() if not copy.is_whole]
    for copy in coders:
        twin = next(one for one in coders if one.person == copy.person)
        if twin is not copy:
            found += alike(twin, copy)
        found += layers_alike(whole[0], copy)
        found += foreign(whole[0], copy)
    found += [
        f"{copy.name}: what was forged is shown"
        for copy in whole
        # Whoever was given the role since may do it: what they wrote before counts then, whenever it came.
        if "forged" in str(in_tables(copy.project._connection).shown)
        and not any("give_roles" in one for one in team.log)
    ]
    held = steps_held(whole[0].project)
    lost = sorted(name for name in team.known if name not in held)
    found += [f"{team.known[name]}: step {name} is known nowhere" for name in lost]
    return found


def of_copy(copy: Copy, forged: Set[str]) -> Iterator[str]:
    """Yield what is wrong with one copy by itself."""
    project = copy.project
    yield from project.check()
    yield from differences(by_parts(project._connection), in_tables(project._connection))[:_SHOWN]
    yield from apart(project._connection)[:_SHOWN]
    rows = project._connection.execute(
        "SELECT reason, channel, sitting FROM waiting JOIN strands ON strands.id = strand"
    )
    for reason, channel, sitting in rows:
        # What was forged is refused, or set aside where taking it in was undone: nobody else has it.
        if reason != "aside" and not (reason == "refused" and sitting in forged):
            yield f"a part in {channel} waits: {reason}"


def alike(one: Copy, other: Copy) -> list[str]:
    """Return where two copies show something else."""
    tables = [in_tables(copy.project._connection) for copy in (one, other)]
    return [f"{one.name} | {other.name}: {line}" for line in differences(*tables)[:_SHOWN]]


def layers_alike(lead: Copy, coder: Copy) -> Iterator[str]:
    """Yield where what a coder said in their layers is not what whoever leads has of it."""
    here, there = in_tables(coder.project._connection), in_tables(lead.project._connection)
    mine = {id for id, row in here.shown["layers"].items() if row["coder"] == coder.person}
    said = []
    for tables in (here, there):
        rows = dict(tables.shown["spans"])
        rows |= {id: row for (table, id), (_, row) in tables.hidden.items() if table == "spans"}
        said.append(
            {id: {**row, **tables.said.get(("spans", id), {})} for id, row in rows.items() if row["layer"] in mine}
        )
    for id in sorted({*said[0], *said[1]}):
        if said[0].get(id) != said[1].get(id):
            yield f"{coder.name}: the span {id} is {said[0].get(id)}, at the lead {said[1].get(id)}"


def foreign(lead: Copy, coder: Copy) -> Iterator[str]:
    """Yield the ids of others' work, and of gold, that stand anywhere in the bytes of a coder's copy.

    A coder who was merged into another has heard of that one.
    """
    run = lead.project._connection.execute
    rows = run("SELECT table_name, row, channel FROM tips JOIN strands ON strands.id = strand").fetchall()
    channels = {channel for _, _, channel in rows if channel.startswith("coder/")} - {f"coder/{coder.person}"}
    ids = {id for table, id, channel in rows if table in _WORK and channel in {*channels, "gold", "lead"}}
    told = _told(coder.project)
    ids = {id for id in ids if id not in told}
    everything = b"\n".join(_bytes(coder.project))
    yield from (f"{coder.name}: holds {id}, which is not theirs" for id in sorted(ids) if id.encode() in everything)


def _told(project: Project) -> str:
    """Return what a copy was told on purpose, also if it was taken back since: gold that was released, or that was
    practised on, and whom somebody was merged into."""
    found = list[str]()
    for (table, row), writes in held_by(project._connection).items():
        if table in ("releases", "practice_results") or (table == "removals" and row.startswith("coders/")):
            found += [str((write.fields or {}).get("content")) for write in writes]
    return " ".join(found)


def _bytes(project: Project) -> Iterator[bytes]:
    project._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    yield project.path.read_bytes()
    yield from (zlib.decompress(body) for (body,) in project._connection.execute("SELECT body FROM segments"))


def steps_held(project: Project) -> set[StepName]:
    """Return the names of the steps of which a file holds parts, be they applied or not."""
    found = set[StepName]()
    for number, strand in strands_of(project._connection):
        for run in runs_of(project._connection, number):
            found |= {(strand.sitting, read(line.decode()).step) for line in run.lines}
        query = "SELECT line FROM waiting WHERE strand = ?"
        for (line,) in project._connection.execute(query, [number]):
            if not line:
                continue  # a part that was refused stands with the others
            text = zlib.decompress(line).decode() if isinstance(line, bytes) else line
            found.add((strand.sitting, read(text).step))
    return found


def exported(project: Project, folder: Path) -> dict[str, bytes]:
    """Return the export of all layers as JSONL, by nobody in particular: its files with what is in them."""
    project.journal.person = ""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        exporting.export(project, Path(place) / "data.jsonl", "jsonl", "all", names=True)
        return {path.name: path.read_bytes() for path in Path(place).rglob("*") if path.is_file()}
