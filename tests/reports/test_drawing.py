"""A picture as shapes: which cell is where."""

from annotator.reports.drawing import Drawing, Rect
from tests.reports.samples import DRAWING


def test_the_cell_at_a_point_is_the_uppermost_there() -> None:
    over = Rect(left=10, top=10, width=10, height=10, at=(5, 5))
    drawing = Drawing(width=200, height=100, shapes=(*DRAWING.shapes, over))
    assert drawing.cell(5, 5) == (0, 0) and drawing.cell(15, 15) == (5, 5)
    assert drawing.cell(120, 20) == (1, 0), "a rectangle without a fill has a place too"
    assert drawing.cell(55, 5) is None and drawing.cell(64, 54) is None


def test_the_right_and_lower_edges_belong_to_the_next_cell() -> None:
    assert DRAWING.cell(50, 20) is None and DRAWING.cell(49.9, 49.9) == (0, 0)


def test_the_box_of_a_cell_holds_all_its_rectangles() -> None:
    parts = (Rect(left=1, top=2, width=3, height=4, at=(0, 0)), Rect(left=10, top=0, width=5, height=3, at=(0, 0)))
    drawing = Drawing(width=20, height=20, shapes=parts)
    assert drawing.box((0, 0)) == (1, 0, 14, 6) and drawing.box((0, 1)) is None


def test_the_cells_are_listed_in_their_order() -> None:
    assert DRAWING.cells == ((0, 0), (0, 1), (1, 0))
