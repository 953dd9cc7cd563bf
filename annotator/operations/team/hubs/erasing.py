"""What was erased in the copy of whoever leads leaves the hub, too: lines of parts, texts, source files.

As in the copy, the hub keeps the hash that a part had, so that its strand goes on and all else can be proved. It is
done by the next exchange, and once more where that was broken off or the hub was put back from a backup.
"""

import zlib
from collections.abc import Collection, Iterator, Mapping

from annotator.hub.calls import Hello
from annotator.hub.server import HubServer
from annotator.model.wording import isolated, word_list
from annotator.operations.team.hubs.outgoing_parts import note_erased
from annotator.operations.team.hubs.reckoning import chunks
from annotator.store.project import Project
from annotator.sync.delivery import LineRun, StrandName

_BATCH_BYTES, _ROWS, _AT_ONCE = 2_000_000, 50, 1_000
_Line = bytes | LineRun
"""One that stands packed by itself stays so, since it may be of any length."""
_Rewritten = tuple[StrandName, LineRun]


def erase(project: Project, link: HubServer, member: Hello, after: int) -> list[str]:
    """Take out of the hub what was erased here by steps behind this one, and return what to say of it.

    The parts that are here have been handed over before. Raises `HubProblem`.
    """
    if member.role != "lead" or project.owner is not None or project.read_only:
        return []
    documents, parts = project.erasures.of_documents(after), project.strands.with_gaps(after)
    for some in chunks(documents, _AT_ONCE):
        link.ask("drop_contents", project.origin, [f"document/{id}" for id in some])
    changed = False
    for batch in _batches(_rewritten(project, link, parts)):
        _put(project, link, batch, parts)
        changed = True
    return _said(project, link) if changed or documents else []


def _rewritten(
    project: Project, link: HubServer, parts: Mapping[StrandName, Mapping[int, bytes]]
) -> Iterator[_Rewritten]:
    """Yield the runs of the hub that say something which is said here no more, as they are to be."""
    for name, counters in parts.items():
        lines = _lines(project, name, counters)
        mine = next(lines, None)
        for run in _runs(project, link, name, min(counters) - 1, max(counters)):
            here: dict[int, _Line] = {}
            while mine is not None and mine[0] <= run.last:
                here[mine[0]] = mine[1]
                mine = next(lines, None)
            if (new := _merged(run, here)) is not None:
                yield name, new


def _merged(run: LineRun, here: Mapping[int, _Line]) -> LineRun | None:
    """Return a run of the hub with these lines in it, by their counters; None where it has them already."""
    if run.is_packed and isinstance(one := here.get(run.first), LineRun) and run.first == run.last:
        return None if one.body == run.body else one
    there = run.lines()
    new = [_line(here.get(counter, line)) for counter, line in enumerate(there, run.first)]
    if new == there:
        return None
    body = b"\n".join(new)
    return LineRun(run.first, run.last, zlib.compress(body, 6) if run.is_packed else body, run.is_packed)


def _line(line: _Line) -> bytes:
    return line.lines()[0] if isinstance(line, LineRun) else line


def _lines(project: Project, name: StrandName, counters: Collection[int]) -> Iterator[tuple[int, _Line]]:
    """Yield these lines of a strand as they are here, with their counters in order."""
    last = max(counters)
    for strand in project.strands.lacking({name: min(counters)}):
        for run in strand.runs():
            if run.first > last:
                return
            wanted = [counter for counter in range(run.first, run.last + 1) if counter in counters]
            if run.is_packed and run.first == run.last:
                yield from ((counter, run) for counter in wanted)
            elif wanted:
                lines = run.lines()
                yield from ((counter, lines[counter - run.first]) for counter in wanted)


def _runs(project: Project, link: HubServer, name: StrandName, after: int, last: int) -> Iterator[LineRun]:
    """Yield the runs of a strand as the hub has them, from behind a part up to the one that holds another."""
    while after < last and (came := link.pull(project.origin, [(name, after)], _ROWS, carries=_BATCH_BYTES)):
        for one in came:
            if one.run.first <= last:
                yield one.run
        after = came[-1].run.last


def _batches(runs: Iterator[_Rewritten]) -> Iterator[list[_Rewritten]]:
    batch: list[_Rewritten] = []
    size = 0
    for one in runs:
        if batch and (size + len(one[1].body) > _BATCH_BYTES or len(batch) >= _AT_ONCE):
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += len(one[1].body)
    if batch:
        yield batch


def _put(
    project: Project, link: HubServer, batch: list[_Rewritten], parts: Mapping[StrandName, Mapping[int, bytes]]
) -> None:
    """Put runs in the place of others, after what hashes their parts had."""
    gaps = [
        (name, counter, hash)
        for name, run in batch
        for counter, hash in parts[name].items()
        if run.first <= counter <= run.last
    ]
    note_erased(project, link, gaps)
    link.ask(
        "erase_runs",
        project.origin,
        [name[1] for name, _ in batch],
        [name[0] for name, _ in batch],
        [run.first for _, run in batch],
        [run.last for _, run in batch],
        [run.body for _, run in batch],
        [run.is_packed for _, run in batch],
    )


def _said(project: Project, link: HubServer) -> list[str]:
    sentences = [
        f"What was erased here is gone from the hub {link.address.name}, too; backups of its server may hold it."
    ]
    others = [one.name for one in link.members(project.origin) if one.state == "joined" and one.coder != project.person]
    if others:
        names = word_list(isolated(name) for name in sorted(set(others)))
        sentences.append(f"What was handed out before stays in the copies of {names}: erase it there, too.")
    return sentences
