"""A hub on a server of this run's own with a lead's project and, of somebody in it, as many acts as are asked for."""

import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotator.hub.address import HubAddress
from annotator.hub.scram import verifier
from annotator.hub.server import HubServer
from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.ids import CoderId
from annotator.model.verbs.team import TakeIn
from annotator.model.verbs.verb import Told
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.team.hubs import inviting, joining, sharing
from annotator.operations.team.hubs.exchanging import address_of
from annotator.store.chain.strands import begin, new_name
from annotator.store.project import Project
from annotator.sync.delivery import IncomingStrand
from annotator.sync.parts import Strand, chained
from tests.benchmarks.load import make_spans, make_text
from tests.benchmarks.taking_load import coding_in, delivery_of, lines_of, strand_of
from tests.operations.desks import BOOK
from tests.operations.team.hubs.hub_team import HubMember, make_hub, password
from tests.postgres import Postgres


@dataclass
class HubLoad:
    """A lead's project on a hub, to which nobody has handed anything over but the lead."""

    postgres: Postgres
    database: str
    address: HubAddress
    folder: Path
    lead: HubMember
    people: dict[str, CoderId]

    @property
    def lead_address(self) -> HubAddress:
        """Where the hub is, with the lead's login."""
        return address_of(self.lead.hub)

    def join(self, name: str) -> HubMember:
        """Let somebody join with a copy of their own."""
        with self.lead.link() as link:
            path = inviting.invite(self.lead.project, self.lead.hub, link, self.people[name], self.folder, 14)
        secret = password()
        made = joining.join(joining.look(path), self.folder / f"{name}.annot", secret)
        return HubMember(Project.open(made, self.people[name]), self.people[name], secret)

    def login(self, name: str, coder: str, role: str = "coder") -> HubServer:
        """Return a connection of a new member of whom the project knows nothing; to be closed."""
        once, secret = password(), password()
        with self.lead.link() as link:
            origin = self.lead.project.origin
            link.ask("invite", origin, name, verifier(once), coder, name, role, 14)
        with HubServer(self.address.with_login(name), once) as link:
            link.ask("join", origin, verifier(secret))
        return HubServer(self.address.with_login(name), secret)

    def strand(self, acts: int, name: str = "Ana") -> IncomingStrand:
        """Return a sitting of somebody who codes, packed."""
        coder = self.people[name]
        coding = coding_in(self.lead.project, coder, self.lead.project.layers.of_coder(coder)[0].id)
        sitting = new_name()
        return strand_of(self.lead.project.origin, coder, sitting, lines_of(coding, sitting, acts, 1_000))

    def take(self, strand: IncomingStrand, name: str = "Ana") -> None:
        """Let the lead have a strand, packed as it came, which then waits for the hub."""
        self.lead.project.taking.take_in(delivery_of(self.lead.project, [strand], self.people[name]), TakeIn())

    def write_open(self, packed: IncomingStrand) -> Strand:
        """Write the same lines one by one, as they stand where somebody codes; return the strand."""
        project, of, sitting = self.lead.project, packed.strand, new_name()
        strand = Strand(of.origin, sitting, of.channel, of.person)
        hash, rows = strand.start(), list[tuple[int, str, bytes]]()
        for line in (line for some in packed.runs() for line in some.lines()):
            hash = chained(hash, line)
            rows.append((len(rows) + 1, line.decode(), hash))
        document = project.documents.get(project.documents.all()[0].id)
        layers = (project.layers.of_coder(self.people["Lea"])[0].id,)
        with project.transact(Told(sentence="Load")):
            project.spans.add(make_spans(document.text, 1, document.id, layers))  # a step that does nothing is no step
            number = begin(project._connection, sitting, of.channel, of.person)
            sql = "INSERT INTO parts (strand, counter, line, hash) VALUES (?, ?, ?, ?)"
            project._connection.executemany(sql, ((number, *row) for row in rows))
        return strand


@contextmanager
def hub_desk(texts: int = 1_000, coders: Sequence[str] = ("Ana",)) -> Iterator[HubLoad]:
    """Yield a project of so many texts of 5,000 characters, which its lead has shared over a hub."""
    postgres = Postgres()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database, secret, login = postgres.new_database(), password(), f"lead_{secrets.token_hex(4)}"
        address = make_hub(postgres, database, login, secret)
        project = Project.create(folder / "lead.annot", BOOK)
        try:
            documents.add_drafts(project, [DocumentDraft(f"d{seed}", make_text(5_000, seed)) for seed in range(texts)])
            found = {one: people.add_coder(project, one)[0].id for one in ("Lea", "Dan", *coders)}
            people.set_roles(project, found["Lea"], [TeamRole.LEAD])
            people.set_roles(project, found["Dan"], [TeamRole.ADJUDICATOR])
            project.person = found["Lea"]
            sharing.share(project, address.with_login(login), secret)
            member = HubMember(project, found["Lea"], secret)
            yield HubLoad(postgres, database, address, folder, member, found)
        finally:
            project.close()
            postgres.close()
