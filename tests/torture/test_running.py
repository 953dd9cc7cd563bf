"""Trials of the harness itself: a run is taken up where it was, and what dies or hangs is told."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.torture.kinds import Kind, Play, Result, Trial, held, played
from tests.torture.registry import KINDS
from tests.torture.running import Record, count_of, table


@contextmanager
def drawing(base: Path) -> Iterator[Play]:
    yield lambda trial: f"drew {trial.chance.randrange(10**9)} in {len(os.listdir(trial.folder))} files"  # noqa: PTH208


@contextmanager
def failing(base: Path) -> Iterator[Play]:
    def play(trial: Trial) -> str:
        (trial.folder / "left").write_text("x")
        assert trial.number != 1, "the second is wrong"
        return "fine"

    yield play
    raise ValueError("what all of them left")


DRAWING, FAILING = Kind("draw", 5, drawing, 2), Kind("fail: some", 3, failing)


def test_the_same_seed_and_number_is_the_same_trial() -> None:
    alone = list(played(DRAWING, [3]))
    assert alone == list(played(DRAWING, range(5)))[3:4] != list(played(DRAWING, [3], "2"))
    held(DRAWING, 2)


def test_faults_are_told_and_what_they_left_is_kept(tmp_path: Path) -> None:
    first, second, third, after = played(FAILING, range(3), keep=tmp_path)
    assert (first, third) == (Result(0, "fine"), Result(2, "fine"))
    assert "the second is wrong" in second.fault and "what all of them left" in after.fault
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("left")] == ["fail some 1/left"]


def test_a_run_is_taken_up_where_it_was_ended(tmp_path: Path) -> None:
    record = Record(tmp_path / "build" / "seed-1.jsonl")
    assert list(record.left(DRAWING, 5)) == [(0, 2), (2, 4), (4, 5)]
    for result in played(DRAWING, [0, 3]):
        record.add(DRAWING, result)
    with (tmp_path / "build" / "seed-1.jsonl").open("a") as file:
        file.write('["draw", 1, "dr')
    again = Record(tmp_path / "build" / "seed-1.jsonl")
    assert list(again.left(DRAWING, 5)) == [(1, 3), (4, 5)]
    again.add(FAILING, Result(1, "", "wrong"))
    again.forget([DRAWING])
    for known in (again, Record(tmp_path / "build" / "seed-1.jsonl")):
        assert len(list(known.left(DRAWING, 5))) == 3 and list(known.left(FAILING, 3)) == [(0, 1), (2, 3)]


def test_the_table_says_what_was_tried_and_what_did_not_hold() -> None:
    results = {kind.name: {one.number: one for one in played(kind, range(3))} for kind in (DRAWING, FAILING)}
    lines = table([DRAWING, FAILING], results).splitlines()
    assert lines[0].split() == ["kind", "tried", "held", "how", "it", "ended"]
    assert lines[1].split()[:3] == ["draw", "3", "3"] and lines[2].split()[:4] == ["fail:", "some", "3", "1"]
    assert lines[3].split()[:4] == ["in", "all", "6", "4"] and len(lines) == 6


_GROUPS = ("kill", "cut", "overwritten", "flipped", "damaged", "teams")
"""Of these it is said how much is tried."""


def test_as_much_is_tried_as_was_asked_for() -> None:
    counts: dict[str, int] = {}
    for kind in KINDS:
        group = next(
            word for word in (*_GROUPS, "race", "open", "disk", "grow", "injection") if word in kind.name.split(":")[0]
        )
        counts[group] = counts.get(group, 0) + count_of(kind, 1)
    assert counts["kill"] >= 500 and counts["cut"] >= 300 and counts["overwritten"] >= 200 and counts["flipped"] >= 200
    assert (
        counts["damaged"] == 100_000 and counts["teams"] == 1_200 and len({kind.name for kind in KINDS}) == len(KINDS)
    )
