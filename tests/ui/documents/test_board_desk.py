"""Table and board by keyboard: the same documents, the same one at hand, and nothing of others for a coder."""

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from annotator.model.coder import Assignment, TeamRole
from annotator.model.verbs.project import SeeOthers
from annotator.operations.people import people
from annotator.operations.team.board_words import headline
from annotator.store.project import Project
from annotator.ui.background.folder_state import FolderState
from annotator.ui.coding.workspace import CodingWorkspace
from annotator.ui.documents.board_page import GIVE_OUT
from annotator.ui.documents.workspace import DocumentsWorkspace
from tests.ui.documents.desks import KNOWN, documents_of, quiet, write_documents
from tests.ui.test_names import nameless
from tests.ui.windows import Stage, code_as

TITLES = [title for title, _ in KNOWN]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project that Lea leads; Ana and Ben were given all, and Ben has done one document."""
    path = write_documents(tmp_path / "documents.annot", ("Lea", "Ana", "Ben"))
    with Project.open(path) as project:
        lea = people.person_named(project, "Lea")
        project.person = lea.id
        people.set_roles(project, lea.id, [TeamRole.LEAD])
        layers = [people.layer_for(project, name).id for name in ("Ana", "Ben")]
        with project.transact(SeeOthers(place="a test")):
            project.assignments.put(
                [
                    Assignment(layer=layer, document=info.id, given=True, due="2999-12-31")
                    for layer in layers
                    for info in project.documents.all()
                ]
            )
    code_as(path, "Ben", ("France", "actor"), done=True)
    return path


def board_of(stage: Stage, path: Path, who: str) -> DocumentsWorkspace:
    """Open the project and go to the board."""
    stage.open(path, who, asked=False, role=None)
    desk = documents_of(stage)
    stage.press("b")
    quiet(stage)
    return desk


def states(desk: DocumentsWorkspace) -> list[list[str]]:
    """Return what all cells of the documents say."""
    table = desk.board.page.documents.table
    return [[column.spoken(one) for column in table.columns] for one in table.rows]


def test_the_lead_sees_who_is_how_far_and_moves_by_keys(stage: Stage, path: Path) -> None:
    desk = board_of(stage, path, "Lea")
    page = desk.board.page
    assert desk.board.is_board and page.documents.hasFocus() and not desk.right.has_content
    assert page.headline.text() == "1 of 8 codings is done; Ana has not begun" == headline(page.shown.board)
    assert states(desk)[0][:3] == [TITLES[0], "untouched", "done"]
    assert nameless(stage) == [] and not page.links[GIVE_OUT].isHidden()
    stage.press("Down", "Down")
    assert desk.table.at_hand == page.documents.at_hand == stage.window.document
    stage.press("s")
    quiet(stage)
    assert page.documents.horizontalHeader().isSortIndicatorShown()
    assert [row[0] for row in states(desk)] == sorted(TITLES, key=lambda title: title.casefold())
    assert desk.table.at_hand == page.documents.at_hand, "who is at hand stays at hand"
    stage.press("Return")
    quiet(stage)
    assert isinstance(stage.window.page.workspace, CodingWorkspace) and TITLES[2] in stage.title
    stage.press("Ctrl+1")
    quiet(stage)
    assert desk.board.is_board and page.documents.hasFocus(), "the board is kept"
    stage.press("b")
    assert not desk.board.is_board and desk.table.hasFocus() and desk.right.has_content


def test_the_board_is_of_the_documents_that_are_let_through(stage: Stage, path: Path) -> None:
    desk = board_of(stage, path, "Lea")
    stage.press("/")
    assert not desk.board.is_board and desk.page.filter.hasFocus()
    desk.page.show_filter("kind:readout")
    quiet(stage)
    stage.press("Escape")
    desk.page.show_filter("kind:readout")
    quiet(stage)
    desk.board.show("board")
    quiet(stage)
    assert [row[0] for row in states(desk)] == [TITLES[0], TITLES[2]]
    assert "1 of 4 codings" in desk.board.page.headline.text()
    assert "kind:readout" in desk.board.page.narrowed.text()


def test_a_coder_sees_their_own_line_and_states_alone(stage: Stage, path: Path) -> None:
    desk = board_of(stage, path, "Ana")
    page = desk.board.page
    assert [line.coder.name for line in page.coders.table.rows] == ["Ana"]
    assert [column.head for column in page.documents.table.columns] == ["title", "Ana"]
    assert page.headline.text() == "0 of your 4 documents are done" and page.links[GIVE_OUT].isHidden()
    shown = [page.headline.text(), *(text for row in states(desk) for text in row)]
    assert not any("Ben" in text for text in shown)


def test_what_is_done_meanwhile_is_shown(stage: Stage, path: Path) -> None:
    desk = board_of(stage, path, "Lea")
    session = stage.window.session
    layer = people.layer_for(session.project, "Ana")
    with session.project.transact(SeeOthers(place="a test")):
        done = [Assignment(layer=layer.id, document=info.id, done=True) for info in session.project.documents.all()]
        session.project.assignments.put(done)
    quiet(stage)
    stage.qtbot.waitUntil(lambda: desk.board.page.headline.text().startswith("5 of 8 codings are done"))


def test_what_waits_in_the_shared_folder_stands_on_the_board(stage: Stage, path: Path) -> None:
    desk = board_of(stage, path, "Lea")
    session = stage.window.session
    stage.window.sharing.watch._timer.stop()  # a look of its own would find nothing, and say so
    ben = people.person_named(session.project, "Ben").id
    session.tell_folder(FolderState(path.parent, "Ben’s 2 acts wait", waiting={ben: 2}))
    quiet(stage)
    stage.qtbot.waitUntil(lambda: "Ben’s packet waits" in desk.board.page.headline.text())
    session.tell_folder(FolderState(path.parent, "In step, just now"))
    quiet(stage)
    stage.qtbot.waitUntil(lambda: "packet" not in desk.board.page.headline.text())


def test_the_board_is_saved_as_a_table(
    stage: Stage, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = board_of(stage, path, "Lea")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "board"), ""))
    stage.action("documents.board_csv").trigger()
    quiet(stage)
    stage.qtbot.waitUntil(lambda: not desk.board.is_busy and (tmp_path / "board.csv").exists())
    lines = list(csv.reader((tmp_path / "board.csv").read_text("utf-8").splitlines()))
    assert lines[0][:3] == ["title", "Ana", "Ben"] and lines[1][:3] == [TITLES[0], "untouched", "done"]
    assert [line[0] for line in lines[1:]] == TITLES and "board.csv" in stage.said
