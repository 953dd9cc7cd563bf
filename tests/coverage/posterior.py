"""`python -m tests.coverage.posterior [TIMES]`: how well models of coders hold what they say, as a table.

Of each design: how often the 95 % intervals hold a coder's accuracy, the chances in their table of confusion and their
precision; and how much of what is 50 to 80, 80 to 95 and 95 to 100 % likely is true, beside what was said on average.
"""

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from tests.agreement.posterior.coverage import Simulation, covered, known
from tests.agreement.posterior.simulated import coders_who_err, markers

TIMES = 300
BANDS = (0.5, 0.8, 0.95, 1.01)


def designs() -> Iterator[tuple[str, Simulation]]:
    """Yield what is simulated, with a name."""
    two, rare, three, four = (0.7, 0.3), (0.95, 0.05), (0.5, 0.3, 0.2), (0.4, 0.3, 0.2, 0.1)
    for units, coders, prevalence in (
        *((units, coders, shares) for shares in (two, four) for units in (50, 200, 1000) for coders in (3, 5)),
        (400, 3, rare),
        (200, 8, three),
    ):
        shares = "/".join(f"{100 * share:g}" for share in prevalence)
        yield (
            f"{units} units, {coders} coders, {shares} %",
            partial(coders_who_err, units=units, coders=coders, prevalence=prevalence),
        )
    yield (
        "200 units, 5 coders of whom each answers 60 %",
        partial(coders_who_err, units=200, coders=5, prevalence=three, missing=0.4),
    )
    yield "200 units, 3 weak coders", partial(coders_who_err, units=200, coders=3, prevalence=two, right=(0.55, 0.8))
    yield "200 units, 3 good coders", partial(coders_who_err, units=200, coders=3, prevalence=two, right=(0.85, 0.99))
    for documents, spread, together in ((10, 0.4, False), (20, 0.75, False), (20, 0.75, True), (50, 0.75, True)):
        hard = "as hard for all" if together else "harder for one or another"
        yield (
            f"{20 * documents} units, 3 coders, {documents} documents that are {hard} (sd {spread})",
            partial(
                coders_who_err,
                units=20 * documents,
                coders=3,
                prevalence=three,
                documents=documents,
                spread=spread,
                together=together,
            ),
        )
    for passages, coders in ((50, 3), (100, 3), (400, 3), (100, 5), (400, 5)):
        yield f"{passages} marked passages, {coders} coders", partial(markers, passages=passages, coders=coders)


def lines(times: int) -> Iterator[str]:
    """Yield the table."""
    yield "| design | accuracy | confusion | precision | 50–80 % | 80–95 % | 95–100 % |"
    yield "|---|---|---|---|---|---|---|"
    for number, (name, simulation) in enumerate(designs()):
        found = covered(simulation, times, number)
        sure, right = known(simulation, max(times // 3, 1), 1000 + number)
        bands = []
        for low, high in pairwise(BANDS):
            inside = (sure >= low) & (sure < high)
            said, true = (float(np.mean(one[inside])) if inside.any() else float("nan") for one in (sure, right))
            bands.append(f"{said:.2f}: {true:.2f}")
        shares = [f"{one:.3f}" for one in found]
        yield f"| {name} | {' | '.join([*shares, *bands])} |"


def main(arguments: Sequence[str]) -> None:
    """Write the table as it comes."""
    times = int(arguments[0]) if arguments else TIMES
    for line in lines(times):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
