"""A copy rewound to a step is the beginning of the same history: rows, states, chain and tips are those of then."""

import random
import shutil
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from annotator.model.errors import BadProject, UndoBlocked
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.store.chain import packing
from annotator.store.connections.connecting import connect
from annotator.store.project import Project
from annotator.store.schema.schema import SEARCH_TABLES
from annotator.store.schema.tables import BY_HASH
from tests.examples import examples
from tests.operations.test_revert_everything import Reverters
from tests.operations.test_undo_everything import play_a_day
from tests.projects import make_desk

FILES = Path(__file__).parents[2] / "files"

_AS_WRITTEN = (*BY_HASH, *SEARCH_TABLES, "_sqlite_migrations", "parts", "segments", "strands", "tips")
"""Later texts and files stay, and parts may be packed otherwise: whether they are as they should be `check` says."""


def content(connection: Any) -> dict[str, list[Any]]:
    """Return the rows of all tables that are as they were."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {
        name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall()
        for name in names
        if name not in _AS_WRITTEN
    }


def assert_is(copy: Path, then: dict[str, list[Any]]) -> None:
    with Project.open(copy) as project:
        assert content(project._connection) == then
        assert project.check() == []


def test_at_any_step_of_two_days_it_is_what_was_there_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "FEWEST", 4)
    users, kept = Reverters(), dict[int, dict[str, list[Any]]]()

    def keep(changes: object) -> None:
        kept[users.project.journal.latest()] = content(users.project._connection)

    try:
        users.begin()
        users.project.subscribe(keep)
        play_a_day(users)
        path, first = users.project.path, users.project.journal.latest()
        assert packing.pack(users.project._connection), "strands are cut within segments, too"
        users.project.close()
        users.project = Project.open(path)
        users.project.subscribe(keep)
        for pick in range(0, 60, 7):
            users.revert_one(pick)
        users.undo_some(3, 2)
        latest = users.project.journal.latest()
        for step in {first, latest, *random.Random(first).sample(sorted(kept), min(len(kept), examples(10)))}:
            copy = tmp_path / f"{step}.annot"
            users.project.write_as_of(copy, step)
            assert_is(copy, kept[step])
    finally:
        users.teardown()


@pytest.mark.parametrize("path", sorted(FILES.glob("*.annot")), ids=lambda path: path.stem)
def test_an_older_project_is_as_it_was_after_each_of_its_steps(path: Path, tmp_path: Path) -> None:
    with Project.open(Path(shutil.copy(path, tmp_path))) as project:
        spans = project.spans.count()
        for step in range(1, project.journal.latest() + 1):
            copy = tmp_path / f"{step}.annot"
            project.write_as_of(copy, step)
            with Project.open(copy) as then:
                assert then.check() == [] and then.journal.latest() == then.journal.count() == step
                assert then.spans.count() <= spans
                with suppress(UndoBlocked):
                    then.undo()
                assert then.check() == []


def test_steps_can_be_taken_in_it_as_in_any_copy(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    first = desk.code("urged China")
    step = desk.project.journal.latest()
    desk.code("undertook", "commitment")
    desk.project.write_as_of(tmp_path / "then.annot", step)
    with Project.open(tmp_path / "then.annot", desk.layer.coder) as then:
        annotate.set_note(then, first.id, "look")
        assert then.spans.count() == 1 and then.check() == []
        history = [line for line in then.strands.lines() if '"strand"' in line]
    assert len(history) > len(list(filter(lambda line: '"strand"' in line, desk.project.strands.lines()))), (
        "a new sitting"
    )


def test_what_was_undone_in_the_recycle_bin_is_there_before(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span, kept = desk.code("urged China"), dict[int, dict[str, list[Any]]]()
    desk.project.subscribe(
        lambda changes: kept.update({desk.project.journal.latest(): content(desk.project._connection)})
    )
    annotate.set_note(desk.project, span.id, "look")
    desk.project.person = None
    documents.remove(desk.project, [desk.documents[0].id], with_codings=True)
    desk.project.person = desk.ana.id
    desk.project.undo()
    assert len(kept) == 3
    for step, then in kept.items():
        desk.project.write_as_of(tmp_path / f"{step}.annot", step)
        assert_is(tmp_path / f"{step}.annot", then)


def test_where_the_history_lacks_something_no_copy_stays(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    step = desk.project.journal.latest()
    desk.code("urged China")
    desk.project.close()
    with closing(connect(desk.project.path)) as connection:
        ((guard,),) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'changes_update'").fetchall()
        connection.executescript(
            f"DROP TRIGGER changes_update; UPDATE changes SET after = replace(after, 'urged', 'x'); {guard};"
        )
    with Project.open(desk.project.path) as project:
        with pytest.raises(BadProject, match="does not say all"):
            project.write_as_of(tmp_path / "then.annot", step)
        with pytest.raises(InterruptedError):
            project.write_as_of(tmp_path / "then.annot", step, stop)
    assert sorted(path.name for path in tmp_path.iterdir()) == [desk.project.path.name]


def stop(done: int, of: int) -> None:
    raise InterruptedError
