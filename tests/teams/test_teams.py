"""Random teams on the real verbs: whatever they do, in whichever order it comes, their copies come to the same."""

from pathlib import Path

import pytest

from tests.teams.judging import judge
from tests.teams.team import Team


@pytest.mark.parametrize("number", range(200))
def test_a_team_comes_to_the_same(number: int, tmp_path: Path) -> None:
    team = Team(tmp_path, number)
    try:
        team.run()
        assert judge(team) == [], "\n".join(team.log)
    finally:
        team.close()
