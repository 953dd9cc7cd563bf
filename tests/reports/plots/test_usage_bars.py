"""Use of labels as bars: a group for each label, a bar for each coder."""

from itertools import pairwise

import pytest
from hypothesis import given

from annotator.reports.drawing import Drawing, Rect
from annotator.reports.plots.usage import UsagePlot, usage
from annotator.reports.plots.usage_bars import bars
from tests.reports.plots.samples import boxes, texts, usages
from tests.reports.plots.test_usage import data


def test_few_coders_have_bars_as_long_as_their_rates_in_the_labels_colour() -> None:
    found = boxes(usage(data(3)))
    assert [box.fill for box in found] == ["#0072B2"] * 3
    assert [box.width / found[0].width for box in found] == pytest.approx([1, 2, 3])


@given(usages())
def test_whoever_never_used_a_label_has_a_number_and_no_bar(used: UsagePlot) -> None:
    drawing = bars(used, 640)
    zero = sum(used.labels[label].counts[coder] == 0 for label, coder in used.places)
    assert len(boxes(drawing)) == len(used.places) - zero
    assert [text for text in texts(drawing) if text == "0"].count("0") >= zero


@given(usages())
def test_each_pair_of_label_and_coder_is_a_cell_of_its_own_that_overlaps_no_other(used: UsagePlot) -> None:
    cells = [shape for shape in bars(used, 640).shapes if isinstance(shape, Rect) and shape.at is not None]
    assert [cell.at for cell in cells] == list(used.places)
    for above, below in pairwise(cells):
        assert above.top + above.height <= below.top + 1e-6


@pytest.mark.parametrize("width", [240, 640, 1200])
def test_the_longest_bar_ends_before_its_number_in_the_width_that_is_there(width: float) -> None:
    drawing: Drawing = bars(data(4), width)
    assert drawing.width == width
    assert max(box.left + box.width for box in boxes(drawing)) < width
