"""The calls of a hub: who may call which, what they keep, and what they refuse."""

import hashlib

import psycopg
import pytest

from annotator.hub.calls import CALLS
from tests.hub.plain_hub import PROJECT, PlainHub, Run, call_of, digest, pushed, verifier

WHO = ("lead", "adjudicator", "coder", "invited", "stranger")
OWN = "coder/coder"
ARGUMENTS: dict[str, tuple[object, ...]] = {
    "version": (),
    "needs": (),
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
    "drop_contents": (PROJECT, ["document/d1"]),
    "name_person": (PROJECT, "coder", "Cora"),
}
LEADS_ALONE = {
    "grants_of",
    "grant_channels",
    "invite",
    "revoke",
    "change_role",
    "size",
    "erase_runs",
    "drop_contents",
    "name_person",
}
BEFORE_JOINING = {"version", "needs", "hello", "join", "leave"}


def _expected(call: str, who: str) -> str:
    """Return with which SQLSTATE a call is refused to somebody, "" where it is not."""
    if call == "share":
        return {"lead": "", "stranger": "AN403"}.get(who, "42501")
    if who == "stranger":
        return "" if call in ("version", "needs", "hello") else "AN404"
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
