"""Hardest documents: bars from nought, in the order given."""

import pytest

from annotator.reports.plots.hardest import HardDocument, hardest
from tests.reports.plots.samples import boxes, texts


def test_bars_are_as_long_as_their_values_and_go_left_where_these_are_negative() -> None:
    one, half, below = boxes(hardest([HardDocument(name=str(value), value=value) for value in (1.0, 0.5, -0.5)]))
    assert half.width == pytest.approx(one.width / 2) == below.width
    assert one.left == half.left == pytest.approx(below.left + below.width)


def test_only_the_first_are_shown_and_the_rest_is_counted() -> None:
    drawing = hardest([HardDocument(name=f"text {number}", value=0.1) for number in range(30)], most=5)
    assert drawing.cells == tuple((number, 0) for number in range(5)) and "and 25 more" in texts(drawing)
    assert "The 5 hardest of 30 documents" in drawing.summary


def test_a_note_stands_beside_the_value() -> None:
    drawing = hardest([HardDocument(name="a", value=0.25, note="3 of 9 cases")], what="Alpha")
    assert "0.250 · 3 of 9 cases" in texts(drawing) and drawing.tips[0, 0] == "a: Alpha 0.250 · 3 of 9 cases"
