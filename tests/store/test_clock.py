"""The time is stored in UTC to the second, cut off and not rounded, in words that are ordered as the times are."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.store import clock

SECONDS = st.floats(0, 4_000_000_000, allow_nan=False)


@given(one=SECONDS, other=SECONDS)
def test_times_read_back_are_of_the_second_and_ordered(one: float, other: float) -> None:
    with pytest.MonkeyPatch.context() as patched:
        said = []
        for second in (one, other):
            patched.setattr("annotator.store.clock.time.time", lambda: second)  # noqa: B023
            said.append(clock.now())
    assert [datetime.fromisoformat(each).timestamp() for each in said] == [int(one), int(other)]
    assert (said[0] < said[1]) == (int(one) < int(other)) and all(each.endswith("Z") for each in said)
    assert datetime.fromisoformat(said[0]).tzinfo == UTC
