"""Exchanges with a hub, joining and sharing, while the client or the server is killed, or the line between them is cut.

Whatever is left, done again it comes to all: nothing is missing, nothing is there twice, the chains are equal on the
hub and in the copies, and one exchange more hands over and takes in nothing.
"""

import random
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.hub.address import HubAddress
from annotator.hub.problems import HubProblem, SharedAlready
from annotator.hub.server import HubServer
from annotator.model.document import DocumentDraft
from annotator.model.ids import CoderId
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.team import assigning
from annotator.operations.team.hubs import joining, sharing
from annotator.operations.team.hubs.exchanging import Exchanged, exchange
from annotator.store.project import Project
from tests.operations.team.hubs.hub_team import HubMember, HubTeam, make_hub, make_team
from tests.postgres import Postgres
from tests.slow_hub import SlowHub
from tests.torture.hub_chains import wrong_in_chains
from tests.torture.killing import DONE, killed, needs_kills
from tests.torture.kills import age
from tests.torture.kinds import Kind, Play, Trial
from tests.torture.teams import a_server

ACTS, ROUNDS = 40, 4
_LEAD, _ANA, _BEN = "lead", "Ana", "Ben"


@dataclass
class HubScene:
    """A team whose lead and Ana have something to hand over and to take in, and whose Ben is invited; files are closed.

    `spans`: that are to be everywhere in the end; `second`: a hub that the project is not shared over yet.
    """

    server: Postgres
    files: dict[str, Path]
    people: dict[str, CoderId]
    passwords: dict[str, str]
    address: dict[str, HubAddress]
    database: str
    second: str
    invitation: Path
    spans: set[str] = field(default_factory=set)
    origin: str = ""

    def begin(self, folder: Path) -> None:
        """Put the server as it was, and copies of the files into a folder."""
        for database in (self.database, self.second):
            run = self.server.execute_as_superuser
            run(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
            run(f"CREATE DATABASE {database} TEMPLATE {database}_kept")
        for name, path in self.files.items():
            shutil.copy(path, folder / f"{name}.annot")

    def link(self, name: str, port: int = 0) -> HubServer:
        address = self.address[name]
        return HubServer(replace(address, port=port or address.port), self.passwords[name])


def _work(member: HubMember, team: HubTeam, chance: random.Random) -> None:
    """Let somebody do acts of all sizes in several sittings."""
    for number in range(ACTS):
        at = chance.choice(team.documents[:3])
        span = annotate.add_span(member.project, at, member.layer, _place(number), "appeal")
        annotate.set_note(member.project, span.id, chance.randbytes(chance.choice((10, 3_000))).hex())
        if number == ACTS // 2:
            path = member.project.path
            member.project.close()
            member.project = Project.open(path, member.person)


def _place(number: int) -> list[tuple[int, int]]:
    start = number % 20
    return [(start, start + 1 + number // 20)]


@contextmanager
def _scene(base: Path, server: Postgres) -> Iterator[HubScene]:
    database, second, chance = server.new_database(), server.new_database(), random.Random(1)
    team = make_team(server, database, base, _ANA)
    lead, ana = team.lead, team.members[_ANA]
    for member in (ana, lead):
        _work(member, team, chance)
        member.exchange()
        texts = [DocumentDraft(f"More {chance.random()}", f"{chance.random()} was said. " * 50) for _ in range(5)]
        documents.add_drafts(lead.project, texts)
        team.documents[3:] = [one.id for one in lead.project.documents.all()][3:]
        assigning.assign(lead.project, [team.people[_ANA], team.people[_BEN]], team.documents)
    for number in range(ACTS):  # what was not handed over yet
        for member in (ana, lead):
            annotate.add_span(member.project, team.documents[0], member.layer, _place(number), "actor")
    invitation = team.invite(_BEN)
    login = f"second_{secrets.token_hex(3)}"
    other, password = make_hub(server, second, login, "another secret"), secrets.token_urlsafe()
    scene = HubScene(
        server,
        {_LEAD: lead.project.path, _ANA: ana.project.path},
        team.people,
        {_LEAD: lead.password, _ANA: ana.password, _BEN: password, "second": "another secret"},
        {
            _LEAD: HubAddress.parse(lead.hub.url, lead.hub.certificate),
            _ANA: HubAddress.parse(ana.hub.url, ana.hub.certificate),
            "second": other.with_login(login),
        },
        database,
        second,
        invitation,
        _spans(lead.project) | _spans(ana.project),
        lead.project.origin,
    )
    team.close()
    for one in (database, second):
        server.execute_as_superuser(f"CREATE DATABASE {one}_kept TEMPLATE {one}")
    yield scene


def _spans(project: Project) -> set[str]:
    return {span.id for one in project.documents.all() for span in project.spans.of_document(one.id)}


# ---- what is broken off ----------------------------------------------------------------------------------------------


def _exchange(scene: HubScene, name: str, folder: Path, port: int = 0) -> Exchanged:
    person = scene.people["Lea" if name == _LEAD else name]
    with Project.open(folder / f"{name}.annot", person) as project, scene.link(name, port) as link:
        return exchange(project, project.hubs.all()[0], link, is_first=False)


def _join(scene: HubScene, folder: Path, port: int = 0) -> None:
    invitation = joining.look(scene.invitation)
    address = replace(invitation.address, port=port or invitation.address.port)
    joining.join(replace(invitation, address=address), folder / "Ben.annot", scene.passwords[_BEN])


def _share(scene: HubScene, folder: Path, port: int = 0) -> None:
    address = scene.address["second"]
    with Project.open(folder / "lead.annot", scene.people["Lea"]) as project:
        sharing.share(project, replace(address, port=port or address.port), scene.passwords["second"])


Work = Callable[[HubScene, Path, int], object]
WORKS: dict[str, Work] = {
    "a lead’s exchange": lambda scene, folder, port: _exchange(scene, _LEAD, folder, port),
    "a coder’s exchange": lambda scene, folder, port: _exchange(scene, _ANA, folder, port),
    "joining": _join,
    "sharing": _share,
}


def _kill_client(scene: HubScene, work: Work, folder: Path, chance: random.Random, lasts_s: float) -> str:
    said = killed(lambda say: work(scene, folder, 0), chance.uniform(0, lasts_s * 1.1))
    return "it was through" if DONE in said else "the client was killed"


def _kill_server(scene: HubScene, work: Work, folder: Path, chance: random.Random, lasts_s: float) -> str:
    timer = threading.Timer(chance.uniform(0, lasts_s * 1.1), scene.server.kill)
    timer.start()
    ended = "it was through"
    try:
        work(scene, folder, 0)
    except HubProblem:
        ended = "the server was killed"
    finally:
        timer.join()
        scene.server.start()
    return ended


def _cut(scene: HubScene, work: Work, folder: Path, chance: random.Random, _: float) -> str:
    with SlowHub(scene.server.port) as proxy:
        towards = chance.choice(("server", "client"))
        proxy.cut_after(round(2 ** chance.uniform(6, 17)), "server" if towards == "server" else "client")
        try:
            work(scene, folder, proxy.port)
        except HubProblem:
            return "the line was cut"
        return "the line was cut, and it went on by itself" if proxy.cuts else "it was through"


# ---- what has to hold afterwards -------------------------------------------------------------------------------------


def _look(scene: HubScene, which: str, folder: Path) -> None:
    age(folder)
    _name_the_server(scene, folder)
    if which == "joining":
        _join_again(scene, folder)
    if which == "sharing":
        with suppress(SharedAlready):
            _share(scene, folder)
        with Project.open(folder / "lead.annot", scene.people["Lea"]) as project:
            _settle_second(scene, project)
    for _ in range(ROUNDS):
        told = [_exchange(scene, name, folder) for name in (_LEAD, _ANA)]
        assert all(one.problem == "" for one in told), told
        if not any(one.handed or one.taken for one in told):
            break
    else:
        raise AssertionError(f"something is new every time: {told}")
    for name in (_LEAD, _ANA):
        with Project.open(folder / f"{name}.annot") as project:
            assert project.check() == []
            found = _spans(project)
            assert found == (scene.spans if name == _LEAD else found & scene.spans), f"{name} lacks codings"
            assert wrong_in_chains(scene.server, scene.database, project, is_whole=name == _LEAD) == []
            if name == _LEAD:
                ana = {layer.id for layer in project.layers.of_coder(scene.people[_ANA])}
                theirs = {
                    one.id
                    for at in project.documents.all()
                    for one in project.spans.of_document(at.id)
                    if one.layer in ana
                }
            else:
                assert found >= theirs and found <= scene.spans
    left = {
        one.name for one in folder.iterdir() if one.name.startswith(".") or one.suffix in (".annot-wal", ".annot-shm")
    }
    assert left == set(), f"beside the files: {left}"


def _name_the_server(scene: HubScene, folder: Path) -> None:
    """What joined or shared over a line that was cut knows the server by itself from now on."""
    for path in folder.glob("*.annot"):
        with Project.open(path) as project:
            for hub in project.hubs.all():
                url = replace(HubAddress.parse(hub.url, hub.certificate), port=scene.server.port).url
                project.hubs.put(hub.id, url=url)


def _join_again(scene: HubScene, folder: Path) -> None:
    path = folder / "Ben.annot"
    if not path.exists():
        _join(scene, folder)
    with Project.open(path, scene.people[_BEN]) as project:
        assert project.check() == [] and project.owner is not None and len(project.hubs.all()) == 1
        assert len(project.documents.all()) > 3 and _spans(project) == set()
        (hub,) = project.hubs.all()
        with HubServer(HubAddress.parse(hub.url, hub.certificate), scene.passwords[_BEN]) as link:
            exchange(project, hub, link)
            again = exchange(project, hub, link)
            assert (again.handed, again.taken, again.problem) == (0, 0, "")
        assert wrong_in_chains(scene.server, scene.database, project, is_whole=False) == []


def _settle_second(scene: HubScene, project: Project) -> None:
    hub = project.hubs.all()[-1]
    with HubServer(scene.address["second"], scene.passwords["second"]) as link:
        assert exchange(project, hub, link).problem == ""
        again = exchange(project, hub, link)
        assert (again.handed, again.taken, again.problem) == (0, 0, "")
    assert wrong_in_chains(scene.server, scene.second, project, is_whole=True) == []


# ---- the kinds -------------------------------------------------------------------------------------------------------


def _with(fsync: bool) -> Callable[[Path], AbstractContextManager[Play]]:
    @contextmanager
    def playing(base: Path) -> Iterator[Play]:
        needs_kills()
        with a_server(fsync) as server, _scene(base, server) as scene:
            lasts = {name: _lasts(scene, work, base / name) for name, work in WORKS.items()}

            def play(trial: Trial) -> str:
                chance = trial.chance
                which = chance.choices(list(WORKS), [3, 3, 1, 1])[0]
                mishap = chance.choice((_kill_client, _kill_server, _cut))
                scene.begin(trial.folder)
                ended = mishap(scene, WORKS[which], trial.folder, chance, lasts[which])
                _look(scene, which, trial.folder)
                return ended

            yield play

    return playing


def _lasts(scene: HubScene, work: Work, folder: Path) -> float:
    """Return how many seconds some work takes."""
    folder.mkdir()
    scene.begin(folder)
    began = time.monotonic()
    work(scene, folder, 0)
    return time.monotonic() - began


KINDS = (
    Kind("kill: a hub, that writes to the disk", 100, _with(fsync=True), chunk=25),
    Kind("kill: a hub, without fsync", 100, _with(fsync=False), chunk=25),
)
