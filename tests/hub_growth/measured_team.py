"""A real team on a real server: its sizes, and what one unit takes, by the differences from one stage to the next."""

import secrets
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.team import assigning
from annotator.operations.team.hubs import sharing
from annotator.store.project import Project
from tests.benchmarks.hub_load import HubLoad
from tests.benchmarks.load import make_text
from tests.hub_growth.team_size import ACTS_AN_EXCHANGE, SITTING, Sizes, TeamSize, Units
from tests.operations.desks import BOOK
from tests.operations.team.hubs.hub_team import HubMember, make_hub, password
from tests.postgres import Postgres

_LOT = 20_000


def measured(team: TeamSize, joining: int) -> tuple[Units, Sizes]:
    """Play a team of which so many coders join and code; return what a unit takes, and what it came to.

    All have their documents; the acts are of those who join alone.
    """
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        postgres = Postgres(fsync=False)
        stack.callback(postgres.close)
        database, secret, login = postgres.new_database(), password(), f"lead_{secrets.token_hex(4)}"
        address = make_hub(postgres, database, login, secret)
        project, file = _project(Path(name) / "lead.annot", team)
        stack.callback(project.close)
        lead_file, server = _file(project), _server(postgres, database)
        sharing.share(project, address.with_login(login), secret)
        shared = _server(postgres, database)
        by_name = {one.name: one.id for one in project.coders.all()}
        lead = HubMember(project, by_name["Lea"], secret)
        desk = HubLoad(postgres, database, address, Path(name), lead, by_name)
        members = [desk.join(f"Coder {number}") for number in range(joining)]
        for one in members:
            stack.callback(one.project.close)
        granted, copy = _server(postgres, database), _file(members[0].project)
        begun = time.process_time()
        lead.exchange(is_first=True)
        compared = time.process_time() - begun
        for one in members:
            _code(one, team.acts_each)
        after, copy_after = _server(postgres, database), _file(members[0].project)
        lead.exchange()
        lead_after, strands = _file(project), project.strands.count()
    acts = joining * team.acts_each
    units = Units(
        server=server,
        server_document=(shared - server) / team.documents - team.text_bytes,
        server_grant=(granted - shared) / (joining * team.own),
        server_act=(after - granted) / acts,
        file=file,
        lead_document=(lead_file - file) / team.documents - team.text_bytes,
        copy_document=(copy - file) / team.own - team.text_bytes,
        lead_act=(lead_after - lead_file) / acts,
        copy_act=(copy_after - copy) / team.acts_each,
        strand_s=compared / team.documents,
    )
    return units, Sizes(after, lead_after, copy_after, strands, compared, 0)


def _project(path: Path, team: TeamSize) -> tuple[Project, int]:
    """Return a lead's project with all that its coders were given, and how large it was without documents."""
    project = Project.create(path, BOOK)
    project.person = people.add_coder(project, "Lea")[0].id
    people.set_roles(project, project.person, [TeamRole.LEAD])
    coders = [people.add_coder(project, f"Coder {number}")[0].id for number in range(team.coders)]
    empty, words = _file(project), make_text(team.text_bytes * 50, 7)
    for first in range(0, team.documents, _LOT):
        numbers = range(first, min(first + _LOT, team.documents))
        texts = ((number, number * 13 % (team.text_bytes * 40)) for number in numbers)
        drafts = [DocumentDraft(f"d{number}", f"{words[at : at + team.text_bytes]} {number}") for number, at in texts]
        documents.add_drafts(project, drafts)
    ids = [one.id for one in project.documents.all()]
    for number, coder in enumerate(coders):
        own = [id for at, id in enumerate(ids) if (number - at * team.by) % team.coders < team.by]
        assigning.assign(project, [coder], own)
    return project, empty


def _code(one: HubMember, acts: int) -> None:
    """Code so many passages, some documents at a time, and hand over after each few, as a window does."""
    ids = [document.id for document in one.project.documents.all()][: SITTING // 5]
    for number in range(acts):
        one.code(ids[number % len(ids)], number // len(ids) * 3, number // len(ids) * 3 + 12)
        if (number + 1) % ACTS_AN_EXCHANGE == 0:
            one.exchange()
    one.exchange()


def _file(project: Project) -> int:
    project._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return project.path.stat().st_size


def _server(postgres: Postgres, database: str) -> int:
    ((size,),) = postgres.execute_as_superuser("SELECT pg_database_size(current_database())", database)
    return int(size)
