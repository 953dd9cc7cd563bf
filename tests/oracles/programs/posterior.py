"""What crowd-kit says is probably true. `answers`: unit, coder and category, by number, of each answer.

An answer is the chance of each category, by unit, in the order of their numbers.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from crowdkit.aggregation import GLAD, MACE, DawidSkene

from tests.oracles.programs.answering import answer

Answers = Sequence[tuple[int, int, int]]


def of_dawid_skene(answers: Answers, steps: int) -> list[list[float]]:
    """Return the chances after so many steps of EM."""
    return _chances(DawidSkene(n_iter=steps, tol=-1e9), answers)


def of_mace(answers: Answers, method: str, steps: int) -> list[list[float]]:
    """Return the chances after one start and so many steps. Coders and categories must come in their order."""
    return _chances(MACE(n_restarts=1, n_iter=steps, method=method), answers)


def of_glad(answers: Answers, steps: int) -> list[list[float]]:
    """Return the chances after so many steps of EM."""
    # It says what the chances were before its last climb, which so is one too many.
    climbs = 25 if steps else 1
    model = GLAD(n_iter=steps + 1, tol=-1e9, silent=True, m_step_max_iter=climbs, m_step_tol=1e-6)
    return _chances(model, answers)


def _chances(model: Any, answers: Answers) -> list[list[float]]:
    found = model.fit(pd.DataFrame(answers, columns=["task", "worker", "label"])).probas_
    ordered: list[list[float]] = found.sort_index().sort_index(axis=1).to_numpy().tolist()
    return ordered


if __name__ == "__main__":
    answer({each.__name__: each for each in (of_dawid_skene, of_mace, of_glad)})
