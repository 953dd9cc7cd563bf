"""What may not be written can be read: by its rights, its folder’s, in the present shape or an older one."""

import inspect
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import pytest

from annotator.model.errors import BadProject, FileGone
from annotator.operations.people import people
from annotator.store.connections import heads
from annotator.store.connections.connecting import Access
from annotator.store.project import Project
from annotator.store.reading import Reading
from annotator.store.sittings import open_files
from tests.full_disks import folder_of_nobody
from tests.operations.random_projects import content_of
from tests.projects import make_desk

FILES = Path(__file__).parents[1] / "files"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in which rights hold."""
    with folder_of_nobody() as made:
        yield made


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize(("mode", "said"), [("file", "you may not write to it"), ("folder", "into its folder")])
def test_what_may_not_be_written_is_read_and_takes_no_step(folder: Path, mode: str, said: str) -> None:
    desk = make_desk(folder)
    desk.code("urged China")
    wanted = content_of(desk.project)
    path = desk.project.path
    desk.project.close()
    (path if mode == "file" else folder).chmod(0o555)
    before = bytes_in(folder)
    with Project.open(path) as project, Project.open(path) as beside:
        assert said in project.read_only == beside.read_only and project.notices == (project.read_only,)
        assert content_of(project) == content_of(beside) == wanted and project.check() == []
        project.quick_check()
        project.look()
        for step in (lambda: people.add_coder(project, "Ben"), project.undo, lambda: people.see_others(beside, "Gold")):
            project.person = desk.ana.id
            with pytest.raises(BadProject, match=r"^project\.annot is open for reading only, since"):
                step()
    assert bytes_in(folder) == before
    (path if mode == "file" else folder).chmod(0o755)
    with Project.open(path) as project:
        assert project.read_only == ""
        people.add_coder(project, "Ben")


@pytest.mark.parametrize("older", sorted(FILES.glob("*.annot")), ids=lambda path: path.stem)
def test_an_older_project_is_read_by_a_copy_that_goes(folder: Path, older: Path) -> None:
    path = folder / "p.annot"
    path.write_bytes(older.read_bytes())
    folder.chmod(0o555)
    with Project.open(path) as project:
        assert project.check() == [] and project.spans.count() > 0 and project.read_only
        with pytest.raises(BadProject, match="reading only"):
            people.add_coder(project, "Ben")
        reading = project._file.reading
        assert reading is not None
        copy = Path(reading.folder.name) if reading.folder is not None else None
        assert copy is None or copy.exists()
    assert copy is None or not copy.exists()
    assert bytes_in(folder) == {"p.annot": older.read_bytes()}


def test_where_the_folder_for_temporary_files_takes_no_copy_it_is_made_among_the_user_s_data(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "read" / "p.annot"
    path.parent.mkdir()
    path.write_bytes((FILES / "roles.annot").read_bytes())
    path.parent.chmod(0o555)
    (folder / "full").write_text("no folder can be made here")
    monkeypatch.setattr("tempfile.tempdir", str(folder / "full"))
    monkeypatch.setenv("ANNOTATOR_DATA", str(folder / "data"))
    with Project.open(path) as project:
        assert "open for reading only" in project.read_only and project.documents.all()
        assert list((folder / "data").glob("annotator-reading-*"))
    assert not list((folder / "data").glob("annotator-reading-*"))
    monkeypatch.setenv("ANNOTATOR_DATA", str(folder / "full" / "data"))
    with pytest.raises(BadProject, match="can only be read by a copy"):
        Project.open(path)


def test_what_stands_in_a_log_alone_is_read_too(folder: Path) -> None:
    desk = make_desk(folder)
    desk.code("urged China")
    wanted, there = content_of(desk.project), folder / "there"
    there.mkdir()
    for name in ("project.annot", "project.annot-wal"):  # as a program that was killed leaves them
        shutil.copyfile(folder / name, there / name)
    desk.project.close()
    there.chmod(0o555)
    before = bytes_in(there)
    with Project.open(there / "project.annot") as project:
        assert content_of(project) == wanted and project.read_only
    assert bytes_in(there) == before
    there.chmod(0o755)


def test_what_another_writes_into_it_meanwhile_is_noticed(folder: Path) -> None:
    desk = make_desk(folder)
    path = desk.project.path
    desk.project.close()
    path.chmod(0o444)
    project = Project.open(path)
    path.chmod(0o644)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 7")
    with pytest.raises(FileGone, match="was changed by another program while it was being read: open it again"):
        project.look()
    project.close()


def test_a_damaged_file_that_may_not_be_written_is_said_to_be_damaged(folder: Path) -> None:
    desk = make_desk(folder, ["word " * 50_000])
    path = desk.project.path
    desk.project.close()
    data = bytearray(path.read_bytes())
    data[4096:40960] = b"\xff" * (40960 - 4096)
    path.write_bytes(data)
    path.chmod(0o444)
    with pytest.raises(BadProject, match="damaged"), Project.open(path) as project:
        project.check()
    assert path.read_bytes() == data


class _Fault(Exception):
    """What no code of the program knows."""


def test_whatever_is_raised_at_any_step_of_opening_a_copy_for_reading_leaves_no_copy_and_nothing_open(
    tmp_path: Path,
) -> None:
    desk = make_desk(tmp_path)
    path = desk.project.path
    desk.project.close()
    store, calls, faulty = str(Path(open_files.__file__).parents[1]), list[str](), -1

    def fail(frame: FrameType, event: str, argument: object) -> None:
        # What goes on in a generator is the end of a context, where something is put in order already.
        is_step = event == "call" and not frame.f_code.co_flags & inspect.CO_GENERATOR
        if is_step and frame.f_code.co_filename.startswith(store):
            calls.append(frame.f_code.co_qualname if hasattr(frame.f_code, "co_qualname") else frame.f_code.co_name)
            if len(calls) == faulty:
                raise _Fault

    def open_copy() -> bool:
        """Open a copy; whether that failed."""
        calls.clear()
        folder = TemporaryDirectory(dir=tmp_path)
        copy = Path(shutil.copyfile(path, Path(folder.name) / "p.annot"))
        sys.setprofile(fail)
        try:
            project = Project.open(path, reading=Reading("Why.", copy, Access.WRITE, True, folder))
        except _Fault:
            sys.setprofile(None)
            assert not Path(folder.name).exists(), calls[-1]
            assert not heads.is_held(copy) and not open_files.is_open(path), calls[-1]
            return True
        finally:
            sys.setprofile(None)
        project.close()
        return False

    assert not open_copy() and len(calls) > 50
    for faulty in range(2, len(calls) + 1):  # the first is the call itself
        assert open_copy(), faulty
