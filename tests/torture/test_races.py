"""A few races of three programs; `make torture` runs 256, of two and of three."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.kinds import Trial
from tests.torture.programs import Programs, programs
from tests.torture.races import RACES


@pytest.fixture(scope="module")
def three() -> Iterator[Programs]:
    """Three programs, which take longer to start than to race."""
    with programs() as running:
        yield running


@pytest.mark.parametrize("number", range(2))
@pytest.mark.parametrize("race", RACES)
def test_of_programs_that_do_the_same_at_once_none_loses_anything(
    three: Programs, tmp_path: Path, race: str, number: int
) -> None:
    assert RACES[race](three, Trial(number, random.Random(number), tmp_path))
