"""A picture on the screen, by keys and by mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.explore.pictures import ActsView, MatrixPicture, TimelinePicture
from annotator.ui.kit.themes import LIGHT
from annotator.ui.pictures.look import PicturePalette
from tests.projects import default_codebook
from tests.ui.explore.places import EVENTS, NAMES, event, matrix_layout, timeline_layout

PALETTE = PicturePalette.of(LIGHT, default_codebook().labels)


def test_arrows_say_the_cell_that_is_at_hand(view: ActsView) -> None:
    assert view.accessibleName() == "France to China: 12 acts"
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.accessibleName() == "China to China: no acts"
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.accessibleName() == "France to nobody named: no acts"
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.at == (0, 0)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.picture is not None and view.at is not None and view.picture.acts(view.at) != ()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_opens_the_cell_at_hand(view: ActsView, key: Qt.Key, qtbot: QtBot) -> None:
    QTest.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(view.opened) as told:
        QTest.keyClick(view, key)
    assert told.args == [view.at] != [(0, 0)]


def test_a_click_opens_the_cell_under_it_and_beside_cells_nothing(view: ActsView, qtbot: QtBot) -> None:
    assert view.picture is not None
    box = view.picture.box((1, 0))
    with qtbot.waitSignal(view.opened) as told:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(int(box.left) + 9, int(box.top) + 9))
    assert told.args == [(1, 0)] and view.at == (1, 0)
    with qtbot.assertNotEmitted(view.opened):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_the_cell_at_hand_comes_into_view(view: ActsView) -> None:
    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_Down)
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.picture is not None and view.at is not None
    box = view.picture.box(view.at)
    assert view.visibleRegion().contains(QPoint(int(box.left + box.width / 2), int(box.top + box.height / 2)))


def test_where_the_keyboard_is_can_be_seen(view: ActsView) -> None:
    here = view.grab().toImage()
    view.clearFocus()
    elsewhere = view.grab().toImage()
    assert here != elsewhere
    view.at = None
    assert view.grab().toImage() not in (here, elsewhere)


def test_the_place_at_hand_stays_when_the_counts_change(view: ActsView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Down)
    more = [*EVENTS, *(event(f"x{number}", "Iran", "Oman") for number in range(30))]
    view.show_picture(MatrixPicture(matrix_layout(more)), PALETTE)
    assert view.accessibleName() == "China to China: no acts" and view.at != (1, 0)
    view.show_picture(MatrixPicture(matrix_layout(EVENTS[:1])), PALETTE)
    assert view.accessibleName() == "France to China: 1 act"
    view.show_picture(None, PALETTE)
    assert view.at is None and view.accessibleName() == "Speaker by addressee"
    QTest.keyClick(view, Qt.Key.Key_Return)


def test_bars_are_walked_by_the_same_keys(view: ActsView) -> None:
    view.show_picture(TimelinePicture(timeline_layout(), NAMES), PALETTE)
    assert view.accessibleName() == "2020, Appeal: 1 act"
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleName().startswith("2023, ")
