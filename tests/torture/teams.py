"""Random teams on the real verbs, whose copies have to come to the same: see `tests/teams/team.py`.

A fifth of them has hubs on a real server as well, which is started once for some of them: `tests/teams/mixed_team.py`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.postgres import Postgres, unhurried
from tests.server_place import what_lacks
from tests.teams.judging import judge
from tests.teams.mixed_team import MixedTeam, judged
from tests.teams.team import Team
from tests.torture.kinds import Kind, Play, Trial

NAME = "teams"


def play(trial: Trial) -> str:
    """Let a team work, exchange all, and judge it; the number of a team that is wrong stands in the fault."""
    number = trial.chance.randrange(1_000_000)
    team = Team(trial.folder, number)
    try:
        team.run()
        wrong = judge(team)
        assert wrong == [], f"team {number}: {wrong[:3]}"
    finally:
        team.close()
    return "all the same"


@contextmanager
def _playing(base: Path) -> Iterator[Play]:
    yield play


@contextmanager
def a_server(fsync: bool = False) -> Iterator[Postgres]:
    """Yield a server for some trials; skips where none can be started."""
    if (reason := what_lacks()) is not None:
        pytest.skip(reason)
    server = Postgres(fsync=fsync)
    try:
        with unhurried():
            yield server
    finally:
        server.close()


@contextmanager
def _playing_mixed(base: Path) -> Iterator[Play]:
    with a_server() as server:

        def play(trial: Trial) -> str:
            number = trial.chance.randrange(1_000_000)
            team = MixedTeam(trial.folder, number, postgres=server)
            try:
                team.run()
                wrong = judged(team)
                assert wrong == [], f"mixed team {number}: {wrong[:3]}"
            finally:
                team.close()
                server.clear()
            return "all the same"

        yield play


KINDS = (Kind(NAME, 1_000, _playing, chunk=20), Kind("teams: hubs, packets, folders", 200, _playing_mixed, chunk=10))
