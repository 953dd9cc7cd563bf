"""The places in the matrix: what is drawn somewhere is hit there, and nothing stands on something else."""

from hypothesis import given

from annotator.acts.series import MOST_CELLS, OTHERS, ActEvent
from annotator.ui.explore.matrix_layout import (
    BREAK,
    CELL_HEIGHT,
    HEAD_LINES,
    SPACE,
    WIDEST_ROW_HEAD,
    lay_out_matrix,
    words_of_labels,
)
from annotator.ui.pictures.layout import number
from tests.acts.counting import matrix_of
from tests.ui.explore.places import EVENTS, FOUND, LONG, Typewriter, apart, event, matrix_layout


@given(FOUND)
def test_each_cell_is_hit_in_its_middle_and_has_its_number_inside(events: list[ActEvent]) -> None:
    layout = matrix_layout(events)
    assert len(layout.rows) == len(layout.totals) == len(layout.matrix.sources) <= MOST_CELLS
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


def test_a_long_name_has_two_lines_and_its_head_tells_the_whole() -> None:
    layout = matrix_layout()
    row = next(each for each in layout.rows if each.whole == LONG)
    column = next(each for each in layout.columns if each.whole == LONG)
    assert len(row.lines) == 2 and " ".join(one.text for one in row.lines) == LONG, "80 characters are not cut"
    assert all(one.width <= WIDEST_ROW_HEAD for one in row.lines)
    assert row.lines[1].baseline - row.lines[0].baseline < CELL_HEIGHT / 2
    assert len(column.lines) == HEAD_LINES and column.lines[-1].text.endswith("…")
    assert all(one.width <= layout.cell + SPACE for one in column.lines), "upright words stay above their column"
    assert layout.head(row.lines[1].left + 4, row.lines[1].baseline - 4) == LONG
    assert layout.head(column.lines[1].left + 4, column.lines[1].baseline - 4) == LONG
    assert layout.head(1, 1) == ""
    assert [each.whole for each in layout.columns][-1] == "nobody named"


def test_what_stands_for_no_name_stands_apart_and_all_others_have_no_tint() -> None:
    events = [event(f"{name}{n}", "France", name) for n, name in enumerate(["China", "Russia", "implicit", "—"] * 2)]
    events += [event(f"x{number}", "France", f"state {number}") for number in range(40)]
    layout = matrix_layout(events)
    gaps = {
        after: layout.lefts[at + 1] - layout.lefts[at] - layout.cell
        for at, after in enumerate(layout.matrix.targets[1:])
    }
    assert gaps.pop("implicit") == SPACE + BREAK and set(gaps.values()) == {SPACE}
    others = layout.matrix.targets.index(OTHERS)
    assert layout.count((0, others)) > layout.matrix.most and not layout.is_tinted((0, others))
    assert layout.is_tinted((0, 0))


def test_with_a_caption_a_table_has_a_heading_and_without_it_takes_less_room() -> None:
    bare = lay_out_matrix(matrix_of(EVENTS), "", Typewriter(), words_of_labels("metadata: kind"))
    assert bare.title == () and bare.height < matrix_layout().height
    assert [each.whole for each in bare.axes[:2]] == ["kind ↓", "label →"]
    assert bare.columns[-1].whole == "not said"
