"""Columns stand where there are coders to put side by side, and harm nothing where there are none."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from tests.ui.reader.samples import LATIN, mark, view_of
from tests.ui.windows import FIRST, Stage, code_as, make_project


def test_columns_without_coders_are_one_text(qtbot: Any) -> None:
    view, plain = (view_of(qtbot, LATIN, [mark("m", (4, 12))]) for _ in range(2))
    view.set_columns(True)
    for each in (view, plain):
        each.clearFocus()
    assert view.column_lefts() == plain.column_lefts()
    assert view.viewport().grab().toImage() == plain.viewport().grab().toImage()


def test_columns_of_the_one_workspace_leave_the_other_as_it_is(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "a.annot", [FIRST])
    for name in ("Ana", "Ben"):
        code_as(path, name, ("urged China", "appeal"))
    stage.open(path, "Ana")
    stage.press("Ctrl+2")
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
    stage.press("s")
    assert len(stage.reader.column_lefts()) == len(stage.reader.lane_titles()) >= 2
    assert not stage.window.grab().toImage().isNull()
    stage.press("Ctrl+1")
    QApplication.processEvents()
    assert len(stage.reader.column_lefts()) == 1
    assert [placed.mark.label for line in stage.reader._page.shaped(0).lines for placed in line.placed]  # type: ignore[union-attr]
    assert not stage.window.grab().toImage().isNull()
