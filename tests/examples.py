"""On which examples a property is held, and how many: few and everywhere the same ones in the usual run, so that it
ends alike for everybody; many and other ones each time under `make torture`.
"""

import os
import secrets
from collections.abc import Sequence
from itertools import cycle, product
from random import Random
from typing import TypeVar

from hypothesis import core, settings
from hypothesis.internal.conjecture import providers

One = TypeVar("One")
Other = TypeVar("Other")

USUAL = 30
"""The number of examples to which all others are relative."""
SEED = "EXAMPLES_SEED"
"""The variable with the seed of a run on many examples: the same seed makes the same run draw the same."""
_THOROUGH = "thorough"

# All is said that hypothesis has otherwise with CI set. On a machine that is busy, seconds say nothing.
_SAME = settings(deadline=None, print_blob=True, suppress_health_check=())
settings.register_profile("usual", _SAME, max_examples=10, derandomize=True)
settings.register_profile(_THOROUGH, _SAME, max_examples=120, derandomize=False)


def choose_examples() -> None:
    """Let all properties of this process be held on the usual examples, or on many where HYPOTHESIS_PROFILE says so."""
    if os.environ.get("HYPOTHESIS_PROFILE") == _THOROUGH:
        settings.load_profile(_THOROUGH)
        os.environ.setdefault(SEED, str(secrets.randbits(32)))  # which workers and children are told by
        return
    os.environ.pop(SEED, None)
    settings.load_profile("usual")
    # It would draw the constants of our modules too, and look through all of them for each alphabet, again after each
    # module that is loaded: a thirtieth of the run, and what is drawn would hang on what was loaded before.
    providers._get_local_constants = lambda: providers._local_constants


def draw_for(test: str) -> None:
    """Let what a test draws in a run on many examples hang on the run's seed and its name, not on what ran before."""
    if seed := os.environ.get(SEED):
        core.threadlocal._hypothesis_global_random = Random(f"{seed} {test}")


def many() -> bool:
    """Whether this is the run on many examples that `make torture` asks for."""
    return settings().max_examples > USUAL


def examples(wanted: int, usual: int = 0) -> int:
    """Return the number of examples in this run for a property that gets `wanted` where others get 30.

    Properties that are dear want less, those that are cheap or whose cases are many want more. `usual`: so many in the
    usual run, for those of which that run would take more than a second.
    """
    if usual and not many():
        return usual
    return max(min(wanted, 4), round(wanted * settings().max_examples / USUAL))


def pairs(first: Sequence[One], second: Sequence[Other]) -> list[tuple[One, Other]]:
    """Return all pairs under `make torture`; else each of the first with the fullest, and the others with one in turn.

    `second`: the fullest stands first. For sweeps in which each pair costs a window of its own.
    """
    if many():
        return list(product(first, second))
    return [*((one, second[0]) for one in first), *zip(cycle(first), second[1:], strict=False)]


def in_turn(first: Sequence[One], second: Sequence[Other]) -> list[tuple[One, Other]]:
    """Return all pairs under `make torture`; else each of the first with one of the second in turn."""
    return list(product(first, second)) if many() else list(zip(first, cycle(second), strict=False))


def share_of(each: Sequence[One], number: int, parts: int) -> Sequence[One]:
    """Return all under `make torture`; else one of so many parts, by the number of a case: some in a row have all."""
    return each if many() else each[number % parts :: parts]
