"""The left part of Agreement: either words and a way on, or numbers and pictures with what is said of them."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.agreement.empty import EmptyAgreement, WayOn
from annotator.ui.agreement.page import NUMBERS, AgreementPage
from annotator.ui.agreement.plots import PICTURES, Order
from annotator.ui.commands.key_names import key_of, put_in_force
from annotator.ui.commands.key_table import keys_in_force
from tests.ui.agreement.desk import Desk

CONTENT = object()


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[AgreementPage]:
    made = AgreementPage()
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made


STEPS = st.one_of(
    st.builds(EmptyAgreement, st.just("There is nothing."), st.sampled_from(WayOn)),
    st.just(CONTENT),
    st.just(None),
    st.integers(0, len(PICTURES)),
)


@given(st.lists(STEPS, max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_after_any_steps_either_words_are_seen_or_what_the_tab_says(page: AgreementPage, steps: list[object]) -> None:
    page.chips.choose(0)
    page.show_content()
    empty: EmptyAgreement | None = None
    for step in steps:
        if isinstance(step, EmptyAgreement):
            empty = step
            page.show_empty(step)
        elif step is CONTENT:
            empty = None
            page.show_content()
        elif step is None:
            page.show_next()
        elif isinstance(step, int):
            page.chips.choose(step)
    on_numbers = page.tab == NUMBERS
    assert page.is_empty == (empty is not None) == page.empty.isVisible() == (not page.report_button.isEnabled())
    assert page.table.isVisible() == (empty is None and on_numbers)
    assert page.picture.isVisible() == page.save_button.isVisible() == (empty is None and not on_numbers)
    assert page.order.isVisible() == (empty is None and page.tab == "Drift")
    if empty is not None:
        assert page.empty.text() == empty.said
        assert page.way_button.isVisible() == bool(empty.way_on) and page.way_button.text() == empty.way_on.value


def test_the_keyboard_goes_to_what_one_works_with(page: AgreementPage) -> None:
    reason = Qt.FocusReason.OtherFocusReason
    page.show_empty(EmptyAgreement("Nothing.", WayOn.AGAIN))
    page.take_keyboard(reason)
    assert page.way_button.hasFocus()
    page.show_empty(EmptyAgreement("Nothing."))
    page.take_keyboard(reason)
    assert page.bar.coders.hasFocus()
    page.show_content()
    for tab in range(len(page.chips.buttons)):
        page.chips.choose(tab)
        page.take_keyboard(reason)
        assert (page.table if page.tab == NUMBERS else page.picture).hasFocus()


def test_a_key_that_is_changed_while_the_page_is_empty_is_named_as_it_is_now(page: AgreementPage) -> None:
    page.show_empty(EmptyAgreement("Import some ({}).", keys=("project.import",)))
    before = page.empty.text()
    assert before == f"Import some ({key_of('project.import')})."
    put_in_force(keys_in_force({"project.import": "F8"}))
    try:
        QApplication.processEvents()
        assert page.empty.text() == "Import some (F8)." != before
    finally:
        put_in_force(keys_in_force({}))


def test_each_button_asks_for_what_it_says(page: AgreementPage, qtbot: QtBot) -> None:
    page.show_empty(EmptyAgreement("Nothing.", WayOn.AGAIN))
    with qtbot.waitSignal(page.way_on):
        QTest.keyClick(page.way_button, Qt.Key.Key_Return)
    page.chips.choose(1)
    page.show_content()
    for button, signal in ((page.save_button, page.save_requested), (page.report_button, page.report_requested)):
        with qtbot.waitSignal(signal):
            QTest.keyClick(button, Qt.Key.Key_Return)
    page.show_progress(True)
    with qtbot.waitSignal(page.stop_requested):
        page.progress.stop_button.click()


def test_progress_stands_in_place_of_what_is_said_and_a_state_or_a_summary_alone_where_there_is_one(
    page: AgreementPage,
) -> None:
    page.show_content()
    for is_busy in (True, False):
        page.show_progress(is_busy)
        assert page.progress.isVisible() == is_busy != page.said.isVisible()
    for words in ("They agree.", ""):
        page.show_summary(words)
        page.show_state(words)
        assert page.summary.isVisible() == page.state.isVisible() == bool(words) == bool(page.summary.text())


def test_every_order_can_be_chosen_and_is_told(page: AgreementPage, qtbot: QtBot) -> None:
    chosen = []
    for row in range(page.order.count() - 1, -1, -1):
        with qtbot.waitSignal(page.tab_changed):
            page.order.setCurrentIndex(row)
        chosen.append(page.chosen_order)
    assert chosen[::-1] == list(Order)


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
    for _ in range(len(desk.page.chips.buttons)):
        seen.append(desk.page.tab)
        desk.workspace.handlers()["agreement.next_view"]()
        desk.settled()
    assert seen == [NUMBERS, *PICTURES] and desk.page.tab == NUMBERS and desk.workspace.table.hasFocus()


def test_the_choices_give_their_room_to_the_numbers_until_they_are_asked_for(page: AgreementPage) -> None:
    page.show_empty(EmptyAgreement("Nothing."))
    assert page.bar.isVisible() and not page.change_button.isVisible()
    page.show_content()
    page.show_summary("They agree.", "Ana, Ben · 2 documents")
    assert not page.bar.isVisible() and page.line.isVisible()
    page.change_button.click()
    assert page.bar.isVisible() and page.bar.coders.hasFocus() and page.change_button.text() == "Done"
    page.change_button.click()
    assert not page.bar.isVisible() and page.change_button.text() == "Change…"


def test_no_chip_is_cut_in_a_narrow_page(page: AgreementPage, qtbot: QtBot) -> None:
    page.show_content()
    page.resize(640, 600)
    qtbot.waitUntil(lambda: page.chips.width() <= 640)
    for chip in page.chips.buttons:
        assert chip.width() >= chip.sizeHint().width() and page.chips.rect().contains(chip.geometry())
