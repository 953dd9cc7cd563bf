"""Drills in words, when one is due, and who is reminded."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.model.errors import NotFound
from annotator.operations.project import drills
from annotator.operations.project.backups import back_up_now
from annotator.store.backups.choice import BackupChoice
from annotator.store.backups.drill import Descent
from annotator.store.backups.drilled import Drilled, remember
from annotator.store.disks import Disk, Disks
from tests.projects import Desk, make_desk

NOW = datetime(2026, 11, 27, 14, 30, tzinfo=UTC)  # a Friday


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    return make_desk(tmp_path)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"whole": True}, "tried on Tuesday, whole"),
        ({"restored": False}, "tried on Tuesday, damaged"),
        ({"faults": 2}, "tried on Tuesday, 2 faults"),
        ({"missing": {"spans": 3, "decisions": 1, "links": 2}}, "3 spans, 1 decision and 2 other rows missing"),
        ({"missing": {"documents": 1, "spans": -1}}, "1 document missing and 1 span too many"),
        ({"descent": Descent.AHEAD, "backup_steps": 4}, "4 steps ahead of the project"),
        ({"descent": Descent.APART, "step": 4}, "its history is not the project’s since step 4"),
    ],
)
def test_what_came_of_it_is_said_in_a_few_words(desk: Desk, values: dict[str, object], said: str) -> None:
    tried = NOW - timedelta(days=3)
    remember(desk.project.path, Drilled.model_validate({"tried": tried, **values}))
    assert drills.last_said(desk.project.path, now=NOW).endswith(said)
    blind = drills.last_said(desk.project.path, is_blind=True, now=NOW)
    assert "span" not in blind and "document" not in blind


@pytest.mark.parametrize(("days_ago", "is_due"), [(None, True), (0, False), (29, False), (30, True), (-1, True)])
def test_it_is_due_once_a_month_and_never_where_that_is_set(desk: Desk, days_ago: int | None, is_due: bool) -> None:
    tried = NOW - timedelta(days=days_ago) if days_ago is not None else None
    remember(desk.project.path, Drilled(tried=tried))
    assert drills.is_due(desk.project.path, 30, NOW) is is_due and not drills.is_due(desk.project.path, 0, NOW)


def test_the_newest_of_all_folders_is_tried_and_said(desk: Desk, tmp_path: Path) -> None:
    path, other = desk.project.path, BackupChoice(backup_folder=str(tmp_path / "other"))
    with pytest.raises(NotFound, match="other, which is not there now; make one"):
        drills.choose(other, path)
    back_up_now(BackupChoice(), desk.project)
    desk.code("urged China")
    assert drills.choose(other, path).line.folder.parent == tmp_path / "data" / "backups"
    back_up_now(other, desk.project)
    desk.code("undertook", "commitment")
    found = drills.choose(other, path)
    assert found.line.folder.parent == tmp_path / "other"
    tried = drills.try_backup(found, path, desk.project)
    step = desk.project.journal.latest() - 1
    said = drills.told(tried)
    assert said.startswith("Tried today, whole: the backup made today at ")
    assert f"holds what the project held after step {step}, 1 step before now. It lies in {tmp_path / 'other'}" in said
    with pytest.raises(NotFound, match="no backup 3"):
        drills.choose(other, path, 3)


def test_who_has_none_on_another_disk_is_reminded_once_until_they_dismiss_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path, choice = desk.project.path, BackupChoice()
    back_up_now(choice, desk.project)
    assert [drills.remind_once(choice, path) for _ in range(3)] == [drills.REMINDER, "", ""]
    assert drills.reminder(choice, path) == drills.REMINDER
    drills.remind(path, False)
    assert drills.reminder(choice, path) == drills.remind_once(choice, path) == ""
    drills.remind(path, True)
    unplugged = BackupChoice(backup_folder=str(tmp_path / "stick"))
    assert drills.reminder(unplugged, path) == ""
    assert drills.remind_once(choice, path) == drills.REMINDER
    monkeypatch.setattr(Disks, "disk_of", lambda *_: Disk.REMOVABLE)
    assert drills.reminder(choice, path) == ""
