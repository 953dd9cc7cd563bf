"""What is killed ends where it is said, however busy the computer is, and draws fall on both sides of what counts."""

import random
import sys
import time
from itertools import count
from pathlib import Path

import pytest

from tests.examples import many
from tests.torture.killing import DONE, Moments, Say, killed
from tests.torture.points import Point

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def saying(say: Say) -> None:
    """Say ten things."""
    for number in range(10):
        say(str(number))


@pytest.mark.hypothesis  # for `make torture`, which plays again what is marked so
def test_the_same_point_is_the_same_place_in_the_work() -> None:
    calls = range(1, 60) if many() else range(1, 60, 3)
    said = [killed(saying, Point(call)) for call in calls]
    assert said == [killed(saying, Point(call)) for call in calls]
    assert [len(one) for one in said] == sorted(len(one) for one in said)
    assert said[0] == [] and said[-1] == killed(saying, None) == [*map(str, range(10)), DONE]


def test_a_point_may_lie_within_a_call() -> None:
    def asleep(say: Say) -> None:
        say("before")
        time.sleep(30)
        say("after")

    sleeps = next(call for call in count(1) if killed(asleep, Point(call)) == ["before"])
    assert killed(asleep, Point(sleeps, 0.2)) == ["before"]


@pytest.mark.hypothesis
def test_of_a_file_that_gets_its_name_last_there_is_often_none_and_often_a_whole_one(tmp_path: Path) -> None:
    made = tmp_path / "made"

    def make(say: Say) -> None:
        draft = made.with_suffix(".draft")
        with draft.open("w") as file:
            for number in range(2000):
                file.write(f"{number}")
        draft.replace(made)

    moments = Moments(make)
    whole = made.read_text()
    found: list[str] = []
    draws = 60 if many() else 30
    for number in range(20 * draws):
        if number >= draws and {*found} == {whole, ""}:
            break  # more are drawn only where chance has shown one of the two alone
        made.unlink(missing_ok=True)
        said = killed(make, moments.draw(random.Random(number)))
        assert DONE not in said or made.exists()
        found.append(made.read_text() if made.exists() else "")
    assert {*found} == {whole, ""}, "none, or a whole one, and each of them at times"
