"""Counting between the keys."""

from functools import cache
from typing import Any

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from annotator.acts.series import AT_ONCE, MOST_CELLS, ActEvent, Filter
from annotator.ui.explore.act_loader import Counted, Counter, CountQuestion
from tests.acts.counting import matrix_of, timeline_of
from tests.ui.explore.places import EVENTS, NAMES, event


@cache
def hundred_thousand() -> list[ActEvent]:
    """Return 100,000 acts, made once."""
    return [
        event(str(n), f"actor {n % 60}", f"actor {n % 71}", f"{1990 + n % 30}-0{1 + n % 9}") for n in range(100_000)
    ]


def asked(wanted: Filter, period: str = "year", all_names: bool = False) -> CountQuestion:
    return CountQuestion(wanted, Filter(), list(NAMES), NAMES, lambda event: event.date, period, all_names)


def test_a_few_acts_are_counted_at_once(qtbot: QtBot) -> None:
    counter = Counter()
    found: list[Any] = []
    counter.counted.connect(found.append)
    counter.count(EVENTS, asked(Filter(), "year"))
    assert [one.acts for one in found] == [17] and not counter.is_busy
    assert found[0].matrix == matrix_of(EVENTS) and found[0].timeline == timeline_of(EVENTS, list(NAMES))
    assert found[0].codings == 17 and set(found[0].labels.targets) <= set(NAMES.values())


def test_all_names_are_counted_apart_where_that_is_asked(qtbot: QtBot) -> None:
    counter = Counter()
    found: list[Counted] = []
    counter.counted.connect(found.append)
    events = hundred_thousand()[:1000]
    for every in (False, True):
        counter.count(events, asked(Filter(), all_names=every))
        qtbot.waitUntil(lambda: not counter.is_busy)
    few, many = found
    assert len(few.matrix.sources) == MOST_CELLS and len(many.matrix.sources) == 60 == len(few.network.sources)


def test_of_100_000_acts_a_few_thousand_are_counted_between_two_keys(qtbot: QtBot) -> None:
    counter = Counter()
    beats: list[None] = []
    heart = QTimer(interval=0)
    heart.timeout.connect(lambda: beats.append(None))
    heart.start()
    with qtbot.waitSignal(counter.counted) as told:
        counter.count(hundred_thousand(), asked(Filter(), "month"))
        assert counter.is_busy
    heart.stop()
    counted = told.args[0]
    assert isinstance(counted, Counted) and counted.acts == len(hundred_thousand()) > 10 * AT_ONCE
    assert sum(map(len, counted.matrix.cells.values())) == len(hundred_thousand())
    assert len(beats) > 5, "the window looked at nothing else meanwhile"


def test_another_filter_takes_the_place_of_a_count_under_way(qtbot: QtBot) -> None:
    counter = Counter()
    found: list[Any] = []
    counter.counted.connect(found.append)
    counter.count(hundred_thousand(), asked(Filter(), "year"))
    with qtbot.waitSignal(counter.counted):
        counter.count(hundred_thousand(), asked(Filter(actor="actor 3"), "year"))
    assert len(found) == 1 and not counter.is_busy
    assert 0 < found[0].acts < len(hundred_thousand())
    counter.count(hundred_thousand(), asked(Filter(), "year"))
    counter.drop()
    qtbot.wait(20)
    assert len(found) == 1
