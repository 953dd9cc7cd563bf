"""Work given out in the window, by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.background.hub_state import HubState
from annotator.ui.dialogs.give_out.dialog import GiveOutDialog
from tests.ui.windows import Stage, make_project

TEXTS = [f"Text {at} of a round." for at in range(8)]


@pytest.fixture
def lea(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Lea leads a project with eight documents, which Ana and Ben are to code."""
    yield stage.open(make_project(tmp_path / "round.annot", TEXTS, ["Lea", "Ana", "Ben"]), "Lea")


def copies_of(path: Path) -> Path:
    return path.with_name("round – copies")


def opened(stage: Stage) -> GiveOutDialog:
    stage.action("project.give_out").trigger()
    dialog = stage.dialog(GiveOutDialog)
    settled(stage, dialog)
    return dialog


def settled(stage: Stage, dialog: GiveOutDialog) -> None:
    stage.qtbot.waitUntil(lambda: dialog.previews.answer(dialog.fields.request) is not None)


def given(stage: Stage, dialog: GiveOutDialog) -> None:
    QTest.keyClick(dialog.fields.people_list, Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: dialog.stages.currentIndex() == 2)


def test_work_is_given_out_by_keys_and_taken_back(lea: Stage) -> None:
    dialog = opened(lea)
    assert [name for name, _ in dialog.model.lines] == ["Ana", "Ben"], "who leads is not chosen at first"
    assert dialog.headline.text() == "8 documents: 2 people get 5 each; 2 are coded by two."
    assert dialog.fields.people_list.hasFocus()
    given(lea, dialog)
    assert dialog.report.as_text().split("\n") == [
        "Ana got 5 documents, 2 coded by others too.",
        "Ben got 5 documents, 2 coded by others too.",
        "Ana: round – Ana.annot, a copy of their own.",
        "Ben: round – Ben.annot, a copy of their own.",
        f"The files are in {copies_of(lea.window.session.project.path)}.",
        "Send each person their file, and nobody another’s: they open it, code, and hand in.",
    ]
    lea.press("Return")
    lea.without_dialog()
    project = lea.window.session.project
    assert sorted(path.name for path in copies_of(project.path).iterdir()) == ["round – Ana.annot", "round – Ben.annot"]
    assert len(project.assignments.all_given()) == 10
    lea.press("Ctrl+Z")
    assert lea.said == "Undone: Give 8 documents to Ana, Ben by lot, seed 1"
    assert project.assignments.all_given() == []


def test_over_a_hub_no_files_are_written_unless_somebody_says_so(lea: Stage) -> None:
    lea.window.session.tell_hubs([HubState(1)])
    dialog = opened(lea)
    assert not dialog.files.isChecked() and dialog.folder.isVisible()
    given(lea, dialog)
    assert "has joined the hub gets it there" in dialog.report.as_text().split("\n")[-1]
    lea.press("Return")
    lea.without_dialog()
    assert not copies_of(lea.window.session.project.path).exists()


def test_a_copy_opens_on_what_was_given_and_who_has_one_gets_what_is_new(lea: Stage) -> None:
    path = lea.window.session.project.path
    for several in (20, 50):
        dialog = opened(lea)
        dialog.fields.several.setValue(several)
        settled(lea, dialog)
        given(lea, dialog)
        said = dialog.report.as_text()
        lea.press("Return")
        lea.without_dialog()
    assert "Ana: round – Ana " in said and ".packet, what is new, " in said
    lea.window.projects.open(copies_of(path) / "round – Ana.annot")
    lea.qtbot.waitUntil(lambda: lea.window.session.owner is not None)
    lea.activate()
    assert lea.window.session.coder is not None and lea.window.session.coder.name == "Ana"
    assert len(lea.window.documents.model.documents) == 5 and lea.window.documents.model.are_given
    assert lea.window.header.project.text() == "Ana’s copy · round"


def test_what_was_asked_for_is_asked_for_the_next_time(lea: Stage) -> None:
    dialog = opened(lea)
    dialog.fields.seed.setValue(7)
    dialog.fields.people.choose([dialog.fields.people.entries[1].id])
    settled(lea, dialog)
    given(lea, dialog)
    lea.press("Return")
    lea.without_dialog()
    again = opened(lea)
    assert again.fields.request.seed == 7 and len(again.fields.request.people) == 1
    assert again.headline.text() == "All 8 documents have their coders already; this gives nobody more."
    again.files.setChecked(False)
    assert not again.accept_button.isEnabled()
    lea.press("Esc")


def test_who_codes_alone_is_told_that_it_is_for_whoever_leads(lea: Stage) -> None:
    ana = lea.window.session.project.coders.named("Ana")
    assert ana is not None
    lea.window.session.set_coder(ana)
    assert not lea.action("project.give_out").isEnabled()
    lea.window.seldom.giving_out.open()
    assert lea.said == "Giving out documents to be coded is for whoever leads; ask Lea."
    lea.without_dialog()
