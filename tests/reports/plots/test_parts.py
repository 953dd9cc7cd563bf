"""What holds of every plot, and the numbers that all of them write."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.drawing import Anchor, Drawing, Words
from annotator.reports.plots.confusion import ConfusionPlot, confusion
from annotator.reports.plots.drift import drift
from annotator.reports.plots.forest import forest
from annotator.reports.plots.hardest import hardest
from annotator.reports.plots.parts import count_text, nothing, value_text
from annotator.reports.plots.shifts import ShiftPlot, shifts
from annotator.reports.plots.usage import UsagePlot, usage
from tests.reports.plots.samples import HARD, SHIFTS, check, confusions, drifts, forest_rows, texts, usages

PLOTS: dict[str, tuple[Callable[..., Drawing], st.SearchStrategy[object]]] = {
    "forest": (forest, forest_rows()),
    "confusion": (confusion, confusions()),
    "shifts": (shifts, SHIFTS),
    "usage": (usage, usages()),
    "drift": (drift, drifts()),
    "hardest": (hardest, HARD),
}
EMPTY: dict[str, tuple[Callable[..., Drawing], object]] = {
    "forest": (forest, []),
    "confusion": (confusion, ConfusionPlot(categories=("a",), counts=[[0]], rows="A", columns="B")),
    "no categories": (confusion, ConfusionPlot(categories=(), counts=[], rows="A", columns="B")),
    "shifts": (shifts, ShiftPlot(starts=[], stops=[])),
    "usage": (usage, UsagePlot(coders=("A",), words=(3,), labels=[])),
    "drift": (drift, []),
    "hardest": (hardest, []),
}


@pytest.mark.parametrize("name", PLOTS)
@given(data=st.data(), width=st.floats(480, 1200))
def test_a_plot_keeps_within_its_edges_with_its_words_apart(name: str, data: st.DataObject, width: float) -> None:
    plot, numbers = PLOTS[name]
    check(plot(data.draw(numbers), width=width))


@pytest.mark.parametrize("name", PLOTS)
@given(data=st.data())
def test_the_middle_of_a_cells_box_belongs_to_the_cell(name: str, data: st.DataObject) -> None:
    plot, numbers = PLOTS[name]
    drawing = plot(data.draw(numbers))
    for at in drawing.cells:
        left, top, width, height = drawing.box(at) or (0, 0, 0, 0)
        assert width > 0 and height > 0
        if name != "drift":  # its points may lie over each other
            assert drawing.cell(left + width / 2, top + height / 2) == at


@pytest.mark.parametrize("name", EMPTY)
def test_without_data_a_plot_says_why_it_is_empty(name: str) -> None:
    plot, data = EMPTY[name]
    drawing = plot(data)
    assert " ".join(texts(drawing)) == drawing.summary and drawing.summary.endswith(".") and not drawing.cells


def test_a_long_sentence_is_broken_into_lines_that_fit() -> None:
    drawing = nothing("Nobody has marked anything here, and so there is nothing to be seen. " * 3, width=300)
    lines = [shape for shape in drawing.shapes if isinstance(shape, Words)]
    assert len(lines) > 3 and all(line.width < 300 and line.anchor is Anchor.MIDDLE for line in lines)
    assert max(line.y for line in lines) < drawing.height


def test_numbers_are_written_as_they_are_in_print() -> None:
    assert [count_text(number) for number in (0, 999, 12345, 2.5)] == ["0", "999", "12\u202f345", "2.5"]
    assert [value_text(number) for number in (0.8, -0.12, -0.0001, 1)] == ["0.800", "−0.120", "0.000", "1.000"]
