"""Layers, coders and actors by the names that the lines use: known ones, or new ones."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.jsonl.people import People
from annotator.formats.jsonl.records import ProjectRecord
from annotator.model.actor import ActorKind
from annotator.model.coder import LayerKind
from annotator.model.ids import ActorId


def test_that_the_kind_of_an_actor_is_not_known_is_said() -> None:
    people = People(None, "Ana")
    assert not people.notices
    people.actor(ActorId("a"), "The Quartet")
    people.actor(ActorId("a"), "The Quartet")
    assert people.actors[0].kind is ActorKind.STATE
    assert people.notices == (
        "1 actor is new: “The Quartet”; what kind it is and its codes are not known, "
        "so it is registered as a state without codes.",
    )
    people.actor(ActorId("b"), "NATO")
    assert people.notices[0].startswith("2 actors are new, the first is “The Quartet”; ")


def project(**parts: object) -> ProjectRecord:
    whole = {"name": "p", "schema_version": 1, "codebook_version": 1, "coders": [], "layers": [], "actors": []}
    return ProjectRecord.model_validate_json(json.dumps({**whole, **parts}))


@given(st.lists(st.sampled_from(["Ana", "Ben", "联合", "gold"])))
def test_a_name_is_one_person_and_one_layer_however_often_it_is_called(names: list[str]) -> None:
    people = People(None, "")
    layers = [people.layer(name) for name in names]
    assert len(set(layers)) == len(set(names)) == len(people.layers)
    assert {coder.name for coder in people.coders} == set(names) - {"gold"}
    assert [people.layer(name) for name in names] == layers


@pytest.mark.parametrize(
    ("name", "coder", "gold", "kind", "owner"),
    [
        ("Gold", None, False, LayerKind.GOLD, ""),
        ("gold", "Ana", False, LayerKind.CODER, "Ana"),
        ("final", None, True, LayerKind.GOLD, ""),
        ("layer 1", None, False, LayerKind.CODER, "Zoë"),
        ("layer 1", "Ana", False, LayerKind.CODER, "Ana"),
    ],
)
def test_whose_a_new_layer_is(name: str, coder: str | None, gold: bool, kind: LayerKind, owner: str) -> None:
    people = People(None, "Zoë")
    people.layer(name, coder, gold=gold)
    (layer,) = people.layers
    owners = {one.id: one.name for one in people.coders}
    assert (layer.kind, owners[layer.coder] if layer.coder else "") == (kind, owner)


def test_who_stands_in_the_project_file_keeps_id_name_and_pseudonym() -> None:
    coders = [{"id": "c-1", "pseudonym": "C1 (2)", "name": "Ana", "own_pseudonym": "C1"}]
    layers = [{"id": "l-1", "layer": "C1 (2)", "name": "Ana’s", "kind": "coder", "coder": "C1 (2)"}]
    people = People(project(coders=coders, layers=layers), "")
    assert people.layer("C1 (2)", "somebody else") == "l-1"
    assert [(one.id, one.name, one.pseudonym) for one in people.coders] == [("c-1", "Ana", "C1")]
    assert people.coder("C1 (2)") == people.layers[0].coder == "c-1"


def test_an_id_that_stands_in_place_of_a_name_stays_the_id() -> None:
    uuid = "01890a5d-ac96-774b-bcce-b302099a8057"
    assert People(None, "").coder(uuid) == uuid
    assert People(None, "").coder("Ana") != "Ana"
