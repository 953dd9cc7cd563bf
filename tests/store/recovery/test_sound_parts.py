"""The history is whole up to the step before the first that may lack a part."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.store.recovery.salvage import salvage
from annotator.store.recovery.sound_parts import SoundParts, sound_parts
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_desk(tmp_path)
    for quote in ("urged China", "China undertook", "its influence", "A second"):
        made.code(quote)
    made.project.close()
    return made


def after(path: Path, change: Callable[[sqlite3.Connection], object]) -> SoundParts:
    found = salvage(path)
    with closing(found.rows):
        change(found.rows)
        return sound_parts(found.rows)


def test_of_a_file_in_order_all_is_whole(desk: Desk) -> None:
    parts = after(desk.project.path, lambda rows: None)
    with closing(sqlite3.connect(desk.project.path)) as connection:
        (count,) = connection.execute(
            "SELECT (SELECT count(*) FROM parts) + sum(last - first + 1) FROM segments"
        ).fetchone()
        (origin,) = connection.execute("SELECT origin FROM journal").fetchone()
    assert (len(parts.sound), parts.loose, parts.is_complete, parts.origin) == (count, [], True, origin)


@pytest.mark.parametrize("counter", [1, 2, 3])
def test_it_ends_before_the_part_that_was_altered_or_is_missing(desk: Desk, counter: int) -> None:
    strand = "strand = (SELECT id FROM strands WHERE channel LIKE 'coder/%' ORDER BY id DESC LIMIT 1)"
    with closing(sqlite3.connect(desk.project.path)) as connection:
        (clock,) = connection.execute(
            f"SELECT json_extract(line, '$[2]') FROM parts WHERE {strand} AND counter = ?", [counter]
        ).fetchone()
    for change in (
        f"UPDATE parts SET line = replace(line, 'appeal', 'appeaI') WHERE {strand} AND counter = {counter}",
        f"UPDATE parts SET hash = x'00' WHERE {strand} AND counter = {counter}",
        f"DELETE FROM parts WHERE {strand} AND counter = {counter}",
    ):
        parts = after(desk.project.path, lambda rows, change=change: rows.execute(change))  # type: ignore[misc]
        assert (parts.limit, parts.is_complete) == (clock - 1, False), change
        assert all(one.part.clock < clock for one in parts.sound)


def test_without_the_id_of_the_project_the_history_is_whole_under_another(desk: Desk) -> None:
    parts = after(desk.project.path, lambda rows: rows.execute("DELETE FROM journal"))
    assert parts.is_complete and parts.origin == "" and parts.sound


def test_a_step_without_any_part_ends_it(desk: Desk) -> None:
    last = "(SELECT strand FROM parts GROUP BY strand ORDER BY strand LIMIT 1)"
    parts = after(desk.project.path, lambda rows: rows.execute(f"DELETE FROM parts WHERE strand = {last}"))
    assert parts.limit == 0
