"""Random teams on the real verbs: whatever they do, in whichever order it comes, their copies come to the same."""

from pathlib import Path

import pytest

from tests.examples import examples
from tests.teams.judging import judge
from tests.teams.team import Team

MENDED = (166, 168)
"""Teams that found a fault which others seldom find."""
NUMBERS = sorted({*range(min(200, examples(180, usual=24))), *MENDED})
"""Two dozen and these in the usual run, 200 where properties are held on many; `make torture` plays 1,000 others."""


@pytest.mark.hypothesis  # for `make torture`, which plays again what is marked so
@pytest.mark.parametrize("number", NUMBERS)
def test_a_team_comes_to_the_same(number: int, tmp_path: Path) -> None:
    team = Team(tmp_path, number)
    try:
        team.run()
        assert judge(team) == [], "\n".join(team.log)
    finally:
        team.close()
