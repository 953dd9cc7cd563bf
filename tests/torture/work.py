"""Plays trials in a process of its own: `python -m tests.torture.work SEED KEEP`.

Each line of its input says which: a kind, the first, and the one after the last. It prints a line of JSON for each as
soon as it has ended, and an empty one after the last. It stays, since starting it takes longer than most trials.
"""

import dataclasses
import json
import sys
from pathlib import Path

from tests.torture.kinds import played
from tests.torture.registry import KINDS


def main(seed: str, keep: str) -> None:
    """Play what is asked for until there is no more."""
    kinds = {kind.name: kind for kind in KINDS}
    for line in sys.stdin:
        name, first, last = json.loads(line)
        for result in played(kinds[name], range(first, last), seed, Path(keep)):
            _say(json.dumps(dataclasses.asdict(result)))
        _say("")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
