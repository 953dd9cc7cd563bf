"""What stands on a step, reason by reason. A machine tries it on whatever was done: test_revert_everything.py."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from annotator.model.actor import Actor, ActorKind
from annotator.model.codebook import Label
from annotator.model.document import DocumentDraft
from annotator.model.errors import Cancelled
from annotator.model.ids import ActorId, LabelId, RoleId, new_id
from annotator.operations.actors import actors
from annotator.operations.codebook import codebook, labels
from annotator.operations.coding import acts, annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def latest(desk: Desk) -> int:
    """Return the number of the step that was just done."""
    return desk.project.journal.latest()


def standing(desk: Desk, step: int) -> Sequence[int]:
    """Return the steps that go with a step."""
    return desk.project.reverting.standing_on(step).steps


def test_a_later_change_of_the_same_row_stands_on_it_and_what_is_beside_does_not(desk: Desk) -> None:
    span = desk.code("urged China")
    coded = latest(desk)
    desk.code("undertook", "commitment")
    annotate.set_note(desk.project, span.id, "look")
    noted = latest(desk)
    annotate.set_doubt(desk.project, span.id, True)
    doubted = latest(desk)
    assert standing(desk, coded) == [coded, noted, doubted]
    assert standing(desk, noted) == [noted, doubted] and standing(desk, doubted) == [doubted]


def test_what_was_undone_stands_on_nothing(desk: Desk) -> None:
    span = desk.code("urged China")
    coded = latest(desk)
    annotate.set_note(desk.project, span.id, "look")
    desk.project.undo()
    assert standing(desk, coded) == [coded]


def test_what_refers_to_what_it_made_stands_on_it(desk: Desk) -> None:
    project = desk.project
    france = actors.add(project, Actor(id=ActorId(new_id()), name="France", kind=ActorKind.STATE))
    registered = latest(desk)
    act, party = desk.code("urged China"), desk.code("French President", "actor")
    coded = latest(desk)
    acts.fill_slot(project, act.id, "speaker", acts.SlotFiller(span=party.id))
    filled = latest(desk)
    annotate.set_actor(project, party.id, france.id)
    named = latest(desk)
    assert standing(desk, coded) == [coded, filled, named]
    assert standing(desk, registered) == [registered, named]


def test_all_that_was_coded_in_a_document_stands_on_it(desk: Desk) -> None:
    (added,), _ = documents.add_drafts(desk.project, [DocumentDraft("Other", "China warned.")])
    step = latest(desk)
    annotate.add_span(desk.project, added.id, desk.layer.id, [(6, 12)], "warning")
    coded = latest(desk)
    desk.code("urged China")
    documents.rename(desk.project, added.id, "Note")
    assert standing(desk, step) == [step, coded, latest(desk)]


def test_what_took_away_what_it_would_bring_back_to_use_stands_on_it(desk: Desk) -> None:
    act, party = desk.code("urged China"), desk.code("French President", "actor")
    link = acts.fill_slot(desk.project, act.id, "speaker", acts.SlotFiller(span=party.id))
    acts.clear_slot(desk.project, act.id, link.id)
    emptied = latest(desk)
    annotate.remove_spans(desk.project, [party.id])
    assert standing(desk, emptied) == [emptied, latest(desk)]


def test_what_took_the_name_that_it_would_bring_back_stands_on_it(desk: Desk) -> None:
    people.rename_coder(desk.project, desk.ana.id, "Anna")
    renamed = latest(desk)
    people.add_coder(desk.project, "ana")
    added = latest(desk)
    assert standing(desk, renamed) == [renamed, added]


@pytest.mark.parametrize(("role", "stands"), [("speaker", False), ("content", True)])
def test_what_filled_a_slot_for_one_that_it_would_fill_again_stands_on_it(desk: Desk, role: str, stands: bool) -> None:
    takes_several = {role.id: role.several for role in desk.project.codebook.labels[0].roles}
    assert takes_several[RoleId(role)] is not stands
    act = desk.code("urged China")
    fillers = [acts.SlotFiller(extents=((0, 3),)), acts.SlotFiller(extents=((4, 10),))]
    link = acts.fill_slot(desk.project, act.id, role, fillers[0])
    acts.clear_slot(desk.project, act.id, link.id)
    emptied = latest(desk)
    acts.fill_slot(desk.project, act.id, role, fillers[1])
    assert standing(desk, emptied) == [emptied, latest(desk)][: 1 + stands]


def test_what_was_coded_under_a_version_stands_on_it_and_so_does_a_later_version(desk: Desk) -> None:
    project = desk.project
    before = desk.code("urged China")
    book = project.codebook
    codebook.save(project, book.with_labels([*book.labels, Label(id=LabelId("plea"), name="Plea")]))
    saved = latest(desk)
    desk.code("undertook", "plea")
    coded = latest(desk)
    annotate.set_note(project, before.id, "of another version")
    labels.rename(project, LabelId("plea"), "Entreaty")
    assert standing(desk, saved) == [saved, coded, latest(desk)]


def test_looking_can_be_stopped(desk: Desk) -> None:
    desk.code("urged China")

    def stop() -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        desk.project.reverting.standing_on(1, stop)
