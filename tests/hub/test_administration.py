"""A database made a hub, by a superuser and by an administrator who is none; made again; what is told of the server."""

import re
from collections.abc import Callable

import psycopg
import pytest

from annotator import __version__
from annotator.hub import administration
from annotator.model.errors import UserError
from annotator.model.program_version import number_of
from annotator.resources import resource
from tests.hub.plain_hub import PlainHub, PlainServer, Run, verifier
from tests.postgres import Postgres


@pytest.mark.parametrize("is_superuser", [True, False])
def test_a_database_becomes_a_hub_and_again_is_no_harm(hub_by: Callable[[bool], PlainHub], is_superuser: bool) -> None:
    hub = hub_by(is_superuser)
    assert (hub.report.was, hub.report.version) == (0, administration.VERSION)
    lead = hub.lead()
    ana = hub.joined(lead, "ana")
    assert ana.push(Run("coder/ana", "ana", 1, 3)) == []
    again = administration.init(PlainServer(hub.owner.connection))
    assert again.was == administration.VERSION and again.closed == ()
    assert ana.channels() == lead.channels() == {"coder/ana": 3}


def test_what_a_superuser_closes_and_what_another_administrator_cannot(hub_by: Callable[[bool], PlainHub]) -> None:
    hub = hub_by(False)
    assert {"pg_stat_activity", "pg_class", "pg_current_wal_lsn()"} <= set(hub.report.not_revoked)
    assert any("superuser closes them" in sentence for sentence in hub.report.sentences)
    with hub.postgres.connect_as_superuser(hub.database) as connection:
        server = PlainServer(connection)
        asked = administration.init(server)
        assert asked.closed == () and any("--close-databases" in sentence for sentence in asked.warnings)
        report = administration.init(server, closes_databases=True)
        assert report.not_revoked == () and report.closed == ("postgres", "template1")
        # Whoever owns the database keeps what a backup reads, and may bring the hub up to date.
    again = administration.init(PlainServer(hub.owner.connection))
    assert again.not_revoked == () and hub.owner.run("SELECT count(*) > 0 FROM pg_class") == [(True,)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        hub.lead().run("SELECT count(*) FROM pg_class")


def test_what_was_changed_by_hand_is_repaired(hub_by: Callable[[bool], PlainHub]) -> None:
    hub = hub_by(True)
    ana = hub.joined(hub.lead(), "ana")
    hub.owner.run("GRANT USAGE ON SCHEMA hub_tables TO PUBLIC")
    hub.owner.run("GRANT SELECT ON hub_tables.runs TO PUBLIC")
    hub.owner.run("GRANT EXECUTE ON FUNCTION pg_current_wal_lsn() TO PUBLIC")
    hub.owner.run("DROP POLICY seen ON hub_tables.strands")
    hub.owner.run("ALTER TABLE hub_tables.runs DISABLE ROW LEVEL SECURITY")
    hub.owner.run(f"REVOKE CONNECT ON DATABASE {hub.database} FROM {ana.login}, hub_keeper CASCADE")
    assert ana.run("SELECT count(*) FROM hub_tables.runs") == [(0,)]
    administration.init(PlainServer(hub.owner.connection))
    for statement in ("SELECT FROM hub_tables.runs", "SELECT pg_current_wal_lsn()"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ana.run(statement)
    ana = hub.sign_in(ana.login)
    assert ana.push(Run("coder/ana", "ana", 1, 1)) == [] and ana.channels() == {"coder/ana": 1}


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("CREATE SCHEMA hub", "another program"),
        ("CREATE ROLE hub_door LOGIN", "hub_door.*another program"),
        ("CREATE ROLE hub_keeper SUPERUSER", "hub_keeper.*another program"),
    ],
)
def test_what_is_anothers_is_left_alone(postgres: Postgres, hub_database: str, before: str, sentence: str) -> None:
    with postgres.connect_as_superuser(hub_database) as connection:
        connection.execute(before.encode())
        with pytest.raises(UserError, match=sentence):
            administration.init(PlainServer(connection))
        assert connection.execute("SELECT to_regclass('hub_tables.projects')").fetchone() == (None,)


def test_a_newer_hub_is_left_alone(hub_by: Callable[[bool], PlainHub]) -> None:
    hub = hub_by(True)
    hub.owner.run("CREATE OR REPLACE FUNCTION hub.version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 99'")
    for says, what in (("9.0.1", "get annotator 9.0.1 or a newer one"), ("soon", "update the program"), ("", "update")):
        hub.owner.run(
            f"CREATE OR REPLACE FUNCTION hub.needs() RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT '{says}'$$"
        )
        with pytest.raises(UserError, match=rf"version 99, .*; {what}"):
            administration.init(PlainServer(hub.owner.connection))
    hub.owner.run("DROP FUNCTION hub.needs()")
    with pytest.raises(UserError, match=r"version 99.*update the program"):
        administration.init(PlainServer(hub.owner.connection))


def test_whoever_may_not_make_a_hub_is_told_so(postgres: Postgres, hub_database: str) -> None:
    postgres.execute_as_superuser("CREATE ROLE somebody LOGIN PASSWORD 'somebody'")
    with (
        postgres.connect(hub_database, "somebody", "somebody") as connection,
        pytest.raises(UserError, match="superuser, or by the owner"),
    ):
        administration.init(PlainServer(connection))


def test_somebody_else_than_who_made_it_is_told_whom_to_ask(postgres: Postgres, hub_database: str) -> None:
    PlainHub(postgres, hub_database).close()
    login, password = postgres.administrator, postgres.administrator_password
    with (
        postgres.connect(hub_database, login, password) as connection,
        pytest.raises(UserError, match="belongs to “postgres”"),
    ):
        administration.init(PlainServer(connection))


class OldServer:
    """A server of a version before the oldest that will do."""

    def run(self, sql: str, parameters: object = ()) -> list[tuple[object, ...]]:
        return [(120012, "12.12")]

    def script(self, text: str) -> None:
        raise AssertionError("nothing may be changed")


def test_an_old_server_is_refused() -> None:
    with pytest.raises(UserError, match=r"PostgreSQL 12\.12; a hub needs version 13"):
        administration.init(OldServer())


def test_a_lead_is_made_and_given_another_password(hub_by: Callable[[bool], PlainHub]) -> None:
    hub = hub_by(False)
    lead = hub.lead()
    server = PlainServer(hub.owner.connection)
    administration.make_lead(server, lead.login, verifier("another"))
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        hub.sign_in(lead.login)
    hub.postgres.connect(hub.database, lead.login, "another").close()
    for name in (hub.postgres.superuser, hub.postgres.administrator, "hub_keeper", "pg_read_all_data", "a; b", ""):
        with pytest.raises(psycopg.Error):
            administration.make_lead(server, name, verifier("x"))
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="no SCRAM verifier"):
        administration.make_lead(server, "k_new", "a password in the clear")


def _with_a_second_script(monkeypatch: pytest.MonkeyPatch, second: str) -> None:
    script = administration._script
    monkeypatch.setattr(administration, "VERSION", 2)
    says_two = "CREATE OR REPLACE FUNCTION hub.version() RETURNS integer LANGUAGE sql AS 'SELECT 2';\n"
    scripts = {"2": second, "callers": says_two + script("callers")}
    monkeypatch.setattr(administration, "_script", lambda name: scripts.get(name) or script(name))


def test_an_older_hub_is_brought_up_to_date_and_keeps_what_it_holds(
    plain_hub: PlainHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = plain_hub.joined(plain_hub.lead(), "ana")
    ana.push(Run("coder/ana", "ana", 1, 3))
    _with_a_second_script(monkeypatch, "CREATE TABLE hub_tables.more (project text PRIMARY KEY);")
    report = administration.init(PlainServer(plain_hub.owner.connection))
    assert (report.was, report.version) == (1, 2) and "version 2 now" in report.sentences[0]
    assert ana.ask("version") == [(2,)] and ana.channels() == {"coder/ana": 3}
    # A table that came by it is closed like all the others.
    query = "SELECT relrowsecurity FROM pg_class WHERE oid = 'hub_tables.more'::regclass"
    assert plain_hub.owner.run(query) == [(True,)]
    assert administration.init(PlainServer(plain_hub.owner.connection)).was == 2


def test_a_script_that_fails_changes_nothing(plain_hub: PlainHub, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_a_second_script(monkeypatch, "CREATE TABLE hub_tables.more (project text); SELECT 1 / 0;")
    with pytest.raises(psycopg.errors.DivisionByZero):
        administration.init(PlainServer(plain_hub.owner.connection))
    assert plain_hub.owner.run("SELECT hub.version(), to_regclass('hub_tables.more')") == [(1, None)]


def test_the_scripts_say_the_version_that_the_program_knows(plain_hub: PlainHub) -> None:
    assert plain_hub.owner.ask("version") == [(administration.VERSION,)]
    [(needs,)] = plain_hub.owner.ask("needs")
    assert 0 < number_of(needs) <= number_of(__version__)


def test_what_other_extensions_open_to_all_is_closed_too(plain_hub: PlainHub) -> None:
    ana = plain_hub.joined(plain_hub.lead(), "ana")
    plain_hub.owner.run("CREATE TABLE public.beside AS SELECT 1")
    plain_hub.owner.run("GRANT USAGE ON SCHEMA public TO PUBLIC")
    plain_hub.owner.run("GRANT SELECT ON public.beside TO PUBLIC")
    plain_hub.owner.run("CREATE FUNCTION public.how_many() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    assert ana.run("SELECT public.how_many() FROM public.beside") == [(1,)]
    administration.init(PlainServer(plain_hub.owner.connection))
    for statement in ("SELECT public.how_many()", "SELECT * FROM public.beside"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ana.run(statement)


def test_the_manual_names_each_limit(plain_hub: PlainHub) -> None:
    manual = resource("help/hub-administrator.md").read_text(encoding="utf-8")
    for name, value in plain_hub.owner.run("SELECT name, value FROM hub_tables.limits"):
        size = f"{value // 2**20} MB" if value < 2**40 else f"{round(value / 10**12)} TB"
        assert re.search(rf"^\| `{name}` \| .* \| {size} \|$", manual, re.MULTILINE), (name, size)
