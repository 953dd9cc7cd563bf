"""A backup is tried by being restored, checked and compared; whatever happens, nothing of that stays."""

import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.model.errors import BadProject, Cancelled, Locked
from annotator.operations.documents import documents, memos
from annotator.operations.project import history
from annotator.store.backups import drill as trying
from annotator.store.backups.drill import Descent, clear_left_over, drill
from annotator.store.connections.connecting import forget
from annotator.store.project import Project
from tests.examples import examples
from tests.projects import TEXT, Desk, make_desk

ACTS: dict[str, Callable[[Desk], object]] = {
    "code": lambda desk: desk.code("urged China"),
    "commit": lambda desk: desk.code("undertook", "commitment", document=1),
    "undo": lambda desk: history.undo(desk.project),
    "redo": lambda desk: history.redo(desk.project),
    "note": lambda desk: memos.write(desk.project, "A note."),
    "remove": lambda desk: documents.remove(desk.project, [desk.documents[2].id], with_codings=True),
}
TEXTS = [TEXT, f"{TEXT} 2", f"{TEXT} 3"]


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def tampered(path: Path, statement: str) -> None:
    """Change a project by hand, its guards lifted meanwhile."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)


def do(desk: Desk, act: str) -> None:
    if act != "remove" or desk.documents[2].id in {info.id for info in desk.project.documents.all()}:
        ACTS[act](desk)


@pytest.mark.parametrize("seed", range(examples(20, usual=4)))
def test_a_backup_is_the_beginning_of_its_project_whatever_was_done_before_and_since(tmp_path: Path, seed: int) -> None:
    drawn, desk = random.Random(seed), make_desk(tmp_path, TEXTS)
    for act in drawn.choices(sorted(ACTS), k=drawn.randrange(6)):
        do(desk, act)
    step, backup = desk.project.journal.latest(), tmp_path / "backup.annot"
    desk.project.back_up(backup)
    for act in drawn.choices(sorted(ACTS), k=drawn.randrange(6)):
        do(desk, act)
    came = drill(backup, desk.project)
    assert (came.faults, came.missing, came.descent, came.step) == ((), {}, Descent.BEGINNING, step)
    assert came.is_whole and (came.backup_steps, came.project_steps) == (0, desk.project.journal.latest() - step)
    assert [path.name for path in (tmp_path / "data").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("seed", range(examples(40, usual=6)))
def test_whatever_bytes_are_lost_or_changed_no_damaged_backup_is_called_whole(tmp_path: Path, seed: int) -> None:
    drawn, desk = random.Random(seed), make_desk(tmp_path, TEXTS)
    desk.code("urged China")
    backup = tmp_path / "backup.annot"
    desk.project.back_up(backup)
    content = bytearray(backup.read_bytes())
    if drawn.random() < 0.5:
        del content[drawn.randrange(100, len(content)) :]
    else:
        pages = drawn.sample(range(1, len(content) // 4096), 3)
        for page in pages:
            content[page * 4096 : (page + 1) * 4096] = bytes(4096)
    backup.write_bytes(content)
    came = drill(backup, desk.project)
    assert not came.is_whole and came.faults


def test_rows_that_were_taken_out_by_hand_are_missed_in_either_file(tmp_path: Path) -> None:
    desk, backup = make_desk(tmp_path, TEXTS), tmp_path / "backup.annot"
    for quote, label in (("urged China", "appeal"), ("undertook", "commitment")):
        desk.code(quote, label)
    desk.project.back_up(backup)
    tampered(backup, "DELETE FROM spans WHERE label = 'appeal'")
    came = drill(backup, desk.project)
    assert came.missing == {"spans": 1} and came.faults and not came.is_whole
    desk.project.close()
    sound = tmp_path / "sound.annot"
    with Project.open(desk.project.path) as project:
        project.back_up(sound)
    tampered(desk.project.path, "DELETE FROM spans")
    with Project.open(desk.project.path) as project:
        came = drill(sound, project)
    assert (came.missing, came.faults) == ({"spans": -2}, ())


def test_a_project_that_went_back_or_another_way_is_told_from_one_that_went_on(tmp_path: Path) -> None:
    desk, older, newer = make_desk(tmp_path, TEXTS), tmp_path / "older.annot", tmp_path / "newer.annot"
    desk.code("urged China")
    step = desk.project.journal.latest()
    desk.project.back_up(older)
    desk.code("undertook", "commitment")
    desk.project.back_up(newer)
    with Project.open(older) as project:
        came = drill(newer, project)
        assert (came.descent, came.step, came.backup_steps, came.is_whole) == (Descent.AHEAD, step, 1, False)
        project.person = desk.ana.id
        memos.write(project, "Another way.")
        came = drill(newer, project)
        assert (came.descent, came.step, came.backup_steps, came.project_steps) == (Descent.APART, step, 1, 1)
    assert drill(newer, None).descent is Descent.ALONE and drill(newer, None).is_whole


def test_who_asks_for_its_end_hears_of_it_and_nothing_stays(tmp_path: Path, own_data: Path) -> None:
    desk, backup = make_desk(tmp_path, TEXTS), tmp_path / "backup.annot"
    desk.project.back_up(backup)
    desk.code("urged China")
    for asked in range(2):
        answers = iter([False] * asked)
        with pytest.raises(Cancelled):
            drill(backup, desk.project, lambda: next(answers, True))  # noqa: B023 - called before the next turn
        assert not [path for path in own_data.rglob("*") if path.is_file()]


def test_what_a_killed_drill_left_goes_with_the_next_and_one_at_work_keeps_its_own(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    code = (
        "import sys, time; from pathlib import Path; from annotator.store.backups.drill import _room\n"
        "with _room(Path('backup.annot'), Path(sys.argv[1])) as folder:\n"
        "    (folder / 'restored.annot').write_text('half'); print('there', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(root)], stdout=subprocess.PIPE) as working:
        assert working.stdout is not None and working.stdout.readline() == b"there\n"
        clear_left_over((root,))
        assert len(list(root.rglob("restored.annot"))) == 1
        working.kill()
    clear_left_over((root,))
    assert list(root.iterdir()) == []


def test_where_there_is_no_room_for_it_that_is_said(tmp_path: Path) -> None:
    desk, backup = make_desk(tmp_path), tmp_path / "backup.annot"
    desk.project.back_up(backup)
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(BadProject, match=r"^backup.annot cannot be tried in .*file \(.*\); make room there\.$"):
        drill(backup, desk.project, root=tmp_path / "file")


def test_an_encrypted_backup_stays_so_and_needs_its_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, backup = make_desk(tmp_path, passphrase="a long one"), tmp_path / "backup.annot"
    desk.project.back_up(backup)
    desk.code("urged China")
    heads: list[bytes] = []
    check = trying._check

    def looked(copy: Path, is_stopped: Callable[[], bool]) -> tuple[str, ...]:
        heads.append(copy.read_bytes()[:15])
        return check(copy, is_stopped)

    monkeypatch.setattr(trying, "_check", looked)
    assert drill(backup, desk.project).is_whole
    assert heads and heads[0] != b"SQLite format 3"
    desk.project.close()
    forget(desk.project.path)
    with pytest.raises(Locked):
        drill(backup, None)
