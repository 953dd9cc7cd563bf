"""Explore as a workspace of the window: its key, its commands, and the way from a number to the text."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.coding.workspace import CodingWorkspace
from annotator.ui.explore.choices import ALL_CODERS
from annotator.ui.explore.figures import ExploreView
from annotator.ui.explore.workspace import ExploreWorkspace
from annotator.ui.passages.workspace import PassagesWorkspace
from tests.ui.explore.places import make_acts
from tests.ui.test_names import nameless
from tests.ui.windows import Stage


def test_from_a_cell_one_comes_to_the_words_in_the_text(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_acts(tmp_path / "acts.annot"), "Ana")
    window = stage.window
    explore = window.workspaces.of(ExploreWorkspace)
    stage.press("Ctrl+6")
    assert window.page.workspace is explore
    stage.qtbot.waitUntil(lambda: not (explore.gatherer.is_busy or explore.counter.is_busy))
    explore.filters.choose_layer(ALL_CODERS)
    stage.qtbot.waitUntil(lambda: not explore.counter.is_busy)
    stage.press("Ctrl+T")
    assert explore.matrix.hasFocus()
    stage.press("Return")
    stage.qtbot.waitUntil(lambda: explore.passages.list.hasFocus())
    QTest.keyClick(explore.passages.list, Qt.Key.Key_Down)
    stage.press("Return")
    assert isinstance(window.page.workspace, CodingWorkspace) and stage.active_quote() == "دعا"


def test_every_control_of_the_workspace_explore_is_named(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_acts(tmp_path / "acts.annot"), "Ana")
    explore = stage.window.workspaces.of(ExploreWorkspace)
    stage.press("Ctrl+6")
    stage.qtbot.waitUntil(lambda: not (explore.gatherer.is_busy or explore.counter.is_busy))
    assert nameless(stage) == []
    explore.filters.choose_layer(ALL_CODERS)
    stage.qtbot.waitUntil(lambda: not explore.counter.is_busy)
    for figure in ExploreView:
        explore.page.show_figure(figure)
        stage.qtbot.waitUntil(lambda: not (explore.arranger.is_busy or explore.counts.is_busy))
        explore.page.view.opened.emit(explore.page.view.at)
        stage.qtbot.waitUntil(lambda: explore.passages.list.isVisible() and not explore.opening.is_busy)
        assert nameless(stage) == []


def test_undo_in_explore_counts_anew(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_acts(tmp_path / "acts.annot"), "Ana")
    explore = stage.window.workspaces.of(ExploreWorkspace)
    stage.press("Ctrl+6")
    stage.qtbot.waitUntil(lambda: not (explore.gatherer.is_busy or explore.counter.is_busy))
    explore.filters.choose_layer(ALL_CODERS)
    stage.qtbot.waitUntil(lambda: not explore.counter.is_busy)
    for _ in range(2):
        stage.press("Ctrl+Z")
    picture = explore.matrix.picture
    stage.qtbot.waitUntil(lambda: explore.matrix.picture is not picture and not explore.gatherer.is_busy)
    assert explore.matrix.picture is not None and explore.matrix.picture.find(("France", "Russia")) is not None
    assert len(explore.matrix.picture.acts(explore.matrix.picture.find(("France", "Russia")) or (0, 0))) == 1


def test_all_passages_of_a_number_are_gone_on_with_in_passages_by_keys(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_acts(tmp_path / "acts.annot"), "Ana")
    explore = stage.window.workspaces.of(ExploreWorkspace)
    stage.press("Ctrl+6")
    stage.qtbot.waitUntil(lambda: not (explore.gatherer.is_busy or explore.counter.is_busy) and not explore.is_stale)
    stage.qtbot.waitUntil(lambda: explore.matrix.picture is not None and explore.matrix.at is not None)
    assert explore.filters.layer.currentText() == "My own (Ana)", "as one begins, in a workspace that is new too"
    explore.take_keyboard()
    QTest.keyClick(explore.matrix, Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: explore.passages.list.isVisible() and not explore.opening.is_busy)
    number = len(explore.passages.model.passages)
    button = explore.opening.button
    assert button.isVisible() and number == 3
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    passages = stage.window.workspaces.of(PassagesWorkspace)
    assert stage.window.workspaces.current is passages
    assert "by=France to=China" in passages.page.field.text()
    stage.qtbot.waitUntil(lambda: passages.lines.model.rowCount() == number)
