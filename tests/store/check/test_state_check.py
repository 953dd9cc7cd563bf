"""How each step stands follows from the steps after it, and another state is named."""

from pathlib import Path

import pytest

from annotator.operations.coding import annotate
from annotator.store.check.state_check import state_problems
from tests.projects import make_desk
from tests.store.check.test_chain_check import tampered
from tests.store.history.test_reverting import revert


@pytest.mark.parametrize("state", ["done", "undone", "dropped"])
def test_a_state_that_does_not_follow_is_named(tmp_path: Path, state: str) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China")
    annotate.set_note(desk.project, span.id, "look")
    noted = desk.project.journal.latest()
    first = revert(desk.project, noted)
    revert(desk.project, first)
    desk.project.undo()
    desk.project.redo()
    desk.project.undo()
    desk.project.undo()
    annotate.set_doubt(desk.project, span.id, True)
    assert list(state_problems(desk.project._connection)) == []
    was = [one.state for one in desk.project.history(100)]
    desk.project.close()
    tampered(desk.project.path, lambda file: file.execute("UPDATE steps SET state = ?", [state]))
    with type(desk.project).open(desk.project.path) as project:
        assert len(list(state_problems(project._connection))) == sum(one != state for one in was)
