"""Pages of the history, narrowed, are what one gets by going through all of it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.history.history_pages import HistoryFilter
from annotator.store.history.steps import Step
from annotator.store.project import Project
from tests.projects import TEXT, Desk, make_desk

VERBS = ("code", "write note", "rename document", "add coder")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Two people at two documents, an undo and a redo among what they did."""
    made = make_desk(tmp_path, [TEXT, "France urged China."])
    _, bens = people.add_coder(made.project, "Ben")
    for document, layer in ((0, made.layer), (1, made.layer), (1, bens)):
        span = made.code("urged China", document=document, layer=layer)
        made.project.person = layer.coder
        annotate.set_note(made.project, span.id, "look")
        made.project.undo()
        made.project.redo()
    made.project.person = None
    documents.rename(made.project, made.documents[0].id, "First")
    return made


def touches(project: Project, step: Step, document: str) -> bool:
    """Whether a step changed a row of a document, or undid or redid that."""
    number = step.number if step.kind == "do" else step.target
    rows = project._connection.execute("SELECT row, coalesce(after, before) FROM changes WHERE step = ?", [number])
    return any(document == row or document in values for row, values in rows)


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_of_any_size_and_filter_are_what_is_left_of_the_whole(desk: Desk, data: st.DataObject) -> None:
    project = desk.project
    whole = project.history(999)
    times = sorted({step.time for step in whole})
    wanted = HistoryFilter(
        data.draw(st.sampled_from([None, "", *(coder.id for coder in project.coders.all())])),
        data.draw(st.sampled_from([None, *(info.id for info in project.documents.all())])),
        data.draw(st.sampled_from([(), VERBS[:1], VERBS[:2], VERBS])),
        data.draw(st.sampled_from(["", *times])),
        data.draw(st.sampled_from(["", *times])),
    )
    ids = {"Code": "code", "WriteNote": "write note", "RenameDocument": "rename document", "AddCoder": "add coder"}
    expected = [
        step
        for step in whole
        if (wanted.person is None or step.person == wanted.person)
        and (wanted.document is None or touches(project, step, wanted.document))
        and (not wanted.verbs or ids.get(type(step.verb).__name__) in wanted.verbs)
        and (not wanted.since or step.time >= wanted.since)
        and (not wanted.until or step.time < wanted.until)
    ]
    found: list[Step] = []
    size = data.draw(st.integers(1, 9))
    while page := project.steps(size, found[-1].number if found else None, wanted):
        found += page
    assert found == expected


def test_all_who_did_something_are_known(desk: Desk) -> None:
    assert set(desk.project.who_did_steps()) == {"", *(coder.id for coder in desk.project.coders.all())}
