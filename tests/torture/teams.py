"""Random teams on the real verbs, whose copies have to come to the same: see `tests/teams/team.py`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.teams.judging import judge
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


KINDS = (Kind(NAME, 1_000, _playing, chunk=20),)
