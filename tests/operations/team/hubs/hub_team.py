"""A team on a hub of the tests' own server: a lead who shared a project, and people who joined by invitation."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from annotator.hub import administration
from annotator.hub.address import HubAddress
from annotator.hub.scram import verifier
from annotator.hub.server import HubServer
from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.ids import CoderId, DocumentId, LayerId
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.team import assigning
from annotator.operations.team.hubs import inviting, joining, sharing
from annotator.operations.team.hubs.exchanging import Exchanged, exchange, linked
from annotator.store.project import Project
from annotator.store.rows.hubs import HubRow
from tests.operations.desks import BOOK
from tests.postgres import Postgres

TEXTS = ("China was urged to act at once.", "France condemned what Russia had done.", "Both promised to meet again.")


def password() -> str:
    return secrets.token_urlsafe(16)


def make_hub(postgres: Postgres, database: str, login: str, secret: str) -> HubAddress:
    """Make a hub in a database, with a lead's login; return where it is."""
    address = HubAddress.parse(postgres.url(database), postgres.certificate)
    with HubServer(address.with_login(postgres.superuser), postgres.superuser_password) as link:
        administration.init(link)
        administration.make_lead(link, login, verifier(secret))
    return address


@dataclass
class HubMember:
    """A copy with who works at it, and its password for the hub."""

    project: Project
    person: CoderId
    password: str

    @property
    def hub(self) -> HubRow:
        return self.project.hubs.all()[0]

    @property
    def layer(self) -> LayerId:
        return self.project.layers.of_coder(self.person)[0].id

    @contextmanager
    def link(self) -> Iterator[HubServer]:
        with linked(self.hub, self.password) as link:
            yield link

    def exchange(self, is_first: bool = False) -> Exchanged:
        with self.link() as link:
            return exchange(self.project, self.hub, link, is_first)

    def code(self, document: DocumentId, start: int, end: int, label: str = "appeal") -> None:
        annotate.add_span(self.project, document, self.layer, [(start, end)], label)


@dataclass
class HubTeam:
    """The lead with the copies of the others by name."""

    postgres: Postgres
    address: HubAddress
    hub_database: str
    folder: Path
    lead: HubMember
    people: dict[str, CoderId]
    documents: list[DocumentId]
    members: dict[str, HubMember] = field(default_factory=dict)

    def invite(self, name: str, days: int = 14, anew: bool = False) -> Path:
        with self.lead.link() as link:
            return inviting.invite(self.lead.project, self.lead.hub, link, self.people[name], self.folder, days, anew)

    def join(self, name: str) -> HubMember:
        secret = password()
        path = joining.join(joining.look(self.invite(name)), self.folder / f"{name}.annot", secret)
        project = Project.open(path, self.people[name])
        member = self.members[name] = HubMember(project, self.people[name], secret)
        return member

    def assign(self, name: str, *which: int) -> None:
        assigning.assign(self.lead.project, [self.people[name]], [self.documents[one] for one in which])

    def settle(self, rounds: int = 3) -> None:
        """Let all exchange until nothing is new."""
        for _ in range(rounds):
            for one in (self.lead, *self.members.values()):
                one.exchange()

    def close(self) -> None:
        for one in (self.lead, *self.members.values()):
            one.project.close()


def make_team(postgres: Postgres, database: str, folder: Path, *coders: str) -> HubTeam:
    """Make a project with three texts, which its lead shares; `coders` have joined, and each has all texts to code."""
    secret, login = password(), f"lead_{secrets.token_hex(4)}"
    address = make_hub(postgres, database, login, secret)
    project = Project.create(folder / "readouts.annot", BOOK)
    documents.add_drafts(project, [DocumentDraft(f"Text {number}", text) for number, text in enumerate(TEXTS, 1)])
    found = {name: people.add_coder(project, name)[0].id for name in ("Lea", "Dan", "Ana", "Ben", "Cy")}
    people.set_roles(project, found["Lea"], [TeamRole.LEAD, TeamRole.CODER])
    people.set_roles(project, found["Dan"], [TeamRole.ADJUDICATOR])
    project.person = found["Lea"]
    ids = [one.id for one in project.documents.all()]
    sharing.share(project, address.with_login(login), secret)
    team = HubTeam(postgres, address, database, folder, HubMember(project, found["Lea"], secret), found, ids)
    for name in coders:
        if name != "Dan":
            team.assign(name, *range(len(ids)))
    team.lead.exchange()
    for name in coders:
        team.join(name)
    return team
