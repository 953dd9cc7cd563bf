"""The places in the pictures: what is drawn somewhere is hit there, and nothing stands on something else."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.series import MOST_CELLS, NOBODY, UNDATED, Event
from annotator.ui.explore.timeline_layout import LEAST_PITCH
from annotator.ui.pictures.layout import Box, Face, Line, line, number, ticks
from tests.ui.explore.places import EVENTS, LONG, NAMES, Typewriter, event, matrix_layout, timeline_layout

PARTIES = st.one_of(st.sampled_from(["France", "China", NOBODY, LONG]), st.integers(0, 40).map("actor {}".format))
DATES = st.sampled_from(["", "1999", "2020-02", "2021-11-30", "2023-04-06"])
FOUND = st.lists(st.builds(event, st.integers(0, 99).map(str), PARTIES, PARTIES, DATES, st.sampled_from(list(NAMES))))


def apart(one: Box, other: Box) -> bool:
    return one.right <= other.left or other.right <= one.left or one.bottom <= other.top or other.bottom <= one.top


@given(FOUND)
def test_each_cell_is_hit_in_its_middle_and_has_its_number_inside(events: list[Event]) -> None:
    layout = matrix_layout(events)
    assert len(layout.rows) == len(layout.matrix.sources) <= MOST_CELLS
    for row in range(len(layout.rows)):
        for column in range(len(layout.columns)):
            box, words = layout.box((row, column)), layout.numbers.get((row, column))
            assert layout.hit(box.left + box.width / 2, box.top + box.height / 2) == (row, column)
            assert box.right <= layout.width and box.bottom <= layout.height
            assert (words is not None) == (layout.count((row, column)) > 0)
            if words is not None:
                assert words.text == number(layout.count((row, column)))
                assert box.left < words.left and words.right < box.right and box.has(words.left, words.baseline)


def test_between_and_beside_the_cells_nothing_is_hit() -> None:
    layout = matrix_layout()
    first = layout.box((0, 0))
    assert layout.hit(first.right + 1, first.top + 1) is None
    assert layout.hit(first.left - 1, first.top + 1) is None
    assert layout.hit(first.left, layout.height - 1) is None
    assert apart(first, layout.box((0, 1))) and apart(first, layout.box((1, 0)))


def test_a_long_name_is_cut_and_its_head_tells_the_whole() -> None:
    layout = matrix_layout()
    row = next(each for each in layout.rows if each.whole == LONG)
    column = next(each for each in layout.columns if each.whole == LONG)
    for head in (row, column):
        assert head.text.endswith("…") and head.width < 200
    assert layout.head(row.left + 4, row.baseline - 4) == LONG
    assert layout.head(column.left + 40, column.baseline - 40) == LONG
    assert layout.head(1, 1) == ""
    assert [each.whole for each in layout.columns][-1] == "nobody named"


def test_a_slanted_line_is_hit_along_its_slant_only() -> None:
    slanted = Line("France", "France", 100, 100, 50, turned=True)
    assert slanted.has(120, 78) and not slanted.has(140, 100) and not slanted.has(160, 40) and not slanted.has(90, 110)
    assert Line("France", "France", 100, 100, 50).has(140, 95)


@given(FOUND, st.sampled_from(["year", "month"]))
def test_bars_are_as_high_as_their_numbers_say_and_stand_side_by_side(events: list[Event], period: str) -> None:
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


@given(FOUND, st.sampled_from(["year", "month"]))
def test_numbers_and_periods_below_never_run_into_each_other(events: list[Event], period: str) -> None:
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


@given(st.integers(0, 10**7))
def test_the_axis_has_few_round_numbers_and_reaches_the_largest(most: int) -> None:
    scale = list(ticks(most))
    step = scale[1]
    assert scale[0] == 0 and scale[-1] >= most and scale[-1] - step < max(most, 1) and len(scale) <= 5
    assert str(step).rstrip("0") in ("1", "2", "5")


def test_a_line_keeps_its_whole_text_and_large_numbers_have_their_thousands_apart() -> None:
    found = line(Typewriter(), "the  European\nUnion", 0, 0, Face.WORDS, 50)
    assert (found.whole, found.text, found.width <= 50) == ("the European Union", "the Eu…", True)
    assert (number(999), number(1234567)) == ("999", "1\u202f234\u202f567")


def test_what_is_counted_stands_in_the_heading() -> None:
    for layout in (matrix_layout(EVENTS), timeline_layout(EVENTS)):
        assert layout.title[1].text == "Gold"
