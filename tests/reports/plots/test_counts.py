"""Counts by row and column: each cell stands apart, is said, and shows its number."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.drawing import Rect, Shade
from annotator.reports.plots.counts import CountPlot, counts
from tests.reports.plots.samples import COUNTS, NAMES, texts


@st.composite
def count_plots(draw: st.DrawFn, digits: int | None = None) -> CountPlot:
    """Return counts of up to 6 rows by up to 5 columns, or by rows alone."""
    rows = draw(st.lists(NAMES, min_size=1, max_size=6))
    columns = draw(st.lists(NAMES, max_size=5))
    values = [[draw(COUNTS) for _ in columns] for _ in rows]
    return CountPlot(
        rows=rows,
        columns=columns,
        values=values,
        row_totals=[sum(row) if columns else draw(COUNTS) for row in values],
        column_totals=[sum(row[column] for row in values) for column in range(len(columns))],
        total=draw(COUNTS),
        by_row="Label",
        by_column="Year" if columns else "",
        digits=draw(st.sampled_from((0, 2))) if digits is None else digits,
    )


@given(count_plots())
def test_each_cell_and_total_has_a_place_apart_from_all_others_and_is_said_with_its_number(data: CountPlot) -> None:
    drawing = counts(data)
    assert list(drawing.cells) == data.places == list(drawing.tips)
    boxes = {at: drawing.box(at) for at in drawing.cells}
    for one, other in combinations(boxes.values(), 2):
        assert one is not None and other is not None
        beside = one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]
        assert beside or one[1] + one[3] <= other[1] or other[1] + other[3] <= one[1]
    for at, tip in drawing.tips.items():
        assert f": {data.text(data.value(at))} " in tip
    for left, top, width, height in filter(None, boxes.values()):
        assert left >= 0 and left + width <= drawing.width and top >= 0 and top + height <= drawing.height


@given(count_plots(digits=0))
def test_a_fuller_cell_is_darker_and_an_empty_one_has_no_ground(data: CountPlot) -> None:
    shades = {
        shape.at: shape.fill.share
        for shape in counts(data).shapes
        if isinstance(shape, Rect) and isinstance(shape.fill, Shade) and shape.at is not None
    }
    inner = [at for at in data.places if at[0] < len(data.rows) and (at[1] < len(data.columns) or not data.columns)]
    assert shades.keys() == {at for at in inner if data.value(at)}
    ordered = sorted(shades, key=data.value)
    assert [shades[at] for at in ordered] == sorted(shades.values())


def test_a_cell_is_said_as_one_says_it_and_so_is_the_whole() -> None:
    data = CountPlot(
        rows=["Appeal", "Warning"],
        columns=["2023"],
        values=[[1], [12]],
        row_totals=[1, 12],
        column_totals=[13],
        total=13,
        by_row="Label",
        by_column="Year",
    )
    assert data.said((0, 0)) == "Appeal, 2023: 1 passage" and data.said((2, 1)) == "All: 13 passages"
    assert counts(data).summary == "13 passages by Label and Year. The most: Warning, 2023: 12 passages."
    assert {"Appeal", "Warning", "2023", "12", "13", "all"} <= set(texts(counts(data)))


def test_where_nothing_is_found_a_sentence_says_so() -> None:
    data = CountPlot(rows=[], row_totals=[], total=0, by_row="Label")
    assert counts(data).summary == "Nothing is found that could be counted."
