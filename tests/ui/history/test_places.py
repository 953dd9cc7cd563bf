"""What History leads to: only what the window has, remarks that wait, and what the last check found."""

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.history.places import HistoryPlaces


@pytest.fixture
def places(qtbot: QtBot) -> HistoryPlaces:
    made = HistoryPlaces()
    qtbot.addWidget(made)
    return made


def test_only_what_the_window_has_is_offered_and_a_press_asks_for_it(places: HistoryPlaces, qtbot: QtBot) -> None:
    places.offer(frozenset({"project.backups", "project.check"}))
    assert [id for id, link in places.links.items() if link.isVisibleTo(places)] == ["project.backups", "project.check"]
    with qtbot.waitSignal(places.command_requested) as asked:
        places.links["project.backups"].click()
    assert asked.args == ["project.backups"]


@pytest.mark.parametrize(("count", "text"), [(0, ""), (1, "1 remark waits for you"), (3, "3 remarks wait for you")])
def test_remarks_that_wait_are_counted_and_where_none_does_there_is_no_word(
    places: HistoryPlaces, count: int, text: str
) -> None:
    places.show_waiting(count)
    assert places.remarks.isVisibleTo(places) is (count > 0) and (not text or places.remarks.text() == text)


@pytest.mark.parametrize(
    ("problems", "says"),
    [
        (None, "Not checked"),
        (0, "The chain of steps is whole: checked at 10:02."),
        (2, "2 faults were found at 10:02."),
    ],
)
def test_the_state_is_that_of_the_last_check(places: HistoryPlaces, problems: int | None, says: str) -> None:
    places.show_check(problems, datetime(2026, 11, 28, 10, 2) if problems is not None else None)
    assert places.chain.text().startswith(says)
