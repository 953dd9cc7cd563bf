"""Rows are written back in one step, and which steps stand follows it; a machine tries all of it at random."""

from pathlib import Path

import pytest

from annotator.model.errors import UndoBlocked
from annotator.model.verbs.reverting import Revert, StepNumber
from annotator.model.verbs.verb import Told
from annotator.operations.codebook import codebook
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.project import Project
from tests.operations.reverts import rows, states
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def revert(project: Project, step: int) -> int:
    """Revert a step with all that stands on it; return the number of the step that did."""
    standing = project.reverting.standing_on(step)
    steps, aside = (tuple(map(StepNumber, numbers)) for numbers in (standing.steps, standing.reverts))
    project.reverting.revert(Revert(steps=steps, set_aside=aside), standing)
    return project.journal.latest()


def test_a_revert_is_one_step_that_is_undone_and_redone(desk: Desk) -> None:
    project = desk.project
    empty = rows(project)
    span = desk.code("urged China")
    coded = project.journal.latest()
    annotate.set_note(project, span.id, "look")
    before, stood = rows(project), states(project)
    own = revert(project, coded)
    assert rows(project) == empty and project.check() == []
    step = project.journal.get(coded)
    assert step is not None and (step.state, step.target, step.was_taken_back) == ("dropped", own, True)
    project.undo()
    assert rows(project) == before and states(project)[:-1] == stood
    project.redo()
    assert rows(project) == empty


def test_nobodys_undo_takes_what_was_reverted_again(desk: Desk) -> None:
    project = desk.project
    ben, _ = people.add_coder(project, "Ben")
    project.person = ben.id
    documents.rename(project, desk.documents[0].id, "First")
    renamed = project.journal.latest()
    project.person = desk.ana.id
    own = revert(project, renamed)
    project.person = ben.id
    assert project.journal.next_undo() is None
    project.person = desk.ana.id
    step = project.journal.next_undo()
    assert step is not None and step.number == own


def test_a_revert_that_is_reverted_lets_its_steps_stand_again(desk: Desk) -> None:
    project = desk.project
    span = desk.code("urged China")
    annotate.set_note(project, span.id, "look")
    noted, before, stood = project.journal.latest(), rows(project), states(project)
    first = revert(project, noted)
    between = rows(project)
    revert(project, first)
    assert rows(project) == before and states(project)[: len(stood)] == stood
    project.undo()
    assert rows(project) == between
    step = project.journal.get(noted)
    assert step is not None and step.target == first


def test_an_earlier_revert_of_the_same_rows_is_set_aside_for_as_long(desk: Desk) -> None:
    project = desk.project
    span = desk.code("urged China")
    coded = project.journal.latest()
    annotate.set_note(project, span.id, "look")
    first = revert(project, project.journal.latest())
    annotate.set_doubt(project, span.id, True)
    standing = project.reverting.standing_on(coded)
    assert standing.reverts == [first] and len(standing.steps) == 2
    revert(project, coded)
    step = project.journal.get(first)
    assert step is not None and step.was_taken_back and project.spans.count() == 0
    project.undo()
    again = project.journal.get(first)
    assert again is not None and again.state == "done" and project.spans.get(span.id).note == ""


def test_names_that_changed_places_change_back(desk: Desk) -> None:
    project = desk.project
    ben, _ = people.add_coder(project, "Ben")
    before = rows(project)
    people.rename_coder(project, ben.id, "Chloé")
    renamed = project.journal.latest()
    people.rename_coder(project, desk.ana.id, "Ben")
    people.rename_coder(project, ben.id, "Ana")
    assert len(project.reverting.standing_on(renamed).steps) == 3
    revert(project, renamed)
    assert rows(project) == before


def test_what_the_steps_took_back_themselves_is_not_written(tmp_path: Path) -> None:
    project = make_desk(tmp_path, ("One.", "Two.")).project
    one, two = project.documents.all()
    with project.transact(Told(sentence="Rename both")) as step:
        for info in (one, two):
            project.documents.change(info.id, title=f"{info.title} anew")
    documents.rename(project, one.id, one.title)
    found = project.reverting.standing_on(step.number)
    assert len(found.steps) == 2
    project.reverting.revert(Revert(steps=tuple(map(StepNumber, found.steps))), found)
    assert project.documents.all() == [one, two] and project.check() == []
    written = project._connection.execute("SELECT row FROM changes WHERE step > ?", [found.steps[-1]])
    assert written.fetchall() == [(two.id,)], "a part has what changed alone, and a rescued step is the same"


def test_what_does_not_fit_is_refused_and_nothing_is_written(desk: Desk) -> None:
    project = desk.project
    desk.code("urged China")
    coded, before = project.journal.latest(), rows(project)

    def refuse() -> None:
        raise UndoBlocked("cannot be reverted: no.")

    standing = project.reverting.standing_on(coded)
    with pytest.raises(UndoBlocked):
        project.reverting.revert(Revert(steps=(StepNumber(coded),)), standing, refuse)
    assert rows(project) == before and project.journal.latest() == coded


def test_codings_whose_label_has_gone_are_brought_back_by_nothing(desk: Desk) -> None:
    project = desk.project
    span = desk.code("urged China", "warning")
    annotate.relabel(project, [span.id], "appeal")
    relabelled = project.journal.latest()
    project.person = None
    book = project.codebook
    codebook.save(project, book.with_labels([one for one in book.labels if one.id != "warning"]))
    with pytest.raises(UndoBlocked, match=r"no label “warning” any more"):
        revert(project, relabelled)
    project.person = desk.ana.id
    with pytest.raises(UndoBlocked, match=r"^This step cannot be undone: the codebook has no label “warning”"):
        project.undo()


def test_a_rescued_revert_is_of_the_same_steps_elsewhere(desk: Desk, tmp_path: Path) -> None:
    project = desk.project
    copy = tmp_path / "copy.annot"
    project.back_up(copy)
    span = desk.code("urged China")
    coded = project.journal.latest()
    annotate.set_note(project, span.id, "look")
    revert(project, coded)
    project.undo()
    project.redo()
    with Project.open(copy) as other:
        people.add_coder(other, "Ben")
        steps = project.sitting_steps()[-6:]
        repeating = other.repeating(steps)
        assert all(repeating.repeat(step) for step in steps if step.number >= coded)
        assert other.spans.count() == 0
        other.person = desk.ana.id
        other.undo()
        assert other.spans.get(span.id).note == "look"
        step = other.journal.next_undo()
        assert step is not None and step.number == coded + 2
