"""The queue stays true to the project: whatever is taken away or comes back, and whenever that happens."""

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from annotator.adjudication.queue import QueueEntry
from annotator.model.ids import DocumentId
from annotator.operations.adjudication import adjudicate
from annotator.operations.agreement import recoding
from annotator.operations.documents import documents
from annotator.store.project import Project
from annotator.ui.adjudication import comparison
from annotator.ui.adjudication.queue_view import Place, QueueRow, QueueView
from annotator.ui.background.visible_first import AT_ONCE
from tests.ui.adjudication.desks import KEYED, case, look, settled, shown
from tests.ui.windows import Stage, code_as, make_project

TEXTS = ("China urged France to talk. They met in Rome.", "Paris called on Beijing.", "All was said.")


@pytest.fixture
def desk(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana sits down in Code; she and Ben differ twice in the first text and once in each of the others."""
    made = make_project(tmp_path / "kept.annot", TEXTS)
    for document, (ana, ben) in enumerate(((("China", "met"), ()), (("Paris",), ()), ((), ("said",)))):
        code_as(made, "Ana", *((quote, "actor") for quote in ana), document=document, done=True)
        code_as(made, "Ben", *((quote, "actor") for quote in ben), document=document)
    code_as(made, "Ana", ("All", "actor"), document=2)
    code_as(made, "Ben", ("All", "actor"), document=2)
    for document in (0, 1):
        code_as(made, "Ben", (("talk", "called")[document], "appeal"), document=document)
    stage.open(made, "Ana")
    yield stage


def rows(stage: Stage) -> list[Place]:
    return [one.place for one in stage.window.adjudication.panel.model.rows]


def undo(stage: Stage) -> None:
    assert stage.window.session.undo() is not None
    settled(stage)


def ids(stage: Stage) -> list[DocumentId]:
    return [info.id for info in stage.window.session.project.documents.all()]


def test_a_document_that_goes_and_comes_back_takes_its_cases_along(desk: Stage) -> None:
    look(desk, QueueView("document"))
    session, before, gone = desk.window.session, rows(desk), ids(desk)[1]
    assert session.did(documents.remove, [gone], True)
    settled(desk)
    left = [place for place in before if place[0] != gone]
    assert rows(desk) == left
    undo(desk)
    assert rows(desk) == before
    assert session.redo() is not None, "nothing was written that is in its way"
    settled(desk)
    assert rows(desk) == left
    desk.press(*"nnnnnn")
    assert case(desk) == "said"


def test_of_a_document_that_is_gone_no_case_is_queued(desk: Stage) -> None:
    project = desk.window.session.project
    assert comparison.some_queued(project, project.layers.all(), {"gone"}) == {"gone": []}


def test_layers_that_are_gone_are_compared_no_more(desk: Stage) -> None:
    look(desk, QueueView("document"))
    session, workspace = desk.window.session, desk.window.adjudication
    made = session.run(recoding.sample, workspace.layers[0].id, 2, 3)
    assert made is not None, desk.said
    workspace.choose_layers(["Ana", made.name])
    settled(desk)
    assert [layer.name for layer in workspace.layers] == ["Ana", made.name]
    undo(desk)
    assert [layer.name for layer in workspace.layers] == ["Ana", "Ben"] and len(rows(desk)) == 6
    desk.press("Ctrl+2", "Ctrl+4")
    settled(desk)
    assert len(rows(desk)) == 6


@pytest.mark.parametrize("at_once", [0, AT_ONCE])
def test_the_case_that_is_asked_for_is_shown_the_first_time(
    desk: Stage, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(comparison, "AT_ONCE", at_once)
    project, document = desk.window.session.project, ids(desk)[2]
    (span,) = (one for one in project.spans.of_document(document) if one.quote == "said")
    desk.window.page.show_case(document, span.id)
    settled(desk)
    settled(desk)
    assert desk.window.document == document and case(desk) == "said"


def test_what_is_undone_while_all_is_compared_is_looked_at_again(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    look(desk, QueueView("document"))
    desk.press("x")
    read, go_on, with_words = threading.Event(), threading.Event(), comparison._with_words

    def slow(project: Project, entries: Iterable[QueueEntry]) -> list[QueueRow]:
        found = with_words(project, entries)
        read.set()
        go_on.wait(60)
        return found

    monkeypatch.setattr(comparison, "_with_words", slow)
    workspace, session = desk.window.adjudication, desk.window.session
    workspace.queue_updater.settle("unanimous")
    assert read.wait(60) and workspace._comparison.is_comparing
    assert session.undo() is not None
    go_on.set()
    settled(desk)
    true = {(str(one.document), one.key): one.status for one in adjudicate.queue(session.project, workspace.layers)}
    model = workspace.panel.model
    assert all(true[place] is one.entry.status for place, one in model.entries().items())
    assert model.undecided() == 6


def test_an_undo_in_another_document_says_the_number_of_its_case(desk: Stage) -> None:
    look(desk, QueueView("document"))
    desk.press("x", "x", "x")
    assert case(desk) == "Paris"
    desk.press("Ctrl+2", "Ctrl+4")
    settled(desk)
    desk.press("Ctrl+Z")
    settled(desk)
    assert desk.window.document == ids(desk)[0] and case(desk)
    assert "case 1 of 4" in shown(desk), shown(desk)
    assert desk.window.adjudication.panel.list.currentIndex().row() == 0


def test_an_undo_leads_back_to_the_case_in_its_document(stage: Stage, tmp_path: Path) -> None:
    made = make_project(tmp_path / "two.annot", [KEYED, "Paris called on Beijing."])
    code_as(made, "Ana", ("met", "actor"))
    code_as(made, "Ben", ("China", "actor"))
    code_as(made, "Ana", ("Paris", "actor"), document=1)
    code_as(made, "Ben", ("Beijing", "actor"), document=1)
    stage.open(made, "Ana")
    look(stage, QueueView("document"))
    stage.press("x", "x")
    assert case(stage) == "Paris"
    stage.press("Ctrl+Z")
    settled(stage)
    assert stage.text == KEYED and case(stage) == "met"
    assert stage.window.documents.model.progress() == "3 cases open"
