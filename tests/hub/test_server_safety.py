"""What is told of a server that is less safe than it can be."""

from pathlib import Path

import pytest

from annotator.hub.server_safety import closed_databases, warnings
from tests.hub.plain_hub import PlainServer
from tests.postgres import Postgres


def test_a_safe_server_is_warned_of_nothing_but_databases_that_are_open(postgres: Postgres, hub_database: str) -> None:
    with postgres.connect_as_superuser(hub_database) as connection:
        server = PlainServer(connection)
        assert closed_databases(server) == ("postgres", "template1") and closed_databases(server) == ()
        assert warnings(server) == ()
        postgres.execute_as_superuser("CREATE DATABASE test_beside")
        [sentence] = warnings(server)
        assert "“test_beside”" in sentence and "REVOKE CONNECT" in sentence


@pytest.mark.parametrize(
    ("lines", "is_told"),
    [
        (["hostssl {hub} all 0.0.0.0/0 scram-sha-256", "local all postgres peer"], False),
        (["hostssl {hub} all 0.0.0.0/0 scram-sha-256", "hostssl all all 10.0.0.0/8 reject"], False),
        (["hostssl {hub},test_beside all 0.0.0.0/0 scram-sha-256"], True),
        (["hostssl {hub} all 0.0.0.0/0 scram-sha-256", "hostssl all +hub_member 0.0.0.0/0 scram-sha-256"], True),
    ],
)
def test_a_database_into_which_no_line_lets_anybody_is_not_told(
    postgres: Postgres, hub_database: str, lines: list[str], is_told: bool
) -> None:
    path = Path(postgres.execute_as_superuser("SHOW hba_file")[0][0])
    before = path.read_text(encoding="ascii")
    postgres.execute_as_superuser("CREATE DATABASE test_beside")
    try:
        with postgres.connect_as_superuser(hub_database) as connection:
            # They are looked at as they stand in the file; the server goes by them once it is told to.
            path.write_text("".join(f"{line.format(hub=hub_database)}\n" for line in lines), encoding="ascii")
            told = [sentence for sentence in warnings(PlainServer(connection)) if "REVOKE CONNECT" in sentence]
            assert ["“test_beside”" in sentence for sentence in told] == [True] * is_told
    finally:
        path.write_text(before, encoding="ascii")


def test_who_may_not_look_at_the_rules_of_access_is_told_what_they_should_be(
    postgres: Postgres, hub_database: str
) -> None:
    login, password = postgres.administrator, postgres.administrator_password
    with postgres.connect(hub_database, login, password) as connection:
        assert any("pg_hba.conf" in sentence for sentence in warnings(PlainServer(connection)))


@pytest.mark.parametrize(
    "line", ["host all all 127.0.0.1/32 scram-sha-256", "hostssl all all 10.0.0.0/8 md5", "local all all trust"]
)
def test_rules_that_let_in_without_tls_or_scram_are_told(postgres: Postgres, hub_database: str, line: str) -> None:
    path = Path(postgres.execute_as_superuser("SHOW hba_file")[0][0])
    before = path.read_text(encoding="ascii")
    try:
        path.write_text(before + line + "\n", encoding="ascii")
        with postgres.connect_as_superuser(hub_database) as connection:
            assert any(
                "pg_hba.conf" in sentence and "(2)" in sentence for sentence in warnings(PlainServer(connection))
            )
    finally:
        path.write_text(before, encoding="ascii")


@pytest.mark.parametrize("messages", ["de_DE.UTF-8", "en_GB.UTF-8", "C", "C.UTF-8", "POSIX", ""])
def test_a_server_without_tls_with_weak_passwords_or_of_another_language_is_told(messages: str) -> None:
    class Weak:
        def run(self, sql: str, parameters: object = ()) -> list[tuple[object, ...]]:
            return [("off", "md5", messages)] if "current_setting" in sql else [(False,)] if "has_table" in sql else []

        def script(self, text: str) -> None:
            raise AssertionError

    wanted = ["ssl = on", "scram-sha-256", *(["lc_messages = 'C'"] if messages.startswith("de") else [])]
    told = warnings(Weak())
    assert [
        word for word in ("ssl = on", "scram-sha-256", "lc_messages = 'C'") if any(word in one for one in told)
    ] == wanted
