"""Who may revert what, and what is said of it; what it does to the rows: tests/store/history/test_reverting.py."""

from pathlib import Path

import pytest

from annotator.model.coder import Layer
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.verbs.project import AddDocuments
from annotator.operations.adjudication import adjudicate, case_queue
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.project import history, reverting
from tests.projects import Desk, make_desk, said


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


@pytest.fixture
def bens(desk: Desk) -> Layer:
    return people.add_coder(desk.project, "Ben")[1]


def revert(desk: Desk, number: int) -> int:
    """Revert a step after a look at what goes with it."""
    return reverting.revert(desk.project, number, reverting.plan(desk.project, number).steps)


def latest(desk: Desk) -> int:
    """Return the number of the step that was just done."""
    return desk.project.journal.latest()


def test_an_owner_reverts_their_layer_and_the_history_says_what(desk: Desk) -> None:
    span = desk.code("urged China")
    coded = latest(desk)
    desk.code("undertook", "commitment")
    annotate.set_note(desk.project, span.id, "look")
    assert revert(desk, coded) == 2
    assert said(desk.project) == "Revert “Code as Appeal” and what stood on it, 2 steps"
    (line, *_) = history.lines(desk.project, 1)
    assert (line.passage, line.where, line.who) == ("Appeal, “urged China”", "Document 1", "Ana")
    assert [one.quote for one in desk.project.spans.of_document(desk.documents[0].id)] == ["undertook"]


@pytest.mark.parametrize("who", ["ana", "nobody"])
def test_a_coders_layer_is_reverted_by_nobody_else(desk: Desk, bens: Layer, who: str) -> None:
    desk.code("urged China", layer=bens)
    coded = latest(desk)
    desk.project.person = desk.ana.id if who == "ana" else None
    plan = reverting.plan(desk.project, coded)
    assert plan.refusal == "This was done in the layer of Ben, which its owner alone reverts; ask them to."
    with pytest.raises(NotAllowed, match="layer of Ben"):
        reverting.revert(desk.project, coded, plan.steps)
    desk.project.person = bens.coder
    assert revert(desk, coded) == 1


def test_what_is_shared_is_reverted_by_who_may_unless_a_coders_work_stands_on_it(desk: Desk, bens: Layer) -> None:
    documents.rename(desk.project, desk.documents[0].id, "First")
    renamed = latest(desk)
    desk.project.person = bens.coder
    assert "taken back by whoever leads; ask Ana" in reverting.plan(desk.project, renamed).refusal
    desk.project.person = desk.ana.id
    assert revert(desk, renamed) == 1
    desk.project.person = bens.coder
    assert "taken back by whoever leads; ask Ana" in reverting.plan(desk.project, latest(desk)).refusal
    added = next(step.number for step in desk.project.history(99) if isinstance(step.verb, AddDocuments))
    desk.code("urged China")
    plan = reverting.plan(desk.project, added)
    assert plan.refusal.startswith("Among these steps are some in the layer of Ana")


def test_a_decision_stands_on_no_coding_and_a_coders_revert_takes_no_gold(desk: Desk, bens: Layer) -> None:
    project = desk.project
    desk.code("urged China")
    coded = latest(desk)
    desk.code("urged China to use", layer=bens)
    layers = people.layers_named(project, None)
    (case,) = [one.case for one in case_queue.cases_of(project, desk.documents[0].id, layers)]
    adjudicate.decide(project, case, adjudicate.verdict(case, "take", case.candidates[0].layer), "")
    decided = latest(desk)
    assert reverting.plan(project, coded).steps == (coded,)
    assert revert(desk, decided) == 1 and project.decisions.count() == 0
    project.undo()
    assert revert(desk, coded) == 1 and project.decisions.count() == 1 and project.check() == []


def test_a_revert_belongs_to_whose_work_it_took_back(desk: Desk, bens: Layer) -> None:
    desk.code("urged China")
    revert(desk, latest(desk))
    own = latest(desk)
    desk.project.person = bens.coder
    assert "layer of Ana" in reverting.plan(desk.project, own).refusal
    desk.project.person = desk.ana.id
    assert revert(desk, own) == 1 and desk.project.spans.count() == 1
    assert said(desk.project) == f"Revert “Revert of step {own - 1}”"


def test_what_cannot_be_reverted_says_why(desk: Desk) -> None:
    desk.code("urged China")
    coded = latest(desk)
    desk.project.undo()
    people.see_others(desk.project, "Explore")
    told = {number: reverting.plan(desk.project, number).refusal for number in (1, coded, coded + 1, coded + 2)}
    assert told == {
        1: "The beginning of a project cannot be reverted.",
        coded: "This step was taken back already.",
        coded + 1: "This step is itself an undo; revert the step that it is of.",
        coded + 2: "This step changed nothing, so there is nothing to revert.",
    }
    with pytest.raises(NotFound, match="There is no step 99 in the history"):
        reverting.plan(desk.project, 99)


def test_nothing_goes_that_was_not_agreed_to(desk: Desk) -> None:
    span = desk.code("urged China")
    coded = latest(desk)
    plan = reverting.plan(desk.project, coded)
    annotate.set_note(desk.project, span.id, "look")
    with pytest.raises(NotAllowed, match="has changed since you looked"):
        reverting.revert(desk.project, coded, plan.steps)
    assert desk.project.spans.get(span.id).note == "look"


def test_what_later_steps_did_away_with_leaves_nothing_to_revert(desk: Desk) -> None:
    span = desk.code("urged China")
    coded = latest(desk)
    annotate.remove_spans(desk.project, [span.id])
    assert reverting.plan(desk.project, coded).refusal.startswith("Nothing is left of this step")
