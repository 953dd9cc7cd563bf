"""Layers, coders and labels go into the bin with their codings, and what must not go stays."""

from pathlib import Path

import pytest

from annotator.model.actor import Actor, ActorKind
from annotator.model.coder import TeamRole
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import ActorId, LabelId
from annotator.operations.actors import actors
from annotator.operations.adjudication import adjudicate, case_queue
from annotator.operations.codebook import codebook, labels
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people, roles
from annotator.operations.recycle_bin import putting_back, removing
from annotator.operations.recycle_bin.listing import listed
from tests.operations.small_team import make_team
from tests.projects import Desk, make_desk

APPEAL, ACTOR = LabelId("appeal"), LabelId("actor")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_a_layer_goes_with_its_codings_if_that_is_said(desk: Desk) -> None:
    again = people.add_layer(desk.project, desk.ana.id, "again")
    desk.code("urged China", layer=again)
    with pytest.raises(NotAllowed, match="“again” has 1 coding; say that"):
        removing.remove_layer(desk.project, again.id)
    removing.remove_layer(desk.project, again.id, with_codings=True)
    assert desk.project.layers.all() == [desk.layer] and desk.project.spans.count() == 0
    assert [(one.kind, one.name, one.held) for one in listed(desk.project)] == [
        ("layer", "again", "1 coding in 1 document")
    ]
    assert desk.project.check() == []


def test_a_coders_only_layer_and_gold_stay(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="only layer"):
        removing.remove_layer(desk.project, desk.layer.id)


def test_a_coder_goes_with_their_layers(desk: Desk) -> None:
    ben, bens = people.add_coder(desk.project, "Ben")
    desk.code("urged China", layer=bens)
    kept = desk.code("urged China")
    removing.remove_coder(desk.project, ben.id, with_codings=True)
    assert desk.project.coders.all() == [desk.ana]
    assert desk.project.spans.of_document(kept.document) == [kept]
    assert [(one.kind, one.name, one.held) for one in listed(desk.project)] == [
        ("coder", "Ben", "1 coding in 1 document")
    ]
    assert desk.project.check() == []


def test_the_last_lead_stays_and_nobody_removes_themselves(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="Ana alone leads this project"):
        removing.remove_coder(desk.project, desk.ana.id)
    ben, _ = people.add_coder(desk.project, "Ben")
    people.set_roles(desk.project, ben.id, [TeamRole.LEAD])
    with pytest.raises(NotAllowed, match="Nobody removes themselves"):
        removing.remove_coder(desk.project, desk.ana.id)
    removing.remove_coder(desk.project, ben.id)
    with pytest.raises(NotAllowed, match="alone leads"):
        removing.remove_coder(desk.project, desk.ana.id)


def test_whom_a_decision_names_stays_also_when_it_lies_in_the_bin(desk: Desk) -> None:
    ben, bens = people.add_coder(desk.project, "Ben")
    desk.code("urged China", layer=bens)
    desk.code("urged China")
    people.set_roles(desk.project, ben.id, [TeamRole.ADJUDICATOR])
    desk.project.person = ben.id
    (settled,) = case_queue.cases_of(desk.project, desk.documents[0].id, [desk.layer, bens])
    adjudicate.decide(desk.project, settled.case, adjudicate.verdict(settled.case, "take", bens.id))
    desk.project.person = desk.ana.id
    for _ in ("shown", "hidden"):
        with pytest.raises(NotAllowed, match="Ben decided cases"):
            removing.remove_coder(desk.project, ben.id, with_codings=True)
        if desk.project.documents.count():
            documents.remove(desk.project, [desk.documents[0].id], with_codings=True)


def test_a_label_goes_from_the_codebook_with_its_codings_and_the_others_stay(desk: Desk) -> None:
    gone, kept = desk.code("urged China"), desk.code("China", "actor")
    number = desk.project.codebooks.current().number
    removing.remove_label(desk.project, APPEAL, with_codings=True)
    assert desk.project.codebook.get("appeal") is None
    assert desk.project.codebooks.current().number == number + 1
    assert desk.project.spans.of_document(gone.document) == [kept]
    with pytest.raises(NotFound):
        removing.remove_label(desk.project, APPEAL)
    assert desk.project.check() == []


def test_a_label_with_others_below_it_stays(desk: Desk) -> None:
    labels.move(desk.project, LabelId("warning"), APPEAL)
    with pytest.raises(NotAllowed, match="Labels stand below"):
        removing.remove_label(desk.project, APPEAL, with_codings=True)


def test_what_lies_in_the_bin_follows_merges_of_labels_and_actors(desk: Desk) -> None:
    states = (Actor(id=ActorId(id), name=id, kind=ActorKind.STATE) for id in ("france", "twin"))
    france, twin = (actors.add(desk.project, one) for one in states)
    span, party = desk.code("urged China"), desk.code("China", "actor")
    desk.project.person = desk.ana.id
    annotate.set_actor(desk.project, party.id, twin.id)
    documents.remove(desk.project, [desk.documents[0].id], with_codings=True)
    with pytest.raises(NotAllowed, match="in use in the recycle bin"):
        actors.remove(desk.project, twin.id)
    actors.merge(desk.project, france.id, [twin.id])
    labels.merge(desk.project, LabelId("warning"), [APPEAL])
    assert desk.project.spans.count() == 0 and desk.project.check() == []
    putting_back.put_back(desk.project, [listed(desk.project)[0].removal.id])
    assert desk.project.spans.get(span.id).label == "warning"
    assert desk.project.spans.get(party.id).actor == france.id
    assert desk.project.check() == []
    for _ in range(4):
        desk.project.undo()
        assert desk.project.check() == []
    assert desk.project.spans.get(span.id) == span


def test_the_codebook_does_not_lose_a_label_that_codings_in_the_bin_have(desk: Desk) -> None:
    desk.code("urged China")
    desk.project.person = desk.ana.id
    documents.remove(desk.project, [desk.documents[0].id], with_codings=True)
    book = desk.project.codebook
    with pytest.raises(NotAllowed, match="which 1 coding in the recycle bin has"):
        codebook.save(desk.project, book.with_labels(one for one in book.labels if one.id != "appeal"))


def test_coders_remove_their_own_layers_and_leads_those_of_others(tmp_path: Path) -> None:
    with make_team(tmp_path).project as project:
        roles.obey(project)
        lea, adam, cora = project.coders.all()
        project.person = lea.id
        again = people.add_layer(project, cora.id, "again")
        project.person = adam.id
        with pytest.raises(NotAllowed, match="is for whoever leads"):
            removing.remove_layer(project, again.id)
        project.person = cora.id
        removing.remove_layer(project, again.id)
        (line,) = listed(project)
        project.person = adam.id
        with pytest.raises(NotAllowed, match="is for whoever leads"):
            putting_back.put_back(project, [line.removal.id])
        project.person = cora.id
        putting_back.put_back(project, [line.removal.id])
        project.person = lea.id
        removing.remove_layer(project, again.id)
        removing.remove_coder(project, adam.id)
        project.person = cora.id
        with pytest.raises(NotAllowed, match="is for whoever leads"):
            removing.remove_coder(project, lea.id)
