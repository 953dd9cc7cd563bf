"""Taking in what came to the hub: strands that grew are fetched with their texts, and taken in as a packet is.

All is fetched before anything is written, so that no step waits for the network; of much, some at a time.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from annotator.hub.calls import Hello, StrandAt
from annotator.hub.server import HubServer
from annotator.model.errors import BadDelivery
from annotator.model.ids import CoderId
from annotator.model.verbs.team import TakeIn
from annotator.model.wording import counted
from annotator.operations.progress import Progress
from annotator.operations.team.hubs.pieces import WHOLE, both, pieces
from annotator.operations.team.hubs.reckoning import chunks
from annotator.store.project import Project
from annotator.store.taking.contents import named_in
from annotator.store.taking.strand_checks import BAD_LINES
from annotator.sync.activity import TimedAct, activity, timed_acts
from annotator.sync.delivery import Delivery, IncomingStrand, LineRun, SourceBytes, StrandName, TakeInPlan
from annotator.sync.parts import Strand

_LOT_BYTES, _LOT_STRANDS = 16_000_000, 1_000
"""What is fetched before it is taken in; larger only where a single part is."""
_ROWS = 2_000
_TEXTS = 200


@dataclass(slots=True)
class PartsTaken:
    """What came: `acts` that count now, of whom, what waits or was left out, and how many conflicts came of it.

    `plans`: one for each of whom something came, of all pieces together.
    `bad`: strands that were left out together, since one of them says what no version of the program writes.
    """

    acts: int = 0
    plans: list[TakeInPlan] = field(default_factory=list)
    bad: list[StrandName] = field(default_factory=list)

    def add(self, plan: TakeInPlan) -> None:
        """Count what a piece came to."""
        self.acts += plan.acts + plan.earlier
        if self.plans and self.plans[-1].sender == plan.sender:
            self.plans[-1] = both(self.plans[-1], plan)
        else:
            self.plans.append(plan)


@dataclass(frozen=True, slots=True)
class _Lot:
    """Strands that were fetched, with the texts that they name."""

    strands: Sequence[IncomingStrand]
    texts: Mapping[str, str]


def take_in(
    project: Project,
    link: HubServer,
    member: Hello,
    wanted: Sequence[tuple[StrandAt, int]],
    note: Callable[[Mapping[StrandName, int]], object],
    progress: Progress,
    most: int = WHOLE,
) -> PartsTaken:
    """Take in what the hub has more of these strands than this copy, in the order in which it came to the hub.

    `note`: called with the strands that are here now, and up to where. `most`: parts that are taken in at once.
    """
    done, count = PartsTaken(), 0
    for lot in _lots(sorted(wanted, key=lambda one: one[0].changed)):
        fetched = _fetched(project, link, lot)
        for sender, strands in _by_sender(member, fetched.strands):
            try:
                for piece in pieces(project, strands, most):
                    done.add(_taken(project, link, sender, piece, fetched.texts))
                    progress(count, len(wanted), f"Taking in {counted(done.acts, 'act')}")
            except BadDelivery:  # it is said, and those of others come all the same
                done.bad += [one.name for one in strands]
        note({one.name: one.top for one, _ in lot})
        count += len(lot)
        progress(count, len(wanted), f"Taking in {counted(done.acts, 'act')}")
    return done


def _lots(wanted: Iterable[tuple[StrandAt, int]]) -> Iterator[list[tuple[StrandAt, int]]]:
    lot: list[tuple[StrandAt, int]] = []
    size = 0
    for one in wanted:
        strand, here = one
        some = strand.bytes * (strand.top - here) // max(strand.top, 1)
        if lot and (size + some > _LOT_BYTES or len(lot) >= _LOT_STRANDS):
            yield lot
            lot, size = [], 0
        lot.append(one)
        size += some
    if lot:
        yield lot


def _fetched(project: Project, link: HubServer, lot: list[tuple[StrandAt, int]]) -> _Lot:
    runs = _fetched_runs(project, link, lot)
    erased: dict[int, dict[int, bytes]] = {}
    for place, counter, hash in link.erasures(project.origin, [(one.name, here) for one, here in lot]):
        erased.setdefault(place, {})[counter] = hash
    strands = [
        _strand(project.origin, one, some, erased.get(place, {}))
        for place, ((one, _), some) in enumerate(zip(lot, runs, strict=True))
        if some
    ]
    return _Lot(strands, dict(_fetched_texts(project, link, strands)))


def _fetched_runs(project: Project, link: HubServer, lot: list[tuple[StrandAt, int]]) -> list[list[LineRun]]:
    """Return the runs of each strand; the hub may have grown meanwhile, and what came with it is taken, too."""
    found: list[list[LineRun]] = [[] for _ in lot]
    after = [here for _, here in lot]
    while True:
        open_ones = [place for place, (one, _) in enumerate(lot) if after[place] < one.top]
        if not open_ones:
            return found
        wanted = [(lot[place][0].name, after[place]) for place in open_ones]
        carries = sum(lot[place][0].bytes for place in open_ones)
        came = link.pull(project.origin, wanted, _ROWS, carries=carries)
        if not came:
            return found  # they are gone: the hub was put back from a backup just now
        for one in came:
            place = open_ones[one.place]
            found[place].append(one.run)
            after[place] = one.run.last


def _strand(origin: str, one: StrandAt, runs: list[LineRun], erased: Mapping[int, bytes]) -> IncomingStrand:
    strand = Strand(origin, one.sitting, one.channel, one.person, one.format)
    last = runs[-1].last
    end = one.tip if last == one.top else None
    return IncomingStrand(strand, runs[0].first, last, lambda: iter(runs), end, erased=erased)


def _fetched_texts(project: Project, link: HubServer, strands: Iterable[IncomingStrand]) -> Iterator[tuple[str, str]]:
    """Yield the texts that the strands name and that are not here. Source files come when they are opened."""
    named = dict.fromkeys(sha256 for one in strands for sha256 in _named(one))
    lacking = [sha256 for sha256 in named if project.strands.text_of(sha256) is None]
    for some in chunks(lacking, _TEXTS):
        for content in link.contents(project.origin, some, carries=_LOT_BYTES):
            try:
                text = content.body.decode("utf-8", "surrogatepass")
            except UnicodeDecodeError:
                continue  # it is no text, so the text is not here
            yield content.sha256, text


def _named(strand: IncomingStrand) -> tuple[str, ...]:
    try:
        return named_in(strand.runs()).texts
    except BAD_LINES:
        return ()  # it is refused when it is taken in


def _by_sender(member: Hello, strands: Iterable[IncomingStrand]) -> Iterator[tuple[str, list[IncomingStrand]]]:
    """Yield the strands by who sends them: what all share first, and then each coder's own, of whole copies."""
    by: dict[str, list[IncomingStrand]] = {"": []}
    for one in strands:
        person = one.strand.person
        is_theirs = member.is_whole and person and one.strand.channel == f"coder/{person}"
        by.setdefault(person if is_theirs else "", []).append(one)
    yield from ((sender, some) for sender, some in by.items() if some)


def _timed(strands: Iterable[IncomingStrand]) -> Iterator[TimedAct]:
    """Yield the acts with their times, of strands that can be read; another is refused when it is taken in."""
    for one in strands:
        acts: list[TimedAct] = []
        with suppress(*BAD_LINES):
            acts = list(timed_acts([one]))
        yield from acts


def _taken(
    project: Project, link: HubServer, sender: str, strands: list[IncomingStrand], texts: Mapping[str, str]
) -> TakeInPlan:
    def no_file(sha256: str) -> SourceBytes | None:
        return None

    delivery = Delivery(
        origin=project.origin,
        sender=sender,
        strands=lambda: iter(strands),
        name=link.address.name,
        text=texts.get,
        file=no_file,
        activity=activity(_timed(strands)).as_json() if sender else "",
    )
    verb = TakeIn(sender=CoderId(sender) if sender else None, file=link.address.name)
    return project.taking.take_in(delivery, verb, is_automatic=True)
