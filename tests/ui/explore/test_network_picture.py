"""Walking through the network, and what its places say."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from annotator.ui.explore.network_layout import lay_out_network
from annotator.ui.explore.network_picture import NetworkPicture
from annotator.ui.kit.themes import THEMES, Theme
from annotator.ui.pictures.look import PicturePalette
from tests.acts.counting import matrix_of
from tests.ui.explore.places import Typewriter, event

PAIRS = [("France", "China", 5), ("China", "France", 2), ("France", "Russia", 3), ("France", "—", 1)]
EVENTS = [event(f"{one} {other} {n}", one, other) for one, other, times in PAIRS for n in range(times)]


@pytest.fixture
def picture() -> NetworkPicture:
    return NetworkPicture(lay_out_network(matrix_of(EVENTS, 200), "", Typewriter()))


def test_the_strongest_arrow_comes_first_and_arrows_lead_to_all_places(picture: NetworkPicture) -> None:
    at = picture.first()
    assert at is not None
    said = [picture.said(at)]
    while (there := picture.moved(at, 1, 0)) != at:
        assert picture.moved(there, 0, -1) == at
        at = there
        said.append(picture.said(at))
    assert said == [
        "France to China: 5 acts",
        "France to Russia: 3 acts",
        "China to France: 2 acts",
        "France to all: 9 acts",
        "China to all: 2 acts",
        "Russia to all: 0 acts",
    ]
    assert picture.jumped((0, 1), 0, 1) == at and picture.jumped(at, -1, 0) == picture.first()


def test_a_place_is_found_by_its_names_and_has_its_acts(picture: NetworkPicture) -> None:
    for at in picture.layout.places:
        assert picture.find(picture.key(at)) == at
    arrow = picture.find(("France", "Russia"))
    assert arrow is not None and len(picture.acts(arrow)) == 3
    assert picture.find(("Peru", "Chile")) is None
    assert NetworkPicture(lay_out_network(matrix_of([]), "", Typewriter())).first() is None


def test_a_tip_says_the_place_or_the_whole_name(picture: NetworkPicture) -> None:
    box = picture.box((0, 1))
    assert picture.tip(box.left + 11, box.top + 11) == "France to China: 5 acts"
    (words,) = picture.layout.nodes[0].words
    assert picture.tip(words.left + 2, words.baseline - 3) == "France" and picture.tip(0, 0) == ""


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_circles_and_arrows_are_painted_inside_of_the_picture(
    look: Theme, picture: NetworkPicture, qtbot: QtBot
) -> None:
    width, height = map(int, picture.size)
    image = QImage(width + 20, height + 20, QImage.Format.Format_RGB32)
    image.fill(QColor(look.paper))
    painter = QPainter(image)
    picture.paint(painter, PicturePalette.of(look, ()))
    painter.end()
    paper = QColor(look.paper)
    for node in picture.layout.nodes:
        assert image.pixelColor(round(node.centre[0] - node.radius), round(node.centre[1])) != paper
    x, y = next(iter(picture.layout.arrows.values())).middle
    assert any(image.pixelColor(round(x) + step, round(y)) != paper for step in range(-14, 15))
    assert all(image.pixelColor(width + 10, y) == paper for y in range(height + 20))
