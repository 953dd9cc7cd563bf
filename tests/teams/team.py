"""A team at random: a lead, an adjudicator, coders of whom one has two machines; acts, packets, and mishaps.

All is done with real project files in a folder: the verbs of the program, packets that come late, twice, cut off and in
any order, files that are copied, backups that are restored, take-ins that are undone, parts that are forged.
"""

import random
import secrets
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from unittest import mock

from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed, UserError
from annotator.model.ids import CoderId
from annotator.model.verbs.team import TakeIn
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.team import assigning, copies, handing_in, taking_in
from annotator.store.project import Project
from annotator.sync.delivery import Delivery, IncomingStrand
from tests.operations.test_undo_everything import BOOK
from tests.teams.members import TEXTS, Member, act

CODERS = ("Ana", "Ben", "Cy")
_TRIES = 5
_MOST_COPIES = 8
StepName = tuple[str, int]


@dataclass
class Copy:
    """A copy with who works at it. `is_whole`: of whoever leads or adjudicates; else of a coder."""

    name: str
    member: Member
    is_whole: bool
    backup: Path | None = None

    @property
    def project(self) -> Project:
        return self.member.project

    @property
    def person(self) -> CoderId:
        return self.member.member


@dataclass
class Packet:
    """A file under way. `to`: the copies that it is meant for, by the person's id, empty for whole copies."""

    path: Path
    to: str


@dataclass
class Team:
    """One team, made by its number."""

    folder: Path
    number: int
    moves: int = 60
    copies: dict[str, Copy] = field(default_factory=dict)
    post: list[Packet] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)
    log: list[str] = field(default_factory=list)
    known: dict[StepName, str] = field(default_factory=dict)
    """Acknowledged steps, by sitting and place, with the copy in which they were done."""
    forged: set[str] = field(default_factory=set)
    """Sittings in which somebody wrote what they may not."""

    def __post_init__(self) -> None:
        self.rng = random.Random(self.number)

    def run(self) -> None:
        """Play, and let all be exchanged in the end."""
        with chances(self.number):
            self._begin()
            for _ in range(self.moves):
                self._move()
            self._exchange()

    def close(self) -> None:
        """Close all files."""
        for copy in self.copies.values():
            copy.project.close()

    # ---- the beginning -------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        made = beginning(self.number % VARIANTS)
        for name, person in made.people.items():
            path = self.folder / name / "p.annot"
            path.parent.mkdir()
            shutil.copy(made.folder / f"{name}.annot", path)
            is_whole = name in ("lead", "dan")
            self.copies[name] = Copy(name, Member(Project.open(path), person, path.parent), is_whole)

    def _place(self, name: str) -> Path:
        place = self.folder / name
        place.mkdir(exist_ok=True)
        return place

    # ---- what happens --------------------------------------------------------------------------------------------

    def _move(self) -> None:
        chance = self.rng.random()
        copy = self.copies[self.rng.choice(sorted(self.copies))]
        if chance < 0.62:
            self._act(copy)
        elif chance < 0.76:
            self._send(copy)
        elif chance < 0.92:
            self._deliver()
        else:
            self._mishap(copy)

    def _act(self, copy: Copy) -> None:
        """Let somebody do something; what comes to nothing is followed by something else."""
        before, names = copy.project.journal.latest(), list[str]()
        while len(names) < _TRIES and copy.project.journal.latest() == before:
            names.append(act(copy.member, self.rng, copy.is_whole))
        self._say(f"{copy.name}: {', '.join(names)}")
        done = steps_of(copy.project, before)
        self.known |= dict.fromkeys(done, copy.name)
        self.count["acts"] += len(done)

    def _say(self, line: str) -> None:
        self.log.append(line)

    def _send(self, copy: Copy) -> None:
        """Let a copy write a packet: to whoever leads, or from there to somebody."""
        place = self._place("post")
        try:
            if copy.is_whole and self.rng.random() < 0.6:
                other = self.rng.choice([one for one in self.copies.values() if one.person != copy.person])
                (given,) = copies.give_out(copy.project, place, [other.person])
                paths = [(given.path, "" if other.is_whole else other.person)]
            else:
                handed = handing_in.hand_in(copy.project, place, everything=self.rng.random() < 0.3)
                paths = [(handed.path, "")]
        except UserError as error:
            self._say(f"{copy.name} sends nothing: {error}")
            return
        for path, to in paths:
            if path is not None:
                self.post.append(Packet(path, to))
                self.count["packets"] += 1
                self._say(f"{copy.name} writes {path.name}")

    def _deliver(self) -> None:
        if not self.post:
            return
        packet = self.post[self.rng.randrange(len(self.post))]
        if self.rng.random() < 0.7:
            self.post.remove(packet)
        path = packet.path
        if self.rng.random() < 0.2:
            data = path.read_bytes()
            path = path.with_name(f"cut {self.count['cut off']} {path.name}")
            path.write_bytes(data[: self.rng.randrange(len(data))])
            self.count["cut off"] += 1
        receivers = [
            one for one in self.copies.values() if (one.is_whole if not packet.to else one.person == packet.to)
        ]
        self._take(self.rng.choice(receivers), path)

    def _take(self, copy: Copy, path: Path) -> None:
        try:
            (came,) = taking_in.take_in(copy.project, [path])
        except NotAllowed as error:  # their role was taken away, or they were removed
            self._say(f"{copy.name} does not take {path.name}: {error}")
            return
        self._say(f"{copy.name} takes {path.name}: {' '.join(came.sentences)}")
        self.count["taken in"] += came.taken

    def _mishap(self, copy: Copy) -> None:
        kind = self.rng.choice(["backup", "restore", "restore", "untake", "untake", "again", "file", "twin", "forge"])
        self._say(f"{copy.name}: {kind}")
        match kind:
            case "backup":
                self._back_up(copy)
            case "restore":
                self._restore(copy)
            case "twin":
                self._twin(copy)
            case "untake":
                self._untake(copy)
            case "again":
                copy.member.attempt(Project.redo)
            case "file":
                other = self.rng.choice([one for one in self.copies.values() if one is not copy])
                if other.is_whole or copy.person == other.person:
                    self._take(other, copy.project.path)
            case "forge":
                self._forge(copy)

    def _back_up(self, copy: Copy) -> None:
        path = self._place("backups") / f"{copy.name} {self.count['backups']}.annot"
        copy.project.back_up(path)
        copy.backup = path
        self.count["backups"] += 1

    def _restore(self, copy: Copy) -> None:
        """Put an old copy in place of the file: what was done since, and is nowhere else, went with the disk."""
        if copy.backup is None:
            self._back_up(copy)
            return
        path = copy.project.path
        copy.project.close()
        path.unlink()
        for beside in path.parent.glob(f"{path.name}-*"):
            beside.unlink()
        shutil.copy(copy.backup, path)
        copy.member.project = Project.open(path)
        copy.member.arrive()
        self.count["restored"] += 1
        # A coder's copy hands over what its coder did alone: what it was given does not come back from there.
        givers = [one for one in self.copies.values() if one.is_whole or one.person == copy.person]
        there = {name for one in givers for name in sittings_held(one.project)}
        self.known = {name: by for name, by in self.known.items() if by != copy.name or name in there}

    def _twin(self, copy: Copy) -> None:
        """Let somebody work at a copied file, too."""
        if len(self.copies) < _MOST_COPIES:
            name = f"{copy.name} {len(self.copies)}"
            path = self._place(name) / "p.annot"
            copy.project.back_up(path)
            self.copies[name] = Copy(name, Member(Project.open(path), copy.person, path.parent), copy.is_whole)
            self.count["copied"] += 1

    def _untake(self, copy: Copy) -> None:
        latest = copy.project.history(1)
        if latest and isinstance(latest[0].verb, TakeIn):
            copy.member.attempt(Project.undo)
            self.count["take-ins undone"] += 1

    def _forge(self, copy: Copy) -> None:
        """Let a coder's copy hand over what its coder may not write."""
        if copy.is_whole:
            return
        twin = self._place("forged") / f"{self.count['forged']}.annot"
        copy.project.back_up(twin)
        with Project.open(twin) as made:
            forge(made, self.rng)
            self.forged |= sittings_in(made) - sittings_in(copy.project)
        self.count["forged"] += 1
        self._take(self.copies["lead"], twin)

    # ---- the end -------------------------------------------------------------------------------------------------

    def _exchange(self) -> None:
        """Let everybody take in what the others have, until nothing is new."""
        for _ in range(8):
            new = 0
            for one in self.copies.values():
                for other in self.copies.values():
                    if one is not other and (one.is_whole or other.is_whole or one.person == other.person):
                        new += self._hand(one, other)
            if not new:
                return
        raise AssertionError("something is new every time")

    def _hand(self, one: Copy, other: Copy) -> bool:
        delivery = delivery_from(one, other)
        before = other.project.strands.vector()
        other.project.journal.rules.clear()  # whoever worked here may have been removed
        other.project.taking.take_in(delivery, TakeIn())
        return other.project.strands.vector() != before


VARIANTS = 4
"""So many projects are made, with which teams begin."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A project that was given out. `people`: by the name of each copy, whose file is called so, who works at it."""

    folder: Path
    people: dict[str, CoderId]


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


@cache
def beginning(variant: int) -> Beginning:
    """Make a project with its copies, once in a process; with names that no team draws again, whichever asks first."""
    with chances(f"beginning {variant}"):
        return _begun(variant)


def _begun(variant: int) -> Beginning:
    _KEPT.append(tempfile.TemporaryDirectory())
    folder, rng = Path(_KEPT[-1].name), random.Random(variant)
    with Project.create(folder / "lead.annot", BOOK, "Team") as project:
        lead, _ = people.add_coder(project, "Lea")
        people.set_roles(project, lead.id, {TeamRole.LEAD})
        project.person = lead.id
        dan, _ = people.add_coder(project, "Dan")
        people.set_roles(project, dan.id, {TeamRole.ADJUDICATOR if variant % 2 else TeamRole.LEAD})
        found = {"lead": lead.id}
        documents.add_drafts(project, [DocumentDraft(text[:3], text) for text in TEXTS[: 2 + variant // 2]])
        for name in CODERS:
            found[name.lower()] = coder = people.add_coder(project, name)[0].id
            some = [info.id for info in project.documents.all() if rng.random() < 0.8]
            if some:
                assigning.assign(project, [coder], some, None)
        found["dan"] = dan.id  # given out last, with the keys of the others
        for name, person in found.items():
            if name != "lead":
                (given,) = copies.give_out(project, folder, [person])
                assert given.path is not None
                given.path.rename(folder / f"{name}.annot")
    shutil.copy(folder / "ana.annot", folder / "ana2.annot")
    return Beginning(folder, {**found, "ana2": found["ana"]})


def delivery_from(one: Copy, other: Copy) -> Delivery:
    """Return what one copy has for another, as it sees it."""
    has = other.project.strands.vector()
    if other.is_whole and not one.is_whole:
        own = f"coder/{one.person}"
        found = one.project.strands.as_delivery(lambda channel: channel == own, has)

        def theirs() -> Iterator[IncomingStrand]:
            return (strand for strand in found.strands() if strand.strand.person == one.person)

        return Delivery(found.origin, one.person, theirs, text=found.text, file=found.file)
    if other.is_whole:
        return one.project.strands.as_delivery(lambda channel: True, has)
    return one.project.strands.as_delivery(one.project.strands.channels_of(other.person).__contains__, has)


def forge(project: Project, rng: random.Random) -> None:
    """Write into a coder's copy what its coder may not: gold, everybody's codebook, another's role."""
    run = project._connection.execute
    with project.transact(TakeIn()):
        match rng.randrange(3):
            case 0:
                run("UPDATE codebook_versions SET note = 'forged'")
            case 1:
                run("UPDATE coders SET roles = 'lead', name = 'forged'")
            case _:
                run("UPDATE documents SET title = 'forged'")


def steps_of(project: Project, after: int = 0) -> list[StepName]:
    """Return the names of a file's steps after one, but for those that no part tells of."""
    query = "SELECT sitting, place FROM steps WHERE number > ? AND verb <> 'take in' AND sitting IN"
    return project._connection.execute(f"{query} (SELECT sitting FROM strands)", [after]).fetchall()


def sittings_in(project: Project) -> set[str]:
    """Return the names of the sittings of which a file has strands."""
    return {sitting for (sitting,) in project._connection.execute("SELECT sitting FROM strands")}


def sittings_held(project: Project) -> set[StepName]:
    """Return the names of all steps of which a file holds parts."""
    from tests.teams.judging import steps_held

    return steps_held(project)


@contextmanager
def chances(seed: int | str) -> Iterator[None]:
    """Let names and ids be drawn from a seed, so that a team is the same each time."""
    rng = random.Random(seed)
    with (
        mock.patch.object(secrets, "token_hex", lambda size=32: rng.randbytes(size or 32).hex()),
        mock.patch.object(secrets, "randbits", rng.getrandbits),
    ):
        yield
