"""Remarks at steps by keyboard: written, counted in the header for whom they are to, read, settled."""

from pathlib import Path

from annotator.ui.commands.commands import CommandScope
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.history.item_model import in_words
from tests.ui.history.test_workspace import go_to, path, ready, shown
from tests.ui.windows import Stage

__all__ = ["path"]


def badge(stage: Stage) -> str:
    (button,) = (each for each in stage.window.header.places.buttons if CommandScope.HISTORY in each.views)
    return button.accessibleDescription()


def test_a_remark_is_written_by_keys_and_whoever_it_is_to_is_reminded_until_it_is_settled(
    stage: Stage, path: Path
) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    workspace.filters.who.setCurrentIndex(2)
    ready(stage, workspace)
    workspace.take_keyboard()
    go_to(stage, workspace, "Code as Appeal")
    stage.press("m")
    dialog = stage.dialog(ReasonDialog)
    dialog.field.setFocus()
    dialog.field.setText("Please take this back: شكرا")
    stage.press("Return")
    stage.without_dialog()
    assert stage.said == "Remark · saved" and "open remark" not in badge(stage)
    other = next(one for one in stage.window.session.coders() if one.name == "李雷")
    stage.window.session.set_coder(other)
    assert badge(stage).endswith("1 open remark")
    workspace = shown(stage)
    workspace.filters.show_all()
    ready(stage, workspace)
    workspace.take_keyboard()
    go_to(stage, workspace, "Code as Appeal")
    line = workspace.model.line_at(workspace.list.currentIndex().row())
    assert line is not None and line.remarks == 1 and "1 open remark" in in_words(line)
    assert workspace.panel.remarks.text().endswith("Please take this back: شكرا")
    assert workspace.panel.remark.text() == "Answer…" and workspace.panel.settle.isVisibleTo(workspace.panel)
    stage.press("s")
    stage.qtbot.waitUntil(lambda: "open remark" not in badge(stage))
    ready(stage, workspace)
    stage.qtbot.waitUntil(lambda: "(settled)" in workspace.panel.remarks.text())
    stage.press("Ctrl+Z")
    assert badge(stage).endswith("1 open remark")
