"""`python -m tests.teams 17`: play one team by its number, and print what it did and what is wrong with it.

`python -m tests.teams mixed 17`: one that has hubs as well.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.teams.judging import judge
from tests.teams.mixed_team import MixedTeam, judged
from tests.teams.team import Team
from tests.torture.teams import a_server


def main(number: int, is_mixed: bool) -> int:
    """Play a team; 1 where something is wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        if not is_mixed:
            team = Team(Path(folder), number)
            return _play(team, lambda: judge(team))
        with a_server() as server:
            mixed = MixedTeam(Path(folder), number, postgres=server)
            return _play(mixed, lambda: judged(mixed))


def _play(team: Team, judging: Callable[[], list[str]]) -> int:
    try:
        team.run()
        wrong = judging()
    finally:
        sys.stdout.write("\n".join(team.log) + "\n")
        team.close()
    sys.stdout.write("\n".join(["", *wrong, f"{len(wrong)} wrong", ""]))
    return int(bool(wrong))


if __name__ == "__main__":
    *kind, number = sys.argv[1:]
    sys.exit(main(int(number), kind == ["mixed"]))
