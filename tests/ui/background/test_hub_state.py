"""How it stands with hubs, in words; of several the one in trouble is told first."""

from annotator.operations.team.hubs.words import HubReach, HubTold
from annotator.ui.background.hub_state import HubState, worst


def test_the_one_in_trouble_is_told_first_and_nothing_where_there_is_none() -> None:
    states = [HubState(at, f"h{at}", told=HubTold(reach)) for at, reach in enumerate(HubReach, 1)]
    good = [one for one in states if one.told.reach in (HubReach.IN_STEP, HubReach.NOT_YET)]
    for one in states:
        expected = good[0] if one in good else one
        assert worst([*good, one]) == expected
    assert worst(()).foot() == "" and worst(()).about() == "" and worst(()).link == ""


def test_a_link_stands_there_only_where_somebody_is_waited_for() -> None:
    for reach in HubReach:
        assert bool(HubState(1, "h", told=HubTold(reach)).link) is reach.wants_password
