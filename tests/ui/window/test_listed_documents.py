"""After any steps the list of documents is what it would be if it were read anew, whoever is at the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.coder import State
from annotator.operations.coding import annotate
from annotator.operations.documents import documents, memos
from annotator.store.project import Project
from annotator.ui.window.listed_documents import ListedDocuments
from tests.examples import examples
from tests.ui.windows import FIRST, SECOND, THIRD, Stage, code_as, make_project


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk, at the first of two documents."""
    yield stage.open(make_project(tmp_path / "small.annot"), "Ana")


def listed(stage: Stage) -> list[tuple[object, ...]]:
    """Return what the list says of each document."""
    model = stage.window.documents.model
    rows = [model.index(row) for row in range(model.rowCount())]
    return [(info, model.state(info.id), row.data()) for info, row in zip(model.documents, rows, strict=True)]


ACTS = st.sampled_from(["code", "done", "rename", "remove", "note", "undo", "redo"])


@given(st.lists(st.tuples(ACTS, st.integers(0, 2)), min_size=1, max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=examples(12))
def test_what_follows_each_step_is_what_is_read_anew(ana: Stage, acts: list[tuple[str, int]]) -> None:
    session = ana.window.session
    for number, (act, which) in enumerate(acts):
        infos, layer = session.project.documents.all(), session.layer
        info = infos[which % len(infos)]
        assert layer is not None
        if act == "code":
            session.run(annotate.add_span, info.id, layer.id, [(number, number + 3)], "actor")
        elif act == "done":
            session.run(annotate.mark_done, layer.id, info.id, which != 0)
        elif act == "rename":
            session.run(documents.rename, info.id, f"Title {number}")
        elif act == "remove" and len(infos) > 1:
            session.run(documents.remove, [info.id], with_codings=True)
        elif act == "note":
            session.run(memos.write, f"Note {number}", "On it", info.id)
        elif act in ("undo", "redo"):
            session.undo() if act == "undo" else session.redo()
        followed = listed(ana)
        ListedDocuments(session, ana.window.documents).read(None, None)
        assert listed(ana) == followed


def test_the_state_of_a_document_follows_each_step_and_a_large_one_reads_all(ana: Stage) -> None:
    model, project = ana.window.page.documents.model, ana.window.session.project
    first, second = (info.id for info in project.documents.all())
    ana.press("Space", "1")
    assert (model.state(first), model.state(second)) == (State.BEGUN, State.UNTOUCHED)
    with Project.open(project.path, project.person) as other:
        assert other.assignments.states(ana.window.session.layer.id) == {first: State.BEGUN}  # type: ignore[union-attr]
    ana.press("Ctrl+Z")
    assert model.state(first) is State.UNTOUCHED


def test_coding_of_others_does_not_count_as_mine(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "others.annot")
    code_as(path, "Ben", ("France", "actor"), done=True)
    stage.open(path, "Ana")
    assert stage.window.documents.model.progress() == "0 of 2 done"


def test_of_some_documents_those_alone_are_listed_and_the_one_that_is_kept(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "three.annot", [FIRST, SECOND, THIRD]), "Ana")
    window = stage.window
    one, two, three = (info.id for info in window.session.project.documents.all())
    for keeps, shown in ((None, [two]), (two, [two]), (three, [two, three])):
        ListedDocuments(window.session, window.documents).read({two}, keeps)
        assert [info.id for info in window.documents.model.documents] == shown
    assert one not in {info.id for info in window.documents.model.documents}
