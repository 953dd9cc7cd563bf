"""Whatever is altered in a file behind the program's back is named, or the file refuses it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.store.project import Project
from tests.projects import make_desk


def test_a_project_as_it_was_written_has_nothing_wrong_with_its_history(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.project.undo()
    desk.project.redo()
    assert desk.project.check() == []


def tampered(path: Path, change: Callable[[sqlite3.Connection], object]) -> None:
    """Change a file with its triggers lifted, and put them back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        change(connection)
        for _, sql in triggers:
            connection.execute(sql)


def test_a_changed_byte_in_a_part_is_named_by_its_place(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.project.close()
    tampered(
        desk.project.path,
        lambda file: file.execute("UPDATE parts SET line = replace(line, 'appeal', 'appeaI')"),
    )
    with Project.open(desk.project.path) as project:
        said = [one for one in project.check() if "was changed outside the program" in one]
    assert len(said) == 1 and f"coder/{desk.ana.id}" in said[0] and "part 1" in said[0]


@pytest.mark.parametrize("number", [2, 3, 4])
def test_a_dropped_step_is_missed_also_with_its_parts_and_changes(tmp_path: Path, number: int) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.project.close()

    def drop(file: sqlite3.Connection) -> None:
        (sitting, place) = file.execute("SELECT sitting, place FROM steps WHERE number = ?", [number]).fetchone()
        mine = "SELECT id FROM strands WHERE sitting = ?"
        file.execute(f"DELETE FROM parts WHERE strand IN ({mine}) AND json_extract(line, '$[1]') = ?", [sitting, place])
        file.execute("DELETE FROM changes WHERE step = ?", [number])
        file.execute("DELETE FROM steps WHERE number = ?", [number])

    tampered(desk.project.path, drop)
    with Project.open(desk.project.path) as project:
        said = " ".join(project.check())
    assert f"Steps {number} to {number} are missing" in said or f"ends with step {number - 1}" in said
