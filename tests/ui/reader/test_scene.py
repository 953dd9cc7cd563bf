"""A scene has what is in the window, and keeps what it had when marks change."""

from typing import Any

from tests.ui.reader.samples import ALL, LATIN, mark, view_of


def test_the_caret_is_seen_where_its_place_is_in_the_window(qtbot: Any) -> None:
    view = view_of(qtbot, "\n".join([ALL] * 4))
    for pixels in (0, 40, 300, 2000, -2200, -90):
        view.board.scroll(pixels)
        for caret in range(0, len(ALL), 97):
            view.select(caret, caret)
            place = view.line_rectangle(caret)
            wholly = not place.isEmpty() and view.viewport().rect().contains(place)
            assert view.board.scene().caret_seen or not wholly
            if view.board.scene().caret_seen:
                assert not place.isEmpty()


def test_a_scene_keeps_the_marks_that_were_seen(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("a", (4, 20))])
    before = view.board.scene()
    view.update_marks([mark("b", (6, 9))], ["a"])
    now = view.board.scene()
    seen = [[each.mark.id for each in scene.pieces[0].lines[0].placed] for scene in (before, now)]
    assert seen == [["a"], ["b"]]
    assert before.pieces[0].lines[1].placed is now.pieces[0].lines[1].placed, "other lines are left as they were"
