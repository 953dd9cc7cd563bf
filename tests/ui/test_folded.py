"""Any keys in any workspace at any width, the sides folded or not: nothing is raised, nothing is lost."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.commands.commands import COMMANDS, WORKSPACE_KEYS
from tests.examples import examples
from tests.ui.test_any_keys import _SYSTEM, CARET, TYPED
from tests.ui.windows import FIRST, SECOND, Stage, code_as, make_project, on_stage

_PLACES = [key for command in COMMANDS if command.id.removeprefix("view.") in WORKSPACE_KEYS for key in command.keys]
_SIDES = ["Ctrl+Shift+L", "Ctrl+Shift+J", "Ctrl+L", "Ctrl+J", "F11", "F1"]
_OTHERS = [key for command in COMMANDS if command.id not in _SYSTEM for key in command.keys]
widths = st.sampled_from([900, 1024, 1280, 1359, 1360, 1919, 1920])
steps = st.lists(
    st.one_of(st.sampled_from(_PLACES + _SIDES), widths, st.sampled_from(_OTHERS + CARET + TYPED)), max_size=20
)


def take(stage: Stage, step: str | int) -> None:
    """Press a key, or make the window as wide."""
    if isinstance(step, int):
        stage.window.resize(step, 700)
        QApplication.processEvents()
        return
    target = QApplication.focusWidget() or QApplication.activeModalWidget() or stage.window
    QTest.keySequence(target, QKeySequence(step))
    while (dialog := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        dialog.close()
    stage.activate()


def holds(stage: Stage) -> None:
    """Say what must hold of the frame after each step."""
    page = stage.window.page
    if page.is_veiled:
        return
    workspace = page.workspace
    for side in (workspace.left, workspace.right):
        if side.has_content and not workspace.is_covered:
            folded, corner = not side.isVisible(), workspace.corners[side].isVisible()
            alone = stage.window.header.isHidden()
            assert alone or folded is corner, "a side is there, or the button that brings it back"
        assert not side.isVisible() or workspace.rect().contains(side.geometry())
    if workspace.pane is not None and workspace.pane.isVisible() and stage.window.document is not None:
        assert workspace.pane.width() >= workspace.pane.minimumSizeHint().width()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(15, usual=3))
@given(taken=steps)
def test_no_keys_and_widths_lose_a_side_or_a_span(
    qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory, taken: list[str | int]
) -> None:
    folder: Path = tmp_path_factory.mktemp("folded")
    path = make_project(folder / "folded.annot", [FIRST, SECOND], ["Ana"])
    code_as(path, "Ana", ("urged", "appeal"), ("no force will be used", "commitment"))
    code_as(path, "Ben", ("urged China", "appeal"))
    with on_stage(qtbot, folder / "config") as stage:
        stage.open(path, "Ana")
        for step in taken:
            take(stage, step)
            holds(stage)
        qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
        assert stage.window.session.project.check() == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(12, usual=3))
@given(taken=st.lists(st.one_of(st.sampled_from(_PLACES + _SIDES + ["Esc", "Tab"]), widths), max_size=8))
def test_a_note_that_is_being_written_is_kept_whatever_folds_or_comes(
    qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory, taken: list[str | int]
) -> None:
    folder: Path = tmp_path_factory.mktemp("note")
    path = make_project(folder / "note.annot", [FIRST], ["Ana"])
    (span,) = code_as(path, "Ana", ("urged", "appeal"))
    with on_stage(qtbot, folder / "config") as stage:
        stage.open(path, "Ana")
        stage.press("Alt+Down", "F2")
        stage.write("so it seems")
        dropped = False
        for step in taken:
            note = stage.window.coding.inspector.card.note
            # Escape in the field takes back what is written there, as it says.
            dropped |= step == "Esc" and note.hasFocus() and note.text() == "so it seems"
            take(stage, step)
        field = stage.window.coding.inspector.card.note.text()
        stored = stage.window.session.project.spans.get(span.id).note
        assert dropped or "so it seems" in (field, stored)
