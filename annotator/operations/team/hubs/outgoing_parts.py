"""Handing over: what stands in the outbox goes to the hub, strand by strand; what the hub has is never sent again.

Each run of lines names the part that it follows on. So what was handed over twice, or by somebody else meanwhile, is
noticed by the hub, and a strand that is not the same there is noticed here.
"""

import zlib
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from annotator.hub.calls import Content, Hello, Refusal, RunOut
from annotator.hub.problems import AlteredHistory, TooLarge
from annotator.hub.server import HubServer
from annotator.model.wording import counted, one_or_many, word_list
from annotator.operations.progress import Progress
from annotator.operations.team.hubs.reckoning import chunks, hub_differs
from annotator.store.project import Project
from annotator.store.rows.hubs import HubRow
from annotator.sync.delivery import IncomingStrand, LineRun, StrandName, joined

_BATCH_BYTES, _BATCH_RUNS = 2_000_000, 5_000
_TRIES = 3
"""So often a strand is sent from where the hub says that it is, in one exchange: somebody else may be sending it."""
_STRANDS = 2_000
"""So many strands are looked at together: of a project of a million documents the outbox has as many."""
_LONG = 4_000
"""Bytes of lines that are packed before they go over."""
_DOCUMENT = "document/"


@dataclass(slots=True)
class HandedOver:
    """What went over. `parts`: how many; `altered`: strands of which the hub has another history.

    `is_for_others`: not only what whoever hands over coded. `too_large`: the first problem with an act that is larger
    than the hub takes, which with what follows on it in its strand waits here.
    """

    parts: int = 0
    is_for_others: bool = False
    altered: list[StrandName] = field(default_factory=list)
    too_large: TooLarge | None = None


def hand_over(project: Project, hub: HubRow, link: HubServer, member: Hello, progress: Progress) -> HandedOver:
    """Hand over what the hub lacks, as far as this login writes it; raises `HubProblem`, and what went over is noted.

    What this login does not write, the shared strands in a coder's copy, leaves the outbox. An act that is too large
    holds up its own strand alone.
    """
    done, went, after = HandedOver(), 0, 0
    total = project.hubs.waiting(hub.id)
    while some := project.hubs.outbox(hub.id, after=after, most=_STRANDS):
        after = some[-1].number
        is_ours = {(one.sitting, one.channel): _writes(member, one.channel, one.person) for one in some}
        not_ours = {(one.sitting, one.channel): one.end for one in some if not is_ours[one.sitting, one.channel]}
        if not_ours:
            project.hubs.sent(hub.id, not_ours)
        firsts = {(one.sitting, one.channel): one.first for one in some if is_ours[one.sitting, one.channel]}
        _hand_contents(project, link, firsts)
        done.is_for_others |= any(channel != f"coder/{member.coder}" for _, channel in firsts)
        _hand_strands(project, hub, link, member, firsts, done)
        went += sum(one.end - one.first + 1 for one in some)
        progress(min(went, total), max(total, 1), f"Handing over {counted(total, 'act')}")
    if done.too_large is not None:
        raise done.too_large
    return done


def _writes(member: Hello, channel: str, person: str) -> bool:
    return member.is_whole or (channel == f"coder/{member.coder}" and person == member.coder)


# ---- texts and files -------------------------------------------------------------------------------------------------


def _hand_contents(project: Project, link: HubServer, firsts: dict[StrandName, int]) -> None:
    """Put the texts and source files of documents there before the parts that name them."""
    channels = [channel for _, channel in firsts if channel.startswith(_DOCUMENT)]
    if not channels:
        return
    wanted = dict.fromkeys(
        (channel, sha256, kind)
        for channel, text, file in project.strands.contents_of(channels)
        for sha256, kind in ((text, "text"), (file, "file"))
        if sha256
    )
    for some in chunks(wanted, 1_000):
        lacking = link.lacking(project.origin, [(channel, sha256) for channel, sha256, _ in some])
        for batch in _content_batches(project, [some[place] for place in lacking]):
            link.put_contents(project.origin, batch)


def _content_batches(project: Project, wanted: Iterable[tuple[str, str, str]]) -> Iterator[list[tuple[str, Content]]]:
    batch: list[tuple[str, Content]] = []
    size = 0
    for channel, sha256, kind in wanted:
        content = _content(project, sha256, kind)
        if content is None:
            continue
        if batch and size + len(content.body) > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
        batch.append((channel, content))
        size += len(content.body)
    if batch:
        yield batch


def _content(project: Project, sha256: str, kind: str) -> Content | None:
    if kind == "text":
        text = project.strands.text_of(sha256)
        return None if text is None else Content(sha256, kind, "", text.encode("utf-8", "surrogatepass"))
    file = project.strands.source_file_of(sha256)
    return None if file is None else Content(sha256, kind, file.name, file.body)


# ---- strands ---------------------------------------------------------------------------------------------------------


def _hand_strands(
    project: Project, hub: HubRow, link: HubServer, member: Hello, firsts: Mapping[StrandName, int], done: HandedOver
) -> None:
    """Hand strands over from their first parts on; where the hub is elsewhere, from there, once more."""
    waiting, tries = dict(firsts), Counter[StrandName]()
    while waiting:
        batch = _next_batch(project, link, waiting, member.part_bytes)
        for name, problem in batch.too_large.items():
            done.too_large = done.too_large or problem
            if all(one.name != name for one in batch.runs):
                waiting.pop(name)
        if not batch.runs:
            if batch.too_large:
                continue
            return
        for strand in batch.erased:
            gaps = sorted(strand.erased.items())
            note_erased(project, link, ((strand.name, counter, hash) for counter, hash in gaps))
        refused = link.push(project.origin, batch.runs)
        tops = _reached(project, batch.runs, refused, done)
        tries.update({batch.runs[one.place].name for one in refused})
        ends = project.strands.ends(tops.keys())
        for name, top in tops.items():
            if top >= ends[name][0] or tries[name] > _TRIES:
                waiting.pop(name, None)
            else:
                waiting[name] = top + 1
        for name in done.altered:
            waiting.pop(name, None)
        project.hubs.sent(hub.id, tops)


@dataclass(slots=True)
class _RunBatch:
    """What is sent at once. `erased`: strands with lines that lack something; `too_large`: those that cannot go on."""

    runs: list[RunOut] = field(default_factory=list)
    erased: list[IncomingStrand] = field(default_factory=list)
    too_large: dict[StrandName, TooLarge] = field(default_factory=dict)


def _next_batch(project: Project, link: HubServer, firsts: Mapping[StrandName, int], most: int) -> _RunBatch:
    """Return what goes over next of these strands, read to its end.

    Nothing is being read while the server is waited for: in a file without a log whoever writes would wait as well.
    """
    batch, size = _RunBatch(), 0
    with closing(_runs(project, firsts, most, link, batch)) as runs:
        for one in runs:
            if batch.runs and (size + len(one.run.body) > _BATCH_BYTES or len(batch.runs) >= _BATCH_RUNS):
                break
            batch.runs.append(one)
            size += len(one.run.body)
    return batch


def _runs(
    project: Project, firsts: Mapping[StrandName, int], most: int, link: HubServer, batch: _RunBatch
) -> Generator[RunOut, None, None]:
    for strand in project.strands.lacking(firsts):
        if strand.erased:
            batch.erased.append(strand)
        before = strand.before
        assert before is not None  # of one's own strands it is known
        for run in map(_packed, joined(strand.runs())):
            if len(run.body) > most:
                batch.too_large[strand.name] = _too_large(run, link, most)
                break
            hash = _hash_of(project, strand, run.last)
            yield RunOut(strand.name, strand.strand.person, strand.strand.format, run, before, hash)
            before = hash


def _too_large(run: LineRun, link: HubServer, most: int) -> TooLarge:
    what = one_or_many(run.last - run.first + 1, "An act", "Acts that go over together")
    return TooLarge(
        f"{what} of {_size(len(run.body))}: more than the hub {link.address.name} takes at once"
        f" ({_size(most)}); ask its administrator, or hand it in as a packet."
    )


def _size(count: int) -> str:
    return counted(count, "byte") if count < 1_000_000 else f"{count // 1_000_000:,} MB"


def _packed(run: LineRun) -> LineRun:
    """Return a run as it goes over: of many lines a fifth of their bytes is left, of a few about as many."""
    if run.is_packed or len(run.body) < _LONG:
        return run
    return LineRun(run.first, run.last, zlib.compress(run.body, 6))


def note_erased(project: Project, link: HubServer, gaps: Iterable[tuple[StrandName, int, bytes]]) -> None:
    """Say of parts whose lines lack something which hashes they had; before the lines, which would look altered.

    `gaps`: strand, counter and hash of each.
    """
    for some in chunks(gaps, 1_000):
        channels, sittings = [name[1] for name, _, _ in some], [name[0] for name, _, _ in some]
        counters, hashes = [counter for _, counter, _ in some], [hash for _, _, hash in some]
        link.ask("note_erased", project.origin, channels, sittings, counters, hashes)


def _hash_of(project: Project, strand: IncomingStrand, counter: int) -> bytes:
    hash = strand.end if counter == strand.last else project.strands.hash_at(*strand.name, counter)
    assert hash is not None
    return hash


def _reached(
    project: Project, batch: Sequence[RunOut], refused: Sequence[Refusal], done: HandedOver
) -> dict[StrandName, int]:
    """Return up to where the hub has these strands now, as far as it holds what is here; count what went over."""
    tops: dict[StrandName, int] = {}
    places = {one.place for one in refused}
    for place, run in enumerate(batch):
        if place not in places:
            tops[run.name] = run.run.last
            done.parts += run.run.last - run.run.first + 1
    first_refused: dict[StrandName, Refusal] = {}
    for one in refused:
        first_refused.setdefault(batch[one.place].name, one)
    ends = project.strands.ends(first_refused)
    for name, refusal in first_refused.items():
        if refusal.top and hub_differs(project, name, refusal.top, refusal.tip):
            done.altered.append(name)
            tops.pop(name, None)
        else:
            tops[name] = min(refusal.top, ends[name][0])
    return tops


def altered(link: HubServer, names: Iterable[str]) -> AlteredHistory:
    """Return what is said of strands with two histories. `names`: of their authors."""
    whose = word_list(sorted(set(names)))
    return AlteredHistory(
        f"What the hub {link.address.name} has of {whose} is not what is here, so it was altered or cut in one of the"
        " two; nothing of it was handed over or taken in. Ask whoever leads, who may restore a backup."
    )
