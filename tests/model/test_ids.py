"""Ids of things: UUIDs of version 7 that rise, whatever the clock and the threads do."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from annotator.model.ids import new_id


def test_an_id_is_a_uuid_of_version_7_of_now() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(text := new_id())
    assert (made.version, made.variant, str(made)) == (7, uuid.RFC_4122, text)
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000 + 1


def test_ids_rise_also_within_a_millisecond() -> None:
    made = [new_id() for _ in range(20_000)]
    assert all(one < other for one, other in pairwise(made))


def test_ids_of_several_threads_are_all_different_and_rise_in_each() -> None:
    with ThreadPoolExecutor(4) as pool:
        rows = list(pool.map(lambda _: [new_id() for _ in range(3_000)], range(4)))
    assert len({id for row in rows for id in row}) == 12_000
    assert all(row == sorted(row) for row in rows)


def test_ids_rise_though_the_clock_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    assert before < new_id() < new_id()


def test_ids_of_one_instant_differ_in_what_is_left_to_chance() -> None:
    tails = {new_id()[-12:] for _ in range(100)}
    assert len(tails) == 100
