"""The places in the matrix: what is drawn somewhere is hit there, and nothing stands on something else."""

from hypothesis import given

from annotator.acts.series import MOST_CELLS, ActEvent
from annotator.ui.pictures.layout import number
from tests.ui.explore.places import FOUND, LONG, apart, event, matrix_layout


@given(FOUND)
def test_each_cell_is_hit_in_its_middle_and_has_its_number_inside(events: list[ActEvent]) -> None:
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


def test_the_ring_around_a_cell_has_room_between_its_neighbours_in_the_largest_matrix() -> None:
    names = [f"actor {number}" for number in range(MOST_CELLS + 5)]
    layout = matrix_layout([event(name, name, name) for name in names])
    assert len(layout.rows) == len(layout.columns) == MOST_CELLS
    for row in range(MOST_CELLS):
        for column in range(MOST_CELLS):
            box = layout.box((row, column))
            for x, y in ((box.left, box.top), (box.right - 0.01, box.bottom - 0.01)):
                assert layout.hit(x, y) == (row, column)
            assert layout.hit(box.right + 1, box.top) is None and layout.hit(box.left, box.bottom + 1) is None


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
