"""A label's mark is told apart without its colour."""

from itertools import combinations

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from annotator.model.codebook import Cue
from annotator.ui.kit.swatch import HEIGHT, WIDTH, swatch


def drawn(cue: Cue) -> QImage:
    return swatch("#0072B2", cue).pixmap(QSize(WIDTH, HEIGHT), 2.0).toImage()


def test_every_cue_is_drawn_and_no_two_alike(qapp: QApplication) -> None:
    images = [drawn(cue) for cue in Cue]
    assert all(one != other for one, other in combinations(images, 2))
    for image in images:
        assert any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))


def test_a_mark_is_sharp_on_a_fine_screen(qapp: QApplication) -> None:
    assert drawn(Cue.SOLID).width() == WIDTH * 2
