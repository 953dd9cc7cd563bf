"""All parts of a project, read from its file."""

from annotator.store.chain.strands import runs_of, strands_of
from annotator.store.project import Project
from annotator.sync.parts import PartLine, Strand, encoded, read


def parts_of(project: Project) -> list[tuple[Strand, PartLine, str]]:
    """Return strand, part and line of all parts."""
    connection = project._connection
    return [
        (strand, read(line.decode()), line.decode())
        for number, strand in strands_of(connection)
        for run in runs_of(connection, number)
        for line in run.lines
    ]


def leaks(project: Project) -> list[str]:
    """Return the lines that name somebody's work though whoever reads their channel must not know of it.

    Gold that was released, or that somebody practised on, is told of on purpose: in `content`.
    """
    run = project._connection.execute
    secret: dict[str, str] = {}
    for strand, part, _ in parts_of(project):
        for write in part.writes:
            if write.table in ("spans", "links", "decisions", "layers", "practice_results", "recode_samples"):
                secret[write.row] = strand.channel
    moved = {row for (row,) in run("SELECT row FROM tips JOIN strands ON id = strand WHERE channel = 'shared'")}
    for row, channel in run("SELECT row, channel FROM tips JOIN strands ON id = strand WHERE table_name = 'actors'"):
        if row not in moved:
            secret[row] = channel
    found = []
    for strand, part, line in parts_of(project):
        if strand.channel not in ("gold", "lead"):
            for write in part.writes:
                if write.table in ("releases", "practice_results") and write.fields and "content" in write.fields:
                    line = line.replace(encoded(write.fields["content"]), '""')
            names = [id for id, channel in secret.items() if id in line and channel != strand.channel]
            found += [f"{strand.channel}: {names[:3]} in {line[:300]}"] if names else []
    return found
