"""A picture on the screen that can be gone through."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.explore.pictures import ActsView, MatrixPicture
from annotator.ui.kit.themes import LIGHT
from annotator.ui.pictures.look import PicturePalette
from annotator.ui.pictures.view import PictureArea
from tests.projects import default_codebook
from tests.ui.explore.places import matrix_layout


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[ActsView]:
    """A matrix in a window that is smaller than it."""
    made = ActsView("Speaker by addressee", "acts")
    area = PictureArea(made)
    qtbot.addWidget(area)
    made.show_picture(MatrixPicture(matrix_layout()), PicturePalette.of(LIGHT, default_codebook().labels))
    area.resize(300, 200)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    made.setFocus()
    yield made
