"""What is in sight first: slices come between the keys, once each and in order, until others take their place."""

import time
from collections.abc import Generator
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.background.visible_first import WhenIdle, in_sight


def counted(first: int, count: int) -> Generator[int, None, str]:
    """Yield so many numbers."""
    yield from range(first, first + count)
    return f"{first} to {first + count}"


@given(st.integers(0, 10**9))
def test_a_place_is_in_its_own_sight_and_nothing_before_the_text_is(place: int) -> None:
    first, last = in_sight(place)
    assert 0 <= first <= place < last


@given(
    st.lists(st.tuples(st.sampled_from(["start", "go on", "finish", "stop", "turn"]), st.integers(0, 4)), max_size=20)
)
def test_each_slice_is_taken_once_in_order_whatever_happens_between(
    qapp: QApplication, steps: list[tuple[str, int]]
) -> None:
    idle, taken, ends = WhenIdle(), list[int](), list[str]()
    left: list[int] | None = None
    expected, ended = list[int](), list[str]()
    for number, (step, count) in enumerate(steps):
        if step == "start":
            idle.start(counted(100 * number, count), taken.append, ends.append)
            left, name = list(range(100 * number, 100 * number + count)), f"{100 * number} to {100 * number + count}"
        elif step == "stop":
            idle.stop()
            left = None
        elif step == "turn":
            qapp.processEvents()
            # As many turns as Qt makes; what they have taken is the beginning of what is left.
            new = taken[len(expected) :]
            assert left is not None or not new
            assert left is None or new == left[: len(new)]
            expected += new
            left = left[len(new) :] if left is not None else None
            if len(ends) > len(ended):
                assert left == []
                ended.append(name)
                left = None
        else:
            idle.go_on() if step == "go on" else idle.finish()
            if left is not None:
                some = left[:1] if step == "go on" else left
                is_end = step == "finish" or not left
                expected += some
                if is_end:
                    ended.append(name)
                left = None if is_end else left[1:]
        assert (taken, ends, idle.is_busy) == (expected, ended, left is not None)


def test_the_window_looks_at_other_things_between_two_slices(qtbot: QtBot) -> None:
    idle, heard = WhenIdle(longest_s=0.002), list[str]()
    heart = QTimer(interval=0)
    heart.timeout.connect(lambda: heard.append("beat"))
    heart.start()
    idle.start(counted(0, 50), lambda _: time.sleep(0.001), lambda _: heard.append("end"))
    qtbot.waitUntil(lambda: "end" in heard)
    heart.stop()
    assert heard.index("end") > 5


def test_one_that_fails_is_told_once_and_nothing_is_taken_for_whole(qtbot: QtBot) -> None:
    idle, taken = WhenIdle(), list[int]()

    def failing() -> Generator[int, None, NoReturn]:
        yield 1
        raise OSError("gone")

    with qtbot.capture_exceptions() as caught:
        idle.start(failing(), taken.append, lambda _: taken.append(0))
        qtbot.waitUntil(lambda: not idle.is_busy)
        qtbot.wait(5)
    assert taken == [1] and [kind for kind, _, _ in caught] == [OSError]


def test_who_takes_a_slice_may_begin_another_thing_or_take_all(qtbot: QtBot) -> None:
    idle, taken = WhenIdle(longest_s=1), list[int]()
    idle.start(counted(0, 9), lambda one: idle.start(counted(10, 2), taken.append) if one == 2 else taken.append(one))
    idle.finish()
    assert taken == [0, 1, 10, 11] and not idle.is_busy

    def take_all(one: int) -> None:
        taken.append(one)
        idle.finish()

    idle.start(counted(0, 3), take_all)
    idle.go_on()
    assert taken[4:] == [0, 1, 2] and not idle.is_busy


def test_it_is_at_rest_when_there_is_nothing(qapp: QApplication) -> None:
    idle = WhenIdle()
    idle.finish()
    idle.go_on()
    assert not idle.is_busy
    with pytest.raises(ZeroDivisionError):
        idle.start((1 // (1 - one) for one in (0, 1)), lambda _: None)
        idle.finish()
    assert not idle.is_busy
