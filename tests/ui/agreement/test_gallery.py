"""The pictures in the workspace."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.agreement.study.study import Figure
from annotator.operations.agreement import disputes
from annotator.ui.agreement.plots import PICTURES
from annotator.ui.kit import theme
from annotator.ui.kit.themes import DARK
from tests.ui.agreement.desk import Desk


@pytest.mark.parametrize("tab", PICTURES)
def test_a_picture_is_walked_through_and_opened_by_keys(desk: Desk, tab: str) -> None:
    desk.tab(tab)
    picture = desk.workspace.picture
    picture.setFocus()
    assert picture.picture is not None and picture.at is not None and desk.page.said.text()
    assert picture.accessibleName() == picture.picture.said(picture.at)
    behind = picture.picture.behind(picture.at)
    desk.press(Qt.Key.Key_Return)
    expected = (
        disputes.places_behind(desk.session.project, desk.study, behind) if isinstance(behind, Figure) else behind
    )
    assert desk.listed() == [desk.study.places[number].found[0] for number in expected] and expected
    assert desk.workspace.passages.list.hasFocus()
    desk.press(Qt.Key.Key_Escape)
    assert picture.hasFocus()


def test_it_is_painted_in_another_theme(desk: Desk) -> None:
    desk.tab("Confusion")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, DARK)
    desk.workspace.refresh_theme()
    image = desk.workspace.picture.grab().toImage()
    assert image.pixelColor(1, 1).name().upper() == DARK.paper
