"""The pictures in the workspace."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.agreement.study.study import Figure
from annotator.operations.agreement import disputes
from annotator.ui.agreement.page import NUMBERS
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


def test_what_is_listed_of_a_picture_goes_with_it(desk: Desk) -> None:
    desk.tab("Confusion")
    desk.workspace.picture.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert not desk.workspace.passages.isHidden()
    desk.bar.whose.setCurrentIndex(1)
    desk.settled()
    assert desk.workspace.passages.isHidden()


def test_the_order_of_documents_is_a_choice_of_the_picture_of_drift_alone(desk: Desk) -> None:
    desk.tab("Drift")
    assert desk.page.order.isVisible()
    before = desk.workspace.picture.picture
    desk.page.order.setCurrentIndex(1)
    desk.settled()
    assert desk.workspace.picture.picture is not before
    desk.tab("Labels")
    assert not desk.page.order.isVisible()


def test_f6_goes_on_to_the_next_picture_and_round(desk: Desk) -> None:
    seen = []
    for _ in range(desk.page.tabs.count()):
        seen.append(desk.page.tab)
        desk.workspace.handlers()["agreement.next_view"]()
        desk.settled()
    assert seen == [NUMBERS, *PICTURES] and desk.page.tab == NUMBERS and desk.workspace.table.hasFocus()


def test_it_is_painted_in_another_theme(desk: Desk) -> None:
    desk.tab("Confusion")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, DARK)
    desk.workspace.refresh_theme()
    image = desk.workspace.picture.grab().toImage()
    assert image.pixelColor(1, 1).name().upper() == DARK.paper
