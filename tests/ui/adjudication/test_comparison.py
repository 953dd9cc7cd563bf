"""Coders are compared in the background: each text is read once, and of what is asked for the last one counts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from annotator.adjudication.decisions import settle
from annotator.adjudication.queue import entry_of
from annotator.operations.adjudication import adjudicate
from annotator.operations.progress import silent
from annotator.store.project import Project
from annotator.ui.adjudication import comparison
from annotator.ui.adjudication.comparison import (
    Comparison,
    last_step,
    layers_of,
    listed,
    opened,
    queued,
    some_queued,
    words_at,
)
from annotator.ui.adjudication.queue_view import QueueView, belongs
from annotator.ui.background.session import Session
from tests.adjudication.builders import only_case, span


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    """The project of three coders, open without a window."""
    made = Session()
    made.open(Project.open(path))
    yield made
    made.close()


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_the_words_of_a_passage_are_its_beginning_on_one_line(text: str, start: int, stop: int) -> None:
    said = words_at(text, start, stop)
    if stop <= start:
        assert said == "the whole document"
    else:
        assert said.split() == (text[start:stop][:120].split() or ["a", "blank"])
        assert "\n" not in said and len(said) <= 120


def test_a_case_stands_in_the_queue_with_its_place_and_its_words() -> None:
    (one,) = settle([only_case(span("A1", 4, 9))], [])
    row = listed(one, 3, "One two\nthree")
    assert row.entry == entry_of(one, 3) and row.quote == "two t" and row.place == ("d1", one.case.key)


def test_layers_come_in_the_order_that_is_asked_for_without_those_that_are_gone(session: Session) -> None:
    every = [layer for layer in session.project.layers.all() if layer.name in ("Ana", "Ben", "Cleo")]
    ids = [str(layer.id) for layer in reversed(every)]
    assert layers_of(session.project, [ids[0], "gone", *ids[1:]]) == list(reversed(every))


def test_the_queue_holds_what_somebody_has_to_look_at_and_some_of_it_is_the_same(session: Session) -> None:
    project = session.project
    layers = [layer for layer in project.layers.all() if layer.name in ("Ana", "Ben", "Cleo")]
    found = queued(project, layers, QueueView("document"), None, silent)
    every = list(found.cases.every.values())
    entries = [one.entry for one in every]
    assert entries == [each for each in adjudicate.queue(project, layers, silent) if belongs(each)]
    assert found.until == last_step(project) > 0 and [one.entry for one in found.queue.rows] == entries
    documents = [str(info.id) for info in project.documents.all()]
    some = some_queued(project, layers, {documents[1], "gone"})
    assert some == {documents[1]: [one for one in every if one.entry.document == documents[1]], "gone": []}
    texts = {id: project.documents.get(id).text for id in documents}
    assert all(one.quote == words_at(texts[one.entry.document], one.entry.start, one.entry.stop) for one in every)


def test_a_document_comes_with_its_cases_its_lanes_and_a_mark_for_each_span(session: Session) -> None:
    project = session.project
    layers = [layer for layer in project.layers.all() if layer.name in ("Ana", "Ben")]
    document = project.documents.all()[0].id
    found = opened(project, document, layers, {"appeal": "Appeal"})
    assert found.lanes == layers and set(found.cases) == {one.case.key for one in found.book.all()}
    spans = {each.id: each for each in project.spans.of_document(document) if each.layer in {one.id for one in layers}}
    assert {mark.id: mark.lane for mark in found.marks.marks} == {
        id: [layer.id for layer in layers].index(each.layer) for id, each in spans.items()
    }


def test_of_all_that_was_asked_for_the_last_one_comes_and_nothing_after_a_stop(session: Session, qtbot: QtBot) -> None:
    asked = Comparison(session)
    come: list[object] = []
    asked.compared.connect(come.append)
    layers = [layer for layer in session.project.layers.all() if layer.name in ("Ana", "Ben", "Cleo")]
    for order in ("document", "label", "worst"):
        asked.compare(layers, QueueView(order), None)
    assert asked.is_comparing
    qtbot.waitUntil(lambda: not asked.is_comparing)
    (only,) = come
    assert isinstance(only, comparison.Compared) and only.queue.view.order == "worst"
    asked.compare(layers, QueueView(), None)
    asked.stop()
    assert not asked.is_comparing
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert len(come) == 1


def test_documents_that_have_not_come_yet_are_asked_for_again(session: Session, qtbot: QtBot) -> None:
    asked = Comparison(session)
    come: list[dict[str, object]] = []
    asked.requeued.connect(come.append)
    layers = [layer for layer in session.project.layers.all() if layer.name in ("Ana", "Ben")]
    first, second = (str(info.id) for info in session.project.documents.all())
    asked.requeue(layers, [first])
    asked.requeue(layers, [second])
    qtbot.waitUntil(lambda: bool(come))
    assert [set(each) for each in come] == [{first, second}]
    asked.requeue(layers, [second])
    qtbot.waitUntil(lambda: len(come) > 1)
    assert set(come[1]) == {second}


def test_a_document_is_there_at_once_unless_it_is_large(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Comparison(session)
    layers = [layer for layer in session.project.layers.all() if layer.name in ("Ana", "Ben")]
    document = session.project.documents.all()[0].id
    at_once = asked.open(document, layers, {})
    assert at_once is not None and not asked.is_opening
    monkeypatch.setattr(comparison, "AT_ONCE", 3)
    with qtbot.waitSignal(asked.opened) as come:
        assert asked.open(document, layers, {}) is None and asked.is_opening
    assert come.args is not None and come.args[0].cases == at_once.cases
