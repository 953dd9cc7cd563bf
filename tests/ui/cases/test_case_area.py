"""What coders said of a case has the room that it needs, and is scrolled to where there is less."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.cases.case_area import CaseArea
from annotator.ui.kit.widgets import words
from tests.ui.cases.builders import shown_in


def test_what_does_not_fit_is_scrolled_to_and_the_keys_stay(qapp: QApplication) -> None:
    panel = CasePanel()
    panel.resize(374, 500)
    panel.show()
    shown_in(panel, "so many words " * 20)
    for _ in range(3):
        QApplication.processEvents()
    for label in panel.findChildren(QLabel):
        if label.text() and label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for choice in panel.choices.buttons.values():
        assert choice.visibleRegion().boundingRect().size() == choice.size()
    panel.close()
    panel.deleteLater()


@pytest.fixture
def area(qtbot: QtBot) -> CaseArea:
    case = QWidget()
    box = QVBoxLayout(case)
    box.addWidget(words("so many words " * 30))
    made = CaseArea(case)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_asks_for_the_height_of_its_lines_and_less_where_it_is_wider(area: CaseArea) -> None:
    heights = []
    for width in (200, 400, 800):
        area.resize(width, 300)
        case = area.widget()
        assert case is not None and area.sizeHint().height() == case.heightForWidth(width)
        assert area.minimumSizeHint().height() == min(160, area.sizeHint().height())
        heights.append(area.sizeHint().height())
    assert heights == sorted(heights, reverse=True) and heights[0] > heights[-1]


def test_the_scroll_bar_is_there_only_where_something_does_not_fit(area: CaseArea) -> None:
    area.resize(400, area.sizeHint().height())
    needed = area.sizeHint().height()
    for height, policy in (
        (needed, Qt.ScrollBarPolicy.ScrollBarAlwaysOff),
        (needed - 1, Qt.ScrollBarPolicy.ScrollBarAsNeeded),
    ):
        area.resize(400, height)
        area.settle()
        assert area.verticalScrollBarPolicy() == policy


def test_what_is_shown_anew_is_shown_from_its_beginning(area: CaseArea) -> None:
    area.resize(200, 60)
    QApplication.processEvents()
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    area.fit()
    assert bar.value() == 0
