"""Whatever comes, in whichever order, pieces and number: the rows are what all parts come to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.errors import AnnotatorError
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.store.project import Project
from tests.examples import examples
from tests.projects import TEXT, Desk, make_desk
from tests.store.taking.copies import copy_of, folded, state, tables, take

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

    def act(self, name: str, pick: int) -> None:
        """Do something, if it can be done."""
        try:
            getattr(self, name)(pick)
        except AnnotatorError:
            return


ACTS = ("code", "code", "note", "relabel", "remove", "done", "retitle", "undo", "redo")
STEPS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(ACTS), PICK), min_size=1, max_size=25)


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
    """Hold what the tables say against what all parts come to."""
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
