"""The server that the tests of the hub run against is what it is taken for, and so is what stands in its way."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.certificates import make_certificates
from tests.postgres import Postgres
from tests.server_place import what_lacks
from tests.slow_hub import SlowHub

if (reason := what_lacks()) is not None:
    pytest.skip(reason, allow_module_level=True)

import psycopg

Connection = psycopg.Connection[tuple[object, ...]]


@pytest.fixture
def connection(postgres: Postgres, hub_database: str) -> Iterator[Connection]:
    """A connection of the administrator to an empty database."""
    with postgres.connect(hub_database, postgres.administrator, postgres.administrator_password) as connected:
        yield connected


def _refusal(postgres: Postgres, database: str, **asked: Any) -> str:
    with pytest.raises(psycopg.OperationalError) as refused:
        postgres.connect(database, postgres.administrator, **{"password": postgres.administrator_password, **asked})
    return str(refused.value)


def test_the_connection_is_encrypted_and_the_administrator_no_superuser(connection: Connection) -> None:
    encrypted = connection.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").fetchone()
    rights = connection.execute(
        "SELECT rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    assert encrypted == (True,) and rights == (False, True, True)
    assert connection.info.parameter_status("is_superuser") == "off"


def test_plain_text_is_refused(postgres: Postgres, hub_database: str) -> None:
    assert "no encryption" in _refusal(postgres, hub_database, sslmode="disable")


def test_a_wrong_password_is_refused(postgres: Postgres, hub_database: str) -> None:
    assert "password authentication failed" in _refusal(postgres, hub_database, password="guessed")


def test_another_authority_is_refused(postgres: Postgres, hub_database: str, tmp_path: Path) -> None:
    make_certificates(tmp_path)
    assert "certificate verify failed" in _refusal(postgres, hub_database, sslrootcert=str(tmp_path / "authority.crt"))


def test_another_name_of_the_same_computer_is_refused(postgres: Postgres, hub_database: str) -> None:
    assert "does not match" in _refusal(postgres, hub_database, host="elsewhere", hostaddr=postgres.host)
    postgres.connect(
        hub_database,
        *(postgres.administrator, postgres.administrator_password),
        **{"host": "localhost", "hostaddr": postgres.host},
    ).close()


@pytest.mark.parametrize("method", ["password", "md5", "none"])
def test_no_other_way_to_show_a_password_is_offered(postgres: Postgres, hub_database: str, method: str) -> None:
    assert "SASL" in _refusal(postgres, hub_database, require_auth=method)


def test_only_verifiers_of_scram_are_kept(postgres: Postgres) -> None:
    kept = postgres.execute_as_superuser("SELECT rolpassword FROM pg_authid WHERE rolpassword IS NOT NULL")
    assert len(kept) == 2 and all(str(verifier).startswith("SCRAM-SHA-256$") for (verifier,) in kept)
    assert postgres.administrator_password not in postgres.log
    assert not (postgres.folder / "password").exists()


def test_two_databases_know_nothing_of_each_other(postgres: Postgres, hub_database: str) -> None:
    other = postgres.new_database()
    assert other != hub_database
    postgres.execute_as_superuser("CREATE TABLE only_here (x int)", hub_database)
    found = "SELECT count(*) FROM pg_class WHERE relname = 'only_here'"
    assert postgres.execute_as_superuser(found, hub_database) == [(1,)]
    assert postgres.execute_as_superuser(found, other) == [(0,)]


def test_databases_and_roles_of_a_test_are_cleared(postgres: Postgres) -> None:
    database = postgres.new_database()
    with postgres.connect(database, postgres.administrator, postgres.administrator_password) as connection:
        connection.execute(
            "CREATE ROLE all_of_them; CREATE ROLE member LOGIN IN ROLE all_of_them;"
            f"GRANT CONNECT ON DATABASE {database} TO all_of_them;"
            "CREATE SCHEMA hub; GRANT USAGE ON SCHEMA hub TO member".encode()
        )
        postgres.clear()
    left = "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%' UNION ALL SELECT rolname FROM pg_roles"
    names = {str(name) for (name,) in postgres.execute_as_superuser(left)}
    assert {name for name in names if not name.startswith("pg_")} == {postgres.superuser, postgres.administrator}


def test_what_was_written_outlives_being_killed(postgres: Postgres, hub_database: str, connection: Connection) -> None:
    connection.execute("CREATE TABLE kept AS SELECT 1 AS x")
    postgres.kill()
    assert not postgres.is_running
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")
    assert "refused" in _refusal(postgres, hub_database)
    postgres.start()
    assert postgres.execute_as_superuser("SELECT x FROM kept", hub_database) == [(1,)]
    assert "not properly shut down" in postgres.log


def test_it_is_stopped_and_started_at_the_same_place(postgres: Postgres, hub_database: str) -> None:
    port = postgres.port
    postgres.stop()
    assert "refused" in _refusal(postgres, hub_database)
    postgres.start()
    assert postgres.port == port and postgres.execute_as_superuser("SELECT 1", hub_database) == [(1,)]


def test_it_hangs_and_goes_on(postgres: Postgres, hub_database: str, connection: Connection) -> None:
    postgres.freeze()
    assert "timeout expired" in _refusal(postgres, hub_database, connect_timeout=2)
    connection.pgconn.send_query(b"SELECT 1")
    connection.pgconn.flush()
    time.sleep(0.1)
    connection.pgconn.consume_input()
    assert connection.pgconn.is_busy()
    postgres.thaw()
    result = connection.pgconn.get_result()
    assert result is not None and result.get_value(0, 0) == b"1"
    while connection.pgconn.get_result() is not None:
        pass


def test_nothing_is_left_of_a_server_that_is_closed() -> None:
    server = Postgres(fsync=False, settings={"max_connections": "20"})
    asked = "SELECT current_setting('fsync'), current_setting('max_connections')"
    assert server.execute_as_superuser(asked) == [("off", "20")]
    process = server._process
    assert process is not None
    server.freeze()
    server.close()
    assert not server.folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
    server.close()


def test_an_address_names_no_password(postgres: Postgres) -> None:
    assert postgres.url("hub", "ana") == f"postgresql://ana@127.0.0.1:{postgres.port}/hub"
    assert postgres.url("hub") == f"postgresql://127.0.0.1:{postgres.port}/hub"


@pytest.fixture
def slow(postgres: Postgres) -> Iterator[SlowHub]:
    """What stands before the server."""
    with SlowHub(postgres.port) as slow:
        yield slow


def test_a_slow_hub_passes_everything_on(postgres: Postgres, slow: SlowHub) -> None:
    password = postgres.superuser_password
    with postgres.connect("postgres", postgres.superuser, password, port=slow.port) as connection:
        found = connection.execute("SELECT repeat('x', 3000000)").fetchone()
        assert found is not None and len(str(found[0])) == 3_000_000
        assert slow.connections == 1
    until = time.monotonic() + 60
    while slow.connections:
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_slow_hub_is_late_hangs_and_breaks_off(postgres: Postgres, slow: SlowHub) -> None:
    def connect(longest_s: int = 60) -> Connection:
        asked = {"port": slow.port, "connect_timeout": longest_s}
        return postgres.connect("postgres", postgres.superuser, postgres.superuser_password, **asked)

    with connect() as connection:
        slow.delay(0.3)
        began = time.monotonic()
        connection.execute("SELECT 1")
        assert time.monotonic() - began >= 0.3
        slow.pass_on()
        slow.cut_after(100_000, "client")
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT repeat('x', 3000000)")
    with connect() as connection:
        slow.cut_after(1000, "server")
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT length(%s)", ["x" * 5000])
    slow.hang()
    with pytest.raises(psycopg.OperationalError, match="timeout expired"):
        connect(2)
    slow.pass_on()
    with connect() as connection:
        slow.refuse()
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
    with pytest.raises(psycopg.OperationalError, match="refused"):
        connect()
    slow.pass_on()
    with connect() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
        slow.cut()
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
