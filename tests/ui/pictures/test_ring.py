"""The ring goes around the place at hand, and is stronger where the keyboard is."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotator.ui.kit.themes import THEMES, Theme
from annotator.ui.pictures.layout import Box
from annotator.ui.pictures.look import PicturePalette
from annotator.ui.pictures.ring import paint_ring

BOX = Box(20, 30, 40, 24)


def ringed(look: Theme, here: bool) -> QImage:
    image = QImage(90, 90, QImage.Format.Format_RGB32)
    image.fill(QColor(look.accent))
    painter = QPainter(image)
    paint_ring(painter, BOX, PicturePalette.of(look, ()), here)
    painter.end()
    return image


def changed(look: Theme, here: bool) -> set[tuple[int, int]]:
    """Return the points that were painted."""
    image = ringed(look, here)
    ground = QColor(look.accent)
    return {(x, y) for x in range(90) for y in range(90) if image.pixelColor(x, y) != ground}


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
@pytest.mark.parametrize("here", [True, False])
def test_it_covers_nothing_of_the_place_and_goes_all_around_it(look: Theme, here: bool, qapp: QApplication) -> None:
    found = changed(look, here)
    assert not [(x, y) for x, y in found if BOX.grown(-1).has(x, y)], "a number would be painted over"
    assert all(BOX.grown(3).has(x, y) for x, y in found), "the view paints no further around a place that is left"
    for x in range(20, 60):
        assert {y for at, y in found if at == x and y < 40} and {y for at, y in found if at == x and y > 40}
    for y in range(30, 54):
        assert {x for x, at in found if at == y and x < 40} and {x for x, at in found if at == y and x > 40}


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_it_is_stronger_where_the_keyboard_is(look: Theme, qapp: QApplication) -> None:
    ground, ink = QColor(look.accent), QColor(look.ink)

    def strength(here: bool) -> float:
        image = ringed(look, here)
        whole = abs(ink.lightnessF() - ground.lightnessF())
        away = (abs(image.pixelColor(40, y).lightnessF() - ground.lightnessF()) for y in range(20, 40))
        return sum(away) / whole

    assert strength(True) > 1.5 * strength(False) > 0
