"""The calls of a hub: who may call which, what they keep, and what they refuse."""

import hashlib
import os
import subprocess
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from annotator.hub import administration
from annotator.hub.calls import CALLS
from tests.hub.plain_hub import PROJECT, Asking, PlainHub, PlainServer, Run, call_of, digest, pushed, verifier
from tests.postgres import Postgres
from tests.server_place import programs

WHO = ("lead", "adjudicator", "coder", "invited", "stranger")
OWN = "coder/coder"
ARGUMENTS: dict[str, tuple[object, ...]] = {
    "version": (),
    "hello": (PROJECT,),
    "push": pushed(Run(OWN, "coder", 1, 1, "new")),
    "grown": (PROJECT, None),
    "pull": (PROJECT, [OWN], ["sitting-1"], [0], 9),
    "erasures": (PROJECT, [OWN], ["sitting-1"], [0]),
    "note_erased": (PROJECT, [OWN], ["sitting-1"], [1], [digest(1)]),
    "lacking": (PROJECT, [OWN], [digest(1)]),
    "put_contents": (PROJECT, [OWN], [hashlib.sha256(b"x").digest()], ["text"], ["n"], [b"x"]),
    "contents": (PROJECT, [digest(1)]),
    "put_keys": (PROJECT, ["coder"], [b"key"]),
    "keys": (PROJECT,),
    "note_restored": (PROJECT, 0),
    "members": (PROJECT,),
    "grants_of": (PROJECT, "k_coder"),
    "grant_channels": (PROJECT, "k_coder", ["document/d1"]),
    "share": (PROJECT, "Treaties", "lead", "Lead"),
    "invite": (PROJECT, "k_new", verifier("x"), "new", "New", "coder", 3),
    "join": (PROJECT, verifier("x")),
    "revoke": (PROJECT, "k_gone"),
    "leave": (PROJECT,),
    "change_role": (PROJECT, "k_gone", "adjudicator"),
    "size": (PROJECT,),
    "erase_runs": (PROJECT, [OWN], ["sitting-1"], [1], [3], [b""], [False]),
    "drop_contents": (PROJECT, [digest(1)]),
}
LEADS_ALONE = {"grants_of", "grant_channels", "invite", "revoke", "change_role", "size", "erase_runs", "drop_contents"}
BEFORE_JOINING = {"version", "hello", "join", "leave"}


def _expected(call: str, who: str) -> str:
    """Return with which SQLSTATE a call is refused to somebody, "" where it is not."""
    if call == "share":
        return {"lead": "", "stranger": "AN403"}.get(who, "42501")
    if who == "stranger":
        return "" if call in ("version", "hello") else "AN404"
    if who == "invited":
        return "" if call in BEFORE_JOINING else "AN403"
    return "AN403" if call in LEADS_ALONE and who != "lead" else ""


def test_who_may_call_what(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead("lead")
    askers = {
        "lead": lead,
        "adjudicator": plain_hub.joined(lead, "adjudicator", "adjudicator"),
        "coder": plain_hub.joined(lead, "coder"),
        "invited": plain_hub.invited(lead, "invited"),
        "stranger": plain_hub.lead("stranger", "project-2"),
    }
    plain_hub.joined(lead, "gone")
    askers["coder"].push(Run(OWN, "coder", 1, 3))
    assert ARGUMENTS.keys() == CALLS.keys() and askers.keys() == set(WHO)
    found = {}
    for call, arguments in ARGUMENTS.items():
        for who, asker in askers.items():
            with asker.connection.transaction(force_rollback=True):
                asker.run("SAVEPOINT before")
                found[call, who] = asker.state(call, *arguments)
    assert found == {(call, who): _expected(call, who) for call in CALLS for who in WHO}


def test_hello_says_who_one_is_and_nothing_to_a_stranger(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.invited(lead, "ana")
    [(name, login, coder, role, state, restored, now, part_bytes)] = ana.ask("hello", PROJECT)
    assert (name, login, coder, role, state, restored) == ("Treaties", "k_ana", "ana", "coder", "invited", 0)
    assert now.tzinfo is not None and part_bytes == 33554432
    assert ana.ask("hello", "project-2") == plain_hub.lead("bob", "project-2").ask("hello", PROJECT) == []


@pytest.mark.parametrize("how", ["revoked", "left"])
def test_who_was_shut_out_cannot_sign_in_and_what_they_brought_stays(plain_hub: PlainHub, how: str) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    ana.push(Run("coder/ana", "ana", 1, 3))
    if how == "revoked":
        lead.ask("revoke", PROJECT, ana.login)
        assert ana.state("grown", PROJECT, None) in ("57P01", "lost")
    else:
        ana.ask("leave", PROJECT)
        assert ana.ask("hello", PROJECT)[0][4] == "left"  # the connection that said so ends by itself
        assert {ana.state(call, *ARGUMENTS[call]) for call in ("grown", "push", "join", "members")} == {"AN403"}
    with pytest.raises(psycopg.OperationalError):
        plain_hub.sign_in(ana.login)
    assert {row[0]: row[4] for row in lead.ask("members", PROJECT)} == {ana.login: how, lead.login: "joined"}
    assert lead.ask("grants_of", PROJECT, ana.login) == [] and lead.channels() == {"coder/ana": 3}


# ---- Appending -------------------------------------------------------------------------------------------------------


def test_a_run_is_appended_where_it_goes_on_and_else_comes_back_with_what_there_is(plain_hub: PlainHub) -> None:
    ana = plain_hub.joined(plain_hub.lead(), "ana")
    first, second, third = (Run("coder/ana", "ana", *ends) for ends in ((1, 2), (3, 3), (4, 9)))
    assert ana.push(second) == [(1, 0, None)]
    assert ana.push(first, third, second, third) == [(2, 9, third.hash_at(9))]
    assert ana.push(first) == [(1, 9, third.hash_at(9))]
    altered = Run("coder/ana", "ana", 10, 10, word="altered")
    assert ana.push(altered) == [(1, 9, third.hash_at(9))]
    rows = ana.ask("pull", PROJECT, ["coder/ana"], ["sitting-1"], [0], 9)
    assert [row[1:] for row in rows] == [
        (run.first, run.last, run.body, False, run.hash_at(run.last)) for run in (first, second, third)
    ]


@pytest.mark.parametrize(
    ("place", "value"),
    [(5, [0]), (6, [0]), (7, [b"short"]), (10, [b"short"]), (1, [""]), (2, ["x" * 201]), (4, []), (8, None)],
)
def test_what_is_no_run_is_refused(plain_hub: PlainHub, place: int, value: object) -> None:
    lead = plain_hub.lead()
    arguments = list(pushed(Run("shared", "lea", 1, 1)))
    arguments[place] = value
    assert lead.state("push", *arguments) == "22023" and lead.channels() == {}


def test_a_coder_writes_in_their_own_channel_and_name_alone(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    for run in (Run("coder/ana", "lea", 1, 1), Run("shared", "ana", 1, 1), Run("coder/ben", "ana", 1, 1)):
        assert ana.state("push", *pushed(Run("coder/ana", "ana", 1, 1), run)) == "AN403"
    # Another's strand in her channel, which came by a packet: hers to read, not to write on.
    lead.push(theirs := Run("coder/ana", "lea", 1, 1))
    assert ana.push(Run("coder/ana", "ana", 2, 2)) == [(1, 1, theirs.hash_at(1))]
    assert ana.state("push", *pushed(Run("coder/ana", "ana", 1, 1))) == "AN403"
    assert ana.channels() == {"coder/ana": 1}


def test_a_push_is_all_or_nothing(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    plain_hub.owner.run("UPDATE hub_tables.limits SET value = 20 WHERE name = 'part_bytes'")
    runs = [Run("shared", "lea", 1, 1), Run("document/a-very-long-name", "lea", 1, 1)]
    assert lead.state("push", *pushed(*runs)) == "AN413" and lead.channels() == {}


# ---- What is new -----------------------------------------------------------------------------------------------------


def _aged(hub: PlainHub) -> None:
    """Let all that was done until now be a day old."""
    for table in ("strands", "grants"):
        hub.owner.run(f"UPDATE hub_tables.{table} SET changed = changed - interval '1 day'")


def test_what_grew_since_and_what_came_into_sight_since_is_new(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    lead.push(
        *(Run(channel, "lea", 1, 2) for channel in ("shared", "document/d1", "released/d1", "document/d2", "gold"))
    )
    ana.push(Run("coder/ana", "ana", 1, 2))
    _aged(plain_hub)
    [(now,)] = plain_hub.owner.run("SELECT now()")

    def new(asker: Asking) -> set[str]:
        return {row[0] for row in asker.ask("grown", PROJECT, now)}

    assert new(ana) == new(lead) == set()
    assert set(ana.channels()) == {"shared", "coder/ana"} and len(lead.channels()) == 6
    assert lead.ask("grant_channels", PROJECT, ana.login, ["document/d1", "released/d1"]) == [(2,)]
    assert lead.ask("grant_channels", PROJECT, ana.login, ["document/d1"]) == [(0,)]
    assert new(ana) == {"document/d1", "released/d1"} and new(lead) == set()
    ana.push(Run("coder/ana", "ana", 3, 3))
    lead.push(Run("gold", "lea", 3, 3), Run("shared", "lea", 3, 3))
    assert new(ana) == {"document/d1", "released/d1", "coder/ana", "shared"}
    assert new(lead) == {"gold", "shared", "coder/ana"}
    _aged(plain_hub)
    lead.ask("change_role", PROJECT, ana.login, "adjudicator")
    ana = plain_hub.sign_in(ana.login)
    assert len(new(ana)) == 6


@pytest.mark.parametrize(
    "channel", ["*", "gold", "coder/ben", "shared", "document/", "", None, "document/" + "x" * 200]
)
def test_channels_of_documents_alone_are_given(plain_hub: PlainHub, channel: str | None) -> None:
    lead = plain_hub.lead()
    plain_hub.joined(lead, "ana")
    assert lead.state("grant_channels", PROJECT, "k_ana", [channel]) == "22023"
    assert lead.ask("grants_of", PROJECT, "k_ana") == [("coder/ana",), ("shared",)]


def test_pulling_goes_on_behind_a_part_and_stops_at_so_many(plain_hub: PlainHub) -> None:
    ana = plain_hub.joined(plain_hub.lead(), "ana")
    ana.push(*(Run("coder/ana", "ana", n, n + 1, sitting) for sitting in ("a", "b") for n in (1, 3, 5)))

    def ends(afters: tuple[int, int], most: int) -> list[tuple[int, int]]:
        rows = ana.ask("pull", PROJECT, ["coder/ana", "coder/ana"], ["a", "b"], list(afters), most)
        return [(place, last) for place, _, last, *_ in rows]

    assert ends((0, 0), 99) == [(1, 2), (1, 4), (1, 6), (2, 2), (2, 4), (2, 6)]
    assert ends((3, 4), 99) == [(1, 4), (1, 6), (2, 6)]  # in the middle of a run: that run
    assert ends((2, 0), 3) == [(1, 4), (1, 6), (2, 2)]
    assert ends((6, 99), 99) == ends((0, 0), 0) == []


# ---- Limits ----------------------------------------------------------------------------------------------------------


def test_a_login_brings_so_much_a_day_and_no_more(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    plain_hub.owner.run("UPDATE hub_tables.limits SET value = 3000 WHERE name = 'coder_day_bytes'")
    n = 1
    while not (state := ana.state("push", *pushed(Run("coder/ana", "ana", n, n)))):
        n += 1
    assert state == "AN429" and 8 < n < 13 and ana.channels() == {"coder/ana": n - 1}
    body = b"A text."
    put = (PROJECT, ["coder/ana"], [hashlib.sha256(body).digest()], ["text"], ["n"], [body])
    assert ana.state("put_contents", *put) == "AN429"
    assert ana.state("put_keys", PROJECT, ["ana"], [b"key"]) == "AN429"
    # Nobody else is hindered, and tomorrow is another day.
    assert lead.push(*(Run("shared", "lea", k, k) for k in range(1, 99))) == []
    plain_hub.owner.run("UPDATE hub_tables.usage SET day = day - 1")
    ana.run("SET TimeZone = 'Pacific/Kiritimati'")
    assert ana.push(Run("coder/ana", "ana", n, n)) == []


def test_what_is_there_already_counts_as_what_is_new(plain_hub: PlainHub) -> None:
    """Else the quota would tell a coder whether somebody else brought the same text."""
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    lead.put("document/d1", b"x" * 1000)
    for body in (b"x" * 1000, b"y" * 1000):
        ana.put("coder/ana", body)
    used = plain_hub.owner.run("SELECT bytes FROM hub_tables.usage WHERE login = 'k_ana'")
    assert used == [(2 * (1000 + len("name") + 256),)]


# ---- Contents and keys -----------------------------------------------------------------------------------------------


def test_a_text_is_had_by_whoever_sees_a_channel_in_which_it_is_used(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    sha256 = lead.put("document/d1", b"A text.")
    assert ana.ask("contents", PROJECT, [sha256]) == []
    assert lead.ask("lacking", PROJECT, ["document/d1", "document/d2"], [sha256, sha256]) == [(2,)]
    lead.ask("put_contents", PROJECT, ["document/d2"], [sha256], ["file"], ["a.pdf"], [None])
    lead.ask("grant_channels", PROJECT, ana.login, ["document/d2"])
    assert ana.ask("contents", PROJECT, [sha256, digest(1)]) == [(sha256, "file", "a.pdf", b"A text.")]
    lead.ask("drop_contents", PROJECT, [sha256])
    assert ana.ask("contents", PROJECT, [sha256]) == lead.ask("contents", PROJECT, [sha256]) == []


def test_contents_of_another_hash_are_refused(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    assert lead.state("put_contents", PROJECT, ["shared"], [digest(1)], ["text"], ["n"], [b"x"]) == "22023"
    assert lead.state("put_contents", PROJECT, ["shared"], [digest(1)], ["text"], ["n"], [None]) == "AN403"


def test_a_coder_has_their_own_keys_and_who_holds_everything_all(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    lead.ask("put_keys", PROJECT, ["ana", "ben"], [b"1", b"2"])
    ana.ask("put_keys", PROJECT, ["ana", "ana"], [b"1", b"3"])
    assert ana.ask("keys", PROJECT) == [("ana", b"1"), ("ana", b"3")]
    assert lead.ask("keys", PROJECT) == [("ana", b"1"), ("ana", b"3"), ("ben", b"2")]


# ---- Erasing, restoring ----------------------------------------------------------------------------------------------


def test_what_is_erased_leaves_its_hash(plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    runs = [Run("coder/ana", "ana", *ends) for ends in ((1, 2), (3, 4), (5, 6))]
    ana.push(*runs)
    own = (["coder/ana"], ["sitting-1"])
    for first, last in ((1, 3), (2, 4), (5, 7), (7, 8)):
        assert lead.state("erase_runs", PROJECT, *own, [first], [last], [b"x"], [False]) == "22023"
    lead.ask("erase_runs", PROJECT, *own, [1], [4], [b"less"], [True])
    lead.ask("note_erased", PROJECT, *own, [2], [digest(2)])
    rows = ana.ask("pull", PROJECT, *own, [0], 9)
    assert [row[1:] for row in rows] == [
        (1, 4, b"less", True, runs[1].hash_at(4)),
        (5, 6, runs[2].body, False, runs[2].hash_at(6)),
    ]
    assert ana.ask("erasures", PROJECT, *own, [0]) == [(1, 2, digest(2))]
    assert ana.ask("erasures", PROJECT, *own, [2]) == []
    assert lead.ask("size", PROJECT) == [("k_ana", 1, 2, len(b"less") + len(runs[2].body))]
    assert ana.push(Run("coder/ana", "ana", 7, 7)) == []


def test_that_a_hub_was_restored_is_counted_once(plain_hub: PlainHub) -> None:
    ana = plain_hub.joined(plain_hub.lead(), "ana")
    note: Callable[[int], int] = lambda seen: int(ana.ask("note_restored", PROJECT, seen)[0][0])  # noqa: E731
    assert [note(0), note(0), note(1), note(7)] == [1, 1, 1, 1] and ana.ask("hello", PROJECT)[0][5] == 1
    plain_hub.owner.run("UPDATE hub_tables.projects SET restored_at = restored_at - interval '11 minutes'")
    assert [note(0), note(1), note(2)] == [1, 2, 2]


# ---- People ----------------------------------------------------------------------------------------------------------


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


def test_hubs_of_one_server_do_not_know_each_other(postgres: Postgres, plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    other = PlainHub(postgres, postgres.new_database(), tag="_2")
    try:
        ben = other.joined(other.lead(), "ben")
        for login, password, database in (
            (ana.login, "ana", other.database),
            (lead.login, "lea", other.database),
            (ben.login, "ben", plain_hub.database),
        ):
            with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
                postgres.connect(database, login, password)
        assert ben.push(Run("coder/ben", "ben", 1, 1)) == [] and lead.channels() == {}
    finally:
        other.close()


# ---- A backup --------------------------------------------------------------------------------------------------------


def _program(hub: PlainHub, name: str, *arguments: str) -> bytes:
    folder = programs()
    assert folder is not None
    server = hub.postgres
    known = {
        **{"PGHOST": server.host, "PGPORT": str(server.port), "PGUSER": server.superuser},
        **{"PGPASSWORD": server.superuser_password, "PGSSLMODE": "prefer", "PATH": os.defpath, "LC_ALL": "C"},
    }
    done = subprocess.run([folder / name, *arguments], env=known, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_backup_put_into_another_database_keeps_all_and_who_sees_what(plain_hub: PlainHub, tmp_path: Any) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    ana.push(Run("coder/ana", "ana", 1, 3))
    lead.push(Run("gold", "lea", 1, 2))
    sha256 = lead.put("shared", b"A text.")
    _program(plain_hub, "pg_dump", "--format=custom", f"--file={tmp_path}/hub.dump", plain_hub.database)
    database = plain_hub.postgres.new_database()
    _program(plain_hub, "pg_restore", "--exit-on-error", f"--dbname={database}", f"{tmp_path}/hub.dump")
    with plain_hub.postgres.connect_as_superuser(database) as connection:
        server = PlainServer(connection)
        # Of tables and functions the rights are in the backup; of the database itself, its languages and the schemas
        # that are the server's they are not, so that the manual says to run “hub init” once more.
        kinds = {kind for (kind,) in server.run("SELECT kind FROM hub.open_to_all()")}
        assert kinds <= {"DATABASE", "LANGUAGE", "SCHEMA"}
        report = administration.init(server)
        assert (report.was, report.not_revoked) == (administration.VERSION, ())
        assert administration.init(server).not_revoked == ()
    with (
        plain_hub.postgres.connect(database, "k_ana", "ana") as one,
        plain_hub.postgres.connect(database, "k_lea", "lea") as two,
    ):
        ana, lead = Asking(one, "k_ana"), Asking(two, "k_lea")
        assert ana.channels() == {"coder/ana": 3} and lead.channels() == {"coder/ana": 3, "gold": 2}
        assert ana.ask("contents", PROJECT, [sha256])[0][3] == b"A text."
        assert (
            ana.push(Run("coder/ana", "ana", 4, 4)) == []
            and ana.state("push", *pushed(Run("gold", "ana", 1, 1))) == "AN403"
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            one.execute("SELECT count(*) FROM hub_tables.runs")
        assert lead.state("invite", PROJECT, "k_ben", verifier("x"), "ben", "Ben", "coder", 3) == ""


def test_all_calls_are_those_that_members_may_call(plain_hub: PlainHub) -> None:
    query = (
        "SELECT proname FROM pg_proc WHERE pronamespace = 'hub'::regnamespace"
        " AND (has_function_privilege('hub_member', oid, 'EXECUTE')"
        " OR has_function_privilege('hub_lead', oid, 'EXECUTE'))"
    )
    assert {name for (name,) in plain_hub.owner.run(query)} == set(CALLS)
    # Each of them says who it is run as, and where its names are looked for.
    query = (
        "SELECT proname FROM pg_proc WHERE pronamespace = 'hub'::regnamespace"
        " AND NOT coalesce('search_path=\"\"' = ANY (proconfig), false)"
    )
    assert plain_hub.owner.run(query) == []
    query = (
        "SELECT DISTINCT proowner::regrole::text FROM pg_proc WHERE pronamespace = 'hub'::regnamespace AND prosecdef"
    )
    assert {name for (name,) in plain_hub.owner.run(query)} == {"hub_door", "hub_keeper", "hub_eraser"}
    assert all(call_of(call) for call in CALLS)
