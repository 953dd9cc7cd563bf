"""What a row said last is known for as long as the journal is: whether it was deleted, or never came to be."""

from pathlib import Path

import pytest

from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.history.last_rows import last_values
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def notes(desk: Desk, *ids: str) -> dict[str, tuple[str, ...]]:
    """Return the notes of spans."""
    return last_values(desk.project._connection, "spans", ["note"], ids)


def test_a_row_that_is_there_says_what_it_says_now(desk: Desk) -> None:
    span = desk.code("urged China")
    annotate.set_note(desk.project, span.id, "look")
    assert notes(desk, span.id, "never") == {span.id: ("look",)}


def test_a_deleted_row_says_what_it_said_last(desk: Desk) -> None:
    span = desk.code("urged China")
    annotate.set_note(desk.project, span.id, "look")
    annotate.remove_spans(desk.project, [span.id])
    assert notes(desk, span.id) == {span.id: ("look",)}


def test_a_row_that_was_deleted_twice_says_what_it_said_the_last_time(desk: Desk) -> None:
    span = desk.code("urged China")
    annotate.remove_spans(desk.project, [span.id])
    desk.project.undo()
    annotate.set_note(desk.project, span.id, "again")
    annotate.remove_spans(desk.project, [span.id])
    assert notes(desk, span.id) == {span.id: ("again",)}


def test_a_row_whose_making_was_undone_says_what_it_was_made_with(desk: Desk) -> None:
    span = desk.code("urged China")
    annotate.set_note(desk.project, span.id, "look")
    desk.project.undo()
    desk.project.undo()
    assert notes(desk, span.id) == {span.id: ("",)}
    desk.code("undertook", "commitment")
    assert notes(desk, span.id) == {span.id: ("",)}


def test_more_rows_than_a_query_takes_are_all_found_and_long_values_begin(desk: Desk) -> None:
    spans = [
        annotate.add_span(desk.project, desk.documents[0].id, desk.layer.id, [(at, at + 2)], "actor").id
        for at in range(40)
    ]
    annotate.set_note(desk.project, spans[0], "x" * 1000)
    annotate.remove_spans(desk.project, spans[::2])
    wanted = [*spans, *(f"never {number}" for number in range(2000))]
    found = notes(desk, *wanted)
    assert found.keys() == set(spans) and found[spans[0]] == ("x" * 300,)


def test_rows_of_all_tables_are_found_by_their_columns(desk: Desk) -> None:
    ben, layer = people.add_coder(desk.project, "Ben")
    documents.rename(desk.project, desk.documents[0].id, "Note")
    documents.remove(desk.project, [desk.documents[0].id])
    desk.project.undo()
    assert desk.project.coders.last_values(["name", "pseudonym"], [ben.id]) == {ben.id: ("Ben", "coder-2")}
    assert desk.project.layers.last_values(["name"], [layer.id]) == {layer.id: ("Ben",)}
    assert desk.project.documents.last_values(["title"], [desk.documents[0].id]) == {desk.documents[0].id: ("Note",)}
