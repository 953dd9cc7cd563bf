"""What two copies said different things of is marked where it is shown, until somebody decides."""

from pathlib import Path

import pytest

from annotator.model.text_size import size_of
from annotator.operations.team import conflicts
from annotator.ui.actors.workspace import ActorsWorkspace
from annotator.ui.reader.head_facts import PROVISIONAL, head_in, head_of
from tests.operations.team.apart import GROUP
from tests.ui.team.test_deciding import path
from tests.ui.windows import Stage

__all__ = ["path"]


def marked(stage: Stage) -> bool:
    project = stage.window.session.project
    head = head_in(project, project.documents.get(project.documents.all()[0].id))
    return any(fact.text == PROVISIONAL for fact in head.first)


def test_a_document_and_an_actor_are_marked_until_it_is_decided(stage: Stage, path: Path) -> None:
    stage.open(path, "Lea")
    assert marked(stage)
    stage.press("Ctrl+8")
    workspace = stage.window.page.workspace
    assert isinstance(workspace, ActorsWorkspace)
    stage.qtbot.waitUntil(lambda: not workspace.reading.is_busy)
    workspace.show_named(GROUP)
    stage.qtbot.waitUntil(workspace.form.provisional.isVisible)
    for _ in range(2):
        open_now = conflicts.listed(stage.window.session.project)
        stage.window.session.did(conflicts.decide, open_now[0].key, "A")
    stage.qtbot.waitUntil(lambda: not workspace.form.provisional.isVisible())
    assert not marked(stage)


@pytest.mark.parametrize("is_provisional", [True, False])
def test_the_mark_is_the_first_thing_in_the_head(stage: Stage, path: Path, is_provisional: bool) -> None:
    stage.open(path, "Lea")
    project = stage.window.session.project
    document = project.documents.get(project.documents.all()[0].id)
    head = head_of(document, size_of(document.text), is_provisional)
    assert (head.first[0].text == PROVISIONAL) == is_provisional
