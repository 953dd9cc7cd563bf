"""What was erased in the copy of whoever leads leaves the hub with the next exchange, and all go on as before."""

import contextlib
import random
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.hub import administration
from annotator.hub.problems import Unreachable
from annotator.hub.scram import verifier
from annotator.hub.server import HubServer
from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.project import erasing
from annotator.operations.team.hubs import inviting, joining, sharing
from annotator.operations.team.hubs.exchanging import linked
from annotator.store.backups.choice import BackupChoice
from annotator.store.project import Project
from tests.operations.desks import BOOK
from tests.operations.team.hubs.hub_team import HubTeam, make_team, password
from tests.postgres import Postgres
from tests.store.erasing.erased import forms
from tests.sync.by_parts import differences, in_tables


@pytest.fixture
def choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BackupChoice:
    """Backups in a folder of this test."""
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))
    return BackupChoice(backup_folder=str(tmp_path / "chosen"))


@pytest.fixture
def team(postgres: Postgres, hub_database: str, tmp_path: Path, choice: BackupChoice) -> Iterator[HubTeam]:
    made = make_team(postgres, hub_database, tmp_path, "Ana", "Ben", "Dan")
    yield made
    made.close()


def held_by_hub(team: HubTeam, words: set[str]) -> set[str]:
    """Return those of the words that stand anywhere in the tables of the hub, in any form, packed or not."""
    with team.postgres.connect_as_superuser(team.hub_database) as connection:
        columns = connection.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns"
            " WHERE table_schema = 'hub_tables'"
        ).fetchall()
        assert {table for table, _, _ in columns} >= {"runs", "contents", "members", "strands"}
        found = set[str]()
        for table, column, kind in columns:
            wanted = column if kind == "bytea" else f"{column}::text"
            for (value,) in connection.execute(f"SELECT {wanted} FROM hub_tables.{table}".encode()):
                found |= {word for word in words if any(form in one for form in forms(word) for one in pieces(value))}
    return found


def pieces(value: bytes | str | None) -> Iterator[bytes]:
    """Yield a value as it stands there, and what is packed in it."""
    if isinstance(value, bytes):
        yield value
        with contextlib.suppress(zlib.error):
            yield zlib.decompress(value)
    elif value is not None:
        yield value.encode()


def erase(team: HubTeam, choice: BackupChoice, titles: list[str], names: list[str], with_bin: bool = False) -> None:
    """Erase in the copy of whoever leads, as the program does it, and open it again."""
    agreed = erasing.plan(team.lead.project, choice, titles, names, with_bin)
    path = team.lead.project.path
    team.lead.project.close()
    erasing.erase(agreed, team.lead.person, choice)
    team.lead.project = Project.open(path, team.lead.person)


def fill(team: HubTeam, chance: random.Random) -> dict[str, set[str]]:
    """Let everybody work in documents of which each holds words that stand nowhere else; return them by title."""
    words = {}
    for _ in range(5):
        secret = f"Sécret{chance.randrange(10**9)}x"
        title = f"Titled{chance.randrange(10**9)}"
        documents.add_drafts(team.lead.project, [DocumentDraft(title, f"{secret} was said. And {secret}🕊 again.")])
        words[title] = {secret, title}
    new = [one.id for one in team.lead.project.documents.all()][-5:]
    team.documents += new
    for name in ("Ana", "Ben"):
        team.assign(name, *range(len(team.documents)))
    team.settle(2)
    for member in (team.lead, *team.members.values()):
        layers = member.project.layers.of_coder(member.person)
        if not layers:
            continue
        for start in range(12):
            place = [(start, start + chance.randint(1, 9))]
            span = annotate.add_span(member.project, chance.choice(new), layers[0].id, place, "appeal")
            annotate.set_note(member.project, span.id, f"a note in one's own words {chance.randrange(10**9)}")
            if chance.random() < 0.3:
                member.project.undo()
        if chance.random() < 0.5:
            path = member.project.path
            member.project.close()
            member.project = Project.open(path, member.person)
        member.exchange()
    team.settle(2)
    return words


@pytest.mark.parametrize("number", range(3))
def test_after_one_exchange_nothing_of_it_stands_in_any_table_of_the_hub(
    team: HubTeam, choice: BackupChoice, number: int
) -> None:
    chance = random.Random(number)
    words = fill(team, chance)
    gone = chance.sample(list(words), 2)
    if chance.random() < 0.5:  # one that lies in the recycle bin by then
        binned = next(one.id for one in team.lead.project.documents.all() if one.title == gone[0])
        documents.remove(team.lead.project, [binned], with_codings=True)
        team.settle(1)
    secrets = set().union(*(words[title] for title in gone))
    assert held_by_hub(team, secrets | {"Ben"}) == secrets | {"Ben"}
    kept = team.postgres.dump(team.hub_database)
    erase(team, choice, gone, ["Ben"])
    told = team.lead.exchange(is_first=chance.random() < 0.5)
    assert held_by_hub(team, secrets | {"Ben"}) == set()
    assert any("gone from the hub" in one for one in told.sentences) and told.problem == ""
    assert any("Ana" in one and "erase it there" in one for one in told.sentences)
    again = team.lead.exchange()
    assert (again.handed, again.taken, again.sentences) == (0, 0, ())
    # Whoever has it still does not bring the text back; what they say of it from now on is theirs to say.
    for name, member in team.members.items():
        if name != "Dan":
            member.code(team.documents[0], 0, 5)
        for document in member.project.documents.all():
            if name == "Dan" and document.title in gone:
                documents.rename(member.project, document.id, "another title")
        assert member.exchange(is_first=True).problem == ""
    team.settle()
    texts = {word for word in secrets if word.startswith("Sécret")}
    assert len(texts) == 2 and held_by_hub(team, texts) == set()
    for member in (team.lead, *team.members.values()):
        assert member.project.check() == []
    # Whoever joins now can, and has what whoever leads has.
    cy = team.join("Cy")
    assert cy.project.check() == []
    people.set_roles(team.lead.project, team.people["Cy"], [TeamRole.CODER])
    # A hub that is put back holds it until whoever leads comes by.
    team.postgres.restore(kept, team.hub_database)
    assert held_by_hub(team, secrets) == secrets
    for member in (team.members["Dan"], team.lead):
        member.exchange()
    assert held_by_hub(team, texts | {"Ben"}) == set()


def test_whoever_leads_and_joins_after_it_has_the_same_copy(team: HubTeam, choice: BackupChoice) -> None:
    words = fill(team, random.Random(7))
    erase(team, choice, list(words)[:2], ["Ben"])
    team.lead.exchange()
    with team.lead.link() as link:
        inviting.revoke(team.lead.project, link, team.people["Dan"])
    team.members.pop("Dan").project.close()
    (team.folder / "Dan.annot").unlink()
    dan = team.join("Dan")
    tables = [in_tables(one.project._connection) for one in (team.lead, dan)]
    assert differences(*tables) == [] and dan.project.check() == []


def test_what_is_broken_off_is_done_by_the_next_exchange(
    team: HubTeam, choice: BackupChoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = fill(team, random.Random(11))
    gone = list(words)[:2]
    secrets = set().union(*(words[title] for title in gone))
    erase(team, choice, gone, [])
    asked = HubServer.ask
    for call in ("drop_contents", "note_erased", "erase_runs"):
        with monkeypatch.context() as broken:

            def ask(link: HubServer, name: str, *arguments: object, call: str = call) -> list[tuple[object, ...]]:
                if name == call:
                    raise Unreachable("The line is cut.")
                return asked(link, name, *arguments)

            broken.setattr(HubServer, "ask", ask)
            with pytest.raises(Unreachable):
                team.lead.exchange()
        assert held_by_hub(team, secrets) != set()
        assert team.members["Ben"].exchange(is_first=True).problem == ""
    assert team.lead.exchange().problem == "" and held_by_hub(team, secrets) == set()
    team.settle(1)
    assert all(one.project.check() == [] for one in (team.lead, *team.members.values()))


def test_a_text_that_another_project_has_as_well_stays_there(team: HubTeam, choice: BackupChoice) -> None:
    text = "Sécret1x was said. And Sécret1x again."
    documents.add_drafts(team.lead.project, [DocumentDraft("To erase", text)])
    invitation, secret = another_project(team, text)
    team.settle(2)
    erase(team, choice, ["To erase"], [])
    assert any("gone from the hub" in one for one in team.lead.exchange().sentences)
    assert held_by_hub(team, {"Sécret1x", "To erase"}) == {"Sécret1x"}
    path = joining.join(joining.look(invitation), team.folder / "Dora.annot", secret)
    with Project.open(path) as joined:
        assert [joined.documents.get(one.id).text for one in joined.documents.all()] == [text]
        assert joined.check() == []


def test_a_text_that_two_read_apart_is_one_document_and_goes_whole(team: HubTeam, choice: BackupChoice) -> None:
    dan, text = team.members["Dan"], "Sécret1x was said. And Sécret1x again."
    people.set_roles(team.lead.project, team.people["Dan"], [TeamRole.LEAD])
    team.settle(2)
    for one, title in ((team.lead, "Titled by Lea"), (dan, "Titled by Dan")):
        documents.add_drafts(one.project, [DocumentDraft(title, text)])
    team.settle(2)
    shown = [one.title for one in team.lead.project.documents.all()]
    assert shown == [one.title for one in dan.project.documents.all()] and len(shown) == 4
    erase(team, choice, [shown[-1]], [])
    team.lead.exchange()
    for one in (dan, team.lead):
        assert one.exchange(is_first=True).problem == ""
    assert held_by_hub(team, {"Sécret1x"}) == set()
    assert all(one.project.check() == [] for one in (team.lead, *team.members.values()))


def another_project(team: HubTeam, text: str) -> tuple[Path, str]:
    """Share another project over the same database; return an invitation of its adjudicator, and a password."""
    secret, login = password(), "other_lead"
    with HubServer(team.address.with_login(team.postgres.superuser), team.postgres.superuser_password) as link:
        administration.make_lead(link, login, verifier(secret))
    with Project.create(team.folder / "other.annot", BOOK) as project:
        documents.add_drafts(project, [DocumentDraft("To keep", text)])
        lead, dora = (people.add_coder(project, name)[0].id for name in ("Lou", "Dora"))
        people.set_roles(project, lead, [TeamRole.LEAD])
        people.set_roles(project, dora, [TeamRole.ADJUDICATOR])
        project.person = lead
        hub = sharing.share(project, team.address.with_login(login), secret)
        with linked(hub, secret) as link:
            return inviting.invite(project, hub, link, dora, team.folder), password()
