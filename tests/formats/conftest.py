"""The readers of others, started once for a module that asks for them."""

from collections.abc import Iterator

import pytest

from tests.formats.other_readers import Reader, of_pandas, of_r
from tests.oracles.oracle import Oracle, python_oracle, r_oracle


@pytest.fixture(scope="module", params=["pandas", "R"])
def reader(request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Yield pandas, then R."""
    if request.param == "R":
        yield from (Reader("R", oracle, of_r) for oracle in r_oracle("tables"))
    else:
        yield from (Reader("pandas", oracle, of_pandas) for oracle in python_oracle("tables"))


@pytest.fixture(scope="module")
def pandas() -> Iterator[Oracle]:
    """Yield pandas, for what it alone reads."""
    yield from python_oracle("tables")
