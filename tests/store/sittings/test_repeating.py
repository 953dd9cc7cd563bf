"""Steps are done again in another copy, as whoever did them; those that it has are left."""

from pathlib import Path

import pytest

from annotator.model.errors import UndoBlocked
from annotator.model.verbs import TAKE_IN
from annotator.operations.coding import annotate
from annotator.store.project import Project
from tests.projects import make_desk
from tests.store.taking.copies import copy_of, take


def test_undo_and_redo_are_done_again_as_such(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    copy = tmp_path / "copy.annot"
    desk.code("urged China")
    desk.project.back_up(copy)
    desk.project.undo()
    desk.project.redo()
    desk.project.undo()
    desk.code("undertook", "commitment")
    steps = desk.project.sitting_steps()
    with Project.open(copy) as project:
        repeating = project.repeating(steps)
        assert [repeating.repeat(step) for step in steps] == [False] + [True] * 4
        assert project.history(99) == desk.project.history(99) and project.spans.count() == 1
        assert project.person is None
        project.person = desk.ana.id
        assert project.redo() is None and project.undo() is not None


def test_what_was_done_twice_within_a_second_is_told_by_its_rows(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China")
    copy = tmp_path / "copy.annot"
    annotate.set_note(desk.project, span.id, "one")
    desk.project.back_up(copy)
    annotate.set_note(desk.project, span.id, "two")
    steps = desk.project.sitting_steps()
    with Project.open(copy) as project:
        repeating = project.repeating(steps)
        assert [repeating.repeat(step) for step in steps][-2:] == [False, True]
        assert project.spans.get(span.id).note == "two"


def test_what_an_earlier_sitting_did_within_the_same_second_is_not_taken_for_this_ones(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.project.undo()
    desk.project.close()
    copy = tmp_path / "copy.annot"
    copy.write_bytes(desk.project.path.read_bytes())
    with Project.open(desk.project.path, desk.ana.id) as later:
        later.redo()
        later.undo()
        history, steps = later.history(99), later.sitting_steps()
    with Project.open(copy) as project:
        repeating = project.repeating(steps)
        assert [repeating.repeat(step) for step in steps] == [True, True]
        assert project.history(99) == history


def test_what_came_from_others_is_known_where_it_is_and_else_asked_for_again(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    with copy_of(desk.project, tmp_path / "other.annot") as other:
        other.person = desk.ana.id
        annotate.set_note(other, other.spans.of_document(desk.documents[0].id)[0].id, "there")
        before, after = tmp_path / "before.annot", tmp_path / "after.annot"
        desk.project.back_up(before)
        take(desk.project, other)
    desk.project.back_up(after)
    (taken,) = [step for step in desk.project.sitting_steps() if step.verb == TAKE_IN]
    with Project.open(after) as project:
        assert project.repeating([taken]).repeat(taken) is False
    with Project.open(before) as project, pytest.raises(UndoBlocked, match="from which it was taken"):
        project.repeating([taken]).repeat(taken)
