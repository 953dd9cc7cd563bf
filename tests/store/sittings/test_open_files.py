"""A project that is open is touched by SQLite alone; what is written while others look at it is not lost."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from annotator.model.errors import BadFile
from annotator.operations.codebook import codebook
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource
from annotator.store.connections.connecting import Access
from annotator.store.project import Project
from annotator.store.reading import Reading
from annotator.store.sittings import open_files
from tests.projects import default_codebook, make_desk

LOOK = """
import sys
from pathlib import Path
from annotator.store.project import Project
with Project.open(Path(sys.argv[1])) as project:
    print(project.spans.count())
"""


def seen_by_another_program(path: Path) -> int:
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(path)], capture_output=True, text=True, timeout=500, check=True
    )
    return int(done.stdout)


def test_what_is_written_after_others_have_looked_is_in_the_file(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    with Project.open(desk.project.path) as second:  # as long work in the background does
        assert second.spans.count() == 1
    assert seen_by_another_program(desk.project.path) == 1
    desk.code("undertook", "commitment")
    assert seen_by_another_program(desk.project.path) == 2
    desk.project.close()
    assert seen_by_another_program(desk.project.path) == 2


def test_it_is_known_by_any_name_until_it_is_closed_as_often_as_it_was_opened(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    path, link = desk.project.path, tmp_path / "link.annot"
    link.symlink_to(path)
    assert open_files.is_open(path) and open_files.is_open(link)
    with Project.open(link):
        pass
    assert open_files.is_open(path)
    desk.project.close()
    desk.project.close()
    assert not open_files.is_open(path)
    assert not open_files.is_open(tmp_path / "nothing")


def test_it_is_neither_imported_nor_written_over(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    path, before = desk.project.path, desk.project.spans.count()
    report = importing.import_sources(desk.project, [ImportSource(path)])
    assert report.failed == [
        "project.annot: it is the project that is open; choose the texts, or an export of a project."
    ]
    with pytest.raises(BadFile, match="the project that is open"):
        importing.preview(ImportSource(path))
    with pytest.raises(BadFile, match="the project that is open"):
        codebook.read_codebook(path)
    with pytest.raises(BadFile, match="would destroy"):
        codebook.write_codebook(desk.project, path)
    with pytest.raises(BadFile, match="would destroy"):
        exporting.export(desk.project, path, layer="all", names=True)
    assert desk.project.spans.count() == before
    assert desk.project.check() == []


def test_a_codebook_is_not_written_over_a_project_that_is_closed(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    other = make_desk_in(tmp_path / "other")
    with pytest.raises(BadFile, match="would destroy"):
        codebook.write_codebook(desk.project, other)
    with Project.open(other) as project:
        assert project.check() == []


def make_desk_in(folder: Path) -> Path:
    folder.mkdir()
    desk = make_desk(folder)
    desk.project.close()
    return desk.project.path


def test_files_that_a_drive_does_not_number_are_told_by_their_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat = Path.stat

    def without_number(path: Path, **how: bool) -> os.stat_result:
        found = stat(path, **how)
        return os.stat_result((found.st_mode, 0, *found[2:]))

    paths = [tmp_path / "one.annot", tmp_path / "two.annot"]
    for path in paths:
        Project.create(path, default_codebook()).close()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", without_number)
        with Project.open(paths[0]) as project:
            assert open_files.is_open(paths[0]) and not open_files.is_open(paths[1])
            assert open_files.is_open(tmp_path / "." / "one.annot")
            with Project.open(paths[1]) as other:
                assert other.path != project.path and open_files.is_open(paths[1])
        assert not any(map(open_files.is_open, paths))


def test_a_copy_that_a_further_connection_reads_goes_when_the_file_is_closed(tmp_path: Path) -> None:
    path, folder = tmp_path / "p.annot", TemporaryDirectory(dir=tmp_path)
    path.touch()
    file = open_files.opened(path)
    reading = Reading("", Path(folder.name) / "p.annot", Access.WRITE, True, folder)
    for _ in range(2):
        assert open_files.opened(path, reading) is file
    for _ in range(2):
        open_files.closed(file)
        assert Path(folder.name).is_dir()
    open_files.closed(file)
    assert not Path(folder.name).exists() and file.reading is None
