"""The workspaces without a text in a narrow window: buttons are read whole, nothing is wider than its column."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QToolButton, QWidget

from annotator.operations.new_project import new_project
from annotator.ui.actors.workspace import ActorsWorkspace
from annotator.ui.codebook.workspace import CodebookWorkspace
from annotator.ui.workspace import Workspace
from tests.projects import default_codebook
from tests.ui.windows import Stage


def cut(part: QWidget) -> list[str]:
    """Return the buttons below a part that are narrower than their words or reach beyond its sides."""
    wrong = []
    for each in part.findChildren(QAbstractButton):
        inside = QRect(each.mapTo(part, QPoint(0, 0)), each.size())
        narrow = each.width() < each.minimumSizeHint().width()
        if each.isVisible() and each.text() and (narrow or inside.left() < 0 or inside.right() >= part.width()):
            wrong.append(each.text())
    return wrong


def overflowing(part: QWidget) -> list[QScrollArea]:
    """Return the forms below a part whose fields reach beyond what is seen."""
    areas = [each for each in part.findChildren(QScrollArea) if each.isVisible()]
    return [each for each in areas if (form := each.widget()) and form.width() > each.viewport().width()]


def assert_whole(stage: Stage, workspace: Workspace) -> None:
    """Check each column, once rows of buttons have settled: they break in turns of the event loop."""
    parts = [part for part in (workspace.left, workspace.middle, workspace.right) if part is not None]
    stage.qtbot.waitUntil(lambda: not any(cut(part) or overflowing(part) for part in parts))
    assert workspace.minimumSizeHint().width() < 900 - 230


@pytest.mark.parametrize("width", [1000, 900])
def test_a_narrow_window_shows_every_button_of_codebook_and_actors_whole(
    stage: Stage, tmp_path: Path, width: int
) -> None:
    new_project(tmp_path / "a.annot", default_codebook(), "Ana", with_actors=True).close()
    stage.open(tmp_path / "a.annot", "Ana")
    stage.window.resize(width, 700)
    stage.press("Ctrl+7")
    codebook = stage.window.workspaces.of(CodebookWorkspace)
    assert_whole(stage, codebook)
    codebook.labels.choose("appeal")
    codebook.editor.form.name.setText("Call")
    codebook.editor.form.name.textEdited.emit("Call")
    stage.qtbot.waitUntil(lambda: codebook.side.isTabVisible(0))
    for page in range(codebook.editor.form.count()):
        codebook.editor.form.setCurrentIndex(page)
        assert_whole(stage, codebook)
    codebook.draft.begin(stage.window.session.project.codebook)
    stage.press("Ctrl+8")
    actors = stage.window.workspaces.of(ActorsWorkspace)
    stage.qtbot.waitUntil(lambda: actors.actor is not None)
    assert_whole(stage, actors)


def test_the_codebook_as_a_whole_has_versions_where_a_label_has_its_preview(stage: Stage, tmp_path: Path) -> None:
    new_project(tmp_path / "a.annot", default_codebook(), "Ana").close()
    stage.open(tmp_path / "a.annot", "Ana")
    stage.press("Ctrl+7")
    codebook = stage.window.workspaces.of(CodebookWorkspace)
    stage.qtbot.waitUntil(lambda: codebook.side.currentWidget() is codebook.versions)
    assert not codebook.side.isTabVisible(0)
    codebook.labels.choose("warning")
    stage.qtbot.waitUntil(lambda: codebook.side.currentWidget() is codebook.preview)
    codebook.side.setCurrentWidget(codebook.stale)
    codebook.labels.choose("")
    stage.qtbot.waitUntil(lambda: not codebook.side.isTabVisible(0))
    assert codebook.side.currentWidget() is codebook.stale


def test_at_1280_every_page_beside_the_codebook_is_in_sight(stage: Stage, tmp_path: Path) -> None:
    new_project(tmp_path / "a.annot", default_codebook(), "Ana").close()
    stage.open(tmp_path / "a.annot", "Ana")
    stage.window.resize(1280, 700)
    stage.press("Ctrl+7")
    codebook = stage.window.workspaces.of(CodebookWorkspace)
    codebook.labels.choose("appeal")
    stage.qtbot.waitUntil(lambda: codebook.side.isTabVisible(0))
    bar = codebook.side.tabBar()
    stage.qtbot.waitUntil(lambda: not any(one.isVisible() for one in bar.findChildren(QToolButton)))
    assert bar.tabRect(bar.count() - 1).right() < bar.width()
