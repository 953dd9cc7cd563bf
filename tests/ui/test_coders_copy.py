"""What a coder sees who opens their copy: their tasks, and nothing that is for others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.operations.people import people
from annotator.operations.recycle_bin import removing
from annotator.operations.team import assigning
from annotator.store.project import Project
from annotator.store.rows.handed import CopyOwner
from annotator.ui.commands.commands import CommandScope
from annotator.ui.documents.workspace import DocumentsWorkspace
from tests.ui.copies import as_copy
from tests.ui.windows import Stage, make_project

TEXTS = [f"France urged China. Text {at}." for at in range(6)]


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """The copy of Ana, to whom three documents of six were given, the last one first done."""
    path = make_project(tmp_path / "talks.annot", TEXTS, ["Lea", "Ana", "Ben"])
    stage.window.projects.open(as_copy(path, "Ana", (1, 3, 5), "2099-12-24"))
    stage.activate()
    yield stage


def shown(stage: Stage) -> list[str]:
    return [info.title for info in stage.window.documents.model.documents]


def test_it_opens_as_that_coder_without_asking_who_they_are(ana: Stage) -> None:
    ana.without_dialog()
    session = ana.window.session
    assert session.coder is not None and session.coder.name == "Ana"
    assert session.layer is not None and session.layer.name == "Ana"
    assert ana.window.header.project.text() == "Ana’s copy · talks" and "Ana’s copy" in ana.title
    assert session.roles_said == "coder"
    ana.press("Ctrl+U")
    assert ana.said == "This is the copy of Ana, who alone works in it."
    ana.without_dialog()


def test_the_list_is_what_was_given_to_them_with_the_day(ana: Stage) -> None:
    assert shown(ana) == ["Document 2", "Document 4", "Document 6"]
    assert ana.window.strip.count.text() == "0 of 3 done · next due 24 Dec 2099"
    assert ana.text == TEXTS[1] and ana.reader.hasFocus()


def test_done_leads_to_the_next_task_whatever_was_done_before(ana: Stage) -> None:
    ana.press("Ctrl+PgDown", "Ctrl+Return")
    assert ana.text == TEXTS[5]
    ana.press("Ctrl+Return")
    assert ana.text == TEXTS[1], "what was left out comes once more"
    ana.press("Ctrl+Return")
    assert ana.said.startswith("Done · saved; that was the last of the 3 documents that you were given")
    assert ana.window.strip.count.text() == "3 of 3 done"


def test_a_key_codes_and_undo_takes_it_back(ana: Stage) -> None:
    ana.select("urged")
    ana.press("1")
    assert len(ana.spans()) == 1
    ana.press("Ctrl+Z")
    assert ana.spans() == []


def test_workspaces_that_are_not_for_a_copy_are_not_there_and_say_so(ana: Stage) -> None:
    offered = {view for button in ana.window.header.places.buttons for view in button.views}
    assert not offered & {CommandScope.ADJUDICATE, CommandScope.AGREEMENT}
    assert {CommandScope.CODE, CommandScope.DOCUMENTS, CommandScope.FEEDBACK} <= offered
    before = ana.window.page.workspace
    for place in (CommandScope.ADJUDICATE, CommandScope.AGREEMENT):
        ana.window.page.show_place(place)
        assert ana.window.page.workspace is before
        assert "in the project itself" in ana.said


def test_documents_show_the_day_and_lead_to_nothing_that_is_for_others(ana: Stage) -> None:
    ana.press("Ctrl+1")
    workspace = ana.window.page.workspace
    assert isinstance(workspace, DocumentsWorkspace)
    ana.qtbot.waitUntil(lambda: len(workspace.shown.rows) == 6)
    heads = [column.head for column in workspace.model.columns]
    assert "due" in heads and [row.due for row in workspace.shown.rows] == ["", "2099-12-24"] * 3
    assert workspace.page.import_link.isVisible() and not workspace.page.join_link.isVisible()


def test_commands_of_whoever_leads_say_that_they_are_done_elsewhere(ana: Stage) -> None:
    for id in ("project.give_out", "document.rename", "feedback.release"):
        assert not ana.action(id).isEnabled()
    assert ana.action("project.import").isEnabled(), "of what they coded themselves elsewhere"
    ana.window.seldom.giving_out.open()
    assert ana.said.startswith("Giving out documents to be coded is for whoever leads, in the project itself")


def test_whoever_leads_has_a_copy_that_is_one_for_coding(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "talks.annot", TEXTS, ["Lea", "Ana"])
    stage.window.projects.open(as_copy(path, "Lea", (0,)))
    stage.activate()
    assert stage.window.session.roles_said == "coder" and shown(stage) == ["Document 1"]
    assert not stage.action("project.give_out").isEnabled()


def test_whoever_was_removed_is_told_and_nobody_codes_in_their_place(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "talks.annot", TEXTS, ["Lea", "Ana"])
    with Project.open(path) as project:
        ana = people.person_named(project, "Ana").id
        removing.remove_coder(project, ana, with_codings=True)
        project.handed.become_copy(CopyOwner(ana, b"k" * 32, "2026-11-28T10:00:00Z", project.name))
    stage.window.projects.open(path)
    stage.activate()
    assert (
        stage.said.startswith("Whose copy this is was taken out of the project") and stage.window.session.coder is None
    )
    stage.press("Ctrl+U")
    stage.without_dialog()


def test_in_the_project_itself_who_only_codes_has_their_tasks_and_the_lead_has_all(
    stage: Stage, tmp_path: Path
) -> None:
    path = make_project(tmp_path / "talks.annot", TEXTS, ["Lea", "Ana"])
    with Project.open(path) as project:
        ana = people.person_named(project, "Ana").id
        assigning.assign(project, [ana], [project.documents.all()[4].id], "2001-12-24")
    stage.open(path, "Ana", role=TeamRole.CODER)
    assert shown(stage) == ["Document 5"] and stage.window.strip.count.text().endswith("next due 24 Dec 2001")
