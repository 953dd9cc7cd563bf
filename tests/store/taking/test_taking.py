"""Whatever comes, in whichever order, pieces and number: the rows are what all parts come to."""

import gc
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.errors import AnnotatorError, BadProject
from annotator.model.verbs.team import TakeIn
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.store.check.state_check import states_of
from annotator.store.history.steps import Changes
from annotator.store.project import Project
from annotator.store.taking import applying, row_history, taking
from annotator.store.taking.row_states import Node, RowKey
from tests.examples import examples
from tests.projects import TEXT, Desk, make_desk
from tests.store.taking.copies import copy_of, folded, of_strands, pieces, sees_all, state, tables, take

PICK = st.integers(0, 10_000)
TEXTS = (TEXT, f"{TEXT} Once more.")
EACH = settings(max_examples=examples(15), suppress_health_check=list(HealthCheck), deadline=None)


def picked(items: list[Any], pick: int) -> Any:
    return items[pick % len(items)]


class Copy:
    """A copy of the project, with somebody at the desk."""

    def __init__(self, project: Project, person: Any) -> None:
        self.project, self.person = project, person
        project.person = person

    def spans(self) -> list[Any]:
        """Return the spans of one's own."""
        layers = {one.id for one in self.project.layers.of_coder(self.person)}
        return [
            span
            for one in self.project.documents.all()
            for span in self.project.spans.of_document(one.id)
            if span.layer in layers
        ]

    def code(self, pick: int) -> None:
        document = self.project.documents.get(picked(self.project.documents.all(), pick).id)
        start = pick % (len(document.text) - 12)
        layer = self.project.layers.of_coder(self.person)[0]
        label = ("appeal", "commitment", "warning")[pick % 3]
        annotate.add_span(self.project, document.id, layer.id, [(start, start + 4 + pick % 7)], label)

    def note(self, pick: int) -> None:
        if found := self.spans():
            annotate.set_note(self.project, picked(found, pick).id, f"note {pick}")

    def relabel(self, pick: int) -> None:
        if found := self.spans():
            annotate.relabel(self.project, [picked(found, pick).id], ("appeal", "warning")[pick % 2])

    def remove(self, pick: int) -> None:
        if found := self.spans():
            annotate.remove_spans(self.project, [picked(found, pick).id])

    def done(self, pick: int) -> None:
        document = picked(self.project.documents.all(), pick)
        layer = self.project.layers.of_coder(self.person)[0]
        is_done = any(one.done and one.layer == layer.id for one in self.project.assignments.of_document(document.id))
        annotate.mark_done(self.project, layer.id, document.id, not is_done)

    def retitle(self, pick: int) -> None:
        documents.rename(self.project, picked(self.project.documents.all(), pick).id, f"Title {pick}")

    def undo(self, pick: int) -> None:
        self.project.undo()

    def redo(self, pick: int) -> None:
        self.project.redo()

    def reopen(self, pick: int) -> None:
        """Begin a new sitting."""
        path = self.project.path
        self.project.close()
        self.project = Project.open(path, self.person)

    def act(self, name: str, pick: int) -> None:
        """Do something, if it can be done."""
        try:
            getattr(self, name)(pick)
        except AnnotatorError:
            return


ACTS = ("code", "code", "note", "relabel", "remove", "done", "retitle", "undo", "redo", "reopen")
STEPS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(ACTS), PICK), min_size=4, max_size=25)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_desk(tmp_path, TEXTS)
    for words in ("French", "China", "urged China"):
        made.code(words)
    return made


@pytest.fixture
def apart(desk: Desk, tmp_path: Path) -> Callable[[], tuple[Copy, Copy]]:
    count = iter(range(10_000))

    def make() -> tuple[Copy, Copy]:
        one, two = (copy_of(desk.project, tmp_path / f"{next(count)}.annot") for _ in range(2))
        return Copy(one, desk.ana.id), Copy(two, desk.ana.id)

    return make


def close(*copies: Copy) -> None:
    for one in copies:
        one.project.close()


def is_as_said(project: Project) -> None:
    """Hold what the tables say against what all parts come to, and what steps are against their order."""
    rows = project._connection.execute("SELECT number, state, target FROM steps").fetchall()
    assert states_of(project._connection) == {number: (state, target) for number, state, target in rows}
    said = folded(project)
    there = {
        (table, row[0]): dict(zip(said.get((table, row[0]), {}), row, strict=False))
        for table, rows in tables(project).items()
        if table != "hidden"
        for row in rows
    }
    assert there.keys() == said.keys()
    run = project._connection.execute
    for (table, id), values in said.items():
        names = ", ".join(f'"{name}"' for name in values)
        assert run(f"SELECT {names} FROM {table} WHERE id = ?", [id]).fetchone() == tuple(values.values())


@EACH
@given(steps=STEPS)
def test_two_machines_of_one_person_come_to_the_same(
    apart: Callable[[], tuple[Copy, Copy]], steps: list[tuple[int, str, int]]
) -> None:
    copies = apart()
    for who, name, pick in steps:
        copies[who].act(name, pick)
    one, two = copies
    take(one.project, two.project)
    take(two.project, one.project)
    assert state(one.project) == state(two.project)
    is_as_said(one.project)
    close(one, two)


@settings(EACH, max_examples=examples(6))
@given(steps=STEPS, held=st.sampled_from((-1, 3, 20_000)), at_once=st.integers(1, 4))
def test_few_parts_at_once_come_to_the_same(
    apart: Callable[[], tuple[Copy, Copy]], steps: list[tuple[int, str, int]], held: int, at_once: int
) -> None:
    copies = apart()
    for who, name, pick in steps:
        copies[who].act(name, pick)
    one, two = copies
    with patch.object(applying, "WRITES_AT_ONCE", at_once), patch.object(row_history, "_WRITES_HELD", held):
        take(one.project, two.project)
    take(two.project, one.project)
    assert state(one.project) == state(two.project)
    is_as_said(one.project)
    close(one, two)


def test_what_two_wrote_in_many_batches_is_read_once(apart: Callable[[], tuple[Copy, Copy]]) -> None:
    one, two = apart()
    for copy in (one, two):
        for _ in range(12):
            copy.done(0)
    read = Counter[tuple[RowKey, Node]]()
    in_line = row_history.RowHistory._in_line

    def counting(self: Any, node: Any, keys: Any) -> Any:
        read.update((key, node) for key in keys)
        return in_line(self, node, keys)

    with patch.object(applying, "WRITES_AT_ONCE", 1), patch.object(row_history.RowHistory, "_in_line", counting):
        take(one.project, two.project)
    assert len(read) >= 24
    assert set(read.values()) == {1}
    close(one, two)


def some_strands(project: Project, data: st.DataObject) -> list[Any]:
    """Return what is in a file in pieces, in any order, some of them twice."""
    strands = list(project.strands.as_delivery(sees_all).strands())
    cuts = st.lists(st.integers(2, 8), max_size=3)
    found = [piece for strand in strands for piece in pieces(strand, data.draw(cuts))]
    return data.draw(st.permutations([*found, *data.draw(st.lists(st.sampled_from(found), max_size=3))]))


@EACH
@given(steps=STEPS, data=st.data())
def test_pieces_come_in_any_order_and_number_and_are_taken_back_between(
    apart: Callable[[], tuple[Copy, Copy]], steps: list[tuple[int, str, int]], data: st.DataObject
) -> None:
    one, two = copies = apart()
    for who, name, pick in steps:
        copies[who].act(name, pick)
    left = some_strands(two.project, data)
    while left:
        count = data.draw(st.integers(1, len(left)))
        delivery, before = of_strands(two.project, left[:count]), state(one.project)
        plan = one.project.taking.plan(delivery)
        assert state(one.project) == before
        assert one.project.taking.take_in(delivery, TakeIn()) == plan
        is_as_said(one.project)
        if not plan.is_empty and data.draw(st.booleans()):
            after = state(one.project)
            one.project.undo()
            assert state(one.project) == before
            if data.draw(st.booleans()):
                one.project.redo()
                assert state(one.project) == after
                left = left[count:]
        else:
            left = left[count:]
        if data.draw(st.booleans()):
            one.act(data.draw(st.sampled_from(ACTS)), data.draw(PICK))
    take(two.project, one.project)
    take(one.project, two.project)
    assert state(one.project) == state(two.project)
    is_as_said(two.project)
    close(one, two)


def test_nothing_of_what_waits_is_read_on_once_it_was_taken_in(
    apart: Callable[[], tuple[Copy, Copy]], tmp_path: Path
) -> None:
    (one, two), (three, four) = apart(), apart()
    one.code(40)
    take(two.project, one.project)
    span = next(span for span in one.spans() if span not in three.spans())
    for note in "abc":
        annotate.set_note(two.project, span.id, note)
    known = {of.strand.sitting for of in one.project.strands.as_delivery(sees_all).strands()}
    of_two = [of for of in two.project.strands.as_delivery(sees_all).strands() if of.strand.sitting not in known]
    gc.disable()  # SQLite copies no file that is still read from, and nobody may wait for a collection
    try:
        for number in range(2):
            assert three.project.taking.take_in(of_strands(two.project, of_two), TakeIn()).waiting
            three.project.back_up(tmp_path / f"copy {number}.annot")
    finally:
        gc.enable()
    take(three.project, one.project)
    assert three.project.spans.get_many([span.id])[0].note == "c"
    close(one, two, three, four)


def test_what_was_taken_in_is_taken_back_only_until_something_is_written(
    apart: Callable[[], tuple[Copy, Copy]],
) -> None:
    one, two = apart()
    two.code(40)
    heard = list[Changes]()
    one.project.subscribe(heard.append)
    before, as_of = state(one.project), one.project.journal.latest()
    take(one.project, two.project)
    assert not heard[-1].is_bulk and one.project.journal.touched_since(as_of, 10) is None
    undone = one.project.undo()
    assert undone is not None and undone.is_bulk and undone.kind == "undo" and state(one.project) == before
    one.project.redo()
    after = state(one.project)
    one.code(7)
    assert one.project.undo() is not None and state(one.project)["spans"] == after["spans"]
    earlier = one.project.journal.next_undo()
    assert earlier is not None and earlier.number < as_of + 1  # it stands for good, and undo goes on before it
    close(one, two)


def test_nothing_is_written_where_nothing_is_new(apart: Callable[[], tuple[Copy, Copy]]) -> None:
    one, two = apart()
    two.code(40)
    take(one.project, two.project)
    latest, whole = one.project.journal.latest(), two.project.strands.as_delivery(sees_all)
    plan = one.project.taking.take_in(whole, TakeIn())
    assert plan.is_empty and plan.known and one.project.journal.latest() == latest
    assert one.project.undo() is not None  # what was taken in can still be taken back
    close(one, two)


def test_an_error_in_the_midst_leaves_all_as_it_was(
    apart: Callable[[], tuple[Copy, Copy]], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = apart()
    for pick in range(20):
        two.code(pick * 7)
    points = ("write_strand", "keep_waiting", "note_refused", "gaps_in", "covered")
    for point in points:
        before = state(one.project), one.project.history(), one.project.strands.vector()

        def fail(*_: object) -> None:
            raise MemoryError

        with monkeypatch.context() as patched:
            patched.setattr(taking, point, fail)
            with pytest.raises(MemoryError):
                take(one.project, two.project)
        assert (state(one.project), one.project.history(), one.project.strands.vector()) == before
    take(one.project, two.project)
    assert state(one.project) == state(two.project)
    close(one, two)


def test_what_belongs_to_another_project_is_refused(apart: Callable[[], tuple[Copy, Copy]]) -> None:
    one, two = apart()
    delivery = replace(two.project.strands.as_delivery(sees_all), origin="another")
    for look in (one.project.taking.plan, lambda one_of: one.project.taking.take_in(one_of, TakeIn())):
        with pytest.raises(BadProject, match="another project"):
            look(delivery)
    close(one, two)
