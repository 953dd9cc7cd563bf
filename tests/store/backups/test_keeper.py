"""Backups are made beside the work, of the moment at which they were begun, and none is lost half-way."""

import os
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.store import places
from annotator.store.backups import keeper as backup_keeper
from annotator.store.backups.folder import files_in, files_of_project
from annotator.store.backups.keeper import ASKED, COPIED, DAY, UNFINISHED, BackupKeeper
from annotator.store.placing import unfinished_name
from annotator.store.project import Project
from tests.operations.random_projects import content_of
from tests.projects import TEXT, Desk, make_desk

MUCH = 10**12


class Kept:
    """A desk whose project is backed up, and what was said of it."""

    def __init__(self, folder: Path, limit: int = MUCH, texts: int = 20) -> None:
        self.desk: Desk = make_desk(folder, [f"{TEXT} {number}" * 20 for number in range(texts)])
        self.folder = folder / "backups"
        self.said: list[str] = []
        self.keeper = self.new_keeper(limit)

    def new_keeper(self, limit: int = MUCH) -> BackupKeeper:
        keeper = BackupKeeper(self.folder, limit, self.said.append)
        self.desk.project.backed_up_by(keeper)
        return keeper

    @property
    def reasons(self) -> list[str]:
        """Why the backups that are there were made, the latest first."""
        return [file.reason for file in files_of_project(self.folder, self.desk.project.path)]

    @property
    def unfinished(self) -> list[str]:
        """What is there beside backups."""
        return [path.name for path in self.folder.rglob(".*")]


@pytest.fixture(params=["with a log", "without a log"])
def kept(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    if request.param == "without a log":
        monkeypatch.setattr(places, "risk_of", lambda path: "A synced folder.")
    return Kept(tmp_path)


def test_before_much_is_changed_there_is_a_copy_of_what_was_there(kept: Kept) -> None:
    kept.desk.code("urged China")
    before = content_of(kept.desk.project)
    documents.remove(kept.desk.project, [kept.desk.documents[3].id])
    kept.keeper.finish()
    assert kept.reasons == ["remove-documents"] and kept.said == kept.unfinished == []
    (file,) = files_in(kept.folder)
    with Project.open(file.path) as backup:
        assert content_of(backup) == before and backup.check() == []


def test_when_a_large_step_is_committed_its_copy_is_whole_though_not_verified(kept: Kept) -> None:
    with kept.keeper._verifying:  # as a verification that takes hours
        documents.remove(kept.desk.project, [kept.desk.documents[0].id])
        assert [name for name in kept.unfinished if name.endswith(COPIED)] and kept.reasons == []
        assert not [name for name in kept.unfinished if name.endswith(UNFINISHED)]
    kept.keeper.finish()
    assert kept.reasons == ["remove-documents"]


def test_a_single_step_makes_none_an_undo_of_a_large_one_does(kept: Kept) -> None:
    kept.desk.code("urged China")
    assert kept.reasons == []
    documents.remove(kept.desk.project, [kept.desk.documents[1].id])
    kept.desk.project.undo()
    kept.keeper.finish()
    assert kept.reasons == ["undo-remove-documents", "remove-documents"]


def test_nothing_is_copied_twice(kept: Kept) -> None:
    project = kept.desk.project.path
    assert kept.keeper.begin(project, ASKED) is not None
    assert kept.keeper.begin(project, DAY) is None
    kept.keeper.finish()
    assert kept.new_keeper().begin(project, ASKED) is None
    # Unless somebody took it away.
    files_in(kept.folder)[0].path.unlink()
    assert kept.keeper.begin(project, ASKED) is not None
    kept.keeper.finish()


def test_a_day_has_one_whatever_the_clock_said_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept(tmp_path)
    began, day = datetime.now(), timedelta(0)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "datetime":  # type: ignore[override]
            return began + day

    monkeypatch.setattr(backup_keeper, "datetime", Clock)
    quotes = iter(("French", "President", "urged", "China", "influence", "undertook", "help"))
    # Tomorrow, a year ago, and the day after tomorrow: each is another day than that of the backup before.
    for days, wanted in ((0, 1), (0, 1), (1, 2), (1, 2), (-400, 3), (-400, 3), (2, 4)):
        day = timedelta(days=days)
        kept.desk.code(next(quotes))
        kept.keeper.begin_day(kept.desk.project.path)
        kept.keeper.finish()
        assert len(kept.reasons) == wanted


def test_what_a_keeper_that_was_closed_left_is_verified_by_the_next_one(kept: Kept) -> None:
    with kept.keeper._verifying:
        documents.remove(kept.desk.project, [kept.desk.documents[0].id])
        kept.keeper._is_closed = True
    kept.keeper.close()
    (copied,) = kept.folder.rglob(".*")
    copied.with_name(f".gone x.annot{UNFINISHED}").write_bytes(b"half a copy")
    about = unfinished_name(copied.with_name("project.json"))
    about.touch()
    os.utime(about, (0, 0))
    assert kept.reasons == [] and copied.suffix == COPIED
    keeper = kept.new_keeper()
    keeper.begin_day(kept.desk.project.path)
    keeper.finish()
    assert sorted(kept.reasons) == ["day", "remove-documents"] and kept.unfinished == []


def test_a_copy_that_another_program_is_at_is_left_to_it(tmp_path: Path) -> None:
    kept, others = Kept(tmp_path), BackupKeeper(tmp_path / "backups", MUCH)
    with others._verifying:
        copying = others.begin(kept.desk.project.path, ASKED)
        assert copying is not None
        copying.wait()
        kept.keeper.begin_day(kept.desk.project.path)
        kept.keeper.finish()
        assert copying.part(COPIED).exists()
    others.finish()
    assert copying.file is not None and copying.file.exists() and kept.unfinished == []


def test_what_is_too_much_goes_and_the_last_one_stays_with_a_sentence(tmp_path: Path) -> None:
    kept = Kept(tmp_path, limit=1)
    for number in range(3):
        documents.remove(kept.desk.project, [kept.desk.documents[number].id])
        kept.keeper.finish()
        assert kept.reasons == ["remove-documents"]
    assert "more than the limit" in kept.said[0]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="whom nothing is forbidden")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.folder.mkdir(mode=0o500)
    documents.remove(kept.desk.project, [kept.desk.documents[0].id])
    kept.keeper.finish()
    assert "No backup of project.annot could be made" in kept.said[0]


@pytest.mark.parametrize("at", ["folder", "line"])
def test_where_a_file_stands_in_the_place_of_the_folder_the_work_goes_on_and_it_is_said(
    tmp_path: Path, at: str
) -> None:
    kept = Kept(tmp_path)
    if at == "folder":
        kept.folder.write_text("a file")
    else:
        kept.keeper.begin(kept.desk.project.path, ASKED)
        kept.keeper.finish()
        line = files_in(kept.folder)[0].path.parent
        shutil.rmtree(line)
        line.write_text("a file")
    documents.remove(kept.desk.project, [kept.desk.documents[0].id])
    kept.keeper.begin_day(kept.desk.project.path)
    kept.keeper.finish()
    assert kept.desk.project.documents.count() == 19
    assert kept.said and all("No backup of project.annot could be made in" in said for said in kept.said)


def test_a_project_with_a_flaw_is_backed_up_and_the_flaw_is_said(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.desk.code("urged China")
    kept.desk.project._connection.executescript("DROP TRIGGER spans_update; UPDATE spans SET quote = 'other'")
    kept.keeper.begin(kept.desk.project.path, ASKED)
    kept.keeper.finish()
    (file,) = files_in(kept.folder)
    assert not file.kept.is_verified and "a check finds 1 fault" in kept.said[0]


def test_a_copy_that_is_damaged_is_taken_away(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    with kept.keeper._verifying:
        copying = kept.keeper.begin(kept.desk.project.path, ASKED)
        assert copying is not None
        copying.wait()
        copied = copying.part(COPIED)
        copied.write_bytes(copied.read_bytes()[:9000])
    kept.keeper.finish()
    assert kept.reasons == kept.unfinished == [] and "was damaged and taken away" in kept.said[0]
    # It is made anew when it is asked for again.
    assert kept.keeper.begin(kept.desk.project.path, ASKED) is not None
    kept.keeper.finish()
    assert kept.reasons == ["asked"]


def test_others_write_on_while_a_copy_is_made_and_it_is_of_one_moment(tmp_path: Path) -> None:
    kept = Kept(tmp_path, texts=5)
    before = content_of(kept.desk.project)
    copying = kept.keeper.begin(kept.desk.project.path, ASKED)
    for number in range(20):
        documents.add_drafts(kept.desk.project, [DocumentDraft(f"new {number}", f"text {number}" * 2000)])
    kept.keeper.finish()
    assert copying is not None and copying.file is not None
    with Project.open(copying.file) as backup:
        assert content_of(backup) == before
