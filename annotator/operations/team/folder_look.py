"""One look into a team's folder, as the program does it by itself: what came, what is handed over, how it stands.

Nothing is taken in by it: that is for who looks at the dry run. What this copy did is written there, as files of its
own. Whatever goes wrong with the folder is a sentence and no error: the work is in the project, and waits there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from annotator.model.coder import Coder
from annotator.model.errors import BadFile, NotAllowed, UserError
from annotator.model.ids import CoderId
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.operations.team import copies, handing_in, updates
from annotator.operations.team.conflict_copies import conflict_copies
from annotator.operations.team.folder_files import FolderPacket, FolderReader, count_new
from annotator.operations.team.folder_places import TeamFolder, find, set_up
from annotator.operations.team.packet_files import in_order
from annotator.operations.team.taking_in import look_at
from annotator.paths import system_says
from annotator.store.clock import now
from annotator.store.project import Project
from annotator.store.rows.handed import HandedOut
from annotator.sync.delivery import Waits

GONE = "The folder is not there"
UNREADABLE = "The folder cannot be read"
UNWRITABLE = "Nothing can be written into the folder"


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came of somebody. `person`: empty for a whole copy; `acts`: how many of theirs are not here yet."""

    person: CoderId
    name: str
    acts: int
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class FolderLook:
    """How it stands. `time`: of the look, UTC, ISO 8601. `problem`: what is wrong with the folder itself, or empty.

    `held`: acts of this copy that are not handed over; `missing`: acts that came and wait for a packet before them;
    `coming`: packets that are not whole, which may still be on their way; `faults`: sentences on those that cannot be
    used; `written`: how many files were written now.
    """

    time: str = ""
    problem: str = ""
    arrived: tuple[Arrived, ...] = ()
    held: int = 0
    missing: int = 0
    coming: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    written: int = 0

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that are to be taken in."""
        return tuple(path for one in self.arrived for path in one.paths)


@dataclass(frozen=True, slots=True)
class StrayCopy:
    """A copy of the project's file that a cloud client, or somebody, left beside it. `acts`: that are not here."""

    path: Path
    acts: int


@dataclass(slots=True)
class FolderLooker:
    """Looks again and again; what was read once of a file, and what a dry run said of it, is known the next time."""

    reader: FolderReader = field(default_factory=FolderReader)
    planned: dict[Path, tuple[object, int, int]] = field(default_factory=dict)
    """Of a file: what its plan rested on, and how many acts would be applied, and how many would wait."""

    def look(self, project: Project, path: Path, hands_over: bool = True) -> FolderLook:
        """Look into the folder that was chosen. `hands_over`: write what was done here, too."""
        held = 0
        try:
            held = _held(project)
            place = find(project, path)
            packets = self.reader.read(project, place.people.values())
            problem, written = self._hand_over(project, place) if hands_over else ("", 0)
            arrived, missing = self._arrived(project, packets)
        except FileNotFoundError:
            return FolderLook(now(), GONE, held=held)
        except OSError as error:
            return FolderLook(now(), f"{UNREADABLE} ({system_says(error)})", held=held)
        except BadFile as error:
            return FolderLook(now(), str(error).rstrip("."), held=held)
        faults = tuple(one.problem for one in packets if one.problem)
        coming = tuple(one.sender_name or one.path.name for one in packets if not one.is_whole)
        return FolderLook(now(), problem, arrived, _held(project), missing, coming, faults, written)

    def _arrived(self, project: Project, packets: Iterable[FolderPacket]) -> tuple[tuple[Arrived, ...], int]:
        vector, by_sender, missing = project.strands.vector(), dict[CoderId, list[FolderPacket]](), 0
        for packet in packets:
            if not packet.problem and packet.is_new(vector):
                by_sender.setdefault(packet.sender, []).append(packet)
        names = {coder.id: coder.name for coder in project.coders.all()}
        found = []
        for sender, some in by_sender.items():
            plans = [self._plan(project, one) for one in some]
            if any(acts for acts, _ in plans):
                name = names.get(sender, some[0].sender_name)
                found.append(Arrived(sender, name, count_new(some, vector), tuple(one.path for one in some)))
            else:
                missing += sum(waits for _, waits in plans)
        return tuple(found), missing

    def _plan(self, project: Project, packet: FolderPacket) -> tuple[int, int]:
        """Return how many acts a packet would bring, and how many of it would wait for others: the dry run, once."""
        rests_on = packet, tuple(sorted(project.strands.vector().items()))
        known = self.planned.get(packet.path)
        if known is None or known[0] != rests_on:
            (came,) = look_at(project, [packet.path])
            plan = came.plan
            acts = 0 if plan is None else plan.acts + plan.earlier
            waits = (
                0 if plan is None else sum(one.acts for one in plan.waiting if one.reason in (Waits.GAP, Waits.OVER))
            )
            known = rests_on, acts, waits
            self.planned[packet.path] = known
        return known[1], known[2]

    def strays(self, project: Project) -> tuple[StrayCopy, ...]:
        """Return the copies of the project that lie beside its file, went their own way, and have what is not here."""
        found = []
        for path in conflict_copies(project.path):
            try:
                stamp = path.stat().st_size, path.stat().st_mtime_ns
            except OSError:
                continue  # it went meanwhile
            rests_on = stamp, tuple(sorted(project.strands.vector().items()))
            known = self.planned.get(path)
            if known is None or known[0] != rests_on:
                (came,) = look_at(project, [path])
                acts = 0 if came.plan is None else came.plan.acts + came.plan.earlier
                known = self.planned[path] = rests_on, acts, 0
            if known[1]:
                found.append(StrayCopy(path, known[1]))
        return tuple(found)

    def _hand_over(self, project: Project, place: TeamFolder) -> tuple[str, int]:
        """Write what is to be handed over; return what is wrong with the folder, and how many files were written."""
        if project.read_only:
            return "", 0
        try:
            if place.is_whole:
                return "", _hand_out(project, place)
            return "", int(_hand_in(project, place))
        except BadFile as error:
            return f"{UNWRITABLE} ({error})".rstrip("."), 0


def _held(project: Project) -> int:
    """Return how many acts of a copy that hands in were not handed in yet."""
    return handing_in.acts_to_hand_in(project) if project.owner is not None else 0


def _hand_in(project: Project, place: TeamFolder) -> bool:
    try:
        handing_in.hand_in(project, place.path, called=in_order)
    except NotAllowed:
        return False  # nothing was done since
    return True


def _hand_out(project: Project, place: TeamFolder) -> int:
    """Write to everybody who has a copy what they lack, where whoever is at the desk may; return how many files."""
    if project.journal.rules and roles.why_not(project, Right.ASSIGN, project.person):
        return 0
    place = set_up(project, place.path)
    return sum(_update(project, place, coder) for coder in project.coders.all() if coder.id in place.people)


def _update(project: Project, place: TeamFolder, coder: Coder) -> bool:
    if coder.id == project.person or not copies.has_copy(project, coder.id):
        return False
    written = updates.write_update(project, place.people[coder.id], coder, called=in_order)
    if written is None:
        return False
    path, ends, acts = written
    project.handed.put_sent(coder.id, ends)
    project.handed.add_packet(HandedOut(coder.id, path.name, now(), acts))
    return True


def hand_over(project: Project, path: Path) -> str:
    """Hand in what was done here, and look at nothing: at closing. Return what is wrong, or nothing.

    What whoever leads hands out may be long, and waits for the next look.
    """
    try:
        place = find(project, path)
        problem, _ = ("", 0) if place.is_whole else FolderLooker()._hand_over(project, place)
    except OSError:
        return GONE
    except BadFile as error:
        return str(error)
    return problem


def sharing(project: Project, path: Path) -> str:
    """Choose the folder of a team: make what is missing in it. Return why it cannot be, in a sentence, or nothing."""
    try:
        place = find(project, path)
        if place.is_whole and not project.read_only:
            set_up(project, path)
    except UserError as error:
        return str(error)
    except OSError as error:
        return f"{path.name} cannot be read ({system_says(error)}); choose another folder."
    return ""
