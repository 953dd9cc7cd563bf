"""Which backups a folder has, and which of them are a project's, wherever it went."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.codebook_version import CodebookVersion
from annotator.model.ids import CodebookVersionId, new_id
from annotator.model.verbs.bulk import BULK, reason_of
from annotator.model.verbs.verb import Told
from annotator.store.backups.folder import (
    BackupFile,
    faulty,
    files_in,
    files_of,
    files_of_project,
    is_cut,
    line_of,
    make_line,
    name_of,
    next_number,
    thin,
)
from annotator.store.backups.snapshots import origins_at
from annotator.store.project import Project
from tests.projects import default_codebook

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def project_at(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Project.create(path, default_codebook()).close()
    return path


def put(folder: Path, project: Path, made: datetime = NOON, reason: str = "day", is_faulty: bool = False) -> Path:
    """Put a backup of a project where one belongs."""
    line = line_of(folder, origins_at(project)[0], project)
    make_line(line)
    name = name_of(line, next_number(line), made, reason)
    return Path(shutil.copy(project, line.folder / (faulty(name) if is_faulty else name)))


@pytest.fixture(scope="module")
def names_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("names")


def paths(files: list[BackupFile]) -> list[Path]:
    return [file.path for file in files]


@given(
    st.text(min_size=1).filter(lambda text: "/" not in text and "\0" not in text and text not in (".", "..")),
    st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),
    st.integers(1, 10**9),
    st.sampled_from(["day", "asked", *(reason_of(id, kind) for id in sorted(BULK) for kind in ("do", "undo"))]),
    st.booleans(),
)
def test_a_name_says_when_which_and_why(
    names_folder: Path, stem: str, made: datetime, number: int, reason: str, flaw: bool
) -> None:
    folder = names_folder / new_id()
    line = line_of(folder, "origin", Path("/work") / f"{stem}.annot")
    make_line(line)
    name = name_of(line, number, made, reason)
    (line.folder / (faulty(name) if flaw else name)).write_bytes(bytes(100))
    (file,) = files_in(folder)
    assert (file.kept.number, file.reason, file.kept.is_verified) == (number, reason, not flaw)
    assert file.kept.made == made.replace(microsecond=0) and next_number(line) == number + 1
    assert len(name.encode()) < 150


def test_the_project_is_known_where_it_is_and_where_it_went(tmp_path: Path) -> None:
    folder, project = tmp_path / "backups", project_at(tmp_path / "work" / "p.annot")
    first = put(folder, project)
    assert paths(files_of_project(folder, project)) == [first]
    renamed = project.rename(project.with_name("other.annot"))
    assert paths(files_of_project(folder, renamed)) == [first]
    second = put(folder, renamed, NOON + timedelta(hours=1))
    moved = tmp_path / "elsewhere" / "other.annot"
    moved.parent.mkdir()
    renamed.rename(moved)
    assert paths(files_of_project(folder, moved)) == [second, first]
    # Nothing stands where it was: there are its backups of that place.
    assert paths(files_of_project(folder, renamed)) == [second]


def test_a_copy_has_a_line_of_its_own_and_shows_what_is_of_both(tmp_path: Path) -> None:
    folder, project = tmp_path / "backups", project_at(tmp_path / "p.annot")
    copy = Path(shutil.copy(project, tmp_path / "copy.annot"))
    of_project, of_copy = put(folder, project), put(folder, copy, NOON + timedelta(hours=1))
    assert of_project.parent != of_copy.parent
    assert paths(files_of_project(folder, copy)) == paths(files_of_project(folder, project)) == [of_copy, of_project]


def test_another_project_at_the_same_path_has_nothing_to_do_with_them(tmp_path: Path) -> None:
    folder, project = tmp_path / "backups", project_at(tmp_path / "p.annot")
    put(folder, project)
    project.unlink()
    assert files_of_project(folder, project_at(project)) == []


def test_a_link_leads_to_the_same_backups(tmp_path: Path) -> None:
    folder, project = tmp_path / "backups", project_at(tmp_path / "p.annot")
    try:
        (tmp_path / "link.annot").symlink_to(project)
    except OSError:
        pytest.skip("this system makes no links")
    assert put(folder, project).parent == put(folder, tmp_path / "link.annot").parent


def test_a_line_that_has_lost_what_it_is_of_is_known_by_what_its_backups_hold(tmp_path: Path) -> None:
    folder, project = tmp_path / "backups", project_at(tmp_path / "p.annot")
    backup = put(folder, project)
    for content in ("", "{", "[]", "null"):
        (backup.parent / "project.json").write_text(content)
        assert paths(files_of_project(folder, project)) == [backup]
    (backup.parent / "project.json").unlink()
    assert paths(files_of_project(folder, project)) == [backup]


def test_the_newest_is_the_one_with_the_highest_number_also_after_the_clock_went_back(tmp_path: Path) -> None:
    folder, project = tmp_path / "backups", project_at(tmp_path / "p.annot")
    ahead, now = put(folder, project, NOON + timedelta(days=999)), put(folder, project, NOON)
    assert paths(files_of_project(folder, project)) == [now, ahead]
    thin(folder, limit=0)
    assert paths(files_in(folder)) == [now]


def test_what_is_no_backup_is_left_and_a_cut_one_is_not_the_last_verified(tmp_path: Path) -> None:
    folder, project = tmp_path / "backups", project_at(tmp_path / "p.annot")
    first, second = put(folder, project), put(folder, project, NOON + timedelta(hours=1))
    put(folder, project, NOON + timedelta(hours=2), is_faulty=True)
    second.write_bytes(second.read_bytes()[:5000])
    assert is_cut(second) and not is_cut(first)
    for name in ("notes.txt", "own copy.annot", ".x 20261126T120000Z 00009 day.annot.copied"):
        (first.parent / name).touch()
    (folder / "a file").touch()
    line = files_of(files_in(folder)[0].line)
    assert len(line) == 3
    thin(folder, limit=0)
    assert paths(files_in(folder)) == [first]
    assert (first.parent / "notes.txt").exists() and (first.parent / "own copy.annot").exists()


def test_of_a_folder_that_is_not_there_there_are_none(tmp_path: Path) -> None:
    assert files_in(tmp_path / "none") == thin(tmp_path / "none", 0) == []
    assert files_of_project(tmp_path / "none", tmp_path / "none.annot") == []


def test_a_line_that_cannot_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    line = line_of(tmp_path / "backups", "origin", tmp_path / "p.annot")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        make_line(line)
    assert [*line.folder.iterdir()] == []


def test_a_project_finds_its_backups_from_before_it_had_an_id_and_after_another_codebook(tmp_path: Path) -> None:
    folder, project = tmp_path / "backups", tmp_path / "older.annot"
    shutil.copy(Path(__file__).parents[2] / "files" / "roles.annot", project)
    older = put(folder, project, reason="migration")
    with Project.open(project) as opened:
        newer = put(folder, project)
        assert paths(files_of_project(folder, project)) == [newer, older]
        codebook = opened.codebooks.current().codebook
        with opened.transact(Told(sentence="Take over")):
            opened.codebooks.clear()
            opened.codebooks.add([CodebookVersion(CodebookVersionId("other"), 1, codebook, "", None, "")])
    assert paths(files_of_project(folder, project))[0] == newer
