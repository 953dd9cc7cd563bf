"""Whatever keys are pressed in whatever order: the window lives, says what it does, and the project stays sound."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.errors import UndoBlocked
from annotator.store.project import Project
from annotator.ui.commands.commands import COMMANDS
from tests.examples import examples
from tests.ui.windows import FIRST, SECOND, THIRD, code_as, make_project, on_stage

_SYSTEM = {
    *("project.new", "project.open", "project.back_up", "project.start", "program.quit"),
    *("project.take_in", "project.join_hub"),
}
"""Commands that leave the project or ask the system for a file."""
KEYS = [key for command in COMMANDS if command.id not in _SYSTEM for key in command.keys]
CARET = ["Left", "Right", "Up", "Down", "Shift+Right", "Ctrl+Shift+Right", "Ctrl+Right", "Home", "End", "Ctrl+Home"]
TYPED = ["1", "2", "3", "4", "Esc", "Return", "Tab", "Shift+Tab", "x", "é", "Ctrl+A", "Backspace", "PgDown"]
often = st.sampled_from(["Space", "1", "4", "Ctrl+Right", "Ctrl+Z", "Ctrl+Y", "Alt+Down", "Ctrl+2", "Ctrl+4", "Esc"])
presses = st.lists(st.one_of(often, st.sampled_from(KEYS + CARET + TYPED)), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(20, usual=4))
@given(keys=presses)
def test_no_sequence_of_keys_breaks_the_window_or_the_project(
    qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory, keys: list[str]
) -> None:
    folder: Path = tmp_path_factory.mktemp("keys")
    path = make_project(folder / "keys.annot", [FIRST, SECOND, THIRD], ["Ana"])
    code_as(path, "Ben", ("France", "actor"), ("urged China", "appeal"))
    code_as(path, "Ana", ("urged", "appeal"))
    with on_stage(qtbot, folder / "config") as stage:
        stage.open(path, "Ana")
        for key in keys:
            target = QApplication.focusWidget() or QApplication.activeModalWidget() or stage.window
            QTest.keySequence(target, QKeySequence(key))
            if QApplication.activePopupWidget() is None and QApplication.activeModalWidget() is None:
                stage.activate()
        while (dialog := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            dialog.close()
        qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
        shown = {span.id for span in stage.window.coding.inspector.model.spans}
        layer = stage.window.session.layer
        if stage.window.place.value == "code" and layer is not None:
            stored = stage.window.session.project.spans.of_document(stage.window.document or "", layer.id)
            assert shown == {span.id for span in stored}
    with Project.open(path) as project:
        assert project.check() == []
        _undo_all(project)
        assert project.check() == []


def _undo_all(project: Project) -> None:
    """Take back all that Ana did, up to what others built on."""
    project.person = project.coders.all()[0].id if project.coders.all() else None
    try:
        while project.undo() is not None:
            pass
    except UndoBlocked:
        pass
