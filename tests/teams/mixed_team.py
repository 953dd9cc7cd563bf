"""A team whose roads are mixed: hubs of a real server, packets, and a shared folder; see `team.py` for all else.

Hubs are shared and joined half way, left, put back from an earlier backup; people are revoked and invited anew; files
with a login in them are copied and restored. In the end everything goes over the hubs first, and then by all roads.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.hub.address import HubAddress
from annotator.hub.problems import HubProblem, NotMember, WrongPassword
from annotator.model.errors import BadFile, UserError
from annotator.operations.team import taking_in
from annotator.operations.team.folder_look import FolderLooker, sharing
from annotator.operations.team.hubs import files, inviting, joining, leaving
from annotator.operations.team.hubs import sharing as hub_sharing
from annotator.operations.team.hubs.exchanging import address_of, exchange, linked
from annotator.store.rows.hubs import HubRow
from tests.operations.team.hubs.hub_team import make_hub
from tests.postgres import Postgres
from tests.teams.judging import judge
from tests.teams.team import Copy, Team

_ROUNDS = 8


@dataclass
class TeamHub:
    """A hub on the server. `login`: of whoever shares; `invitations`: the last of each person, with their password."""

    database: str
    address: HubAddress
    login: str
    dump: Path | None = None
    invitations: dict[str, tuple[Path, str]] = field(default_factory=dict)


@dataclass
class MixedTeam(Team):
    """One team with a server, made by its number. `wrong`: what is wrong that no copy shows."""

    postgres: Postgres = field(kw_only=True)
    moves: int = 110
    hubs: list[TeamHub] = field(default_factory=list)
    passwords: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__post_init__()
        for at in range(1 + self.number % 2):
            database, login, secret = self.postgres.new_database(), f"lead_{at}_{self.number}", secrets.token_urlsafe()
            self.hubs.append(TeamHub(database, make_hub(self.postgres, database, login, secret), login))
            self.passwords[login] = secret

    def _begin(self) -> None:
        """Begin on a hub, mostly: others share later."""
        super()._begin()
        if self.rng.random() < 0.8:
            self._try("lead: share", lambda: self._share(self.hubs[0], self.copies["lead"]))
            for name in ("ana", "ben", "cy", "dan"):
                if self.rng.random() < 0.6:
                    self._try(f"invite {name}", lambda name=name: self._invite(self.hubs[0], self.copies[name]))  # type: ignore[misc]

    def _move(self) -> None:
        chance = self.rng.random()
        copy = self.copies[self.rng.choice(sorted(self.copies))]
        if chance < 0.5:
            super()._move()
        elif chance < 0.78:
            self._over_hubs(copy)
        elif chance < 0.84:
            self._over_folder(copy)
        else:
            hub = self.rng.choice(self.hubs)
            moves: Mapping[str, tuple[int, Callable[[TeamHub, Copy], object]]] = {
                "share": (3, self._share),
                "invite": (6, self._invite),
                "join": (5, self._join),
                "revoke": (1, self._revoke),
                "leave": (1, self._leave),
                "back up the hub": (1, self._back_up_hub),
                "put the hub back": (1, self._put_back_hub),
            }
            name = self.rng.choices(list(moves), [weight for weight, _ in moves.values()])[0]
            self._try(f"{copy.name}: {name} {self.hubs.index(hub)}", lambda: moves[name][1](hub, copy))

    def _try(self, what: str, do: Callable[[], object]) -> UserError | None:
        """Do something that may be refused in a sentence, and say how it went."""
        try:
            said = do()
        except UserError as error:
            self._say(f"{what}: {type(error).__name__}: {error}")
            self.count["refused"] += 1
            return error
        self._say(f"{what}: {said or 'done'}")
        return None

    # ---- hubs ----------------------------------------------------------------------------------------------------

    def _share(self, hub: TeamHub, _: Copy) -> None:
        lead = self.copies["lead"]
        lead.project.person = lead.person
        hub_sharing.share(lead.project, hub.address.with_login(hub.login), self.passwords[hub.login])
        self.count["shared"] += 1

    def _row(self, hub: TeamHub, copy: Copy) -> HubRow:
        for row in copy.project.hubs.all():
            if address_of(row).name == hub.address.name:
                return row
        raise BadFile(copy.name, "it has not joined", "join first")

    def _invite(self, hub: TeamHub, copy: Copy) -> None:
        lead = self.copies["lead"]
        row = self._row(hub, lead)
        lead.project.person = lead.person
        with linked(row, self.passwords[hub.login]) as link:
            path = inviting.invite(lead.project, row, link, copy.person, self._place("invitations"))
        hub.invitations[copy.person] = path, secrets.token_urlsafe()
        self.count["invited"] += 1
        for one in list(self.copies.values()):
            if one.person == copy.person and self.rng.random() < 0.7:
                self._try(f"{one.name} joins", lambda one=one: self._join(hub, one))  # type: ignore[misc]

    def _join(self, hub: TeamHub, copy: Copy) -> str:
        if copy.person not in hub.invitations:
            raise BadFile(copy.name, "it was not invited", "ask for an invitation")
        path, secret = hub.invitations[copy.person]
        invitation = joining.look(path)
        self.passwords[invitation.address.login] = secret
        joining.join(invitation, copy.project, secret)
        self.count["joined"] += 1
        return f"as {invitation.address.login}"

    def _revoke(self, hub: TeamHub, copy: Copy) -> str:
        lead = self.copies["lead"]
        row = self._row(hub, lead)
        lead.project.person = lead.person
        with linked(row, self.passwords[hub.login]) as link:
            return inviting.revoke(lead.project, link, copy.person)

    def _leave(self, hub: TeamHub, copy: Copy) -> str:
        row = self._row(hub, copy)
        with linked(row, self.passwords[address_of(row).login]) as link:
            self.count["left"] += 1
            return leaving.leave(copy.project, row, link if self.rng.random() < 0.5 else None)

    def _back_up_hub(self, hub: TeamHub, _: Copy) -> None:
        hub.dump = self.postgres.dump(hub.database)

    def _put_back_hub(self, hub: TeamHub, _: Copy) -> str:
        if hub.dump is None:
            hub.dump = self.postgres.dump(hub.database)
            return "there was no backup"
        self.postgres.restore(hub.dump, hub.database)
        self.count["hubs put back"] += 1
        return ""

    def _over_hubs(self, copy: Copy, is_first: bool | None = None) -> bool:
        """Exchange with all hubs of a copy; return whether something new came to it or went."""
        before, news = copy.project.strands.vector(), False
        for row in copy.project.hubs.all():
            news |= self._over_hub(copy, row, self.rng.random() < 0.2 if is_first is None else is_first)
        return news or copy.project.strands.vector() != before

    def _over_hub(self, copy: Copy, row: HubRow, is_first: bool) -> bool:
        address, news = address_of(row), False

        def do() -> str:
            nonlocal news
            with linked(row, self.passwords[address.login]) as link:
                done = exchange(copy.project, row, link, is_first)
            if done.problem:
                self.wrong.append(f"{copy.name}, {address.name}: {done.problem}")
            news = done.handed > 0
            self.count["exchanged"] += 1
            self.count["handed over"] += done.handed
            self.count["taken from hubs"] += done.taken
            return f"{done.handed} {done.taken} {' '.join(done.sentences)} {done.problem}"

        error = self._try(f"{copy.name} with hub {address.name[-4:]}", do)
        if isinstance(error, NotMember | WrongPassword) and self.rng.random() < 0.3:
            self._try(f"{copy.name} leaves", lambda: leaving.leave(copy.project, row, None))
        elif isinstance(error, HubProblem) and not isinstance(error, NotMember | WrongPassword):
            self.wrong.append(f"{copy.name}, {address.name}: {error}")
        return news

    # ---- the folder ----------------------------------------------------------------------------------------------

    def _over_folder(self, copy: Copy) -> None:
        """Look into the team's folder, as the window does, and take in what came."""
        folder = self._place("team folder")

        def do() -> str:
            if why := sharing(copy.project, folder):
                return why
            look = FolderLooker().look(copy.project, folder)
            self.count["folder"] += look.written
            if look.paths:
                taking_in.take_in(copy.project, look.paths)
            return f"{look.written} written, {len(look.paths)} taken in {look.problem}"

        self._try(f"{copy.name}, folder", do)

    # ---- the end -------------------------------------------------------------------------------------------------

    def _exchange(self) -> None:
        """Exchange over the hubs until nothing is new: what whoever is joined has then, all others have to have too."""
        for _ in range(_ROUNDS):
            news = [self._over_hubs(one, is_first=True) for one in self.copies.values()]
            if not any(news):
                break
        else:
            self.wrong.append("over the hubs something is new every time")
        super()._exchange()
        for one in self.copies.values():
            self._bring_files(one)

    def _bring_files(self, copy: Copy) -> None:
        """Let a whole copy have the source files that stayed on a hub: what is exported holds those that are here."""
        for info in copy.project.documents.all() if copy.is_whole else ():
            for other in self.copies.values():
                if files.is_elsewhere(copy.project, info.id) and info.source_file is not None:
                    found = other.project.strands.source_file_of(info.source_file)
                    if found is not None:
                        copy.project.source_files.bring(found.name, found.body)


def judged(team: MixedTeam) -> list[str]:
    """Return what is wrong with a team after its end, its copies and its hubs; a line each."""
    return [*team.wrong, *judge(team)]
