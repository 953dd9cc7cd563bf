"""Two programs on one project, of which one is the window: it is told who is there, and shows what they do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.who import WhoDialog
from tests.torture.programs import Programs, programs
from tests.ui.windows import FIRST, Stage, make_project


@pytest.fixture(scope="module")
def other() -> Iterator[Programs]:
    """Another program."""
    with programs(1) as running:
        yield running


def test_a_window_is_told_who_is_there_shows_what_they_do_and_takes_none_of_it_back(
    stage: Stage, tmp_path: Path, other: Programs
) -> None:
    path = make_project(tmp_path / "p.annot", coders=["Ana", "Ben"])
    assert other.race(path, "stay") == other.race(path, "code", name="Ben") == ["done"]
    stage.window.session._watch.setInterval(20)
    stage.window.projects.open(path)
    (told,) = stage.window.findChildren(ReportDialog)
    assert "Ben (since " in told.list.as_text() and "has this project open too" in told.list.as_text()
    for dialog in stage.window.findChildren(Dialog):
        dialog.close()
    stage.without_dialog()
    stage.open(path, "Ana")
    stage.select("pledge")
    stage.press("1")
    own = [("pledge", "appeal")]
    assert stage.spans() == own
    # What the other does as the same coder comes while nobody does anything here, and stays.
    assert other.race(path, "code", name="Ana", count=2) == ["done"]
    stage.qtbot.waitUntil(lambda: len(stage.spans()) == 3 and "another program" in stage.said)
    assert stage.said == "Ana has done 2 steps in another program."
    assert len(stage.window.coding.inspector.model.spans) == 3
    stage.press("Ctrl+Z")
    theirs = sorted((FIRST[start : start + 3], "appeal") for start in range(2))
    assert stage.spans() == theirs and stage.said.startswith("Undone")
    stage.press("Ctrl+Z")
    assert stage.spans() == theirs
    stage.press("Ctrl+Y")
    assert stage.spans() == sorted([*theirs, *own])
    assert other.race(path, "leave") == ["done"]
    assert other.race(path, "stay") == ["done"]
    stage.qtbot.waitUntil(lambda: stage.said.startswith("Another program (since "))
    assert other.race(path, "leave") == ["done"]


def test_nothing_of_what_another_coded_is_told_to_who_codes_blind(
    stage: Stage, tmp_path: Path, other: Programs
) -> None:
    path = make_project(tmp_path / "p.annot", coders=["Ana", "Ben"])
    stage.window.session._watch.setInterval(20)
    stage.open(path, "Ana", asked=False)
    assert other.race(path, "code", name="Ben", count=3) == ["done"]
    stage.qtbot.waitUntil(lambda: "Ben" in stage.said and "steps" in stage.said)
    assert stage.said == "Ben has done 3 steps in another program." and stage.spans() == []
    assert not isinstance(QApplication.activeModalWidget(), WhoDialog)
