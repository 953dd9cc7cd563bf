"""History by keyboard: narrowed, a place opened, steps reverted once it was agreed what goes with them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.project import history
from annotator.store.project import Project
from annotator.ui.coding.workspace import CodingWorkspace
from annotator.ui.history import loader
from annotator.ui.history.revert_dialog import RevertDialog
from annotator.ui.history.workspace import HistoryWorkspace
from tests.ui.test_names import nameless
from tests.ui.windows import FIRST, Stage, code_as, make_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = make_project(tmp_path / "log.annot", [FIRST, "دعت الصين\nإلى السلام. 中国呼吁。"], ["Ana", "李雷"])
    (first, _) = code_as(made, "Ana", ("urged China", "appeal"), ("no force will be used", "commitment"))
    code_as(made, "李雷", ("دعت الصين", "appeal"), document=1)
    with Project.open(made) as project:
        project.person = project.layers.get(first.layer).coder
        annotate.set_note(project, first.id, "look")
        project.person = None
        documents.rename(project, project.documents.all()[1].id, "نداء الصين")
    return made


def shown(stage: Stage) -> HistoryWorkspace:
    """Go to History and wait until its first steps are there, and what stands on the latest is known."""
    stage.press("Ctrl+0")
    workspace = stage.window.page.workspace
    assert isinstance(workspace, HistoryWorkspace)
    ready(stage, workspace)
    return workspace


def ready(stage: Stage, workspace: HistoryWorkspace) -> None:
    """Wait until what was asked for is there."""
    is_open = stage.window.session.tasks
    stage.qtbot.waitUntil(lambda: not workspace.is_waiting and not workspace.loader.paging.is_busy)
    stage.qtbot.waitUntil(lambda: not is_open.busy)


def said(workspace: HistoryWorkspace) -> list[str]:
    """Return what the listed steps say, the newest first."""
    lines = map(workspace.model.line_at, range(workspace.model.rowCount()))
    return [line.what for line in lines if line is not None]


def go_to(stage: Stage, workspace: HistoryWorkspace, what: str) -> None:
    """Go down with the arrow to the first step that says so, and wait for what stands on it."""
    for _ in range(40):
        line = workspace.model.line_at(workspace.list.currentIndex().row())
        if line is not None and line.what == what:
            break
        QTest.keyClick(workspace.list, Qt.Key.Key_Down)
    else:
        pytest.fail(f"{what} is not listed: {said(workspace)}")
    stage.qtbot.waitUntil(lambda: workspace._stands is not None)


def test_steps_are_listed_by_days_and_a_step_opens_its_place(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    assert workspace.list.hasFocus() and str(workspace.model.index(0).data()).startswith("Today, ")
    assert said(workspace)[0].endswith(" to \u2068نداء الصين\u2069") and said(workspace)[1] == "Note"
    assert nameless(stage) == []
    go_to(stage, workspace, "Code as Appeal")
    while (line := workspace._at_hand) is not None and "urged" not in line.passage:
        QTest.keyClick(workspace.list, Qt.Key.Key_Down)
        go_to(stage, workspace, "Code as Appeal")
    stage.press("Return")
    assert isinstance(stage.window.page.workspace, CodingWorkspace) and stage.active_quote() == "urged China"


def test_keys_narrow_by_person_kind_and_document(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    names = [workspace.filters.who.itemText(row) for row in range(workspace.filters.who.count())]
    assert names == ["anybody", "Ana", "李雷", history.NOBODY]
    workspace.filters.who.setFocus()
    QTest.keyClick(workspace.filters.who, Qt.Key.Key_Down)
    ready(stage, workspace)
    assert said(workspace) == ["Note", "Code as Commitment", "Code as Appeal"]
    workspace.filters.what.setFocus()
    QTest.keyClick(workspace.filters.what, Qt.Key.Key_Down)
    QTest.keyClick(workspace.filters.what, Qt.Key.Key_Down)
    ready(stage, workspace)
    assert said(workspace) == [] and workspace.empty.isVisible() and not workspace.list.isVisible()
    workspace.filters.all_button.setFocus()
    stage.press("Return")
    ready(stage, workspace)
    assert len(said(workspace)) > 5
    stage.press("Ctrl+T")
    workspace.take_keyboard()
    go_to(stage, workspace, "Code as Commitment")
    stage.press("d")
    ready(stage, workspace)
    lines = [line for line in map(workspace.model.line_at, range(workspace.model.rowCount())) if line is not None]
    assert lines and {line.where for line in lines} == {"Document 1", "2 documents"}
    stage.press("d")
    ready(stage, workspace)
    assert len(said(workspace)) > 5


def test_what_stands_on_a_step_is_named_and_goes_with_it_once_agreed_to(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    go_to(stage, workspace, "Code as Appeal")
    while (line := workspace._at_hand) is not None and "urged" not in line.passage:
        QTest.keyClick(workspace.list, Qt.Key.Key_Down)
        go_to(stage, workspace, "Code as Appeal")
    assert "1 later step stands on this one" in workspace.panel.standing.text()
    assert workspace.panel.revert.text() == "Revert these 2 steps…"
    before = stage.window.session.project.spans.count()
    stage.press("r")
    dialog = stage.dialog(RevertDialog)
    rows = [dialog.model.line_at(row) for row in range(2)]
    assert [row.what for row in rows if row is not None] == ["Code as Appeal", "Note"]
    stage.press("Escape")
    stage.without_dialog()
    assert stage.window.session.project.spans.count() == before
    workspace.take_keyboard()
    stage.press("r")
    dialog = stage.dialog(RevertDialog)
    assert dialog.accept_button is not None
    dialog.accept_button.setFocus()
    stage.press("Return")
    stage.without_dialog()
    stage.qtbot.waitUntil(lambda: stage.window.session.project.spans.count() == before - 1)
    ready(stage, workspace)
    stage.qtbot.waitUntil(lambda: said(workspace)[0].startswith("Revert “Code as Appeal” and what stood on it"))
    assert stage.said == "Reverted 2 steps · saved"
    stage.press("Ctrl+Z")
    assert stage.window.session.project.spans.count() == before


def test_a_step_alone_goes_at_once_and_one_of_another_coder_not_at_all(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    workspace = shown(stage)
    go_to(stage, workspace, "Note")
    stage.press("r")
    stage.qtbot.waitUntil(lambda: any(line.startswith("Revert “Note”") for line in said(workspace)))
    workspace.filters.who.setCurrentIndex(2)
    ready(stage, workspace)
    workspace.take_keyboard()
    go_to(stage, workspace, "Code as Appeal")
    assert "layer of 李雷" in workspace.panel.standing.text() and not workspace.panel.revert.isEnabled()
    stage.press("r")
    assert "its owner alone reverts" in stage.said


def test_who_codes_blind_sees_that_others_did_something_and_not_what(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana", asked=False)
    workspace = shown(stage)
    whole = " ".join(str(workspace.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(12))
    assert history.VEILED in whole and "دعت" not in whole and "urged China" in whole
    workspace.veil_note.setFocus()
    stage.press("Return")
    ready(stage, workspace)
    assert "Code as Appeal" in said(workspace) and history.VEILED not in said(workspace)
    assert "Ask in History to see what others coded" in said(workspace)


def test_older_steps_come_as_one_goes_down(stage: Stage, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "PAGE", 60)
    with Project.open(path) as project:
        document = project.documents.all()[0].id
        for number in range(200):
            documents.rename(project, document, f"Title {number}")
        count = project.journal.count()
    stage.open(path, "Ana")
    workspace = stage.window.workspaces.of(HistoryWorkspace)
    monkeypatch.setattr("annotator.ui.history.workspace.PAGE", 60)
    shown(stage)
    assert workspace.model.count < count
    for _ in range(8):
        QTest.keyClick(workspace.list, Qt.Key.Key_End)
        ready(stage, workspace)
    stage.qtbot.waitUntil(lambda: workspace.model.count == count)
    assert said(workspace)[-1] == "New project"
