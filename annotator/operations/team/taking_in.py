"""Taking in what others did: packets, and other copies of the project; looked at first, then taken as one step each.

Files may come late, twice, cut off and in any order: what lacks something before it waits in the project until that
comes.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.model.errors import BadFile, UserError
from annotator.model.ids import CodebookVersionId, CoderId, LabelId
from annotator.model.program_version import newer
from annotator.model.verbs.team import TakeIn
from annotator.model.wording import counted, one_or_many
from annotator.operations.codebook import stale
from annotator.operations.people import roles
from annotator.operations.team.copy_keys import WHOLE
from annotator.operations.team.packet_files import is_packet, open_packet
from annotator.operations.team.plan_words import PlanWords
from annotator.packets.contents import HowFar
from annotator.packets.head import BadPacket
from annotator.packets.reading import Packet
from annotator.store.project import Project
from annotator.sync.activity import activity, timed_acts
from annotator.sync.delivery import Delivery, IncomingStrand, TakeInPlan

_READ_ALONE = "It is looked at, and not changed."


@dataclass(frozen=True, slots=True)
class Came:
    """A file that came. `problem`: why it cannot be taken in, a sentence; else `plan`: what it brings, or brought.

    `sentences`: what to say of it; `made`: when it was written, UTC, ISO 8601. `taken`: it was taken in.
    """

    path: Path
    sentences: tuple[str, ...]
    plan: TakeInPlan | None = None
    problem: str = ""
    made: str = ""
    taken: bool = False


@dataclass(slots=True)
class _Opened:
    """A file as a delivery. `cut_off`: a sentence; `how_far`: what its sender has; `program`: what wrote it."""

    delivery: Delivery
    cut_off: str = ""
    how_far: HowFar | None = None
    keys: dict[str, list[bytes]] = field(default_factory=dict)
    program: str = ""


def look_at(project: Project, paths: Iterable[Path]) -> list[Came]:
    """Return what each of these files would bring; nothing is written, and what is wrong with one is said with it.

    Raises `NotAllowed` as `take_in`.
    """
    if project.journal.rules:
        roles.refuse(project, TakeIn())
    return [_done(project, path, _planned) for path in paths]


def take_in(project: Project, paths: Iterable[Path]) -> list[Came]:
    """Take these files in, each as one step, those that were written first before the others.

    What is wrong with one is said with it, and the others are taken all the same. Raises `NotAllowed` where whoever is
    at the desk may not.
    """
    if project.journal.rules:
        roles.refuse(project, TakeIn())
    return [_done(project, path, _taken) for path in _in_order(project, paths)]


def _in_order(project: Project, paths: Iterable[Path]) -> list[Path]:
    """Return the files by when they were written, so that fewer wait for others; files that cannot be read last."""
    every = list(dict.fromkeys(paths))
    made = {path: _done(project, path, _made).made or "~" for path in every} if len(every) > 1 else {}
    return sorted(every, key=lambda path: made.get(path, ""))


def _done(project: Project, path: Path, do: Callable[[Project, Path, _Opened], Came]) -> Came:
    try:
        with _opened(project, path) as found:
            return do(project, path, found)
    except UserError as error:
        return Came(path, (str(error),), problem=str(error))


def _made(project: Project, path: Path, found: _Opened) -> Came:
    return Came(path, (), made=found.delivery.made)


def _planned(project: Project, path: Path, found: _Opened) -> Came:
    plan = project.taking.plan(found.delivery)
    return Came(path, _told(project, plan, found), plan, made=found.delivery.made)


def _taken(project: Project, path: Path, found: _Opened) -> Came:
    delivery = found.delivery
    if delivery.sender and (not delivery.activity or _holds_known(project, delivery)):
        delivery = replace(delivery, activity=_activity(project, delivery))
    sender = CoderId(delivery.sender) if delivery.sender else None
    plan = project.taking.take_in(delivery, TakeIn(sender=sender, file=path.name))
    _note(project, found)
    told = _told(project, plan, found)
    return Came(path, told, plan, made=delivery.made, taken=not plan.is_empty)


def _holds_known(project: Project, delivery: Delivery) -> bool:
    """Whether some of it is here already, so that how somebody worked in all of it would count twice."""
    vector = project.strands.vector()
    return any(one.first <= vector.get(one.name, 0) for one in delivery.strands())


def _activity(project: Project, delivery: Delivery) -> str:
    """Return how somebody worked in what is not known here yet."""
    return activity(timed_acts(delivery.strands(), since=project.strands.vector())).as_json()


def _told(project: Project, plan: TakeInPlan, found: _Opened) -> tuple[str, ...]:
    names: dict[str, str] = {coder.id: coder.name for coder in project.coders.all()}
    for document in plan.in_bin:
        said = project.documents.last_values(("title",), [document])
        names |= {id: title for id, (title, *_) in said.items()}
    return tuple(
        filter(None, [*PlanWords(names).sentences(plan), _newer(plan, found), _stale(project, plan), found.cut_off])
    )


def _newer(plan: TakeInPlan, found: _Opened) -> str:
    """Say which version knows what this one does not."""
    version = newer(found.program) if plan.newer() else ""
    return f"{found.delivery.name} was written by annotator {version}; get {version} or a newer one." if version else ""


def _stale(project: Project, plan: TakeInPlan) -> str:
    """Say how many of the new codings were made under a meaning of their label that is not the present one."""
    pairs = {
        (LabelId(label), CodebookVersionId(version)): count for (label, version), count in plan.coded_under.items()
    }
    count = sum(pairs[pair] for pair in stale.changed(project, pairs))
    if not count:
        return ""
    said = f"{counted(count, 'coding was', 'codings were')} made before the meaning of the label changed"
    return f"{said}: Codebook lists {one_or_many(count, 'it', 'them')} as stale."


def _note(project: Project, found: _Opened) -> None:
    """Note what the sender has: what was sent and did not come is sent again; and the keys that they hold."""
    for coder, keys in found.keys.items():
        for key in keys:
            project.handed.add_key(coder, key)
    if found.how_far is None:
        return
    sender, has = found.delivery.sender, found.how_far.has
    sent = project.handed.sent(sender)
    lost = {name: has.get(name, 0) for name, end in sent.items() if has.get(name, 0) < end}
    if sender or project.owner is not None:
        project.handed.put_sent(sender, {name: end for name, end in lost.items() if end})
        project.handed.forget_sent(sender, [name for name, end in lost.items() if not end])


@contextmanager
def opened_delivery(project: Project, path: Path) -> Iterator[Delivery]:
    """Yield what a file brings, to be looked at; raises `UserError` with one sentence."""
    with _opened(project, path) as found:
        yield found.delivery


@contextmanager
def _opened(project: Project, path: Path) -> Iterator[_Opened]:
    """Yield a file as a delivery; raises `UserError` with one sentence."""
    with ExitStack() as opened:
        if is_packet(path) or not path.is_file():
            packet = opened.enter_context(open_packet(project, path))
            _refuse_sender(project, packet)
            yield _Opened(
                packet.delivery(), packet.cut_off, packet.how_far, _keys_in(project, packet), packet.head.program
            )
        else:
            yield _from_copy(project, opened.enter_context(Project.open_to_read(path, _READ_ALONE)))


def _refuse_sender(project: Project, packet: Packet) -> None:
    head, owner = packet.head, project.owner
    if owner is None and head.receiver:
        raise BadPacket(packet.name, f"it is for {head.receiver_name or 'a coder'}", "it is taken in by their copy")


def _keys_in(project: Project, packet: Packet) -> dict[str, list[bytes]]:
    """Return the keys that whole copies tell each other; nobody else is believed about keys."""
    if project.owner is not None or packet.head.owner != WHOLE:
        return {}
    return {owner: [bytes.fromhex(key) for key in keys] for owner, keys in packet.how_far.keys.items()}


def _from_copy(project: Project, other: Project) -> _Opened:
    """Return what another copy of the project brings: a coder's what they did, a whole one all that it has."""
    name, owner, here = other.path.name, other.owner, project.owner
    if other.origin != project.origin:
        what = f"it is another project (“{other.name}”), no copy of this one"
        raise BadFile(name, what, "to bring its documents and codings in, import it")
    if other.path.resolve() == project.path.resolve():
        raise BadFile(name, "it is the project that is open", "choose another file")
    if here is not None and (owner is None or owner.person != here.person):
        raise BadFile(name, "it is no copy of yours, and this one takes in what is handed to it", "ask for a packet")
    if owner is not None and owner.key not in project.handed.keys().get(owner.person, ()):
        raise BadFile(name, "it was not given out from this project or has another key", "ask whoever gave it out")
    if owner is None or here is not None:
        delivery = other.strands.as_delivery(lambda channel: True)
        found = replace(delivery, name=name, sender=WHOLE)
        return _Opened(found, keys=other.handed.keys() if owner is None else {}, program=other.written_by.last)
    own = f"coder/{owner.person}"
    delivery = other.strands.as_delivery(lambda channel: channel == own)

    def theirs() -> Iterable[IncomingStrand]:
        return (one for one in delivery.strands() if one.strand.person == owner.person)

    found = replace(delivery, name=name, sender=owner.person, strands=theirs)
    return _Opened(found, program=other.written_by.last)
