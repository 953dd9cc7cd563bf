"""A file takes the place of a project that nobody has open, or nothing happens."""

from contextlib import closing
from pathlib import Path

import pytest

from annotator.model.errors import BadProject
from annotator.store.connections.connecting import connect
from annotator.store.erasing import in_place
from annotator.store.erasing.in_place import alone, put
from annotator.store.project import Project
from tests.projects import make_desk


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_place, "_WAIT_MS", 50)


def test_who_is_alone_leaves_the_project_as_it_was(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China")
    desk.project.close()
    with alone(desk.project.path) as project:
        copy = project.copy()
    assert sorted(tmp_path.iterdir()) == sorted([copy, desk.project.path])
    for path in (copy, desk.project.path):
        with Project.open(path) as opened:
            assert opened.check() == [] and opened.spans.get(span.id)


def test_nobody_else_gets_in_meanwhile(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.project.close()
    with alone(desk.project.path), closing(connect(desk.project.path)) as other:
        other.execute("PRAGMA busy_timeout = 10")
        with pytest.raises(Exception, match="locked"):
            other.execute("SELECT count(*) FROM steps").fetchone()


def test_a_project_that_is_open_here_or_elsewhere_is_left_alone(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    with pytest.raises(BadProject, match="is open in another program or window"), alone(desk.project.path):
        pass
    desk.project.close()
    with closing(connect(desk.project.path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("SELECT count(*) FROM steps").fetchone()
        with pytest.raises(BadProject, match="is open in another program or window"), alone(desk.project.path):
            pass


def test_a_damaged_project_is_left_as_it_is(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.project.close()
    data = bytearray(desk.project.path.read_bytes())
    data[8192:20480] = bytes(12288)
    desk.project.path.write_bytes(data)
    with pytest.raises(BadProject), alone(desk.project.path):
        pass
    assert desk.project.path.read_bytes() == data


def test_a_file_keeps_the_permissions_of_the_one_whose_place_it_takes(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("old")
    new.write_text("new")
    old.chmod(0o600)
    new.chmod(0o644)
    put(new, old)
    assert old.read_text() == "new" and not new.exists()
    assert old.stat().st_mode & 0o777 == 0o600
