"""What was deleted and is in use stays, as all that was written of it says, whoever deleted it over what."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annotator.model.coder import TeamRole
from annotator.model.errors import AnnotatorError
from annotator.model.verbs.verb import Told
from annotator.operations.people import people
from annotator.store.project import Project
from tests.examples import examples
from tests.projects import Desk, make_desk
from tests.store.taking.copies import copy_of, take
from tests.sync.by_parts import apart, by_parts, differences, in_tables

COPIES = 3
NAMES = ("Bo", "Cy", "Dee", "Zoe")
WAYS = ("write", "write", "delete", "delete", "make", "use", "leave", "undo", "redo", "take")
KINDS = ("coders", "layers", "actors")
PICKS = st.tuples(st.integers(0, 1), st.integers(0, 3), st.integers(0, 3))
STEPS = st.lists(
    st.tuples(st.integers(0, COPIES - 1), st.sampled_from(WAYS), st.sampled_from(KINDS), PICKS),
    min_size=6,
    max_size=30,
)
Step = tuple[int, str, str, tuple[int, int, int]]


def deleted_apart(kind: str) -> list[Step]:
    """Return that one deletes what another renames and then deletes, while it is in use at the third's."""
    return [(0, "delete", kind, (0, 0, 0)), (1, "write", kind, (0, 0, 3)), (1, "delete", kind, (0, 0, 0))]


class Writer:
    """A copy in which rows are written one by one, of few ids, so that all of it meets."""

    def __init__(self, project: Project, desk: Desk) -> None:
        self.project, self._run = project, project._connection.execute
        self._layer, self._document = desk.layer.id, desk.documents[0]
        project.person = desk.ana.id

    def act(self, way: str, kind: str, picks: tuple[int, int, int], other: "Writer") -> None:
        """Do something, if it can be done."""
        with suppress(AnnotatorError, sqlite3.IntegrityError):
            if way in ("undo", "redo"):
                getattr(self.project, way)()
            elif way == "take":
                take(self.project, other.project)
            else:
                with self.project.transact(Told(sentence=way)):
                    getattr(self, f"_{way}")(kind, *picks)

    def _make(self, kind: str, one: int, other: int, name: int) -> None:
        values = {
            "coders": ("name, pseudonym", [f"{NAMES[name]}", f"P{one}{other}{name}"]),
            "layers": ("name, kind", [NAMES[name], "coder"]),
            "actors": ("name, kind", [NAMES[name], "state"]),
        }
        columns, row = values[kind]
        marks = ", ".join("?" * (len(row) + 1))
        self._run(f"INSERT INTO {kind} (id, {columns}) VALUES ({marks})", [f"{kind}{one}", *row])

    def _write(self, kind: str, one: int, other: int, name: int) -> None:
        column, value = ("name", NAMES[name])
        if kind == "layers" and other > 1:
            column, value = "coder", f"coders{name % 2}"
        elif (kind, one) == ("actors", 1) and other > 1:
            column, value = "parent", "actors0"
        self._run(f"UPDATE {kind} SET {column} = ? WHERE id = ?", [value, f"{kind}{one}"])

    def _delete(self, kind: str, one: int, *_: int) -> None:
        self._run(f"DELETE FROM {kind} WHERE id = ?", [f"{kind}{one}"])

    def _use(self, kind: str, one: int, other: int, name: int) -> None:
        if kind == "coders":
            row: tuple[str, str, list[Any]] = ("memos", "author, time, changed", [f"coders{one}", "t", "t"])
        else:
            layer, actor = (f"layers{one}", None) if kind == "layers" else (self._layer, f"actors{one}")
            values = [layer, self._document.id, "appeal", name, 5, self._document.text[name:5], actor]
            row = ("spans", "layer, document, label, start, stop, quote, actor", values)
        table, columns, found = row
        marks = ", ".join("?" * (len(found) + 1))
        self._run(f"INSERT INTO {table} (id, {columns}) VALUES ({marks})", [f"{kind}{one}-use{other}", *found])

    def _leave(self, kind: str, one: int, other: int, _: int) -> None:
        self._run(f"DELETE FROM {'memos' if kind == 'coders' else 'spans'} WHERE id = ?", [f"{kind}{one}-use{other}"])


@pytest.fixture
def writers(tmp_path: Path) -> Callable[[], list[Writer]]:
    desk, count = make_desk(tmp_path), iter(range(10_000))
    people.set_roles(desk.project, desk.ana.id, {TeamRole.LEAD})
    begun = Writer(desk.project, desk)
    for kind, one in product(KINDS, range(2)):
        begun.act("make", kind, (one, 1 - one, one), begun)

    def made() -> list[Writer]:
        found = [Writer(copy_of(desk.project, tmp_path / f"{next(count)}.annot"), desk) for _ in range(COPIES)]
        for kind in KINDS:
            found[-1].act("use", kind, (0, 0, 0), begun)  # which the others do not know
        return found

    return made


@settings(max_examples=examples(40, usual=8), suppress_health_check=list(HealthCheck), deadline=None)
@example(steps=[step for kind in KINDS for step in deleted_apart(kind)])
@given(steps=STEPS)
def test_what_is_kept_is_what_all_that_was_written_of_it_comes_to(
    writers: Callable[[], list[Writer]], steps: list[Step]
) -> None:
    copies = writers()
    try:
        for who, way, kind, picks in steps:
            copies[who].act(way, kind, picks, copies[(who + 1 + picks[0] % 2) % COPIES])
            connection = copies[who].project._connection
            assert differences(by_parts(connection), in_tables(connection)) == [], way
        for _ in range(2):
            for one in reversed(copies):  # whoever uses most hears of the others one after the other
                for other in copies:
                    if one is not other:
                        take(one.project, other.project)
        first = in_tables(copies[0].project._connection)
        for one in copies:
            connection = one.project._connection
            assert differences(by_parts(connection), in_tables(connection)) == []
            assert apart(connection) == []
            assert differences(first, in_tables(connection)) == []
            assert one.project.check() == []
    finally:
        for one in copies:
            one.project.close()
