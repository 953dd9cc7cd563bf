"""Whoever writes a row that was written apart decides it; who takes that back opens it again."""

from pathlib import Path

import pytest

from annotator.model.span import Span
from annotator.model.verbs.verb import Told
from annotator.operations.coding import annotate
from annotator.store.schema.tables import Table
from tests.projects import Desk, make_desk
from tests.store.chain.foreign import SITTING, contested, tip_of, write_apart
from tests.store.parts_read import parts_of

BOTH = {("note", '"here"'), ("note", '"there"')}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def apart(desk: Desk) -> Span:
    """Return a span whose note was written here and elsewhere, apart from each other; that from elsewhere is shown."""
    span = desk.code("urged China")
    first = tip_of(desk.project, "spans", span.id)
    annotate.set_note(desk.project, span.id, "here")
    write_apart(desk.project, Table.SPANS, span.id, {"note": "there"}, first[:2], desk.ana.id)
    assert contested(desk.project) == BOTH and desk.project.spans.get(span.id).note == "there"
    return desk.project.spans.get(span.id)


def last_overs(desk: Desk) -> int:
    newest = max((part for _, part, _ in parts_of(desk.project)), key=lambda part: part.clock)
    return max(len(write.overs) for write in newest.writes)


def forks(desk: Desk) -> int:
    return int(desk.project._connection.execute("SELECT count(*) FROM forks").fetchone()[0])


def test_who_writes_what_is_contested_decides_it_and_undo_opens_it_again(desk: Desk) -> None:
    span = apart(desk)
    annotate.set_note(desk.project, span.id, "both")
    assert contested(desk.project) == set() and forks(desk) == 0 and last_overs(desk) == 2
    desk.project.undo()
    assert contested(desk.project) == BOTH and desk.project.spans.get(span.id).note == "there"
    desk.project.redo()
    assert contested(desk.project) == set() and desk.project.spans.get(span.id).note == "both"


def test_who_writes_something_else_of_the_row_decides_nothing(desk: Desk) -> None:
    span = apart(desk)
    annotate.set_doubt(desk.project, span.id, True)
    assert contested(desk.project) == BOTH and forks(desk) == 0 and last_overs(desk) == 2


def test_what_is_shown_can_be_said_again_so_that_it_holds_and_that_is_taken_back_and_done_again(desk: Desk) -> None:
    span = apart(desk)
    with desk.project.transact(Told(sentence="Decide")) as step:
        step.restate(Table.SPANS, span.id, ["note"])
    assert contested(desk.project) == set() and desk.project.spans.get(span.id) == span
    desk.project.undo()
    assert contested(desk.project) == BOTH and desk.project.spans.get(span.id) == span
    desk.project.redo()
    assert contested(desk.project) == set() and desk.project.spans.get(span.id) == span


def test_what_is_said_of_a_row_is_over_the_parts_of_others_by_their_names(desk: Desk) -> None:
    span = apart(desk)
    annotate.set_note(desk.project, span.id, "both")
    named = [over for _, part, _ in parts_of(desk.project) for write in part.writes for over in write.overs]
    assert (SITTING, 1) in named
