"""The list of what was found: places, headings, ticks; words as they come."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.operations.passages.arranging import LineHeading
from annotator.operations.passages.finding import PassageLine
from annotator.ui.passages.line_model import LINE, TICKED, FoundLines


def line(number: int) -> PassageLine:
    span = SpanId(f"s{number}") if number % 2 else None
    return PassageLine(DocumentId("d"), number, number + 1, span, LayerId("l"), LabelId("x"))


def heading(number: int) -> LineHeading:
    return LineHeading(f"group {number}", 1, "")


ROWS = st.lists(st.one_of(st.integers(0, 20).map(line), st.integers(0, 5).map(heading)), max_size=20)


@given(ROWS, ROWS, st.booleans())
def test_whatever_was_shown_before_the_rows_are_those_that_are_shown(
    before: list[PassageLine | LineHeading], after: list[PassageLine | LineHeading], is_same: bool
) -> None:
    model = FoundLines()
    model.show_rows(before)
    told: list[int] = []
    model.modelReset.connect(lambda: told.append(-1))
    model.rowsInserted.connect(lambda _, first, last: told.append(last - first + 1))
    model.show_rows(after, is_same=is_same)
    assert model.rowCount() == len(after) and list(model.rows) == after
    assert told or before == after
    for row, one in enumerate(after):
        is_line = isinstance(one, PassageLine)
        assert bool(model.flags(model.index(row)) & Qt.ItemFlag.ItemIsSelectable) is is_line
        assert model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole)
        assert model.next_line(row) == next((at for at in range(row, len(after)) if model.line_at(at)), -1)


@given(ROWS)
def test_lines_lack_their_words_until_they_were_read_and_those_that_are_gone_are_not_asked_for_again(
    rows: list[PassageLine | LineHeading],
) -> None:
    model = FoundLines()
    model.show_rows(rows)
    lacking = model.lacking(0, len(rows) - 1)
    assert lacking == [row for row in rows if isinstance(row, PassageLine)]
    model.put_words(lacking, [])
    assert model.lacking(0, len(rows) - 1) == []
    assert all(model.data(model.index(row), LINE) is None for row in range(len(rows)))


def test_ticks_follow_a_coding_that_moved_and_go_with_what_is_gone() -> None:
    model = FoundLines()
    model.show_rows([line(1), line(2), line(3)])
    model.tick([line(3), line(1), line(2)], True)
    assert model.ticked_lines() == [line(1), line(2), line(3)]
    moved = PassageLine(DocumentId("d"), 8, 9, SpanId("s1"))
    model.move_ticks({line(1): moved, line(2): None})
    assert model.ticked_lines() == [line(3), moved]
    model.show_rows([moved, line(3)])
    assert [model.data(model.index(row), TICKED) for row in range(2)] == [True, True]
    model.tick([moved], False)
    assert model.ticked_lines() == [line(3)]
    model.clear()
    assert not model.ticked and model.rowCount() == 0
