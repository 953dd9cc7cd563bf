"""What was removed is hidden with all that hangs on it, and shown again when nothing that it hangs on is removed."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.removal import Removal, RemovedKind
from annotator.model.verbs.verb import Told
from annotator.operations.documents import documents
from annotator.store.chain.table_rules import HANGS, MARKED
from annotator.store.history.hiding import ORDER
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.sync.settling_rules import LABELS
from tests.examples import examples
from tests.operations.random_projects import content_of, fillings
from tests.projects import make_desk

Filling = Callable[[Path], Project]


def test_each_table_stands_behind_those_that_its_rows_hang_on() -> None:
    for place, table in enumerate(ORDER):
        assert {hang.on for hang in HANGS[table]} <= {LABELS, *ORDER[:place]}


def candidates(project: Project) -> list[tuple[RemovedKind, str]]:
    """Return what can be removed: of the coders those whom no codebook, decision or release names."""
    run = project._connection.execute
    judges = {
        id
        for table in ("codebook_versions", "decisions", "releases", "practice_documents")
        for (id,) in run(f"SELECT coder FROM {table}")
    }
    return [
        *((RemovedKind.DOCUMENT, one.id) for one in project.documents.all()),
        *((RemovedKind.LAYER, one.id) for one in project.layers.all()),
        *((RemovedKind.CODER, one.id) for one in project.coders.all() if one.id not in judges),
        *((RemovedKind.LABEL, one.id) for one in project.codebook.labels),
    ]


def toggle(project: Project, kind: RemovedKind, target: str) -> None:
    """Remove something, or put it back."""
    removal = Removal(kind, target, None, "2026-11-28T00:00:00Z")
    with project.transact(Told(sentence="Toggle")):
        if project.removals.get(removal.id) is None:
            project.removals.add([removal])
        else:
            project.removals.take([removal.id])


def nothing_refers_to_what_is_not_there(project: Project) -> bool:
    """Whether all that the tables name is in the tables."""
    return project._connection.execute("PRAGMA foreign_key_check").fetchall() == []


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=examples(20, usual=4),
    deadline=None,
)
@given(fillings(), st.lists(st.integers(0, 10_000), min_size=1, max_size=8))
def test_what_is_removed_and_put_back_in_any_order_is_as_it_was(fill: Filling, picks: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as name, fill(Path(name) / "p.annot") as project:
        before, all_of_it = content_of(project), candidates(project)
        for pick in picks:
            toggle(project, *all_of_it[pick % len(all_of_it)])
            assert project.check() == [] and nothing_refers_to_what_is_not_there(project)
        shown = content_of(project)
        for _ in picks:
            project.undo()
            assert project.check() == [] and nothing_refers_to_what_is_not_there(project)
        assert content_of(project) == before
        for _ in picks:
            project.redo()
        assert content_of(project) == shown and project.check() == []
        for one in project.removals.all():
            toggle(project, one.kind, one.target)
        assert content_of(project) == before
        assert project._connection.execute("SELECT count(*) FROM hidden").fetchone() == (0,)
        assert project.check() == []


def test_tables_of_removed_things_are_those_that_can_be_removed() -> None:
    assert {*map(str, MARKED), LABELS, Table.ACTORS} == set(RemovedKind)


@pytest.mark.parametrize("change", ["content = replace(content, 'appeal', 'warning')", "held_by = 'documents/other'"])
def test_the_check_notices_a_hidden_row_that_was_altered(tmp_path: Path, change: str) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    documents.remove(desk.project, [desk.documents[0].id], with_codings=True)
    run = desk.project._connection.execute
    assert desk.project.check() == []
    run("DROP TRIGGER hidden_update")
    run(f"UPDATE hidden SET {change} WHERE table_name = 'spans'")
    assert any("spans" in said for said in desk.project.check())
