"""Counts as bars: as long as their numbers, in the colours of their columns."""

from itertools import pairwise

from hypothesis import given

from annotator.reports.drawing import Rect
from annotator.reports.plots.count_bars import count_bars
from annotator.reports.plots.counts import CountPlot
from tests.reports.plots.samples import boxes, texts
from tests.reports.plots.test_counts import count_plots


@given(count_plots())
def test_each_number_has_a_line_of_its_own_and_zeros_of_columns_have_none(data: CountPlot) -> None:
    drawing = count_bars(data)
    across = range(len(data.columns)) if data.columns else (0,)
    wanted = [(r, c) for r in range(len(data.rows)) for c in across if not data.columns or data.values[r][c]]
    assert list(drawing.cells) == wanted == list(drawing.tips)
    lines = [shape for shape in drawing.shapes if isinstance(shape, Rect) and shape.at is not None]
    for above, below in pairwise(lines):
        assert above.top + above.height <= below.top + 1e-6
    assert all(" ".join(data.text(data.value(at)).split()) in texts(drawing) for at in wanted)


@given(count_plots())
def test_bars_are_as_long_as_their_numbers_and_end_within_the_picture(data: CountPlot) -> None:
    drawing = count_bars(data, width=700)
    long = [box.width for box in boxes(drawing) if box.fill is not None]
    numbers = [data.value(at) for at in drawing.cells if data.value(at)]
    assert len(long) == len(numbers)
    most = max(zip(numbers, long, strict=True), default=(1, 1))
    for number, width in zip(numbers, long, strict=True):
        assert width == max(1, number * most[1] / most[0]) or abs(width - number * most[1] / most[0]) < 1.01
    assert all(box.left + box.width <= drawing.width for box in boxes(drawing))


def test_a_column_with_a_colour_gives_it_to_its_bars() -> None:
    data = CountPlot(
        rows=["2023"],
        columns=["Appeal", "Other"],
        values=[[2, 1]],
        row_totals=[3],
        column_totals=[2, 1],
        total=3,
        by_row="Year",
        by_column="Label",
        colours={0: "#0072B2"},
    )
    filled = [box.fill for box in boxes(count_bars(data)) if box.fill is not None]
    assert filled[0] == "#0072B2" and filled[1] != "#0072B2"
    assert count_bars(CountPlot(rows=[], row_totals=[], total=0, by_row="x")).summary.startswith("Nothing")
