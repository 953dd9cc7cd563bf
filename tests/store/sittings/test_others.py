"""Steps of other programs are heard of as they come, and nobody takes back another’s."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.operations.project import history
from annotator.store.project import Project
from tests.projects import make_desk
from tests.torture.programs import Programs, programs


@pytest.fixture(scope="module")
def other() -> Iterator[Programs]:
    """Another program."""
    with programs(1) as running:
        yield running


def test_what_others_do_is_heard_once_and_what_this_program_does_never(tmp_path: Path, other: Programs) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    with Project.open(desk.project.path, desk.ana.id) as beside:
        history.undo(beside)
    assert desk.project.come_from_others() == []
    assert other.race(desk.project.path, "code", name="Ben", count=2) == ["done"]
    came = desk.project.come_from_others()
    people = {str(coder.id): coder.name for coder in desk.project.coders.all()}
    assert [people.get(person, "") for person, _ in came] == ["", "Ben", "Ben"]
    assert all(changes.is_others for _, changes in came)
    assert came[-1][1].documents == {desk.documents[0].id}
    assert desk.project.come_from_others() == []


def test_nobody_takes_back_or_does_again_what_another_program_did_for_the_same_person(
    tmp_path: Path, other: Programs
) -> None:
    desk = make_desk(tmp_path)
    path = desk.project.path
    own = [desk.code("urged China"), desk.code("undertook")]
    assert other.race(path, "stay") == ["done"]
    # Ana at both: the other program finds nothing of hers that this one has not done.
    assert other.race(path, "code", name="Ana", count=3) == ["done"]
    desk.project.undo()
    assert desk.project.spans.count() == 4 and not desk.project.spans.which_exist([own[1].id])
    desk.project.undo()
    assert desk.project.undo() is None and desk.project.spans.count() == 3
    desk.project.redo()
    assert other.race(path, "undo") == ["done"]
    assert desk.project.spans.count() == 1 and desk.project.spans.which_exist([own[0].id])
    assert desk.project.redo() is not None and desk.project.redo() is None
    assert desk.project.spans.count() == 2
    assert other.race(path, "leave") == ["done"]
    desk.project.close()
    # Alone, and later, all of it is Ana’s.
    with Project.open(path, desk.ana.id) as later:
        assert later.undo() is not None and later.undo() is not None


def test_who_has_it_open_is_known(tmp_path: Path, other: Programs) -> None:
    desk = make_desk(tmp_path)
    assert desk.project.others() == ()
    assert other.race(desk.project.path, "stay") == ["done"]
    assert [visitor.who for visitor in desk.project.others()] == [""]
    assert other.race(desk.project.path, "code", name="Ana") == ["done"]
    assert [visitor.who for visitor in desk.project.others()] == ["Ana"]
    assert other.race(desk.project.path, "leave") == ["done"]
    assert desk.project.others() == ()
