"""A page in the middle of what is scrolled has all the room there is, up to the width that is still well read."""

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.pictures.centred import WIDEST, centre


@pytest.mark.parametrize("width", [320, WIDEST, WIDEST + 1, 1400, 2600])
def test_a_column_is_in_the_middle_and_no_wider_than_is_well_read(qtbot: QtBot, width: int) -> None:
    page, whole, column = QWidget(), QScrollArea(), QWidget()
    qtbot.addWidget(page)
    centre(page, whole, column)
    page.resize(width, 400)
    page.show()
    room = whole.viewport().width()
    assert 0 <= min(room, WIDEST) - column.width() <= 4  # the sides begin a little before it is as wide as it may be
    left = column.mapTo(whole.viewport(), column.rect().topLeft()).x()
    assert abs(left - (room - column.width() - left)) <= 1
