"""The rows of the start page, in words."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.ui.settings.settings import RecentProject
from annotator.ui.window.start_rows import RecentRow, how_many, how_much, short_folder, when_opened

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("present", [True, False])
def test_a_project_is_called_by_its_name_with_how_much_is_done(qtbot: QtBot, present: bool) -> None:
    path = Path("/data/frus-14.annot")
    project = RecentProject(path=path, opened="2026-11-23T10:00:00", title="FRUS, volume XIV", documents=1284, done=412)
    row = RecentRow(project, present, TODAY)
    qtbot.addWidget(row)
    told = [label.text() for label in row.findChildren(QLabel)]
    beside = "412 of 1,284 done · yesterday" if present else "the file is no longer there"
    assert told == ["FRUS, volume XIV", f"{short_folder(path.parent)} · 1,284 documents", beside]
    assert all(part in row.button.accessibleName() for part in ("FRUS, volume XIV", "1,284 documents", "412 of 1,284"))


def test_of_a_project_that_was_never_closed_here_nothing_is_said_that_is_not_known() -> None:
    project = RecentProject(path=Path("/data/a.annot"))
    assert (how_many(project), how_much(project)) == ("", "")


@pytest.mark.parametrize(
    ("opened", "words"),
    [
        ("2026-11-24T23:59:59", "today"),
        ("2026-11-23T00:00:00", "yesterday"),
        ("2026-03-02T10:00:00", "2 March"),
        ("2025-03-02T10:00:00", "2 March 2025"),
        ("", ""),
        ("soon", ""),
    ],
)
def test_the_day_is_written_as_people_say_it(opened: str, words: str) -> None:
    assert when_opened(opened, TODAY) == words


def test_the_home_folder_is_shortened() -> None:
    assert short_folder(Path.home() / "projects") == str(Path("~") / "projects")
    assert short_folder(Path("/data/team")) == str(Path("/data/team"))
