"""Random teams over hubs of a real server, packets and a shared folder mixed: their copies come to the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.examples import examples
from tests.postgres import Postgres
from tests.teams.mixed_team import MixedTeam, judged

NUMBERS = range(examples(10))


@pytest.fixture
def server(postgres: Postgres) -> Iterator[Postgres]:
    """A server that is empty again after the test."""
    yield postgres
    postgres.clear()


@pytest.mark.hypothesis  # for `make torture`, which plays again what is marked so
@pytest.mark.parametrize("number", NUMBERS)
def test_a_team_comes_to_the_same_over_all_roads(number: int, server: Postgres, tmp_path: Path) -> None:
    team = MixedTeam(tmp_path, number, moves=60, postgres=server)
    try:
        team.run()
        assert judged(team) == [], "\n".join(team.log)
    finally:
        team.close()
