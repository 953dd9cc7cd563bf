"""Walking through a picture by places."""

import pytest

from annotator.ui.explore.pictures import MatrixPicture, TimelinePicture, number_of_acts
from annotator.ui.pictures.layout import At
from tests.ui.explore.places import EVENTS, NAMES, event, matrix_layout, timeline_layout


@pytest.fixture
def matrix() -> MatrixPicture:
    return MatrixPicture(matrix_layout())


@pytest.fixture
def timeline() -> TimelinePicture:
    return TimelinePicture(timeline_layout(), NAMES)


def place(picture: MatrixPicture | TimelinePicture, *key: str) -> At:
    found = picture.find((key[0], key[1]))
    assert found is not None
    return found


def test_a_cell_is_said_with_its_pair_and_number(matrix: MatrixPicture) -> None:
    assert matrix.said(place(matrix, "France", "China")) == "France to China: 12 acts"
    assert matrix.said(place(matrix, "France", "Russia")) == "France to Russia: 1 act"
    assert matrix.said(place(matrix, "China", "—")) == "China to nobody named: 1 act"
    assert matrix.said(place(matrix, "China", "China")) == "China to China: no acts"
    unnamed = MatrixPicture(matrix_layout([event("1", "—", "—")]))
    assert unnamed.said((0, 0)) == "Nobody named to nobody named: 1 act"
    assert matrix.acts(place(matrix, "France", "Russia")) == ("b",)
    assert matrix.acts(place(matrix, "China", "China")) == ()


def test_arrows_go_to_the_neighbour_and_stay_at_the_edge(matrix: MatrixPicture) -> None:
    assert matrix.moved((0, 0), 1, 0) == (0, 1) and matrix.moved((0, 0), 0, 1) == (1, 0)
    assert matrix.moved((0, 0), -1, 0) == (0, 0) == matrix.moved((0, 0), 0, -1)


def test_a_jump_goes_to_the_next_pair_that_has_acts(matrix: MatrixPicture) -> None:
    china = place(matrix, "France", "China")
    assert matrix.jumped(china, 0, 1)[1] == china[1]
    row = place(matrix, "China", "China")
    assert matrix.acts(matrix.jumped(row, 1, 0)) != ()


def test_every_cell_is_reached_by_arrows(matrix: MatrixPicture) -> None:
    reached, new = {(0, 0)}, [(0, 0)]
    while new:
        at = new.pop()
        found = {matrix.moved(at, *side) for side in ((1, 0), (0, 1), (-1, 0), (0, -1))} - reached
        reached |= found
        new += found
    assert len(reached) == len(matrix.matrix.sources) * len(matrix.matrix.targets)


def test_a_bar_is_said_with_its_period_label_and_share(timeline: TimelinePicture) -> None:
    assert timeline.said(place(timeline, "2023", "appeal")) == "2023, Appeal: 13 acts of 14"
    assert timeline.said(place(timeline, "", "warning")) == "Undated, Warning: 1 act"
    assert timeline.acts(place(timeline, "2021", "warning")) == ("b",)


def test_arrows_go_up_a_bar_and_over_periods_without_acts(timeline: TimelinePicture) -> None:
    at = place(timeline, "2023", "appeal")
    up = timeline.moved(at, 0, -1)
    assert timeline.key(up) == ("2023", "commitment") and timeline.moved(up, 0, 1) == at
    assert timeline.moved(up, 0, -1) == up
    assert timeline.key(timeline.moved(at, -1, 0)) == ("2021", "warning")
    assert timeline.key(timeline.jumped(at, -1, 0)) == ("2020", "appeal")
    assert timeline.key(timeline.jumped(at, 1, 0)) == ("", "warning")


def test_every_part_of_every_bar_is_reached_by_arrows(timeline: TimelinePicture) -> None:
    first = timeline.first()
    assert first is not None
    reached, new = {first}, [first]
    while new:
        at = new.pop()
        found = {timeline.moved(at, *side) for side in ((1, 0), (0, 1), (-1, 0), (0, -1))} - reached
        reached |= found
        new += found
    assert reached == set(timeline.layout.parts)


def test_a_place_is_found_again_when_others_have_come(matrix: MatrixPicture) -> None:
    key = matrix.key(place(matrix, "China", "—"))
    more = MatrixPicture(matrix_layout([*EVENTS, *(event(f"x{n}", "Russia", "Iran") for n in range(20))]))
    found = more.find(key)
    assert found is not None and more.key(found) == key
    assert more.find(("Peru", "Chile")) is None


def test_nothing_counted_has_no_first_place() -> None:
    assert MatrixPicture(matrix_layout([])).first() is None
    assert TimelinePicture(timeline_layout([]), NAMES).first() is None


def test_a_tip_says_the_place_or_the_whole_name(matrix: MatrixPicture, timeline: TimelinePicture) -> None:
    box = matrix.box(place(matrix, "France", "China"))
    assert matrix.tip(box.left + 2, box.top + 2) == "France to China: 12 acts"
    assert matrix.tip(0, 0) == ""
    bar = timeline.box(place(timeline, "2021", "warning"))
    assert timeline.tip(bar.left + 1, bar.top + 1) == "2021, Warning: 1 act"


def test_numbers_of_acts_are_said_in_words() -> None:
    assert [number_of_acts(count) for count in (0, 1, 12)] == ["no acts", "1 act", "12 acts"]
