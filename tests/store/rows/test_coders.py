"""Coders, layers, how far each document is in a layer, and samples."""

from pathlib import Path

import pytest

from annotator.model.coder import Assignment, Layer, LayerKind, RecodeSample, State
from annotator.model.ids import LayerId, new_id
from annotator.model.verbs.verb import Told
from annotator.operations.people import people
from tests.projects import TEXT, Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_coders_and_layers_are_found_whatever_the_case(desk: Desk) -> None:
    assert desk.project.coders.named("ANA") == desk.ana
    assert desk.project.layers.named("aNa") == desk.layer
    second = people.add_layer(desk.project, desk.ana.id, "again")
    assert desk.project.layers.of_coder(desk.ana.id) == [desk.layer, second]
    with desk.project.transact(Told(sentence="Suggest")):
        desk.project.layers.add([Layer(id=LayerId("s"), name="machine", kind=LayerKind.SUGGESTIONS)])
    assert [layer.name for layer in desk.project.layers.all(LayerKind.SUGGESTIONS)] == ["machine"]


def test_a_document_is_begun_with_a_span_and_done_when_it_is_said_whatever_layer_is_asked(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, [TEXT, f"{TEXT} Again.", f"{TEXT} More."])
    project, (one, two, three) = desk.project, [document.id for document in desk.documents]
    _, bens = people.add_coder(project, "Ben")
    desk.code("urged China", document=1)
    with project.transact(Told(sentence="Assign")):
        project.assignments.put([Assignment(layer=desk.layer.id, document=three, done=True)])
        project.assignments.put([Assignment(layer=bens.id, document=one)])
    states = {one: State.UNTOUCHED, two: State.BEGUN, three: State.DONE}
    assert project.assignments.states(desk.layer.id) == {two: State.BEGUN, three: State.DONE}
    assert {id: project.assignments.state(desk.layer.id, id) for id in states} == states
    assert project.assignments.states(bens.id) == {} and project.assignments.state(bens.id, one) is State.UNTOUCHED
    assert [project.assignments.layers_in(id) for id in states] == [set(), {desk.layer.id}, {desk.layer.id}]
    assert project.assignments.begun_layers() == {desk.layer.id}
    assert [found.document for found in project.assignments.of_layer(bens.id)] == [one]
    assert [found.layer for found in project.assignments.of_document(three)] == [desk.layer.id]


def test_an_assignment_is_written_over_and_one_that_says_the_same_changes_nothing(desk: Desk) -> None:
    assignment = Assignment(layer=desk.layer.id, document=desk.documents[0].id, done=True)
    for done in (True, False):
        with desk.project.transact(Told(sentence="Mark")):
            desk.project.assignments.put([assignment.model_copy(update={"done": done})] * 2)
        assert desk.project.assignments.of_layer(desk.layer.id) == [assignment.model_copy(update={"done": done})]
    steps = desk.project.journal.count()
    with desk.project.transact(Told(sentence="Mark")):
        desk.project.assignments.put([assignment.model_copy(update={"done": False})])
    assert desk.project.journal.count() == steps


def test_coders_and_layers_stand_in_the_order_in_which_they_came(desk: Desk) -> None:
    made = [people.add_coder(desk.project, name) for name in ("Zoë", "Ben", "阿明")]
    assert desk.project.coders.all() == [desk.ana, *(coder for coder, _ in made)]
    assert desk.project.layers.all() == [desk.layer, *(layer for _, layer in made)]
    assert desk.project.coders.get(made[2][0].id) == made[2][0] and desk.project.coders.named("ZOË") == made[0][0]
    assert desk.project.layers.gold() is None and desk.project.layers.all(LayerKind.GOLD) == []
    gold = Layer(id=LayerId(new_id()), name="Gold", kind=LayerKind.GOLD)
    with desk.project.transact(Told(sentence="Gold")):
        desk.project.layers.add([gold])
    assert desk.project.layers.gold() == gold and gold not in desk.project.layers.of_coder(desk.ana.id)


def test_a_sample_comes_back_by_the_layer_that_it_is_coded_in(desk: Desk) -> None:
    again = people.add_layer(desk.project, desk.ana.id, "again")
    sample = RecodeSample(layer=again.id, drawn_from=desk.layer.id, done=12, seed=2**40)
    with desk.project.transact(Told(sentence="Draw")):
        desk.project.recode_samples.add([sample])
    assert desk.project.recode_samples.all() == [sample] == [desk.project.recode_samples.of_layer(again.id)]
    assert desk.project.recode_samples.of_layer(desk.layer.id) is None
