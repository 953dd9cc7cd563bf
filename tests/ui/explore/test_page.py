"""The page of Explore: its picture, or what is said instead of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.background.session import Session
from annotator.ui.explore.empty import EmptyExplore
from annotator.ui.explore.figures import DRAWN, ExploreView
from annotator.ui.explore.page import ExplorePage
from annotator.ui.explore.pictures import MatrixPicture
from annotator.ui.kit.themes import LIGHT
from annotator.ui.pictures.centred import WIDEST
from annotator.ui.pictures.counts_view import CountsView
from annotator.ui.pictures.look import PicturePalette
from tests.ui.explore.desks import Desk
from tests.ui.explore.places import matrix_layout


def test_the_passages_take_no_room_until_a_number_is_opened(desk: Desk) -> None:
    workspace = desk.workspace
    assert workspace.passages.isHidden() and workspace.page.width() == workspace.width()
    desk.open_cell("France", "China")
    assert workspace.passages.isVisible() and workspace.passages.list.hasFocus()
    workspace.passages.close_button.setFocus()
    QTest.keyClick(workspace.passages.close_button, Qt.Key.Key_Return)
    assert workspace.passages.isHidden() and workspace.matrix.hasFocus()


def test_a_narrow_window_cuts_no_choice_off(desk: Desk) -> None:
    page = desk.of_all_coders().workspace.page
    desk.open_cell("France", "China")
    desk.workspace.resize(600, 520)
    desk.qtbot.waitUntil(lambda: page.width() < 420)
    bar = desk.workspace.filters
    shown = [bar.layer, bar.force, bar.actor, bar.expand, bar.period, bar.ticks]
    desk.qtbot.waitUntil(lambda: all(bar.rect().contains(each.geometry()) for each in shown))
    for control in (*page.chips.buttons, page.save_button, page.dyads_button):
        right = control.mapTo(page, control.rect().topRight()).x()
        assert control.width() >= control.sizeHint().width() and right <= page.rect().right()


@pytest.fixture
def page(qtbot: QtBot) -> ExplorePage:
    """The page by itself, on the screen."""
    made = ExplorePage(CountsView(Session()))
    qtbot.addWidget(made)
    made.show()
    return made


def test_of_nothing_no_picture_can_be_saved_and_the_button_is_there_only_where_it_leads_on(page: ExplorePage) -> None:
    for way_on in ("Look at gold", ""):
        page.show_empty(EmptyExplore("Nobody has coded an act yet.", way_on))
        assert page.is_empty and not page.save_button.isEnabled() and page.said.text() == ""
        assert page.empty.text() == "Nobody has coded an act yet."
        assert page.way_button.isVisible() is bool(way_on) and page.way_button.accessibleName() == way_on
    page.show_pictures()
    assert not page.is_empty and page.save_button.isEnabled()


def test_a_chip_changes_the_picture_but_shows_none_where_there_is_none(page: ExplorePage) -> None:
    page.show_empty(EmptyExplore("No act fits these filters."))
    page.show_figure(ExploreView.OVER_TIME)
    assert page.is_empty and page.view is page.timeline and not page.areas[page.timeline].isVisible()
    for figure in DRAWN:
        page.show_figure(figure)
        page.show_pictures()
        assert not page.counts.isVisible()
        shown = {view for view, area in page.areas.items() if area.isVisible()}
        assert shown == {page.views[figure], page.timeline}, "time stands beneath each figure"
    page.show_figure(ExploreView.COUNTS)
    page.show_pictures()
    assert page.counts.isVisible() and not any(area.isVisible() for area in page.areas.values())
    assert not page.save_button.isVisible(), "the counts have one of their own"
    page.show_figure(ExploreView.TABLE)
    page.show_pictures(with_time=False)
    assert not page.areas[page.timeline].isVisible() and not page.time_title.isVisible()


def test_a_codebook_without_acts_has_its_labels_and_when(page: ExplorePage) -> None:
    page.offer_acts(False)
    assert page.figure is ExploreView.LABELS
    assert [chip.text() for chip in page.chips.buttons if not chip.isHidden()] == ["Over time", "Labels", "Counts"]
    page.offer_acts(True)
    assert not any(chip.isHidden() for chip in page.chips.buttons)


def test_the_page_is_a_column_in_the_middle(page: ExplorePage, qtbot: QtBot) -> None:
    page.matrix.show_picture(MatrixPicture(matrix_layout()), PicturePalette.of(LIGHT, ()))
    page.show_pictures(with_time=False)
    page.tell("France speaks most.", ("17 acts", "Gold · 17 acts"), "", "")
    page.resize(1400, 800)
    area = page.areas[page.matrix]
    qtbot.waitUntil(lambda: area.width() == WIDEST)
    left = area.mapTo(page, area.rect().topLeft()).x()
    assert abs(left - (page.width() - WIDEST) / 2) <= 8
    assert area.height() >= page.matrix.sizeHint().height()


def test_the_place_at_hand_is_said_below_the_chips_unless_something_is_read(page: ExplorePage) -> None:
    page.matrix.show_picture(MatrixPicture(matrix_layout()), PicturePalette.of(LIGHT, ()))
    page.show_pictures()
    assert page.said.text() == "France to China: 12 acts"
    page.matrix.go_to((1, 0))
    assert page.said.text() == "China to China: no acts"
    page.show_reading(True)
    assert page.progress.isVisible() and not page.said.isVisible()
    page.show_reading(False)
    assert page.said.isVisible() and not page.progress.isVisible()


def test_stop_way_on_and_save_are_asked_for_by_their_buttons(page: ExplorePage, qtbot: QtBot) -> None:
    page.show_empty(EmptyExplore("No act fits these filters.", "Show all acts"))
    page.show_reading(True)
    asked = {page.progress.stop_button: page.stop_requested, page.way_button: page.way_on}
    for button, signal in asked.items():
        with qtbot.waitSignal(signal):
            button.click()
    page.show_pictures()
    with qtbot.waitSignal(page.save_requested):
        page.save_button.click()


def test_the_keyboard_goes_on_to_the_picture_that_is_shown_in_place_of_another(desk: Desk) -> None:
    page = desk.of_all_coders().workspace.page
    desk.open_cell("France", "China")
    page.matrix.setFocus()
    for figure in (ExploreView.NETWORK, ExploreView.LABELS, ExploreView.TABLE):
        page.show_figure(figure)
        assert page.view.hasFocus(), "not the button beside the passages"


def test_another_view_begins_at_its_top_though_passages_are_listed(desk: Desk) -> None:
    workspace = desk.of_all_coders().workspace
    workspace.resize(900, 420)
    desk.open_cell("France", "China")
    workspace.page.show_figure(ExploreView.NETWORK)
    desk.qtbot.waitUntil(lambda: workspace.page.whole.verticalScrollBar().maximum() > 0)
    assert workspace.page.whole.verticalScrollBar().value() == 0
