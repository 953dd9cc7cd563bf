from contextlib import closing
from pathlib import Path

import pytest

from annotator.model.errors import BadProject, Locked
from annotator.store.backups.reciphering import recipher
from annotator.store.connections.connecting import connect, forget, is_encrypted, is_locked, unlock
from annotator.store.project import Project
from tests.operations.random_projects import content_of
from tests.projects import make_desk


def test_a_project_goes_under_a_passphrase_another_and_none_with_all_that_is_in_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    wanted = content_of(desk.project)
    desk.project.close()
    before = desk.project.path.read_bytes()
    names = {"first": "one", "second": "two", "plain": ""}
    last = desk.project.path
    for name, passphrase in names.items():
        new = tmp_path / f"{name}.annot"
        recipher(last, new, passphrase)
        assert is_encrypted(new) is bool(passphrase)
        with Project.open(new) as project:
            assert project.check() == [] and content_of(project) == wanted
            assert project.undo() is not None
            project.redo()
        last = new
    assert desk.project.path.read_bytes() == before
    forget(tmp_path / "second.annot")
    with pytest.raises(Locked):
        unlock(tmp_path / "second.annot", "one")
    assert is_locked(tmp_path / "second.annot") and not is_locked(tmp_path / "first.annot")


def test_one_that_is_open_or_damaged_or_goes_where_a_file_is_leaves_no_new_file(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("use its influence")
    path, new = desk.project.path, tmp_path / "new.annot"
    with pytest.raises(BadProject, match="is open, or was not closed"):
        recipher(path, new, "secret")
    desk.project.close()
    with closing(connect(path)) as connection:
        connection.executescript("DROP TRIGGER spans_update; UPDATE spans SET quote = 'other'")
    with pytest.raises(BadProject, match=r"project\.annot is not as it should be, so it was not written anew"):
        recipher(path, new, "secret")
    assert [*tmp_path.iterdir()] == [path]
    new.write_text("mine")
    with closing(connect(path)) as connection:
        connection.execute("UPDATE spans SET quote = 'use its influence'")
    with pytest.raises(BadProject, match="exists already"):
        recipher(path, new, "")
    assert new.read_text() == "mine"
