"""What came is told in its order, and what was taken in and taken back again is not told as taken in."""

from pathlib import Path

from annotator.operations.people import people
from annotator.store.project import Project
from annotator.store.rows.deliveries import CameIn
from tests.operations.desks import BOOK


def test_what_came_is_taken_in_while_its_step_stands(tmp_path: Path) -> None:
    with Project.create(tmp_path / "team.annot", BOOK) as project:
        people.add_coder(project, "Ana")
        step = project.journal.latest()
        rows: list[tuple[int | None, str, str, str, str, int, str]] = [
            (None, "ana", "1.packet", "2026-11-24T18:20:00Z", "2026-11-24T18:22:00Z", 214, "{}"),
            (step, "ana", "2.packet", "2026-11-25T18:20:00Z", "2026-11-25T18:22:00Z", 3, "{}"),
        ]
        insert = "INSERT INTO deliveries (step, person, name, made, came, acts, activity) VALUES (?, ?, ?, ?, ?, ?, ?)"
        project.deliveries._connection.executemany(insert, rows)
        assert project.deliveries.all() == [CameIn(*rows[0][1:], False), CameIn(*rows[1][1:], True)]
        project.undo()
        assert [one.is_taken for one in project.deliveries.all()] == [False, False]
