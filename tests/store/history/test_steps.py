"""Steps as they are read, and what each touched."""

from pathlib import Path

import pytest

from annotator.model.verbs.coding import Code
from annotator.model.verbs.project import SeeOthers
from annotator.model.verbs.team import TakeIn
from annotator.model.verbs.verb import Told, Verb
from annotator.store.history.steps import LARGE, Changes, taken_together
from annotator.store.schema.tables import Table
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_the_history_names_steps_undos_and_redos(desk: Desk) -> None:
    desk.code("urged China")
    desk.project.undo()
    desk.project.redo()
    first = [(step.kind, type(step.verb), step.person) for step in desk.project.history(3)]
    ana = desk.ana.id
    assert first == [("redo", Code, ana), ("undo", Code, ana), ("do", Code, ana)]


def test_listeners_hear_what_was_touched(desk: Desk) -> None:
    heard: list[Changes] = []
    desk.project.subscribe(heard.append)
    span = desk.code("urged China")
    desk.project.undo()
    for changes in heard:
        assert changes.touches(Table.SPANS) and not changes.touches(Table.DOCUMENTS)
        assert changes.ids(Table.SPANS) == {span.id}
        assert changes.concerns(desk.documents[0].id) and not changes.concerns("another")
    assert [changes.kind for changes in heard] == ["do", "undo"]


def test_a_bulk_step_is_undone_as_one(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ["word " * 4000])
    heard: list[Changes] = []
    desk.project.subscribe(heard.append)
    with desk.project.transact(Told(sentence="Many")):
        first = desk.code("word")
        spans = [
            type(first)(f"{first.id}-{at}", first.layer, first.document, "actor", first.extents, first.quote)  # type: ignore[arg-type]
            for at in range(12_000)
        ]
        desk.project.spans.add(spans)
    assert heard[-1].is_bulk and heard[-1].concerns("any")
    desk.project.undo()
    assert desk.project.spans.count() == 0


def test_what_changed_no_row_is_in_the_history_and_stands_in_no_way(desk: Desk) -> None:
    span = desk.code("urged China")
    heard: list[Changes] = []
    desk.project.subscribe(heard.append)
    desk.project.note(SeeOthers(place="Adjudicate"))
    (noted, *_) = desk.project.journal.history()
    assert noted.verb == SeeOthers(place="Adjudicate") and noted.person == desk.project.person and not heard
    assert desk.project.check() == []
    changes = desk.project.undo()
    assert changes is not None and span.id in changes.ids(Table.SPANS), "the step before it is taken back"
    desk.project.note(SeeOthers(place="Explore"))
    assert desk.project.redo() is not None, "and done again all the same"
    assert desk.project.spans.get(span.id) == span


def test_what_was_taken_in_by_many_steps_is_told_as_one_and_other_steps_each_by_itself() -> None:
    def step(number: int, verb: Verb, *ids: str) -> Changes:
        return Changes(number, "do", verb, {Table.SPANS: frozenset(ids)}, frozenset({f"d{number}"}))

    said = Told(sentence="Coded")
    steps = [step(1, TakeIn(), "a"), step(2, TakeIn(), "b"), step(3, said, "c"), step(4, said, "d"), step(5, TakeIn())]
    taken, *others = taken_together(steps)
    assert taken == Changes(2, "do", TakeIn(), {Table.SPANS: frozenset("ab")}, frozenset({"d1", "d2"}))
    assert others == steps[2:]
    many = [step(number, TakeIn(), *(f"{number}-{one}" for one in range(100))) for number in range(LARGE // 100 + 1)]
    (bulk,) = taken_together(many)
    assert bulk.is_bulk and bulk.rows == {Table.SPANS: frozenset()} and bulk.step == LARGE // 100
