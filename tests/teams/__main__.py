"""`python -m tests.teams 17`: play one team by its number, and print what it did and what is wrong with it."""

import sys
import tempfile
from pathlib import Path

from tests.teams.judging import judge
from tests.teams.team import Team


def main(number: int) -> int:
    """Play a team; 1 where something is wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        team = Team(Path(folder), number)
        try:
            team.run()
            wrong = judge(team)
        finally:
            sys.stdout.write("\n".join(team.log) + "\n")
            team.close()
    sys.stdout.write("\n".join(["", *wrong, f"{len(wrong)} wrong", ""]))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
