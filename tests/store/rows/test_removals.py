"""The rows of the recycle bin: written, read, and what is asked of hidden rows."""

from pathlib import Path

import pytest

from annotator.model.removal import Removal, RemovedKind
from annotator.model.verbs.verb import Told
from annotator.store.schema.tables import Table
from tests.projects import Desk, make_desk

TIMES = "2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def removed(desk: Desk, *removals: Removal) -> None:
    with desk.project.transact(Told(sentence="Remove")):
        desk.project.removals.add(removals)


def test_what_was_removed_last_stands_first_and_is_read_as_it_was_written(desk: Desk) -> None:
    first = Removal(RemovedKind.LABEL, "appeal", desk.ana.id, TIMES[0], "{}")
    second = Removal(RemovedKind.DOCUMENT, desk.documents[0].id, None, TIMES[1])
    removed(desk, first, second)
    assert desk.project.removals.all() == [second, first]
    assert desk.project.removals.get(first.id) == first
    assert desk.project.removals.get("labels/warning") is None


def test_hidden_rows_are_counted_and_named(desk: Desk) -> None:
    kept, gone = desk.code("China", "actor"), desk.code("urged China")
    document, owner = desk.documents[0], {desk.layer.id: desk.ana.id}
    removed(desk, Removal(RemovedKind.LABEL, "appeal", None, TIMES[0]))
    assert desk.project.removals.spans() == {(document.id, desk.layer.id, "appeal"): 1}
    assert desk.project.spans.of_document(document.id) == [kept]
    removed(desk, Removal(RemovedKind.DOCUMENT, document.id, None, TIMES[1]))
    removed(desk, Removal(RemovedKind.LAYER, desk.layer.id, None, TIMES[1]))
    assert sum(desk.project.removals.spans().values()) == 2
    assert desk.project.removals.names(RemovedKind.DOCUMENT) == {document.id: document.title}
    assert desk.project.removals.names(RemovedKind.LAYER) == {desk.layer.id: desk.layer.name}
    assert desk.project.removals.coders_of_layers() == owner
    assert desk.project.removals.which_hidden(Table.SPANS, [gone.id, kept.id, "other"]) == {gone.id, kept.id}
    assert desk.project.removals.value(Table.DOCUMENTS, document.id, "text_sha256") == document.text_sha256
    assert desk.project.removals.value(Table.DOCUMENTS, "other", "title") is None


def test_what_is_taken_out_is_shown_but_for_what_something_else_holds(desk: Desk) -> None:
    span = desk.code("urged China")
    by_label = Removal(RemovedKind.LABEL, "appeal", None, TIMES[0])
    by_document = Removal(RemovedKind.DOCUMENT, desk.documents[0].id, None, TIMES[1])
    removed(desk, by_label, by_document)
    with desk.project.transact(Told(sentence="Put back")):
        desk.project.removals.take([by_document.id])
    assert desk.project.documents.count() == 1 and desk.project.spans.count() == 0
    with desk.project.transact(Told(sentence="Put back")):
        desk.project.removals.take([by_label.id])
    assert desk.project.spans.get(span.id) == span
