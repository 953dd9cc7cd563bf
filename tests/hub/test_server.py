"""A connection to a hub: what goes wrong is one sentence, nobody waits longer than they want to, and it comes back."""

import gc
import select
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from annotator.hub import server
from annotator.hub.address import HubAddress
from annotator.hub.problems import HubProblem, NewerHub, NotAHub, NotSafe, Stopped, Unreachable, WrongPassword
from annotator.hub.server import HubServer
from tests.certificates import make_certificates
from tests.operations.team.hubs.hub_team import make_hub, password
from tests.postgres import Postgres
from tests.slow_hub import SlowHub

LOGIN = "k_7f3a"
PROJECT = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def secret() -> str:
    return password()


@pytest.fixture
def address(postgres: Postgres, hub_database: str, secret: str) -> HubAddress:
    return make_hub(postgres, hub_database, LOGIN, secret).with_login(LOGIN)


@pytest.fixture
def slow(postgres: Postgres) -> Iterator[SlowHub]:
    with SlowHub(postgres.port) as between:
        yield between


def through(address: HubAddress, slow: SlowHub) -> HubAddress:
    return HubAddress(address.host, address.database, slow.port, address.login, address.certificate)


def is_sentence(problem: HubProblem, secret: str) -> bool:
    text = str(problem)
    return text[0].isupper() and text.endswith(".") and "\n" not in text and secret not in text


def refused(address: HubAddress, secret: str) -> HubProblem:
    with HubServer(address, secret) as link, pytest.raises(HubProblem) as caught:
        link.hello(PROJECT)
    assert is_sentence(caught.value, secret)
    return caught.value


def test_who_has_no_part_in_a_project_is_told_nothing(address: HubAddress, secret: str) -> None:
    with HubServer(address, secret) as link:
        assert link.hello(PROJECT) is None
        assert link.is_connected


@pytest.mark.parametrize("needs", ["9.0.1", "0.0.1", "soon", None])
def test_a_newer_hub_is_refused_by_the_version_that_it_needs(
    postgres: Postgres, hub_database: str, address: HubAddress, secret: str, needs: str | None
) -> None:
    newer = "CREATE OR REPLACE FUNCTION hub.version() RETURNS integer LANGUAGE sql AS 'SELECT 99'"
    saying = f"CREATE OR REPLACE FUNCTION hub.needs() RETURNS text LANGUAGE sql AS $$SELECT '{needs}'$$"
    with postgres.connect_as_superuser(hub_database) as connection:
        for statement in (newer, saying if needs else "DROP FUNCTION hub.needs()"):
            connection.execute(statement.encode())
    problem = refused(address, secret)
    assert isinstance(problem, NewerHub)
    assert ("needs annotator 9.0.1 or a newer one" in str(problem)) == (needs == "9.0.1")
    assert ("update the program" in str(problem)) == (needs != "9.0.1") and "soon" not in str(problem)


@pytest.mark.parametrize(
    "wrong",
    ["", "a\0Zq7-Wv9", "Zq7-Wv9\udc80", "Zq7-Wv9' sslmode=disable", "\\Zq7-Wv9'", "Zq7-Wv9\n", "Zq7-Wv9" * 9_999],
    ids=lambda wrong: ascii(wrong)[:20],
)
def test_no_password_is_taken_for_anything_else(
    address: HubAddress, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connected(conninfo: str, **others: object) -> NoReturn:
        said = conninfo_to_dict(conninfo)
        assert (said["sslmode"], said["require_auth"], said["password"]) == ("verify-full", "scram-sha-256", wrong)
        raise psycopg.OperationalError("password authentication failed")

    with HubServer(address, wrong) as link, pytest.raises(WrongPassword) as caught:
        link.hello(PROJECT)
    monkeypatch.setattr(psycopg.AsyncConnection, "connect", connected)
    with HubServer(address, wrong) as link, pytest.raises(WrongPassword):
        link.hello(PROJECT)
    assert "Zq7-Wv9" not in "".join(traceback.format_exception(caught.value))


def test_what_is_wrong_is_one_sentence(address: HubAddress, secret: str, postgres: Postgres, tmp_path: Path) -> None:
    assert isinstance(refused(address, "another password"), WrongPassword)
    assert isinstance(refused(address.with_login("k_nobody"), secret), WrongPassword)
    foreign = make_certificates(tmp_path)
    of_another = HubAddress(address.host, address.database, address.port, address.login, foreign)
    assert isinstance(refused(of_another, secret), NotSafe)
    nowhere = HubAddress(address.host, "no_such_database", address.port, address.login, address.certificate)
    assert isinstance(refused(nowhere, secret), NotAHub)
    empty = HubAddress(address.host, postgres.new_database(), address.port, postgres.superuser, address.certificate)
    assert isinstance(refused(empty, postgres.superuser_password), NotAHub)
    unknown = HubAddress("hub.invalid", address.database, address.port, address.login, address.certificate)
    assert isinstance(refused(unknown, secret), Unreachable)
    closed = HubAddress(address.host, address.database, 1, address.login, address.certificate)
    assert isinstance(refused(closed, secret), Unreachable)


@pytest.mark.parametrize("is_connected", [False, True])
def test_a_server_that_hangs_is_left_as_soon_as_nobody_wants_the_answer(
    address: HubAddress, secret: str, slow: SlowHub, is_connected: bool, caplog: pytest.LogCaptureFixture
) -> None:
    stopped = threading.Event()
    with HubServer(through(address, slow), secret, stopped.is_set) as link:
        if is_connected:
            link.hello(PROJECT)
        slow.hang()
        began = threading.Timer(0.3, stopped.set)
        began.start()
        with pytest.raises(Stopped):
            link.hello(PROJECT)
        stopped.clear()
        slow.pass_on()
        assert link.hello(PROJECT) is None, "the same link goes on afterwards"
    gc.collect()
    assert caplog.messages == [], "nothing was left half done, nor was a server that hangs asked to cancel"


def test_a_server_that_does_not_answer_in_time_is_given_up(
    address: HubAddress, secret: str, slow: SlowHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    with HubServer(through(address, slow), secret) as link:
        link.hello(PROJECT)
        monkeypatch.setattr(server, "ANSWER_S", 0.3)
        monkeypatch.setattr(server, "CONNECT_S", 0.3)
        slow.hang()
        with pytest.raises(Unreachable, match="has not answered for"):
            link.hello(PROJECT)


def test_what_stops_this_program_for_a_while_says_nothing_of_the_server(
    address: HubAddress, secret: str, slow: SlowHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    with HubServer(through(address, slow), secret) as link:
        link.hello(PROJECT)
        connection = link._connection
        assert connection is not None

        def is_stopped() -> bool:
            slow.pass_on()
            select.select([connection.fileno()], [], [])
            time.sleep(2 * server.ANSWER_S)
            monkeypatch.undo()
            link.is_stopped = server.never
            return False

        slow.hang()
        monkeypatch.setattr(server, "ANSWER_S", 0.5)
        link.is_stopped = is_stopped
        assert link.hello(PROJECT) is None and link._connection is connection, "the answer was there"


def test_a_connection_that_was_lost_while_nobody_used_it_is_made_anew(
    address: HubAddress, secret: str, slow: SlowHub, postgres: Postgres
) -> None:
    with HubServer(through(address, slow), secret) as link:
        link.hello(PROJECT)
        slow.cut()
        assert link.hello(PROJECT) is None
        postgres.kill()
        with pytest.raises(Unreachable):
            link.hello(PROJECT)
        postgres.start()
        assert link.hello(PROJECT) is None


def test_it_may_be_used_by_one_thread_after_another(address: HubAddress, secret: str) -> None:
    found: list[object] = []
    with HubServer(address, secret) as link:
        for _ in range(3):
            each = threading.Thread(target=lambda: found.append(link.hello(PROJECT)))
            each.start()
            each.join()
    assert found == [None, None, None]


def test_a_closed_one_closes_again(address: HubAddress, secret: str) -> None:
    link = HubServer(address, secret)
    link.hello(PROJECT)
    link.close()
    link.close()
    assert not link.is_connected
    HubServer(address, secret).close()
