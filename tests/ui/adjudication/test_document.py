"""A document with more spans than are compared at once: it is there bit by bit, and a key touches its own case."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.adjudication.decisions import Status
from annotator.adjudication.queue import entry_of
from annotator.model.verbs.verb import Told
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import acts, annotate
from annotator.store.project import Project
from annotator.ui.background.visible_first import AT_ONCE
from tests.benchmarks.load import make_spans, make_text
from tests.ui.adjudication.desks import shown
from tests.ui.windows import Stage, make_project

COUNT = AT_ONCE + 500
TEXT = make_text(200_000)


@pytest.fixture
def table(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana before the workspace Adjudicate, with a large text that three coded."""
    path = make_project(tmp_path / "large.annot", [TEXT, "A short text."], coders=("Ana", "Ben", "Cleo"))
    with Project.open(path) as project:
        document, layers = project.documents.all()[0].id, tuple(layer.id for layer in project.layers.all())
        with project.transact(Told(sentence="Load")):
            project.spans.add(make_spans(TEXT, COUNT, document, layers))
    stage.open(path, "Ana")
    yield stage


def _enter(stage: Stage) -> None:
    stage.press("Ctrl+4")
    _settled(stage)


def _settled(stage: Stage) -> None:
    workspace = stage.window.adjudication
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy and not workspace.is_reading)


def _is_as_fresh(stage: Stage) -> None:
    """Compare what is shown with the project, read anew."""
    workspace, project = stage.window.adjudication, stage.window.session.project
    document = project.documents.info(stage.window.document or "").id
    fresh = {one.case.key: one for one in adjudicate.cases_of(project, document, workspace.layers)}
    assert workspace.shown.document.cases == fresh
    queue = {key: one for (place, key), one in workspace.panel.model.entries().items() if place == document}
    assert {key: one.entry for key, one in queue.items()} == {key: entry_of(fresh[key]) for key in queue}
    left = fresh.keys() - queue.keys()
    assert all(fresh[key].status is Status.DECIDED and not fresh[key].case.differs for key in left)
    _rows_are_in_order(stage)
    page = workspace.reader.sheet.page
    assert page is not None
    marks = {mark.id: (mark.extents, mark.style_key, mark.lane) for mark in page.marks}
    lanes = {layer.id: number for number, layer in enumerate((*workspace.layers, project.layers.gold()))}  # type: ignore[union-attr]
    spans = project.spans.of_document(document)
    assert marks == {span.id: (span.extents, span.label, lanes[span.layer]) for span in spans}
    decided = {each.id for one in fresh.values() if one.status is Status.DECIDED for each in one.case.candidates}
    assert {mark.id for mark in page.marks if mark.settled} == decided, "what is decided has no zigzag"


def _rows_are_in_order(stage: Stage) -> None:
    """Each row is found again, and the next open one is the next that a look through all would find."""
    model = stage.window.adjudication.panel.model
    rows = [one.entry for one in model.rows]
    assert model.rowCount() == len(rows) and all(
        model.row_of(one.document, one.key) == at for at, one in enumerate(rows)
    )
    waiting = [at for at, one in enumerate(rows) if one.status in (Status.OPEN, Status.CHANGED)]
    for row in (0, len(rows) // 2, len(rows) - 1):
        assert model.open_from(row) == next((at for at in waiting if at >= row), waiting[0])


def test_a_large_document_is_compared_in_the_background_and_all_of_it_is_shown(table: Stage) -> None:
    table.press("Ctrl+4")
    workspace = table.window.adjudication
    assert workspace.is_reading and workspace.current is None
    assert workspace.panel.empty.text() == "The coders are being compared…"
    table.press("x")
    assert table.window.session.project.decisions.counts() == {}
    _settled(table)
    one = workspace.current
    assert one is not None and one.status is Status.OPEN
    assert workspace.reader.board.shown.active is not None
    _is_as_fresh(table)


def test_keys_change_their_own_case_and_what_is_shown_stays_true(table: Stage) -> None:
    _enter(table)
    workspace = table.window.adjudication
    first, count = workspace.current, workspace.panel.model.undecided()
    table.press("x", "l", "n", "x")
    assert workspace.panel.model.undecided() == count - 2
    assert table.window.documents.model.progress() == f"{count - 2} cases open"
    _is_as_fresh(table)
    table.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Y")
    _is_as_fresh(table)
    table.press("Ctrl+Z", "Ctrl+Z")
    assert workspace.panel.model.undecided() == count
    assert first is not None and workspace.shown.document.cases[first.case.key] == first
    _is_as_fresh(table)


def test_another_document_asked_for_meanwhile_is_the_one_that_is_shown(table: Stage) -> None:
    _enter(table)
    workspace = table.window.adjudication
    table.press("Ctrl+PgDown", "Ctrl+PgUp", "Ctrl+PgDown")
    _settled(table)
    assert table.text == "A short text." and workspace.shown.document.cases == {}
    table.press("Ctrl+PgUp")
    _settled(table)
    assert workspace.current is not None
    _is_as_fresh(table)


def test_what_is_coded_while_a_document_is_being_compared_is_there_in_the_end(table: Stage) -> None:
    _enter(table)
    session, workspace = table.window.session, table.window.adjudication
    table.press("Ctrl+PgDown", "Ctrl+PgUp")
    assert workspace.is_reading
    assert session.layer is not None
    document = session.project.documents.info(table.window.document or "").id
    coded = session.run(annotate.add_span, document, session.layer.id, [(5, 9)], "actor")
    assert coded is not None
    _settled(table)
    _is_as_fresh(table)
    workspace.reader.mark_clicked.emit(coded.id)
    assert workspace.current is not None and coded in workspace.current.case.candidates


def test_a_slot_that_is_changed_shows_at_once_and_brings_a_decision_back(spoken: Stage) -> None:
    spoken.press("a")
    session = spoken.window.session
    assert session.layer is not None
    (own,) = session.project.spans.of_document(spoken.window.document or "", session.layer.id)
    (mine,) = (one for one in session.project.links.of_spans([own.id]) if one.role == "addressee")
    assert session.did(acts.clear_slot, mine.act, mine.id)
    current = spoken.window.adjudication.current
    assert current is not None and current.status is Status.CHANGED
    assert {"Addressee, Ana: nothing", "Addressee, Ben: China, Russia"} <= set(shown(spoken))
