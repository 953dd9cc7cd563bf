"""What is reckoned of a team: more of anything is never less, and a small real team comes to what the units say."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hub_growth.__main__ import PAGE, TEAMS, table, units
from tests.hub_growth.measured_team import measured
from tests.hub_growth.team_size import TeamSize
from tests.server_place import what_lacks

NUMBERS = st.integers(1, 10_000_000)
SMALL = TeamSize(400, 4, text_bytes=1_000, acts_each=40)


@given(
    team=st.builds(TeamSize, NUMBERS, st.integers(1, 500), st.integers(1, 3), NUMBERS, NUMBERS),
    field=st.sampled_from(["documents", "by", "text_bytes", "acts_each"]),
)
def test_more_of_anything_is_never_smaller(team: TeamSize, field: str) -> None:
    less, more = units().of(team), units().of(replace(team, **{field: 2 * getattr(team, field)}))
    assert all(getattr(more, name) >= getattr(less, name) for name in ("server", "lead", "copy", "strands", "calls"))


def test_the_page_for_administrators_has_the_table_of_the_units_that_are_kept() -> None:
    assert "\n".join(table(units())) in PAGE.read_text(encoding="utf-8")
    assert TEAMS[-1].documents == 10_000_000 and TEAMS[-1].coders == 500


def test_a_small_real_team_comes_to_what_is_reckoned() -> None:
    if (reason := what_lacks()) is not None:
        pytest.skip(reason)
    _, came = measured(SMALL, SMALL.coders)
    reckoned, nothing = units().of(SMALL), units().of(TeamSize(0, 1, acts_each=0))
    for name in ("server", "lead", "copy"):
        grew = (getattr(came, name) - getattr(nothing, name)) / (getattr(reckoned, name) - getattr(nothing, name))
        assert 0.5 < grew < 2, f"{name}: {grew:.2f} of what is reckoned"
