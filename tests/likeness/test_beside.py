"""Two texts beside each other: each difference stands in a row, with what is around it as it is in the text."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.likeness import beside as module
from annotator.likeness.beside import AROUND, beside
from annotator.likeness.differences import differences

PIECES = st.lists(st.sampled_from(["one ", "two ", "three\n", "国", "دعا ", "x" * 50, ". "]), max_size=60).map("".join)


@given(PIECES, PIECES)
def test_what_differs_is_marked_and_the_rest_of_a_row_stands_in_both_texts(left: str, right: str) -> None:
    found = differences(left, right)
    rows = beside(left, right, found)
    for side, text, places in ((0, left, [one.left for one in found]), (1, right, [one.right for one in found])):
        marked = [piece.text for row in rows for piece in (row.left, row.right)[side] if piece.differs]
        assert marked == [text[start:stop] for start, stop in places]
        assert all("".join(piece.text for piece in (row.left, row.right)[side]) in text for row in rows)


def test_differences_that_are_far_apart_have_rows_of_their_own_and_there_is_an_end(monkeypatch: object) -> None:
    same = "the same words here again. " * 20
    left, right = f"a {same}b {same}c", f"x {same}y {same}z"
    rows = beside(left, right, differences(left, right))
    assert [row.is_cut for row in rows] == [False, True, True]
    assert len("".join(piece.text for piece in rows[1].left)) < 2 * AROUND + 60
    monkeypatch.setattr(module, "MOST_ROWS", 2)  # type: ignore[attr-defined]
    assert len(beside(left, right, differences(left, right))) == 2
