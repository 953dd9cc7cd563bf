"""Use of labels as a table of shades: a row for each label, a column for each coder."""

import pytest
from hypothesis import given

from annotator.reports.drawing import OnShade, Shade, Words
from annotator.reports.plots.usage import UsagePlot, usage
from annotator.reports.plots.usage_table import table
from tests.reports.plots.samples import boxes, texts, usages
from tests.reports.plots.test_usage import data


def test_many_coders_are_a_table_shaded_by_the_share_of_the_rows_highest() -> None:
    shades = {box.at: box.fill for box in boxes(usage(data(10)))}
    first, last = shades[0, 0], shades[0, 9]
    assert isinstance(first, Shade) and isinstance(last, Shade) and first.share == pytest.approx(last.share / 10)
    assert shades[1, 3] == Shade(0)


@given(usages())
def test_each_row_has_one_darkest_shade_and_none_where_nobody_used_the_label(used: UsagePlot) -> None:
    shades = {box.at: box.fill for box in boxes(table(used, 640)) if isinstance(box.fill, Shade)}
    assert list(shades) == list(used.places)
    for label in range(len(used.labels)):
        row = [shades[label, coder].share for coder in range(len(used.coders))]
        rates = [used.rate(label, coder) for coder in range(len(used.coders))]
        assert max(row) == (pytest.approx(0.8) if any(rates) else 0)
        assert [share == max(row) for share in row] == [rate == max(rates) for rate in rates] or max(row) == 0


@given(usages())
def test_each_number_can_be_read_on_its_shade(used: UsagePlot) -> None:
    cells = {box.at: box.fill for box in boxes(table(used, 640))}
    for shape in table(used, 640).shapes:
        if isinstance(shape, Words) and isinstance(shape.colour, OnShade):
            fill = cells[shape.at]
            assert isinstance(fill, Shade) and shape.colour.share == fill.share


def test_it_says_what_is_counted() -> None:
    assert "Spans per 1,000 words; shade: share of the row’s highest" in texts(table(data(6), 640))
    assert "Number of spans; shade: share of the row’s highest" in texts(table(data(6, words=0), 640))
