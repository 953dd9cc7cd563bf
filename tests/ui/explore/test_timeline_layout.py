"""The places in the timeline: what is drawn somewhere is hit there, and nothing stands on something else."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.series import UNDATED, ActEvent
from annotator.ui.explore.timeline_layout import LEAST_PITCH
from tests.ui.explore.places import FOUND, NAMES, apart, event, timeline_layout


@given(FOUND, st.sampled_from(["year", "month", "week"]))
def test_bars_are_as_high_as_their_numbers_say_and_stand_side_by_side(events: list[ActEvent], period: str) -> None:
    layout = timeline_layout(events, period)
    timeline = layout.timeline
    counts = {at: timeline.count(timeline.periods[at[0]], timeline.labels[at[1]]) for at in layout.parts}
    assert sum(counts.values()) == sum(len(acts) for acts in timeline.bars.values())
    units = {round(layout.box(at).height / count, 6) for at, count in counts.items()}
    assert len(units) <= 1 and all(count > 0 for count in counts.values())
    for at, part in layout.parts.items():
        assert layout.hit(part.box.left + part.box.width / 2, part.box.top + part.box.height / 2) == at
        assert layout.left <= part.box.left and part.box.right <= layout.width and part.box.bottom <= layout.height
    near = sorted(layout.parts.values(), key=lambda part: part.at)[:12]
    assert all(apart(one.box.grown(-1e-6), other.box.grown(-1e-6)) for one, other in combinations(near, 2))


@given(FOUND, st.sampled_from(["year", "month", "week"]))
def test_numbers_and_periods_below_never_run_into_each_other(events: list[ActEvent], period: str) -> None:
    layout = timeline_layout(events, period)
    for words in (layout.totals, layout.periods):
        assert all(one.right <= other.left for one, other in pairwise(words))
    with_acts = [period for period in layout.timeline.periods if any(layout.timeline.count(period, n) for n in NAMES)]
    assert len(layout.totals) == len(with_acts)


def test_a_timeline_names_labels_numbers_and_what_has_no_date() -> None:
    layout = timeline_layout()
    assert layout.timeline.periods == ("2020", "2021", "2022", "2023", UNDATED)
    assert [key.words.whole for key in layout.legend] == ["Appeal 14", "Commitment 1", "Warning 2"]
    assert [words.text for words in layout.totals] == ["1", "1", "14", "1"]
    assert [words.text for words in layout.periods] == ["2020", "2021", "2022", "2023", "undated"]
    assert layout.head(layout.legend[0].words.left + 1, layout.legend[0].words.baseline - 2) == "Appeal 14"
    assert layout.hit(0, 0) is None


def test_many_periods_are_named_at_equal_distances_and_more_width_is_taken() -> None:
    layout = timeline_layout([event("1", "a", "b", "2004-01"), event("2", "a", "b", "2023-12")], "month")
    assert layout.width > 240 * LEAST_PITCH
    named = [words.text for words in layout.periods]
    assert named[:3] == ["2004-01", "2004-04", "2004-07"] and len(named) == 80


def test_a_week_is_called_by_its_monday() -> None:
    layout = timeline_layout([event("1", "a", "b", "2026-01-21"), event("2", "a", "b", "2026-02-03")], "week")
    assert [words.text for words in layout.periods] == ["19 Jan", "26 Jan", "2 Feb"]


def test_bars_have_their_labels_in_one_order_whatever_their_numbers() -> None:
    events = [
        event(f"{when}{label}{n}", "a", "b", when, label)
        for when, label, most in (
            ("2020", "warning", 5),
            ("2020", "appeal", 1),
            ("2021", "appeal", 5),
            ("2021", "warning", 1),
        )
        for n in range(most)
    ]
    layout = timeline_layout(events)
    for period in range(2):
        bar = sorted((part for at, part in layout.parts.items() if at[0] == period), key=lambda part: -part.box.top)
        assert [part.label for part in bar] == ["appeal", "warning"]
