"""Rows and back: what is asked of the tables one noun at a time."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.coder import Layer, LayerKind
from annotator.model.errors import NotFound
from annotator.model.ids import ActorId, LayerId, SpanId, new_id
from annotator.model.span import Extent
from annotator.model.verbs.verb import Told
from annotator.operations.codebook import codebook
from annotator.operations.coding import annotate
from annotator.operations.project import people
from annotator.store.tables import Table
from tests.projects import Desk, default_codebook, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_the_journaled_tables_of_a_new_project_are_those_that_can_be_named(desk: Desk) -> None:
    found = desk.project._connection.execute(
        "SELECT tbl_name FROM sqlite_master WHERE sql LIKE '%INSERT INTO changes%'"
    )
    assert {name for (name,) in found} == set(Table)


def test_many_ids_are_asked_for_at_once(desk: Desk) -> None:
    first = desk.code("urged China")
    more = [replace(first, id=SpanId(f"{first.id}-{number}"), label=first.label) for number in range(1500)]
    with desk.project.transact(Told(sentence="Many")):
        desk.project.spans.add(more)
    ids = [span.id for span in more]
    asked = [*ids, SpanId("gone"), first.id]
    assert desk.project.spans.which_exist(asked) == {*ids, first.id}
    assert [span.id for span in desk.project.spans.get_many(asked)] == [*ids, first.id]
    assert desk.project.spans.which_exist([]) == set() and desk.project.spans.get_many([]) == []
    assert desk.project.links.of_spans(asked) == []
    assert desk.project.spans.labels_in_use() == {"appeal": 1501}
    assert desk.project.spans.counts() == {(desk.layer.id, "appeal"): 1501}


def test_a_span_comes_back_as_it_was(desk: Desk) -> None:
    span = desk.code("urged China")
    whole = replace(
        span,
        id=SpanId(new_id()),
        extents=(Extent(0, 3), Extent(5, 9)),
        quote=f"{desk.documents[0].text[0:3]} … {desk.documents[0].text[5:9]}",
        attributes={"force": "urges", "year": 2023, "means": ["a", "b"], "public": False},
        note="é\n🕊",
        doubt=True,
    )
    nowhere = replace(span, id=SpanId(new_id()), extents=(), quote="")
    with desk.project.transact(Told(sentence="Add")):
        desk.project.spans.add([whole, nowhere])
    assert desk.project.spans.get(whole.id) == whole
    assert desk.project.spans.of_document(span.document, desk.layer.id) == [whole, nowhere, span]
    assert desk.project.spans.of_document(span.document, "another") == []
    assert desk.project.check() == []


def test_what_is_not_there_is_said(desk: Desk) -> None:
    for table in (
        *(desk.project.documents, desk.project.coders, desk.project.layers, desk.project.actors, desk.project.spans),
    ):
        with pytest.raises(NotFound):
            table.get("gone")
    assert desk.project.coders.named("nobody") is None and desk.project.layers.named("nobody") is None
    assert desk.project.releases.of_document("gone") is None and desk.project.recode_samples.of_layer("gone") is None
    assert desk.project.practice_results.get(desk.layer.id, "gone") is None


def test_coders_and_layers_are_found_whatever_the_case(desk: Desk) -> None:
    assert desk.project.coders.named("ANA") == desk.ana
    assert desk.project.layers.named("aNa") == desk.layer
    second = people.add_layer(desk.project, desk.ana.id, "again")
    assert desk.project.layers.of_coder(desk.ana.id) == [desk.layer, second]
    with desk.project.transact(Told(sentence="Suggest")):
        desk.project.layers.add([Layer(id=LayerId("s"), name="machine", kind=LayerKind.SUGGESTIONS)])
    assert [layer.name for layer in desk.project.layers.all(LayerKind.SUGGESTIONS)] == ["machine"]


def test_an_actor_comes_back_with_aliases_codes_and_memberships(desk: Desk) -> None:
    union = Actor(id=ActorId("eu"), name="EU", kind=ActorKind.ORGANISATION)
    france = Actor(
        id=ActorId("fr"),
        name="France",
        kind=ActorKind.STATE,
        aliases=("Paris", "法国"),
        codes={"iso3": "FRA"},
        parent=union.id,
        memberships=(Membership(group=union.id, since="1993-11-01"),),
    )
    with desk.project.transact(Told(sentence="Register")):
        desk.project.actors.add([union, france])
    assert desk.project.actors.all() == [union, france]
    assert desk.project.actors.get("fr") == france


def test_the_codebook_in_force_follows_undo(desk: Desk) -> None:
    other = default_codebook().model_copy(update={"name": "Other"})
    codebook.save(desk.project, other)
    assert desk.project.codebook == other
    desk.project.undo()
    assert desk.project.codebook == default_codebook()
    desk.project.redo()
    assert desk.project.codebook == other


def test_a_snapshot_may_stand_within_another(desk: Desk) -> None:
    with desk.project.snapshot(), desk.project.snapshot():
        assert desk.project.documents.count() == 1
    desk.code("urged China")


def test_where_a_span_stood_is_known_from_its_step_when_it_is_gone(desk: Desk) -> None:
    project, document = desk.project, desk.documents[0]
    china, urged = desk.code("China"), desk.code("urged")
    annotate.remove_spans(project, [china.id, urged.id])
    step = project.journal.latest()
    assert project.spans.stood(step, document.id, desk.layer.id) == urged.extents[0]
    assert project.spans.stood(step, document.id, "another layer") is None
    assert project.spans.stood(step, "another document", desk.layer.id) is None
    # What added it has the row only as it was afterwards.
    undone = project.undo(), project.undo()
    assert undone[1] is not None and project.spans.which_exist([urged.id]) == set()
    assert project.spans.stood(undone[1].step, document.id, desk.layer.id) == urged.extents[0]
    assert project.spans.stood(project.journal.latest() + 1, document.id, desk.layer.id) is None
