"""What is chosen in the line above the steps is what is wanted of the history."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from annotator.operations.project.history_filters import KINDS
from annotator.store.history.history_pages import ALL_STEPS
from annotator.ui.history.filter_bar import HistoryFilterBar


@pytest.fixture
def bar(qtbot: QtBot) -> HistoryFilterBar:
    made = HistoryFilterBar()
    qtbot.addWidget(made)
    made.offer_people([("a", "Ana"), ("", "the program")])
    made.offer_document("d", "Speech")
    return made


def test_nothing_is_narrowed_at_first_and_after_all_are_shown_again(bar: HistoryFilterBar, qtbot: QtBot) -> None:
    assert bar.wanted == ALL_STEPS and not bar.narrows
    for chip in (bar.who, bar.what, bar.document, bar.when):
        chip.setCurrentIndex(1)
        assert bar.narrows
    with qtbot.waitSignal(bar.changed):
        bar.show_all()
    assert bar.wanted == ALL_STEPS


def test_each_chip_narrows_by_its_own(bar: HistoryFilterBar) -> None:
    bar.who.setCurrentIndex(2)
    assert bar.wanted.person == ""
    bar.what.setCurrentIndex(1)
    assert bar.wanted.verbs == next(iter(KINDS.values()))
    bar.document.setCurrentIndex(1)
    assert bar.wanted.document == "d"
    bar.when.setCurrentIndex(1)
    assert bar.wanted.since == f"{_midnight():%Y-%m-%dT%H:%M:%SZ}" and not bar.wanted.until


def _midnight() -> datetime:
    return datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def test_two_days_count_whole(bar: HistoryFilterBar) -> None:
    bar.when.setCurrentIndex(bar.when.count() - 1)
    assert bar.first.isVisibleTo(bar)
    bar.first.setDate(QDate(2026, 11, 23))
    bar.last.setDate(QDate(2026, 11, 24))
    begins, ends = (datetime.fromisoformat(time) for time in (bar.wanted.since, bar.wanted.until))
    assert begins == datetime(2026, 11, 23).astimezone() and ends == datetime(2026, 11, 25).astimezone()


def test_who_is_chosen_stays_so_when_people_come(bar: HistoryFilterBar) -> None:
    bar.who.setCurrentIndex(1)
    bar.offer_people([("b", "Ben"), ("a", "Ana")])
    assert bar.wanted.person == "a"
    bar.offer_people([("b", "Ben")])
    assert bar.wanted.person is None


def test_the_steps_of_a_document_follow_the_one_at_hand(bar: HistoryFilterBar, qtbot: QtBot) -> None:
    bar.choose_document("d", "Speech")
    assert bar.wanted.document == "d"
    with qtbot.waitSignal(bar.changed):
        bar.offer_document("e", "中文")
    assert bar.wanted.document == "e" and bar.document.currentText() == "in 中文"
    bar.choose_document("e", "中文")
    assert bar.wanted.document is None
    bar.reset()
    assert bar.document.count() == 1
