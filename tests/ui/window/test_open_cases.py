"""The header's number of open cases is that of the queue and follows each decision."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator.ui.commands.commands import CommandScope
from tests.ui.adjudication.desks import enter, settled
from tests.ui.windows import Stage, code_as, make_project

TEXT = "China urged France to talk. France warned Russia."


def badge(stage: Stage) -> int:
    QApplication.processEvents()
    words = stage.window.header.places.buttons
    return next(each.badge for each in words if CommandScope.ADJUDICATE in each.views)


def test_the_number_is_that_of_the_open_cases_also_from_another_workspace(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "two.annot", [TEXT])
    code_as(path, "Ana", ("urged France", "appeal"), ("warned Russia", "warning"))
    code_as(path, "Ben", ("urged", "appeal"))
    stage.open(path, "Ana")
    assert badge(stage) == 0
    enter(stage)
    assert badge(stage) == stage.window.adjudication.panel.model.undecided() == 2
    stage.press("x")
    settled(stage)
    assert badge(stage) == 1
    stage.press("Ctrl+2")
    assert badge(stage) == 1
    stage.window.session.close()
    assert badge(stage) == 0
