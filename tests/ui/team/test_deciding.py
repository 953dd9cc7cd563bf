"""Conflicts by keyboard: gone through, decided by a letter, left for later, taken back."""

from pathlib import Path

import pytest

from annotator.model.actor import ActorKind
from annotator.model.span import SlotValue
from annotator.operations.coding import acts, annotate
from annotator.operations.coding.acts import SlotFiller
from annotator.store.schema.tables import Table
from annotator.ui.commands.commands import CommandScope
from annotator.ui.team.workspace import CONFLICT_KEYS, TeamWorkspace
from tests.operations.team.apart import GROUP, said_by_dana, two_leads
from tests.projects import make_desk
from tests.store.taking.copies import copy_of, take
from tests.ui.team.test_workspace import ready, shown
from tests.ui.test_names import nameless
from tests.ui.windows import Stage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project in which Lea and Dana said apart what kind an actor is, and what a document is called."""
    path = tmp_path / "apart.annot"
    with two_leads(path) as project:
        said_by_dana(project, Table.ACTORS, GROUP, {"kind": ActorKind.ORGANISATION}, {"kind": ActorKind.NON_STATE})
        first = project.documents.all()[0].id
        said_by_dana(project, Table.DOCUMENTS, first, {"title": "بيان مشترك"}, {"title": "联合声明"}, 2_000)
    return path


def badge(stage: Stage) -> int:
    (button,) = (each for each in stage.window.header.places.buttons if CommandScope.TEAM in each.views)
    return button.badge


def open_rows(workspace: TeamWorkspace) -> list[str]:
    model = workspace.page.conflicts
    return [str(model.index(row).data()) for row in range(model.count)]


def wait_for(stage: Stage, workspace: TeamWorkspace, count: int) -> None:
    stage.qtbot.waitUntil(lambda: workspace.page.conflicts.count == count)
    ready(stage, workspace)


def test_conflicts_are_decided_by_letters_and_taken_back(stage: Stage, path: Path) -> None:
    stage.open(path, "Lea")
    stage.qtbot.waitUntil(lambda: badge(stage) == 2)
    workspace = shown(stage)
    assert workspace.page.headline.text() == "Three people; 2 conflicts to decide" and nameless(stage) == []
    assert open_rows(workspace) == ["Actor “Contact Group”, kind", "Document “\u2068بيان مشترك\u2069”, title"]
    stage.press("Tab")
    while not workspace.page.conflict_list.hasFocus():
        stage.press("Tab")
    assert workspace.conflict_panel.isVisible() and workspace.keys_now() == CONFLICT_KEYS
    assert stage.action("team.choose_b").text().startswith("Take B: non-state group")
    assert not stage.action("team.choose_c").isEnabled()
    stage.press("b")
    wait_for(stage, workspace, 1)
    project = stage.window.session.project
    assert project.actors.get(GROUP).kind is ActorKind.NON_STATE and badge(stage) == 1
    assert stage.said == "Decided: Actor “Contact Group”, kind · saved"
    assert workspace.page.conflict_list.hasFocus() and workspace.deciding.at_hand is not None
    stage.press("Ctrl+Z")
    wait_for(stage, workspace, 2)
    assert project.actors.get(GROUP).kind is ActorKind.ORGANISATION
    stage.press("Ctrl+Shift+Z")
    wait_for(stage, workspace, 1)
    stage.press("a")
    wait_for(stage, workspace, 0)
    assert project.documents.all()[0].title == "بيان مشترك" and badge(stage) == 0
    assert workspace.page.table.hasFocus() and not workspace.page.conflict_list.isVisible()


@pytest.mark.parametrize("how", ["letter", "button"])
def test_a_conflict_is_left_for_later_and_return_goes_on(stage: Stage, path: Path, how: str) -> None:
    stage.open(path, "Lea")
    workspace = shown(stage)
    workspace.page.conflict_list.setFocus()
    first, second = open_rows(workspace)
    stage.press("Return")
    assert workspace.deciding.at_hand is not None and workspace.deciding.at_hand.what == second
    stage.press("Return", "l")
    assert open_rows(workspace) == [second, first] and stage.said == "Left for later."
    assert workspace.deciding.at_hand.what == second
    stage.qtbot.waitUntil(workspace.conflict_panel.buttons[1].isVisible)
    workspace.conflict_panel.buttons[0].setFocus()
    stage.press("b" if how == "letter" else "Tab")
    if how == "button":
        assert workspace.conflict_panel.buttons[1].hasFocus()
        stage.press("Return")
    wait_for(stage, workspace, 1)
    assert stage.window.session.project.documents.all()[0].title == "联合声明"
    assert open_rows(workspace) == [first]


def test_a_coder_is_told_of_none(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana", role=None)
    workspace = shown(stage)
    assert open_rows(workspace) == [] and not workspace.page.conflict_list.isVisible() and badge(stage) == 0


@pytest.fixture
def coded_apart(tmp_path: Path) -> Path:
    """A project of Ana, who filled a slot and coded a passage at two machines."""
    desk = make_desk(tmp_path)
    project, act = desk.project, desk.code("urged China")
    other = copy_of(project, tmp_path / "other.annot")
    other.person = desk.ana.id
    values: tuple[SlotValue, ...] = ("implicit", "unclear")
    for copy, value in zip((project, other), values, strict=True):
        acts.fill_slot(copy, act.id, "content", SlotFiller(value=value))
        annotate.add_span(copy, act.document, act.layer, [(4, 20)], "actor")
    take(project, other)
    other.close()
    project.close()
    return project.path


def test_what_one_coder_did_at_two_machines_is_decided_by_letters(stage: Stage, coded_apart: Path) -> None:
    stage.open(coded_apart, "Ana")
    stage.qtbot.waitUntil(lambda: badge(stage) == 2)
    workspace = shown(stage)
    coding, slot = open_rows(workspace)
    assert coding.startswith("Coding “") and slot.endswith(", Content") and nameless(stage) == []
    while not workspace.page.conflict_list.hasFocus():
        stage.press("Tab")
    for left in (1, 0):
        stage.press("a")
        wait_for(stage, workspace, left)
    project = stage.window.session.project
    assert len(project.spans.of_document(project.documents.all()[0].id)) == 2
    assert [link.value for link in project.links.of_document(project.documents.all()[0].id)] == ["implicit"]
