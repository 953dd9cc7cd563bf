"""The project as it was, by keyboard: in the place of the project, only to be read, and back."""

from pathlib import Path

from tests.ui.history.test_workspace import go_to, path, said, shown
from tests.ui.windows import Stage

__all__ = ["path"]


def test_the_project_as_it_was_takes_its_place_to_be_read_and_a_press_leads_back(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    session, strip = stage.window.session, stage.window.strip
    workspace = shown(stage)
    now, latest = session.project.spans.count(), session.project.journal.latest()
    go_to(stage, workspace, "Code as Commitment")
    number = workspace._at_hand.number if workspace._at_hand is not None else 0
    stage.press("o")
    stage.qtbot.waitUntil(strip.read_only.isVisible)
    copy = session.project.path
    assert copy != path and session.project.journal.latest() == number < latest and session.project.spans.count() < now
    assert strip.read_only.text().startswith("As it was on ") and "after step" in strip.read_only.toolTip()
    assert session.coder is not None and session.coder.name == "Ana" and session.may_see_others
    assert [one.path for one in stage.window.preferences.value.recent] == [path]
    workspace = shown(stage)
    assert said(workspace)[0] == "Code as Commitment"
    stage.press("Ctrl+2", "1")
    assert session.project.spans.count() < now
    strip.back.setFocus()
    stage.press("Return")
    stage.qtbot.waitUntil(lambda: session.path == path and session.coder is not None)
    assert not strip.back.isVisible() and session.project.spans.count() == now and not copy.parent.exists()
    assert not stage.action("project.present").isEnabled()


def test_who_codes_blind_is_not_shown_the_project_as_it_was(stage: Stage, path: Path) -> None:
    stage.open(path, "李雷", role=None)
    workspace = shown(stage)
    go_to(stage, workspace, "Code as Appeal")
    assert not workspace.panel.then.isVisibleTo(workspace.panel)
    stage.press("o")
    assert "for whoever sees that" in stage.said and stage.window.session.path == path
