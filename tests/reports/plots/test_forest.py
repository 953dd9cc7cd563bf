"""Forest plot: values and intervals stand where the axis says."""

import pytest

from annotator.reports.drawing import ColourRole, Drawing, Polyline, Stroke
from annotator.reports.plots.forest import ForestRow, forest
from tests.reports.plots.samples import boxes, texts


def middles(drawing: Drawing) -> list[float]:
    """Return where the marks of values stand."""
    return [box.left + box.width / 2 for box in boxes(drawing)]


def test_values_stand_at_their_places_between_nought_and_one() -> None:
    rows = [ForestRow(name=str(value), value=value) for value in (0.0, 0.25, 1.0)]
    nought, quarter, one = middles(forest(rows))
    assert quarter == pytest.approx(nought + (one - nought) / 4)


def test_the_interval_is_a_line_through_the_value() -> None:
    drawing = forest([ForestRow(name="a", value=0.5, low=0.25, high=1.0), ForestRow(name="b", value=0.0)])
    half, nought = middles(drawing)
    unit = 2 * (half - nought)
    line = next(shape for shape in drawing.shapes if isinstance(shape, Stroke) and shape.colour is ColourRole.ACCENT)
    assert (line.x1, line.x2) == pytest.approx((nought + unit / 4, nought + unit))


def test_an_undefined_value_has_its_word_and_no_mark_and_its_reason_in_the_tip() -> None:
    drawing = forest([ForestRow(name="a", value=None, undefined="Only one category.", group="By label")])
    assert "undefined" in texts(drawing) and middles(drawing) == []
    assert drawing.tips[(0, 0)] == "By label, a: undefined, because only one category"


def test_what_is_below_the_axis_has_an_arrow_instead() -> None:
    rows = [ForestRow(name="a", value=-1.5, low=-2.0, high=-1.2), ForestRow(name="b", value=0.5, low=-9, high=1)]
    drawing = forest(rows)
    assert len(boxes(drawing)) == 1 and sum(isinstance(shape, Polyline) for shape in drawing.shapes) == 2


def test_the_customary_limits_are_marked_unless_they_are_unwanted() -> None:
    rows = [ForestRow(name="a", value=0.5)]
    assert {"0.667", "0.800"} <= set(texts(forest(rows)))
    assert not {"0.667", "0.800"} & set(texts(forest(rows, thresholds=False)))


def test_a_group_has_its_heading_once() -> None:
    rows = [ForestRow(name=str(at), value=0.5, group="Whole" if at < 2 else "By label") for at in range(4)]
    shown = texts(forest(rows))
    assert shown.count("Whole") == shown.count("By label") == 1


def test_a_value_is_written_with_its_interval() -> None:
    assert ForestRow(name="a", value=0.8124, low=-0.5, high=0.9).said == "0.812 [−0.500, 0.900]"
