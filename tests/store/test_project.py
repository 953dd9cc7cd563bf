"""Opening, closing, refusing and copying project files."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.model.errors import BadProject
from annotator.store.connections import heads
from annotator.store.placing import UNFINISHED
from annotator.store.project import Project
from annotator.store.reading import Reading
from annotator.store.sittings import open_files
from tests.projects import default_codebook, make_desk

FILES = Path(__file__).parents[1] / "files"


def test_a_closed_project_is_a_single_file(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.project.close()
    assert [path.name for path in tmp_path.iterdir()] == ["project.annot"]


def test_a_new_project_does_not_overwrite_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.annot"
    path.write_text("dear")
    with pytest.raises(BadProject, match="exists already"):
        Project.create(path, default_codebook())
    assert path.read_text() == "dear"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"just text", "not an annotator project"), (b"", "is empty \\(0 bytes\\), so nothing of a project is in it")],
)
def test_what_is_no_project_is_refused_and_untouched(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "x.annot"
    path.write_bytes(content)
    with pytest.raises(BadProject, match=sentence):
        Project.open(path)
    assert path.read_bytes() == content


def test_a_missing_file_and_another_programs_database_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadProject, match="There is no file"):
        Project.open(tmp_path / "gone.annot")
    other = sqlite3.connect(tmp_path / "other.annot")
    other.execute("CREATE TABLE t (x)")
    other.close()
    with pytest.raises(BadProject, match="another program"):
        Project.open(tmp_path / "other.annot")


def test_a_damaged_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ["word " * 50_000])
    desk.project.close()
    data = bytearray(desk.project.path.read_bytes())
    data[4096:40960] = b"\xff" * (40960 - 4096)
    desk.project.path.write_bytes(data)
    with pytest.raises(BadProject, match="damaged"), Project.open(desk.project.path) as project:
        project.check()
    assert desk.project.path.read_bytes() == data


def test_a_backup_is_complete_and_never_overwrites(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China")
    desk.project.back_up(tmp_path / "copy.annot")
    with Project.open(tmp_path / "copy.annot") as copy:
        assert copy.spans.get(span.id) == span
    with pytest.raises(BadProject, match="exists already"):
        desk.project.back_up(tmp_path / "copy.annot")


def test_what_another_program_locks_gets_a_sentence(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.project._connection.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(desk.project.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BadProject, match="Another program is writing"):
        desk.code("urged China")
    other.execute("ROLLBACK")
    other.close()
    assert desk.code("urged China")


def test_a_project_that_is_open_elsewhere_opens_too(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China")
    with Project.open(desk.project.path) as other:
        assert other.spans.get(span.id) == span
    assert desk.code("French President", "actor")


CREATOR = """
import os, signal, sys
from pathlib import Path
from annotator.operations.codebook.codebook import default_codebook
from annotator.store.project import Project
Project.create(Path(sys.argv[1]), default_codebook())
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_a_project_whose_program_died_right_after_making_it_opens(tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    subprocess.run([sys.executable, "-c", CREATOR, str(path)], check=False)
    with Project.open(path) as project:
        assert project.codebook == default_codebook()
        assert project.check() == []


def test_what_was_left_unfinished_beside_a_project_goes_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    Project.create(path, default_codebook()).close()
    for name in ("young", "old"):
        (tmp_path / f".annot{UNFINISHED}{name}").touch()
    os.utime(tmp_path / f".annot{UNFINISHED}old", (0, 0))
    Project.open(path).close()
    assert {one.name for one in tmp_path.iterdir()} == {path.name, f".annot{UNFINISHED}young"}


def test_a_project_that_cannot_be_begun_leaves_no_file(tmp_path: Path) -> None:
    broken = default_codebook().model_copy(update={"name": "\ud800"})
    with pytest.raises(ValueError, match="surrogates"):
        Project.create(tmp_path / "p.annot", broken)
    assert list(tmp_path.iterdir()) == []


def test_the_name_of_a_project_is_that_of_its_file_unless_it_is_given_one(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a b 文.annot", default_codebook()) as project:
        assert project.name == "a b 文"
    with Project.create(tmp_path / "c.annot", default_codebook(), "Talks") as project:
        assert project.name == "Talks"


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "no/such/folder.annot", "."])
def test_a_path_that_cannot_be_used_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadProject):
        Project.create(tmp_path / name, default_codebook())
    with pytest.raises(BadProject):
        Project.open(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_snapshot_may_stand_within_another(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    with desk.project.snapshot(), desk.project.snapshot():
        assert desk.project.documents.count() == 1
    desk.code("urged China")


def test_a_file_that_vanishes_while_it_is_opened_is_refused_and_leaves_no_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.annot"
    Project.create(path, default_codebook()).close()
    os.link(path, tmp_path / "by another name")
    looked = open_files.opened

    def vanishes(path: Path, reading: Reading | None = None) -> open_files.OpenFile:
        path.unlink()
        return looked(path, reading)

    monkeypatch.setattr(open_files, "opened", vanishes)
    with pytest.raises(BadProject, match=r"p\.annot cannot be used"):
        Project.open(path)
    assert not heads.is_held(tmp_path / "by another name")
