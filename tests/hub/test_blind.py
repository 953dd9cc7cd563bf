"""What a coder can learn on the server of others' work, with a program of her own: nothing.

As Ana, who is a coder like Ben, against the real server, one attempt a test; then everything at once, as a property:
whatever Ben, gold and documents that are not hers hold, all that she can call and read answers the same, letter by
letter. What remains is at the end, as the manual says it.
"""

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

import psycopg
import pytest

from tests.hub.plain_hub import PROJECT, Asking, PlainHub, Run, call_of, digest, pushed, verifier
from tests.postgres import Postgres

TEXT, HIDDEN = b"The Governments of France and China met.", b"A text that nobody has given to Ana."
OWN, BENS = "coder/ana", "coder/ben"


class Scene(NamedTuple):
    hub: PlainHub
    ana: Asking
    ben: Asking
    lea: Asking


@pytest.fixture(scope="module")
def scene(postgres: Postgres) -> Iterator[Scene]:
    """A hub with what Ana may see and what she may not; each test leaves it as it was for her."""
    hub = PlainHub(postgres, postgres.new_database())
    lea = hub.lead()
    ana, ben = hub.joined(lea, "ana"), hub.joined(lea, "ben")
    ana.push(Run(OWN, "ana", 1, 3))
    ben.push(Run(BENS, "ben", 1, 500))
    lea.push(
        *(
            Run(channel, "lea", 1, 2)
            for channel in ("shared", "document/d1", "document/d2", "released/d2", "gold", "lead")
        )
    )
    lea.put("document/d1", TEXT)
    lea.put("document/d2", HIDDEN)
    lea.ask("grant_channels", PROJECT, ana.login, ["document/d1", "released/d1"])
    lea.ask("put_keys", PROJECT, ["ana", "ben"], [b"key of ana", b"key of ben"])
    hub.owner.run("ANALYZE")
    yield Scene(hub, ana, ben, lea)
    hub.close()
    postgres.clear()


class Attempt(NamedTuple):
    """Something that Ana tries. `state`: how it is refused, else `rows` are all that she gets."""

    sql: str
    state: str = "42501"
    rows: list[tuple[object, ...]] | None = None
    arguments: tuple[object, ...] | None = None


def _call(call: str, *arguments: object, state: str = "AN403", rows: list[tuple[object, ...]] | None = None) -> Attempt:
    return Attempt(call_of(call), "" if rows is not None else state, rows, arguments)


OWN_END = (3, Run(OWN, "ana", 1, 3).hash_at(3))
OF_THE_STUDY = {
    "pull Ben's strand": _call("pull", PROJECT, [BENS], ["sitting-1"], [0], 99, rows=[]),
    "write into Ben's channel": _call("push", *pushed(Run(BENS, "ana", 1, 1, "sitting-2"))),
    "write on in Ben's strand": _call("push", *pushed(Run(BENS, "ben", 501, 501))),
    "Ben's place, to see whether it is taken": _call("push", *pushed(Run(BENS, "ben", 1, 1, word="x"))),
    "write gold": _call("push", *pushed(Run("gold", "ana", 1, 1))),
    "another end to my own strand": _call("push", *pushed(Run(OWN, "ana", 2, 2, word="x")), rows=[(1, *OWN_END)]),
    "leave a gap": _call("push", *pushed(Run(OWN, "ana", 9, 9)), rows=[(1, *OWN_END)]),
    "select from runs": Attempt("SELECT count(*) FROM hub_tables.runs"),
    "members": Attempt("SELECT * FROM hub_tables.members"),
    "delete my own part": Attempt("DELETE FROM hub_tables.runs RETURNING first"),
    "reltuples": Attempt("SELECT reltuples FROM pg_class WHERE relname = 'runs'"),
    "pg_stat_user_tables": Attempt("SELECT n_tup_ins FROM pg_stat_user_tables WHERE relname = 'runs'"),
    "pg_stat_get_tuples_inserted": Attempt("SELECT pg_stat_get_tuples_inserted('hub_tables.runs'::regclass)"),
    "pg_relation_size": Attempt("SELECT pg_relation_size('hub_tables.runs')"),
    "pg_database_size": Attempt("SELECT pg_database_size(current_database())"),
    "EXPLAIN of a table": Attempt("EXPLAIN SELECT * FROM hub_tables.runs"),
    "EXPLAIN of a call": Attempt(
        f"EXPLAIN SELECT * FROM hub.grown('{PROJECT}', NULL)",
        "",
        [("Function Scan on grown  (cost=0.25..10.25 rows=1000 width=152)",)],
    ),
    "the place in the log": Attempt("SELECT pg_current_wal_lsn()"),
    "txid_current": Attempt("SELECT txid_current()"),
    "pg_current_xact_id": Attempt("SELECT pg_current_xact_id()"),
    "who is signed in": Attempt("SELECT usename FROM pg_stat_activity"),
    "names of roles": Attempt("SELECT rolname FROM pg_roles"),
    "names of roles by number": Attempt("SELECT pg_get_userbyid(16385)"),
    "a table of mine, to read xmin": Attempt("CREATE TEMPORARY TABLE t (x int)"),
    "pg_stats": Attempt("SELECT tablename, n_distinct FROM pg_stats WHERE schemaname = 'hub'"),
    "the age of the oldest transaction": Attempt("SELECT age(datfrozenxid) FROM pg_database"),
    "sequences": Attempt("SELECT * FROM pg_sequences"),
}
FURTHER = {
    # Through the calls.
    "others' erasures": _call("erasures", PROJECT, [BENS, "gold"], ["sitting-1"] * 2, [0, 0], rows=[]),
    "a text by its hash": _call("contents", PROJECT, [hashlib.sha256(HIDDEN).digest()], rows=[]),
    "a text by its hash, used in my channel": _call(
        *("put_contents", PROJECT, [OWN], [hashlib.sha256(HIDDEN).digest()], ["text"], ["n"], [None])
    ),
    "what a document that is not mine lacks": _call("lacking", PROJECT, ["document/d2"], [digest("x")]),
    "all keys": _call("keys", PROJECT, rows=[("ana", b"key of ana")]),
    "a key for Ben": _call("put_keys", PROJECT, ["ben"], [b"of mine"]),
    "Ben's grants": _call("grants_of", PROJECT, "k_ben"),
    "a grant of my own": _call("grant_channels", PROJECT, "k_ana", ["document/d2"]),
    "how large it is": _call("size", PROJECT),
    "another project": _call("grown", "project-2", None, state="AN404"),
    "invite somebody": _call("invite", PROJECT, "k_new", verifier("x"), "new", "New", "lead", 3),
    "shut Ben out": _call("revoke", PROJECT, "k_ben"),
    "shut out who is not there": _call("revoke", PROJECT, "k_nobody"),
    "lead": _call("change_role", PROJECT, "k_ana", "lead"),
    "share it myself": _call("share", PROJECT, "mine", "ana", "Ana", state="42501"),
    "erase": _call("erase_runs", PROJECT, [OWN], ["sitting-1"], [1], [3], [b""], [False]),
    "drop texts": _call("drop_contents", PROJECT, ["document/x"]),
    "make a lead": Attempt("SELECT hub.make_lead('k_ana2', 'x')"),
    "what is open": Attempt("SELECT * FROM hub.open_to_all()"),
    "the inner calls": Attempt("SELECT hub.spend(NULL, 0, NULL, 0)"),
    "the inner calls of the keeper": Attempt("SELECT hub.shut_out(NULL, 'left')"),
    # How an answer is found.
    "EXPLAIN ANALYZE of a call": Attempt(
        f"EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM hub.grown('{PROJECT}', NULL)", "AN403"
    ),
    "EXPLAIN ANALYZE of joining": Attempt(f"EXPLAIN (ANALYZE, WAL) SELECT hub.join('{PROJECT}', 'x')", "AN403"),
    "a statement within a function": Attempt("DO $$ BEGIN EXECUTE 'EXPL' || 'AIN ANALYZE SELECT 1'; END $$"),
    "a statement made of pieces": Attempt("SELECT query_to_xml('EXPL' || 'AIN ANALYZE SELECT 1', true, true, '')"),
    "a statement in a search": Attempt("SELECT * FROM ts_stat('SELECT 1')"),
    # The catalogs, the log, the next number.
    "all that there is by XML": Attempt("SELECT database_to_xml(true, true, '')"),
    "the last checkpoint": Attempt("SELECT next_xid, next_oid FROM pg_control_checkpoint()"),
    "the number of the next thing": Attempt("SELECT lo_create(0)"),
    "a large object": Attempt("SELECT lo_from_bytea(0, '')"),
    "large objects": Attempt("SELECT * FROM pg_largeobject_metadata"),
    "a message in the log": Attempt("SELECT pg_logical_emit_message(true, '', '')"),
    "replication slots": Attempt("SELECT * FROM pg_replication_slots"),
    "a snapshot": Attempt("SELECT pg_export_snapshot()"),
    "the current snapshot": Attempt("SELECT pg_current_snapshot()"),
    "whether a transaction was": Attempt("SELECT pg_xact_status('3'::xid8)"),
    "the age of a transaction": Attempt("SELECT age('3'::xid)"),
    "the age of a multixact": Attempt("SELECT mxid_age('3'::xid)"),
    "members of a multixact": Attempt("SELECT pg_get_multixact_members('3'::xid)"),
    "when a transaction was": Attempt("SELECT pg_last_committed_xact()"),
    "which processes there are": Attempt("SELECT pg_cancel_backend(1)"),
    "end a process": Attempt("SELECT pg_terminate_backend(1)"),
    "who waits for whom": Attempt("SELECT pg_blocking_pids(1)"),
    "locks": Attempt("SELECT * FROM pg_locks"),
    "locks of my own": Attempt("SELECT pg_try_advisory_lock(1)"),
    "prepared transactions": Attempt("SELECT * FROM pg_prepared_xacts"),
    "how far a work is": Attempt("SELECT * FROM pg_stat_progress_vacuum"),
    "blocks that were read": Attempt("SELECT * FROM pg_statio_user_tables"),
    "statistics that were made": Attempt("SELECT * FROM pg_stats_ext"),
    "the policies": Attempt("SELECT * FROM pg_policies"),
    "the passwords": Attempt("SELECT * FROM pg_shadow"),
    "files of the server": Attempt("SELECT * FROM pg_ls_waldir()"),
    "a file of the server": Attempt("SELECT pg_read_file('PG_VERSION')"),
    "a program on the server": Attempt("COPY (SELECT 1) TO PROGRAM 'true'"),
    "what Ben may": Attempt("SELECT has_database_privilege('k_ben', current_database(), 'CONNECT')"),
    "who leads": Attempt("SELECT pg_has_role('k_ben', 'hub_lead', 'MEMBER')"),
    "information_schema": Attempt("SELECT * FROM information_schema.enabled_roles"),
    "the queue of messages": Attempt("SELECT pg_notification_queue_usage()"),
    # What changes the server.
    "a schema": Attempt("CREATE SCHEMA mine"),
    "a table": Attempt("CREATE TABLE public.t (x int)"),
    "a table of the hub": Attempt("CREATE TABLE hub.t (x int)"),
    "a function": Attempt("CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
    "a role": Attempt("CREATE ROLE k_mine"),
    "the role of the calls": Attempt("SET ROLE hub_door"),
    "the role that makes logins": Attempt("SET ROLE hub_keeper"),
    "another session": Attempt("SET SESSION AUTHORIZATION k_ben"),
    "Ben's password": Attempt("ALTER ROLE k_ben PASSWORD 'x'"),
    "to be a member of what runs the calls": Attempt("GRANT hub_door TO k_ana"),
    "no policies": Attempt("ALTER TABLE hub_tables.runs DISABLE ROW LEVEL SECURITY"),
    "the disk for a query of my own": Attempt("SET temp_file_limit = -1"),
    "a lock": Attempt("BEGIN; LOCK TABLE hub_tables.runs IN ACCESS SHARE MODE"),
    "a trigger": Attempt("CREATE TRIGGER t AFTER INSERT ON hub_tables.runs FOR EACH ROW EXECUTE FUNCTION f()", "42501"),
}


@pytest.mark.parametrize("name", [*OF_THE_STUDY, *FURTHER])
def test_an_attempt_as_ana_gets_nothing_of_the_others(scene: Scene, name: str) -> None:
    attempt = (OF_THE_STUDY | FURTHER)[name]
    if attempt.rows is not None:
        assert scene.ana.run(attempt.sql, attempt.arguments) == attempt.rows
        return
    with pytest.raises(psycopg.Error) as refused:
        scene.ana.run(attempt.sql, attempt.arguments)
    scene.ana.connection.rollback()
    assert refused.value.sqlstate == attempt.state, refused.value


def test_the_study_had_27_attempts() -> None:
    assert len(OF_THE_STUDY) == 27


def test_what_is_there_is_refused_in_the_same_words_as_what_is_not(scene: Scene) -> None:
    def words(call: str, *arguments: object) -> str:
        with pytest.raises(psycopg.Error) as refused:
            scene.ana.ask(call, *arguments)
        said = refused.value.diag
        return repr((said.sqlstate, said.message_primary, said.message_detail, said.message_hint, said.context))

    taken, free = Run(BENS, "ben", 1, 500), Run("coder/nobody", "ben", 1, 500, "sitting-9")
    assert words("push", *pushed(taken)) == words("push", *pushed(free))
    assert words("grown", "project-2", None) == words("grown", "", None)
    for call, there, not_there in [
        ("revoke", (PROJECT, "k_ben"), (PROJECT, "k_nobody")),
        ("grants_of", (PROJECT, "k_ben"), (PROJECT, "k_nobody")),
        ("lacking", (PROJECT, ["document/d2"], [digest(1)]), (PROJECT, ["document/d9"], [digest(1)])),
        ("put_keys", (PROJECT, ["ben"], [b"key of ben"]), (PROJECT, ["nobody"], [b"k"])),
    ]:
        assert words(call, *there) == words(call, *not_there)


def test_what_a_member_may_drop_does_not_touch_the_others(scene: Scene) -> None:
    scene.ana.run("DROP OWNED BY hub_member")
    scene.ana.run("REASSIGN OWNED BY k_ana TO k_ana")
    assert scene.ben.channels() == {BENS: 500, "shared": 2}


def test_the_plan_of_a_call_is_not_printed_for_the_caller(scene: Scene) -> None:
    told: list[str] = []
    ana = scene.hub.sign_in(scene.ana.login)
    ana.connection.add_notice_handler(lambda said: told.append(f"{said.message_primary} {said.message_detail}"))
    for setting in ("debug_print_plan = on", "debug_print_parse = on", "client_min_messages = debug5"):
        ana.run(f"SET {setting}")
    ana.channels()
    ana.push(Run(OWN, "ana", 1, 1, "sitting-7"))
    for table in ("hub_tables.runs", "hub_tables.strands"):
        # Refused as soon as it is read: what is planned before it is refused could be had printed.
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="schema hub_tables"):
            ana.run(f"SELECT * FROM {table}")
    assert told
    assert not [text for text in told if "INDEXSCAN" in text or "SEQSCAN" in text or "strands" in text]


HOSTILE = """
    SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off; SET enable_nestloop = off;
    SET random_page_cost = 1e9; SET cpu_index_tuple_cost = 1e9; SET work_mem = '64kB'; SET row_security = off;
    SET plan_cache_mode = force_generic_plan; SET jit_above_cost = 0"""


def _walked(scene: Scene) -> int:
    """Return how many rows are looked at below Ana's calls, with settings that are to make it many."""
    ana = Asking(scene.hub.sign_in(scene.hub.owner.login).connection, scene.ana.login)
    with ana.connection.transaction(force_rollback=True):
        ana.run(f"SET SESSION AUTHORIZATION {scene.ana.login}")
        ana.run(HOSTILE)
        ana.channels()
        ana.ask("grown", PROJECT, "2020-01-01")
        for call in ("pull", "erasures"):
            ana.ask(call, PROJECT, [BENS, OWN, "gold"], ["sitting-1"] * 3, [0, 0, 0], *[1000][: call == "pull"])
        ana.ask("lacking", PROJECT, [OWN], [digest(1)])
        ana.ask("keys", PROJECT)
        ana.push(Run(OWN, "ana", 4, 5))
        ana.run("RESET SESSION AUTHORIZATION")
        looked_at = (
            "SELECT sum(coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0))::int FROM pg_stat_xact_user_tables"
        )
        return int(ana.run(looked_at)[0][0])


def test_a_call_looks_at_no_more_rows_whatever_others_wrote(scene: Scene) -> None:
    """Else how long it takes would say how much that is."""
    first = _walked(scene)
    for channel, person, who in ((BENS, "ben", scene.ben), ("gold", "lea", scene.lea)):
        who.push(*(Run(channel, person, n, n, "long") for n in range(1, 301)))
        who.push(*(Run(channel, person, 1, 9, f"more-{n}") for n in range(300)))
    # Some rows fewer, where it is known by now that a page of an index needs no look at its table.
    assert 0 < _walked(scene) < first + 20
    scene.hub.owner.run("VACUUM ANALYZE")
    assert 0 < _walked(scene) < first + 20


def test_a_mistake_in_a_call_shows_no_more_than_the_policies(scene: Scene) -> None:
    owner = scene.hub.owner
    query = (
        "SELECT relname FROM pg_class WHERE relnamespace = 'hub_tables'::regnamespace AND relkind = 'r'"
        " AND has_table_privilege('hub_door', oid, 'SELECT') AND relname <> 'limits'"
    )
    found = {}
    for (table,) in owner.run(query):
        owner.run(
            f"CREATE FUNCTION hub.all_{table}() RETURNS SETOF jsonb LANGUAGE sql SECURITY DEFINER"
            f" AS 'SELECT to_jsonb(t) FROM hub_tables.{table} t'"
        )
        owner.run(f"GRANT CREATE ON SCHEMA hub TO hub_door; ALTER FUNCTION hub.all_{table} OWNER TO hub_door")
        try:
            found[table] = [row for (row,) in scene.ana.run(f"SELECT * FROM hub.all_{table}()")]
        finally:
            owner.run(f"DROP FUNCTION hub.all_{table}; REVOKE CREATE ON SCHEMA hub FROM hub_door")
    assert len(found) >= 10 and all(
        found[table] for table in ("members", "grants", "strands", "runs", "contents", "keys")
    )
    seen = {"shared", OWN, "document/d1", "released/d1"}
    for table, rows in found.items():
        for row in rows:
            assert row.get("login", "k_ana") == "k_ana" and row.get("coder", "ana") == "ana", table
            assert row.get("channel", OWN) in seen and row["project"] == PROJECT, table
    assert {bytes.fromhex(row["body"][2:]) for row in found["contents"]} == {TEXT}


def test_who_is_shut_out_is_disconnected_even_if_they_hold_what_says_so(scene: Scene) -> None:
    eve = scene.hub.joined(scene.lea, "eve")
    eve.run("BEGIN")
    eve.ask("join", PROJECT, verifier("eve"))  # holds the row that says that she is a member
    scene.lea.ask("revoke", PROJECT, eve.login)
    assert eve.connection.closed or eve.state("hello", PROJECT) in ("57P01", "lost")


def test_a_query_of_a_member_takes_so_much_of_the_disk(scene: Scene) -> None:
    assert scene.hub.sign_in(scene.ana.login).run("SHOW temp_file_limit") == [("2GB",)]


def test_members_do_not_get_into_other_databases(scene: Scene) -> None:
    for name in ("postgres", "template1"):
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            scene.hub.postgres.connect(name, scene.ana.login, "ana")


def test_what_remains_is_what_the_manual_says(scene: Scene) -> None:
    """Names of logins by their number, and the number of the transaction in which one writes."""
    [(number,)] = scene.hub.owner.run("SELECT oid FROM pg_roles WHERE rolname = %s", [scene.ben.login])
    assert scene.ana.run(f"SELECT {number}::regrole::text") == [(scene.ben.login,)]
    told: list[str] = []
    ana = scene.hub.sign_in(scene.ana.login)
    ana.connection.add_notice_handler(lambda said: told.append(str(said.message_primary)))
    ana.run("SET client_min_messages = debug5")
    ana.push(Run(OWN, "ana", 1, 1, "sitting-8"))
    assert any("xid/subid/cid: " in text and "xid/subid/cid: 0/" not in text for text in told)
