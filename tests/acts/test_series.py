"""Acts counted by source and target, and over time."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.series import (
    APART,
    AT_ONCE,
    FITTING,
    MOST_PERIODS,
    NOBODY,
    OTHERS,
    UNDATED,
    ActEvent,
    Filter,
    kept,
    matrix_in_steps,
)
from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from tests.acts.counting import finished, matrix_of, timeline_of


def event(
    act: str, source: str, target: str, date: str = "2023-04-06", label: str = "appeal", layer: str = "a"
) -> ActEvent:
    return ActEvent(SpanId(act), DocumentId("d"), LayerId(layer), LabelId(label), "urges", source, target, date)


EVENTS = [
    event("1", "France", "China"),
    event("1", "France", "Russia"),
    event("2", "France", "China", "2025-01-01", "warning", "b"),
    event("3", "China", NOBODY, ""),
]


def test_a_matrix_has_the_acts_of_each_pair() -> None:
    matrix = matrix_of(EVENTS)
    assert matrix.sources == ("France", "China")
    assert matrix.targets == ("China", "Russia", NOBODY)
    assert matrix.cells == {("France", "China"): ("1", "2"), ("France", "Russia"): ("1",), ("China", NOBODY): ("3",)}
    assert (matrix.count("France", "China"), matrix.count("China", "France"), matrix.most) == (2, 0, 2)


def test_a_timeline_has_no_gap_and_counts_an_act_once() -> None:
    line = timeline_of(EVENTS, ["appeal", "commitment", "warning"])
    assert line.periods == ("2023", "2024", "2025", UNDATED)
    assert line.labels == ("appeal", "warning")
    assert [line.count(period, "appeal") for period in line.periods] == [1, 0, 0, 1]
    assert (line.count("2025", "warning"), line.most) == (1, 1)


def test_months_are_counted_and_a_year_alone_is_in_none() -> None:
    dates = ["2023-11", "2024-02-01", "2024"]
    line = timeline_of([event(date, "a", "b", date) for date in dates], ["appeal"], "month")
    assert line.periods == ("2023-11", "2023-12", "2024-01", "2024-02", UNDATED)
    assert line.count(UNDATED, "appeal") == 1


def test_a_filter_keeps_what_fits_all_of_it() -> None:
    def acts(**wanted: object) -> list[str]:
        found = finished(kept(EVENTS, Filter(**wanted)))  # type: ignore[arg-type]
        return list(dict.fromkeys(one.act for one in found))

    assert acts() == ["1", "2", "3"]
    assert acts(labels=frozenset({"warning"})) == acts(layers=frozenset({"b"})) == ["2"]
    assert acts(actor="Russia") == ["1"]
    assert acts(actor="China", labels=frozenset({"appeal"})) == ["1", "3"]
    assert acts(forces=frozenset({"demands"})) == []


NAMES = st.sampled_from([f"actor {number}" for number in range(12)])
DATES = st.sampled_from(["", "2020", "2021-03", "2021-13", "2024-12-31", "0099-01-01", "9999"])

PERIODS = st.sampled_from(["year", "month", "week", FITTING])


@given(
    st.lists(st.builds(event, st.sampled_from("abcdefgh"), NAMES, NAMES, DATES), max_size=30),
    st.integers(2, 6),
    PERIODS,
)
def test_no_act_is_lost_by_counting(events: list[ActEvent], most: int, period: str) -> None:
    acts = {one.act for one in events}
    matrix, line = matrix_of(events, most), timeline_of(events, ["appeal"], period)
    assert {act for cell in matrix.cells.values() for act in cell} == acts
    assert {act for bar in line.bars.values() for act in bar} == acts
    assert len(matrix.sources) <= most and len(matrix.targets) <= most
    assert all(source in matrix.sources and target in matrix.targets for source, target in matrix.cells)
    assert all(when in line.periods for when, _ in line.bars)
    assert len(line.periods) <= MOST_PERIODS + 1 and len(set(line.periods)) == len(line.periods)
    assert OTHERS in matrix.sources or len({one.source for one in events}) <= most


def test_nothing_counted_is_an_empty_matrix_and_no_periods() -> None:
    assert matrix_of([]).sources == () == timeline_of([], ["appeal"]).periods


def test_periods_are_as_long_as_it_takes_to_read_them() -> None:
    def line(first: str, last: str, period: str) -> tuple[str, str, str, int]:
        found = timeline_of([event("1", "a", "b", first), event("2", "a", "b", last)], ["appeal"], period)
        return found.unit, found.periods[0], found.periods[-1], len(found.periods)

    assert line("2000-01", "2019-12", "month") == ("month", "2000-01", "2019-12", 240)
    assert line("2000-01", "2020-01", "month") == ("year", "2000", "2020", 21)
    assert line("1648", "2023", "year") == ("decade", "1640s", "2020s", 39)
    assert line("0001-01", "9999-12", "month") == ("century", "0000s", "9900s", 100)


def test_a_name_that_is_the_word_for_the_others_is_counted_once() -> None:
    names = [OTHERS, "a", "b", "c"]
    found = matrix_of([event(str(number), name, name) for number, name in enumerate(names)], 3)
    assert found.sources == found.targets == ("a", "b", OTHERS)
    assert found.cells[OTHERS, OTHERS] == ("0", "3")


def test_counting_pauses_after_every_few_thousand_events() -> None:
    events = [event(str(number), "a", "b") for number in range(3 * AT_ONCE)]
    assert len(list(matrix_in_steps(events))) == 6
    assert len(list(kept(events, Filter()))) == 3


def test_what_stands_for_no_name_comes_last_and_takes_no_more_room_than_there_is() -> None:
    names = ["implicit", NOBODY, "China", "collective", *(f"actor {number}" for number in range(20))]
    matrix = matrix_of([event(str(number), "France", name) for number, name in enumerate([*names, NOBODY, NOBODY])], 10)
    assert matrix.targets[-3:] == ("implicit", "collective", NOBODY) and len(matrix.targets) == 10
    assert matrix.targets[6] == OTHERS and matrix.other_targets == 21 - 6
    assert matrix.count("France", OTHERS) == 15 and matrix.most == 3, "all others together are no pair"
    assert matrix.made("France") == len(names) + 2 and matrix.received(NOBODY) == 3


@given(st.lists(st.sampled_from(["France", "China", "Iran", *APART]), max_size=20), st.integers(2, 12))
def test_names_stand_before_values_however_few_there_may_be(targets: list[str], most: int) -> None:
    matrix = matrix_of([event(str(number), "a", target) for number, target in enumerate(targets)], most)
    kinds = [target in APART for target in matrix.targets]
    assert kinds == sorted(kinds)
    assert [target for target in matrix.targets if target in APART] == [value for value in APART if value in targets]


def test_weeks_begin_on_monday_and_stand_without_a_gap() -> None:
    days = ["2026-01-25", "2026-01-26", "2026-02-09", "2026-02", "2026-02-30"]
    line = timeline_of([event(day, "a", "b", day) for day in days], ["appeal"], "week")
    assert line.periods == ("2026-01-19", "2026-01-26", "2026-02-02", "2026-02-09", UNDATED)
    assert [line.count(period, "appeal") for period in line.periods] == [1, 1, 0, 1, 2]


def test_a_period_that_fits_is_the_shortest_of_which_a_row_is_read() -> None:
    def unit(*dates: str) -> str:
        return timeline_of([event(date, "a", "b", date) for date in dates], ["appeal"], FITTING).unit

    assert [unit("2026-01-19", "2026-02-17"), unit("2026-01-19", "2026-09-01")] == ["week", "month"]
    assert [unit("2020-01-19", "2026-02-17"), unit("2026", "2026-01-05"), unit("")] == ["year", "year", "year"]
    assert unit("2026-01-19", "") == "week"
