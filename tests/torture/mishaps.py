"""What happens to a file while it is open, after random acts of several people, and in whose midst it is noticed.

The trials are steps of the machine that `tests/operations/project/test_rescued.py` runs as a property: it compares what
is in the rescue file, and what is saved under a new name, with all that was acknowledged.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.operations.project.test_rescued import MISHAPS, Unlucky
from tests.torture import acts
from tests.torture.kinds import Kind, Play, Trial


def _kind(mishap: str) -> Kind:
    @contextmanager
    def playing(base: Path) -> Iterator[Play]:
        def play(trial: Trial) -> str:
            users, chance = Unlucky(), trial.chance
            users.passphrase = chance.choice(("", "", acts.PASSPHRASE))
            try:
                users.begin()
                for _ in range(chance.choice((1, 1, 2))):
                    for _ in range(chance.randrange(30)):
                        acts.act(users.project, chance, 0.2)
                    users.befall(mishap, idle=chance.random() < 0.5)
            finally:
                users.teardown()
            return "all acts in the rescue file, and in the new one"

        yield play

    return Kind(f"while open: {mishap}", 30, playing, 30)


KINDS = tuple(_kind(mishap) for mishap in MISHAPS)
