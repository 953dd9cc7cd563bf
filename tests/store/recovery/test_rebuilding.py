"""A project that is made of its parts is the project, row by row, with its history and its seals."""

from contextlib import closing
from pathlib import Path

from annotator.store.opening import new_database
from annotator.store.project import Project
from annotator.store.recovery.rebuilding import Rebuilding
from annotator.store.recovery.salvage import salvage
from annotator.store.recovery.sound_parts import sound_parts
from annotator.store.schema.tables import BY_HASH, Table
from tests.projects import make_desk


def test_undo_and_redo_too_come_as_they_were(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.project.undo()
    desk.project.redo()
    desk.code("China undertook")
    desk.project.undo()
    desk.project.close()
    found = salvage(desk.project.path)
    made = tmp_path / "made.annot"
    connection = new_database(made, "made")
    with closing(found.rows) as rows, closing(connection):
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        done = Rebuilding(connection, sound_parts(rows), rows).run()
        connection.execute("COMMIT")
        for table in (*Table, *BY_HASH, "steps", "changes", "journal", "strands", "parts", "tips"):
            assert set(connection.execute(f"SELECT * FROM {table}")) == set(rows.execute(f"SELECT * FROM {table}"))
        assert done.steps == rows.execute("SELECT count(*) FROM steps").fetchone()[0]
    with Project.open(made) as project:
        assert project.check() == []
        assert project.redo() is None  # what was undone was another person's
        project.person = desk.ana.id
        assert project.redo() is not None


def test_it_stops_before_a_step_that_says_what_none_can(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.code("China undertook")
    desk.project.close()
    found = salvage(desk.project.path)
    connection = new_database(tmp_path / "made.annot", "made")
    with closing(found.rows) as rows, closing(connection):
        parts = sound_parts(rows)
        wrong = [one for one in parts.sound if '"over"' not in one.line.decode()][-1]
        parts.sound.remove(wrong)  # a gap that nothing but its counter shows
        parts.sound.append(
            type(wrong)(
                wrong.strand,
                wrong.line,
                wrong.part.__class__(
                    **{
                        **{name: getattr(wrong.part, name) for name in wrong.part.__slots__},
                        "counter": wrong.part.counter + 1,
                    }
                ),
            )
        )
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        done = Rebuilding(connection, parts, rows).run()
        connection.execute("COMMIT")
        assert done.steps == wrong.part.clock - 1 and not parts.is_complete
        assert connection.execute("SELECT max(number) FROM steps").fetchone() == (done.steps,)
