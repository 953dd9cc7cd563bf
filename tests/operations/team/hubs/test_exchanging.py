"""The exchange with a hub: all goes over and comes, once; again, interrupted, and with a hub that was put back."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from annotator.hub.calls import StrandAt
from annotator.hub.problems import HubProblem, Unreachable
from annotator.hub.server import HubServer
from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.team.hubs import exchanging, inviting, joining, leaving, outgoing_parts, sharing
from annotator.operations.team.hubs.exchanging import exchange, linked
from annotator.operations.team.hubs.standing import hub_standing
from tests.operations.team.hubs.hub_team import HubMember, HubTeam, make_hub, make_team, password
from tests.postgres import Postgres
from tests.sync.by_parts import differences, in_tables


@pytest.fixture
def team(postgres: Postgres, hub_database: str, tmp_path: Path) -> Iterator[HubTeam]:
    made = make_team(postgres, hub_database, tmp_path, "Ana", "Ben")
    yield made
    made.close()


def spans(member: HubMember) -> set[str]:
    found = member.project.documents.all()
    return {span.id for one in found for span in member.project.spans.of_document(one.id)}


def alike(one: HubMember, other: HubMember) -> list[str]:
    return differences(*(in_tables(each.project._connection) for each in (one, other)))


def test_what_one_codes_is_with_the_lead_and_with_nobody_else(team: HubTeam) -> None:
    ana, ben = team.members["Ana"], team.members["Ben"]
    assert [one.id for one in ana.project.documents.all()] == team.documents
    ana.code(team.documents[0], 0, 5)
    ben.code(team.documents[1], 0, 6)
    assert ana.exchange().handed == 1 and ben.exchange().handed == 1
    done = team.lead.exchange()
    assert (done.taken, done.problem) == (2, "")
    assert spans(team.lead) == spans(ana) | spans(ben) and spans(ana).isdisjoint(spans(ben))
    assert ana.exchange().taken == 0
    again = team.lead.exchange()
    assert (again.handed, again.taken) == (0, 0)


def test_it_is_a_step_of_nobody_so_that_undo_takes_back_what_one_did_oneself(team: HubTeam) -> None:
    ana = team.members["Ana"]
    team.lead.code(team.documents[0], 0, 5)
    ana.code(team.documents[0], 0, 5)
    team.settle()
    assert spans(ana) < spans(team.lead)
    team.lead.project.undo()
    assert spans(team.lead) == spans(ana), "her own coding is gone, and Ana’s is here"


def test_an_adjudicator_who_joins_has_a_whole_copy_that_shows_the_same(team: HubTeam) -> None:
    for name, member in team.members.items():
        member.code(team.documents[0], 0, 5 + len(name))
    team.settle()
    dan = team.join("Dan")
    assert dan.project.owner is None and alike(team.lead, dan) == []
    assert dan.project.handed.keys() == team.lead.project.handed.keys()
    dan.project.person = team.people["Dan"]
    people.rename_coder(team.lead.project, team.people["Cy"], "Cyra")
    team.settle()
    assert alike(team.lead, dan) == [] and dan.project.check() == []


def test_documents_come_when_they_are_assigned(postgres: Postgres, hub_database: str, tmp_path: Path) -> None:
    team = make_team(postgres, hub_database, tmp_path)
    try:
        team.assign("Cy", 1)
        team.lead.exchange()
        cy = team.join("Cy")
        assert [one.id for one in cy.project.documents.all()] == [team.documents[1]]
        texts = [text for (text,) in cy.project._connection.execute("SELECT text FROM texts")]
        assert texts == ["France condemned what Russia had done."]
        team.assign("Cy", 0)
        assert cy.exchange().taken == 0
        team.lead.exchange()
        cy.exchange()
        assert {one.id for one in cy.project.documents.all()} == set(team.documents[:2])
        documents.add_drafts(team.lead.project, [DocumentDraft("New", "A text that comes later.")])
        team.settle()
        assert len(cy.project.documents.all()) == 2
    finally:
        team.close()


def test_a_hub_that_was_put_back_is_noticed_and_gets_back_what_it_lacks(team: HubTeam) -> None:
    ana, ben = team.members["Ana"], team.members["Ben"]
    ana.code(team.documents[0], 0, 5)
    team.settle()
    kept = team.postgres.dump(team.hub_database)
    ana.code(team.documents[0], 6, 9)
    ben.code(team.documents[1], 0, 6)
    team.settle()
    people.rename_coder(team.lead.project, team.people["Cy"], "Cyra")
    team.settle()
    every = spans(team.lead)
    team.postgres.restore(kept, team.hub_database)
    ana.code(team.documents[0], 10, 13)
    told = [one.exchange() for one in (ben, ana, team.lead, ben, ana, team.lead)]
    assert any(one.is_restored for one in told) and all(not one.problem for one in told)
    team.settle()
    assert spans(team.lead) == every | spans(ana)
    dan = team.join("Dan")
    assert alike(team.lead, dan) == [], "the hub has everything again"


def test_a_second_hub_and_a_move_to_it_lose_nothing(team: HubTeam, postgres: Postgres) -> None:
    secret, database = password(), postgres.new_database()
    address = make_hub(postgres, database, "other_lead", secret)
    second = sharing.share(team.lead.project, address.with_login("other_lead"), secret)
    ana = team.members["Ana"]
    ana.code(team.documents[0], 0, 5)
    team.settle()
    with linked(second, secret) as link:
        path = inviting.invite(team.lead.project, second, link, team.people["Ana"], team.folder)
    new = password()
    assert joining.join(joining.look(path), ana.project, new) == ana.project.path
    with ana.link() as link:
        said = leaving.leave(ana.project, ana.hub, link)
    assert said.startswith("Left ") and "packet" not in said
    ana.password = new
    ana.code(team.documents[0], 6, 9)
    ana.exchange()
    with linked(second, secret) as link:
        exchange(team.lead.project, team.lead.project.hubs.get(second.id), link)
    assert spans(team.lead) == spans(ana) and len(spans(ana)) == 2


def test_who_was_revoked_keeps_what_they_did_and_is_told(team: HubTeam) -> None:
    ana = team.members["Ana"]
    with team.lead.link() as link:
        assert "can no longer sign in" in inviting.revoke(team.lead.project, link, ana.person)
    ana.code(team.documents[0], 0, 5)
    with pytest.raises(HubProblem):
        ana.exchange()
    (standing,) = hub_standing(ana.project)
    assert standing.waiting == 1 and len(spans(ana)) == 1
    with ana.link() as link:
        assert "hand it in as a packet" in leaving.leave(ana.project, ana.hub, link)
    assert ana.project.hubs.all() == []


def test_one_history_that_was_altered_is_refused_and_the_rest_goes_over(team: HubTeam) -> None:
    ana, ben = team.members["Ana"], team.members["Ben"]
    ana.code(team.documents[0], 0, 5)
    ana.exchange()
    with team.postgres.connect_as_superuser(team.hub_database) as connection:
        altered = "UPDATE hub_tables.strands SET tip = sha256(tip) WHERE channel = %s AND person = %s"
        connection.execute(altered, [f"coder/{ana.person}", ana.person])
    ben.code(team.documents[1], 0, 6)
    ben.exchange()
    told = team.lead.exchange()
    assert "What the hub" in told.problem and "of Ana is not what is here" in told.problem
    assert spans(team.lead) == spans(ben)
    ana.code(team.documents[0], 6, 9)
    assert "altered or cut" in ana.exchange().problem
    assert len(spans(ana)) == 2


def test_what_the_server_leaves_undone_is_done_the_next_time(team: HubTeam) -> None:
    ana = team.members["Ana"]
    ana.code(team.documents[0], 0, 5)
    team.postgres.kill()
    with pytest.raises(Unreachable):
        ana.exchange()
    (standing,) = hub_standing(ana.project)
    assert standing.waiting == 1
    team.postgres.start()
    assert ana.exchange().handed == 1
    assert team.lead.exchange().taken == 1


def test_nothing_is_read_or_written_while_the_server_is_waited_for(
    team: HubTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = team.members["Ana"]
    for start in range(5):
        ana.code(team.documents[0], start, start + 3)
    team.lead.code(team.documents[1], 0, 6)
    documents.add_drafts(team.lead.project, [DocumentDraft("Another", "With a text to put there, and to be given.")])
    monkeypatch.setattr(outgoing_parts, "_BATCH_RUNS", 1)
    calls = list[str]()
    for member in (ana, team.lead):
        path, real = member.project.path, HubServer._done

        def looked(self: HubServer, *arguments: object, path: Path = path, real: Any = real) -> object:
            with closing(sqlite3.connect(path)) as other:  # busy as long as anybody reads or writes
                (busy, _, _) = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            calls.append("busy" if busy else "free")
            return real(self, *arguments)

        with monkeypatch.context() as patched:
            patched.setattr(HubServer, "_done", looked)
            member.exchange()
    assert set(calls) == {"free"} and len(calls) > 10
    assert len(spans(team.lead)) == 6


def test_long_after_the_last_change_one_strand_alone_is_told_again_and_what_comes_then_is_taken_in(
    team: HubTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, lead = team.members["Ana"], team.lead
    ana.code(team.documents[0], 0, 5)
    team.settle()
    told, real = list[int](), HubServer.grown

    def grown(self: HubServer, project: str, since: datetime | None) -> list[StrandAt]:
        found = real(self, project, since)
        told.append(len(found))
        return found

    monkeypatch.setattr(HubServer, "grown", grown)
    lead.exchange()
    *strand, looked = json.loads(lead.hub.witness)
    later = datetime.fromisoformat(looked) + 2 * exchanging.LOOKS_BACK
    lead.project.hubs.put(lead.hub.id, witness=json.dumps([*strand, later.isoformat()]))
    lead.exchange()
    assert told[0] > 1 and told[1:] == [1]
    ana.code(team.documents[0], 6, 9)
    ana.exchange()
    assert lead.exchange().taken == 1 and spans(lead) >= spans(ana)
