"""`python -m tests.torture`: all that breaks programs and files, some 102,000 trials, in minutes (`make torture`).

A run that was ended is taken up where it was; one that is through begins anew. `--seed` gives other trials.
"""

import argparse
import sys
from dataclasses import replace
from typing import TextIO

from tests.torture import teams
from tests.torture.kinds import SEED
from tests.torture.registry import KINDS
from tests.torture.running import ROOT, Record, count_of, run, table


def main() -> int:
    """Play the trials and print the table; 1 where something did not hold."""
    asked = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    asked.add_argument("--seed", default=SEED, help="of what is drawn: the same seed gives the same trials")
    asked.add_argument("--only", action="append", help="the kinds with this in their name, or another that is named")
    asked.add_argument("--teams", type=int, default=0, help="play so many random teams, and nothing else")
    asked.add_argument("--share", type=float, default=1.0, help="of how many trials are played: 0.1 is a tenth")
    asked.add_argument("--workers", type=int, default=0, help="how many processes play; one on each core")
    asked.add_argument("--again", action="store_true", help="forget what this seed has tried")
    chosen = asked.parse_args()
    kinds = [kind for kind in KINDS if any(part in kind.name for part in chosen.only or [""])]
    if chosen.teams:
        share = chosen.teams / teams.KINDS[0].count
        kinds = [replace(kind, count=max(1, round(kind.count * share))) for kind in teams.KINDS]
    folder = ROOT / "build" / "torture"
    record = Record(folder / f"seed-{chosen.seed}.jsonl")
    is_through = all(not list(record.left(kind, count_of(kind, chosen.share))) for kind in kinds)
    if chosen.again or is_through:
        record.forget(kinds)
    faults = folder / f"faults-{chosen.seed}"
    run(kinds, chosen.share, chosen.seed, record, faults, lambda line: _say(line, sys.stderr), chosen.workers)
    _say(table(kinds, record.results), sys.stdout)
    return int(any(one.fault for kind in kinds for one in record.results[kind.name].values()))


def _say(text: str, stream: TextIO) -> None:
    stream.write(text + "\n")
    stream.flush()


if __name__ == "__main__":
    sys.exit(main())
