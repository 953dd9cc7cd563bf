"""The passages behind a number: read when they are asked for, and gone with their number."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.explore.figures import ExploreView
from tests.ui.explore.desks import Desk


def test_enter_on_a_cell_lists_its_passages_and_enter_there_goes_to_one(desk: Desk) -> None:
    assert desk.of_all_coders().open_cell("France", "China") == ["urged", "دعا", "called on"]
    panel = desk.workspace.passages
    assert panel.title == "France to China: 3 acts" and panel.list.hasFocus()
    first = panel.model.index(0)
    assert first.data() == "France → urges → China"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Appeal: France → urges → China. “urged”. Readout of a call · 2023-04-06"
    )
    act = desk.act("urged")
    with desk.qtbot.waitSignal(desk.workspace.passage_requested) as told:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert told.args == [act.document, act.id]
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    assert desk.workspace.matrix.hasFocus()


def test_a_cell_without_acts_says_so(desk: Desk) -> None:
    assert desk.of_all_coders().open_cell("China", "Russia") == []
    assert desk.workspace.passages.title == "China to Russia: no acts"
    assert not desk.workspace.passages.list.isVisible() and desk.workspace.passages.note.isVisible()


def test_filters_count_what_fits_and_take_the_passages_along(desk: Desk) -> None:
    desk.of_all_coders().open_cell("France", "China")
    filters = desk.workspace.filters
    filters.force.setCurrentIndex(filters.force.findText("urges"))
    desk.settled()
    assert desk.count("France", "China") == 2 and desk.listed() == ["urged", "دعا"]
    assert desk.caption() == "All coders · 2 acts · urges"
    filters.toggles[0].trigger()
    assert desk.workspace.page.is_empty and desk.workspace.page.empty.text() == "No act fits these filters."
    assert desk.listed() == []
    desk.workspace.page.way_button.click()
    assert desk.caption() == "All coders · 6 acts"
    filters.actor.setText("Russia")
    assert desk.caption() == "All coders · 2 acts · Russia"
    filters.show_all()
    filters.choose_layer(next(layer.id for layer in desk.session.project.layers.all() if layer.name == "Ben"))
    assert desk.workspace.page.empty.text() == "Ben has coded no act yet."


def test_passages_go_with_the_picture_that_their_number_stands_in(desk: Desk) -> None:
    page = desk.of_all_coders().workspace.page
    for other in (ExploreView.LABELS, ExploreView.NETWORK, ExploreView.OVER_TIME):
        page.show_figure(ExploreView.TABLE)
        assert desk.open_cell("France", "China") != []
        page.show_figure(other)
        desk.settled()
        assert desk.listed() == [], other


def test_of_two_numbers_opened_in_a_hurry_the_second_is_listed(desk: Desk) -> None:
    matrix = desk.of_all_coders().workspace.matrix
    for pair in (("France", "China"), ("France", "Russia")):
        desk.workspace.opening.open(matrix, desk.cell(*pair))
    assert desk.listed() == [] and desk.workspace.passages.note.text() == "Reading the passages…"
    desk.settled()
    assert desk.workspace.passages.title == "France to Russia: 2 acts"
    assert desk.listed() == ["warned", "called on"]


def test_what_is_closed_while_it_is_read_does_not_come_after_all(desk: Desk) -> None:
    opening = desk.of_all_coders().workspace.opening
    opening.open(desk.workspace.matrix, desk.cell("France", "China"))
    opening.close()
    assert not opening.is_busy
    desk.qtbot.waitUntil(lambda: not desk.session.tasks.busy)
    assert desk.listed() == [] and desk.workspace.passages.isHidden()
    opening.check()
    assert desk.workspace.passages.isHidden(), "nothing is open any more"


def test_what_is_listed_is_read_again_only_if_its_acts_changed(desk: Desk) -> None:
    desk.of_all_coders().open_cell("France", "China")
    opening, passages = desk.workspace.opening, desk.workspace.passages.model.passages
    opening.check()
    assert not opening.is_busy
    opening.look_again()
    opening.check()
    assert opening.is_busy
    desk.settled()
    assert desk.workspace.passages.model.passages is not passages and desk.listed() == ["urged", "دعا", "called on"]
