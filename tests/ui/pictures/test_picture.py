"""What every picture holds, whatever it shows: its places are found, hit, gone through and said."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from annotator.reports.drawing import ColourRole, Drawing, Rect
from annotator.ui.explore.pictures import MatrixPicture, TimelinePicture
from annotator.ui.kit.themes import LIGHT
from annotator.ui.pictures.drawing import DrawingPicture
from annotator.ui.pictures.layout import At
from annotator.ui.pictures.look import PicturePalette
from annotator.ui.pictures.picture import Picture
from tests.projects import default_codebook
from tests.ui.explore.places import NAMES, matrix_layout, timeline_layout

SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))
PALETTE = PicturePalette.of(LIGHT, default_codebook().labels)


def _drawing() -> DrawingPicture:
    cells = [(row, column) for row in range(3) for column in range(2)]
    boxes = [
        Rect(left=9.0 + 40 * c, top=9.0 + 40 * r, width=36, height=36, fill=ColourRole.ACCENT, at=(r, c))
        for r, c in cells
    ]
    tips = {at: f"cell {at}" for at in cells}
    keys = {at: (f"r{at[0]}", f"c{at[1]}") for at in cells}
    drawing = Drawing(width=120, height=140, shapes=tuple(boxes), tips=tips)
    return DrawingPicture("Counts", "Ana, Ben", drawing, keys, cells[1:4])


@pytest.fixture(params=["drawing", "matrix", "timeline"])
def picture(request: pytest.FixtureRequest, qtbot: QtBot) -> Picture:
    if request.param == "drawing":
        return _drawing()
    return MatrixPicture(matrix_layout()) if request.param == "matrix" else TimelinePicture(timeline_layout(), NAMES)


def places(picture: Picture) -> list[At]:
    """Return all places, gone through from the first by arrows."""
    first = picture.first()
    assert first is not None
    found, new = {first}, [first]
    while new:
        at = new.pop()
        there = {picture.moved(at, *side) for side in SIDES} - found
        found |= there
        new += there
    return sorted(found)


def test_each_place_is_hit_in_its_middle_and_found_again_by_what_it_stands_for(picture: Picture) -> None:
    found = places(picture)
    assert len(found) > 3 and len({picture.key(at) for at in found}) == len(found)
    width, height = picture.size
    for at in found:
        box = picture.box(at)
        assert picture.hit(box.left + box.width / 2, box.top + box.height / 2) == at
        assert 0 <= box.left < box.right <= width and 0 <= box.top < box.bottom <= height
        assert picture.find(picture.key(at)) == at
    assert picture.find(("nobody", "nowhere")) is None and picture.hit(-1, -1) is None


def test_an_arrow_either_stays_or_can_be_taken_back_to_where_it_led_from(picture: Picture) -> None:
    for at in places(picture):
        for side in SIDES:
            there = picture.moved(at, *side)
            assert there == at or picture.moved(there, -side[0], -side[1]) != there


def test_a_jump_goes_at_least_as_far_as_an_arrow_and_ends(picture: Picture) -> None:
    for at in places(picture):
        for side in SIDES:
            there = picture.jumped(at, *side)
            assert (there == at) is (picture.moved(at, *side) == at)
            assert there in places(picture)


def test_each_place_is_said_in_other_words_and_its_tip_says_the_same(picture: Picture) -> None:
    found = places(picture)
    assert len({picture.said(at) for at in found}) == len(found)
    for at in found:
        box = picture.box(at)
        assert picture.tip(box.left + box.width / 2, box.top + box.height / 2) == picture.said(at)


def test_it_paints_something_in_each_of_its_places_that_has_something_behind_it(picture: Picture) -> None:
    width, height = picture.size
    image = QImage(int(width), int(height), QImage.Format.Format_RGB32)
    image.fill(QColor(PALETTE.paper))
    painter = QPainter(image)
    picture.paint(painter, PALETTE)
    painter.end()
    first = picture.first()
    assert first is not None and picture.name
    box = picture.box(first)
    assert image.pixelColor(int(box.left) + 2, int(box.bottom) - 2) != QColor(PALETTE.paper)
