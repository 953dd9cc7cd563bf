"""What a server says instead of letting somebody in: that one is full, or starts, says nothing of passwords."""

import pytest

from annotator.hub.address import HubAddress
from annotator.hub.problems import Denied, HubProblem, NotAHub, NotSafe, Unreachable, WrongPassword
from annotator.hub.refusals import one_line, problem_of
from annotator.hub.server import HubServer
from tests.operations.team.hubs.hub_team import make_hub, password
from tests.postgres import Postgres

ADDRESS = HubAddress("hub.example.org", "hub", 5432, "k_ana")
SAID: dict[str, type[HubProblem]] = {
    "FATAL:  sorry, too many clients already": Unreachable,
    "FATAL:  remaining connection slots are reserved for non-replication superuser connections": Unreachable,
    "FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute": Unreachable,
    'FATAL:  too many connections for role "k_ana"': Unreachable,
    "FATAL:  connection limit exceeded for non-superusers": Unreachable,
    "FATAL:  no more connections allowed (max_client_conn)": Unreachable,
    "FATAL:  the database system is starting up": Unreachable,
    "FATAL:  the database system is shutting down": Unreachable,
    "FATAL:  the database system is in recovery mode": Unreachable,
    "FATAL:  the database system is not yet accepting connections": Unreachable,
    'FATAL:  database "hub" is not currently accepting connections': Unreachable,
    "FATAL:  out of memory": Unreachable,
    "Connection refused": Unreachable,
    "SSL SYSCALL error: EOF detected": Unreachable,
    'FATAL:  password authentication failed for user "k_ana"': WrongPassword,
    'FATAL:  role "k_ana" is not permitted to log in': WrongPassword,
    'FATAL:  permission denied for database "hub"': WrongPassword,
    'FATAL:  no pg_hba.conf entry for host "10.0.0.9", user "k_ana", database "hub", SSL encryption': Denied,
    'FATAL:  database "hub" does not exist': NotAHub,
    "server does not support SSL, but SSL was required": NotSafe,
}


@pytest.mark.parametrize("said", SAID)
def test_what_a_server_says_is_taken_for_what_it_is(said: str) -> None:
    problem = problem_of(ADDRESS, "", said)
    assert type(problem) is SAID[said]
    assert str(problem).endswith(".") and "\n" not in str(problem)


@pytest.mark.parametrize("limit", ["CONNECTION LIMIT 0", "ALLOW_CONNECTIONS false"])
def test_a_database_that_is_full_or_closed_asks_for_no_password(
    postgres: Postgres, hub_database: str, limit: str
) -> None:
    secret = password()
    address = make_hub(postgres, hub_database, "k_ana", secret).with_login("k_ana")
    postgres.execute_as_superuser(f"ALTER DATABASE {hub_database} {limit}")
    try:
        with HubServer(address, secret) as link, pytest.raises(Unreachable, match="takes no more connections now"):
            link.hello("p")
    finally:
        postgres.execute_as_superuser(f"ALTER DATABASE {hub_database} CONNECTION LIMIT -1 ALLOW_CONNECTIONS true")


def test_what_a_server_says_is_one_line_without_controls() -> None:
    said = 'connection to server at "h", port 5432 failed: FATAL:  a\u202eb\x07 c\nDETAIL:  d'
    assert one_line(said) == "FATAL:  ab c"
    assert len(one_line("x" * 9_999)) <= 300
