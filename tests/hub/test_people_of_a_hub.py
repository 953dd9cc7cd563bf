"""Who gets into a hub, as what, and how long."""

from collections.abc import Callable

import psycopg
import pytest

from tests.hub.plain_hub import PROJECT, Asking, PlainHub, Run, verifier


def test_a_login_that_is_made_has_limits_and_an_end(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    plain_hub.invited(lead, "ana")
    query = (
        "SELECT rolconnlimit, rolvaliduntil::date - now()::date, cardinality(rolconfig) FROM pg_roles"
        " WHERE rolname = 'k_ana'"
    )
    assert plain_hub.owner.run(query) == [(8, 3, 3)]
    plain_hub.sign_in("k_ana").ask("join", PROJECT, verifier("ana"))
    assert plain_hub.owner.run("SELECT rolvaliduntil = 'infinity' FROM pg_authid WHERE rolname = 'k_ana'") == [(True,)]


def test_another_invitation_of_a_person_takes_the_place_of_the_first(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    ana.push(Run("coder/ana", "ana", 1, 2))
    lead.ask("invite", PROJECT, "k_ana2", verifier("ana2"), "ana", "Ana", "coder", 3)
    assert {row[0]: row[4] for row in lead.ask("members", PROJECT) if row[1] == "ana"} == {
        "k_ana": "revoked",
        "k_ana2": "invited",
    }
    with pytest.raises(psycopg.OperationalError):
        plain_hub.sign_in("k_ana")
    again = Asking(plain_hub.postgres.connect(plain_hub.database, "k_ana2", "ana2"), "k_ana2")
    again.ask("join", PROJECT, verifier("ana2"))
    assert again.channels() == {"coder/ana": 2} and again.push(Run("coder/ana", "ana", 3, 3)) == []
    # The same login once more: another password, and they have to join again.
    lead.ask("invite", PROJECT, "k_ana2", verifier("ana3"), "ana", "Ana", "adjudicator", 3)
    third = Asking(plain_hub.postgres.connect(plain_hub.database, "k_ana2", "ana3"), "k_ana2")
    assert third.ask("hello", PROJECT)[0][3:5] == ("adjudicator", "invited")
    for each in (again, third):
        each.connection.close()


def test_a_login_that_was_dropped_on_the_server_is_made_again(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    ana.push(Run("coder/ana", "ana", 1, 2))

    def drop(asker: Asking) -> None:
        asker.connection.close()
        plain_hub.owner.run(f"SET ROLE hub_keeper; REVOKE CONNECT ON DATABASE {plain_hub.database} FROM {asker.login}")
        plain_hub.owner.run(f"RESET ROLE; DROP ROLE {asker.login}")

    drop(ana)
    drop(lead)
    lead = plain_hub.allowed_to_share("lea")
    assert lead.channels() == {"coder/ana": 2}
    ana = plain_hub.joined(lead, "ana")
    assert ana.push(Run("coder/ana", "ana", 3, 3)) == []
    drop(ana)
    lead.ask("revoke", PROJECT, ana.login)
    assert {row[4] for row in lead.ask("members", PROJECT)} == {"joined", "revoked"}


def test_whoever_was_shut_out_can_be_dropped_on_the_server(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana, ben = plain_hub.joined(lead, "ana"), plain_hub.joined(lead, "ben")
    lead.ask("revoke", PROJECT, ana.login)
    ben.ask("leave", PROJECT)
    plain_hub.owner.run(f"DROP ROLE {ana.login}, {ben.login}")
    assert plain_hub.joined(lead, "ana").channels() == {}


def test_names_that_are_taken_or_none_are_refused(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    plain_hub.joined(lead, "ana")
    other = plain_hub.lead("bob", "project-2")
    invite: Callable[..., str] = lambda asker, project, login, coder, role="coder", days=3: asker.state(  # noqa: E731
        "invite", project, login, verifier("x"), coder, "Name", role, days
    )
    for taken in (plain_hub.owner.login, plain_hub.postgres.administrator, "k_bob"):
        assert invite(lead, PROJECT, taken, "ben") == "42710"
    assert invite(other, "project-2", "k_ana", "ben") == "42710"  # a login belongs to one project
    assert invite(lead, PROJECT, "k_ana", "ben") == "42710"
    for none in ("pg_monitor", "hub_door", "K", 'a"; DROP TABLE x', "", None, "x" * 64):
        assert invite(lead, PROJECT, none, "ben") == "22023"
    assert {
        invite(lead, PROJECT, "k_x", "ben", "king"),
        invite(lead, PROJECT, "k_x", "lea"),
        invite(lead, PROJECT, "k_x", "ben", "coder", 0),
    } == {"22023"}
    assert lead.state("invite", PROJECT, "k_x", "secret", "ben", "Ben", "coder", 3) == "22023"
    assert (
        lead.state("revoke", PROJECT, lead.login) == lead.state("change_role", PROJECT, lead.login, "coder") == "22023"
    )
    assert lead.state("change_role", PROJECT, "k_bob", "coder") == "22023"


def test_a_project_is_shared_once_and_its_lead_may_come_back(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    bob = plain_hub.allowed_to_share("bob")
    assert bob.state("share", PROJECT, "Treaties", "bob", "Bob") == "AN409"
    assert lead.state("share", "project-2", "More", "lea", "Lea") == "AN403"
    lead.ask("leave", PROJECT)
    assert lead.state("share", "project-2", "More", "lea", "Lea") == "AN403"
    lead.ask("share", PROJECT, "Treaties", "lea", "Lea")
    assert lead.ask("hello", PROJECT)[0][4] == "joined" and lead.push(Run("gold", "lea", 1, 1)) == []


def test_a_role_changes_what_is_seen(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    lead.push(Run("gold", "lea", 1, 1), Run("shared", "lea", 1, 1))
    for role, seen in (("adjudicator", {"gold", "shared"}), ("lead", {"gold", "shared"}), ("coder", {"shared"})):
        lead.ask("change_role", PROJECT, ana.login, role)
        ana = plain_hub.sign_in(ana.login)
        assert set(ana.channels()) == seen and ana.ask("hello", PROJECT)[0][3] == role
        assert len(ana.ask("members", PROJECT)) == (2 if role == "lead" else 1)
