"""Two entries of one person become one: all they did is shown as one person's, and undo tells them apart again."""

from pathlib import Path

import pytest

from annotator.model.errors import NotAllowed
from annotator.model.removal import RemovedKind
from annotator.operations.documents import memos
from annotator.operations.people import merging, people
from annotator.operations.recycle_bin import listing
from annotator.store.project import Project
from tests.operations.random_projects import content_of
from tests.projects import make_desk


def test_what_both_did_is_one_persons_and_undo_and_redo_tell_them_apart_and_not(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project = desk.project
    desk.code("urged China")
    other, layer = people.add_coder(project, "Anna")
    project.person = other.id
    memos.write(project, "Really?", "Hm", desk.documents[0].id)
    project.person = desk.ana.id
    apart = content_of(project)
    merging.merge(project, desk.ana.id, other.id)
    assert [one.name for one in project.coders.all()] == [desk.ana.name]
    assert {one.coder for one in project.layers.all()} == {desk.ana.id} and layer.id in {
        one.id for one in project.layers.all()
    }
    assert {one.author for one in project.memos.all()} == {desk.ana.id}
    assert listing.listed(project) == [] and len(project.removals.marks(RemovedKind.CODER)) == 1
    together = content_of(project)
    for _ in range(2):
        project.undo()
        assert content_of(project) == apart
        project.redo()
        assert content_of(project) == together
    assert project.check() == []
    path = project.path
    project.close()
    with Project.open(path) as again:
        assert content_of(again) == together


def test_nobody_becomes_themselves_or_somebody_while_at_the_desk_and_a_project_keeps_a_lead(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    other, _ = people.add_coder(desk.project, "Anna")
    with pytest.raises(NotAllowed, match="one person already"):
        merging.merge(desk.project, other.id, other.id)
    with pytest.raises(NotAllowed, match="at the desk"):
        merging.merge(desk.project, other.id, desk.ana.id)
    desk.project.person = other.id
    with pytest.raises(NotAllowed, match="alone leads"):
        merging.merge(desk.project, other.id, desk.ana.id)
