"""What lies under a point is what is seen there."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPointF

from annotator.ui.reader.view import ReaderView
from tests.ui.reader.acts import point_of, view_of_acts
from tests.ui.reader.samples import ALL, CHINESE, HEBREW, LATIN, TANGLED, mark, place_of, view_of


def _points(view: ReaderView) -> dict[str, set[str]]:
    """Return what the pointer reaches, below the text and in the margin, by a walk over the whole window."""
    hits = view.hits()
    assert hits is not None
    found: dict[str, set[str]] = {}
    for y in range(0, view.viewport().height(), 2):
        for x in range(0, view.viewport().width(), 3):
            target = hits.target(QPointF(x, y), None)
            if target.on_bar:
                for each in target.marks:
                    found.setdefault(each.id, set()).add(f"{len(target.marks)}")
    return found


def test_every_span_can_be_reached_by_its_bar_its_sentence_or_its_words(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, TANGLED, (900, 480))
    found = _points(view)
    dotted = {each.id for each in TANGLED if each.style_key == "actor"}
    assert set(found) | dotted == {each.id for each in TANGLED}
    hits = view.hits()
    assert hits is not None
    for each in TANGLED:
        if each.id in dotted:
            reached = hits.target(QPointF(place_of(view, each.start, 2)), None)
            assert each.id in {mark.id for mark in reached.marks}


def _everywhere(view: ReaderView) -> Iterator[QPointF]:
    for y in range(-20, view.viewport().height() + 20, 7):
        for x in range(-20, view.viewport().width() + 20, 9):
            yield QPointF(x, y)


@pytest.mark.parametrize("text", [ALL, "", "\n", "🕊", "\n\n\n"])
@pytest.mark.parametrize("titles", [[], ["Ana", "Ben"]])
def test_every_point_of_the_window_and_around_it_has_an_answer_within_the_text(
    text: str, titles: list[str], qtbot: Any
) -> None:
    view = view_of(qtbot, text or " ", [mark("m", (0, 1), lane=0)], (500, 300))
    view.set_lanes(titles)
    hits = view.hits()
    assert hits is not None
    length = len(view.text_index().text)
    for point in _everywhere(view):
        assert 0 <= hits.position_near(point) <= length
        on = hits.position_on(point)
        assert on is None or 0 <= on < length
        target = hits.target(point, None)
        assert target.edge is None, "of no active mark there is no edge"
        assert not (target.on_bar and target.on_text) and (not target.on_bar or target.marks)


def test_above_the_first_line_is_the_start_of_the_text(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    hits = view.hits()
    assert hits is not None
    assert hits.position_near(QPointF(400, 0)) == 0 and hits.position_on(QPointF(400, 0)) is None
    assert hits.position_near(QPointF(view.viewport().width(), view.viewport().height() + 900)) == len(LATIN)


def test_of_marks_under_a_point_the_innermost_comes_first(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, TANGLED, (900, 480))
    hits = view.hits()
    assert hits is not None
    for position in (5, 15, 45, 55, 65, 80):
        target = hits.target(QPointF(place_of(view, position, 2)), None)
        lengths = [sum(stop - start for start, stop in each.extents) for each in target.marks]
        assert lengths == sorted(lengths) and target.on_text
        over = {each.id for each in TANGLED if any(start <= position < stop for start, stop in each.extents)}
        assert {each.id for each in target.marks} == over, "between the parts of a mark it is not hit"


@pytest.mark.parametrize("text", [LATIN, HEBREW, CHINESE])
def test_the_edges_of_the_active_mark_are_held_from_inside_it_and_of_no_other(text: str, qtbot: Any) -> None:
    view = view_of(qtbot, text, [mark("m", (6, 12)), mark("other", (20, 24))])
    hits = view.hits()
    assert hits is not None
    active = mark("m", (6, 12))
    inward = -3 if view.sheet.right_to_left_at(6) else 3
    assert hits.target(QPointF(place_of(view, 6, inward)), active).edge == "start"
    assert hits.target(QPointF(place_of(view, 12, -inward)), active).edge == "stop"
    for position, dx in ((9, 0), (20, inward), (24, -inward), (6, -2 * inward), (12, 2 * inward)):
        assert hits.target(QPointF(place_of(view, position, dx)), active).edge is None


def test_a_sentence_in_the_margin_is_hit_before_what_lies_under_it(qtbot: Any) -> None:
    view = view_of_acts(qtbot)
    hits = view.hits()
    assert hits is not None
    for mark_id in "ab":
        point = QPointF(point_of(view, mark_id))
        said = hits.sentence_at(point)
        assert said is not None and said.says(mark_id)
        target = hits.target(point, None)
        assert [each.id for each in target.marks] == [mark_id] and target.on_bar and not target.on_text
    assert hits.sentence_at(QPointF(place_of(view, 4))) is None
