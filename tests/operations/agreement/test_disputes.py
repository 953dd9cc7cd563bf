"""The passages behind a number, in words, from a real project."""

from pathlib import Path

import pytest

from annotator.agreement.study.study import Aspect, Design, Study
from annotator.model.actor import Actor, ActorKind
from annotator.model.errors import Cancelled
from annotator.model.ids import ActorId, LabelId
from annotator.model.verbs.verb import Told
from annotator.operations.agreement import disputes, measure
from annotator.operations.agreement.disputes import AWAY, NOTHING, UNCODED
from annotator.operations.coding import acts, annotate, unit_coding
from annotator.operations.coding.acts import SlotFiller
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.project import Project
from tests.operations.given_units import given
from tests.projects import Desk, make_desk

QUICK = Design(gamma_samples=0, coefficients=("alpha-nominal", "alpha-masi", "boundary"))
SECOND = "Russia was warned."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Two coders who fill a slot with different actors, and a third who has one text only."""
    made = make_desk(tmp_path, ("France urged China to talk. China will help.", SECOND))
    project = made.project
    with project.transact(Told(sentence="Register")):
        names = {"fra": "France", "chn": "China"}
        project.actors.add(Actor(id=ActorId(id), name=name, kind=ActorKind.STATE) for id, name in names.items())
    _, ben = people.add_coder(project, "Ben")
    _, cem = people.add_coder(project, "Cem")
    for layer, quote, actor in ((made.layer, "urged China", "fra"), (ben, "urged", "chn")):
        project.person = layer.coder
        act = made.code(quote, "appeal", layer=layer)
        project.person = layer.coder
        annotate.set_attribute(project, act.id, "force", "urges")
        acts.fill_slot(project, act.id, "speaker", SlotFiller(actor=ActorId(actor)))
    made.code("will help", "commitment")
    made.code("warned", "warning", document=1, layer=cem)
    made.code("warned", "warning", document=1)
    return made


def compared(project: Project) -> Study:
    return measure.agree(project, people.layers_named(project, None), QUICK)


def test_a_place_says_what_each_coder_said_and_who_was_away(desk: Desk) -> None:
    whole = compared(desk.project)
    found = disputes.passages(desk.project, whole, range(len(whole.places)))
    assert [(one.quote, one.said) for one in found] == [
        ("urged China", ("Appeal · France → urges → ?", "Appeal · “urged” · China → urges → ?", AWAY)),
        ("will help", ("Commitment · ? → Commitment", NOTHING, AWAY)),
        ("warned", ("Warning · ? → Warning → ?", AWAY, "Warning · ? → Warning → ?")),
    ]
    assert found[0].document.title == "Document 1" and found[0].span.quote == "urged China"


def test_who_gave_a_unit_no_code_is_said_and_does_not_differ(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    coders = [(desk.ana, desk.layer), people.add_coder(desk.project, "Ben"), people.add_coder(desk.project, "Cem")]
    project, of = given(desk), desk.documents[0].id
    units = project.units.of_document(of)
    for (who, layer), labels in zip(coders, ("aa", "aw", "a"), strict=True):
        project.person = who.id
        for unit, label in zip(units, labels, strict=False):
            unit_coding.code_units(project, of, layer.id, [unit], {"a": "appeal", "w": "warning"}[label])
    whole = measure.agree(project, people.layers_named(project, None))
    said = [one.said for one in disputes.passages(project, whole, range(len(whole.places)))]
    assert [row[2] != UNCODED for row in said] == [True, False]
    for columns, places in (((0, 1, 2), [1]), ((0, 1), [1]), ((0, 2), []), ((1, 2), [])):
        figure = whole.find("percent", coders=columns)
        assert figure is not None and disputes.places_behind(project, whole, figure) == places


def test_a_slot_is_disputed_where_other_actors_fill_it(desk: Desk) -> None:
    whole = compared(desk.project)
    speaker, addressee = (
        whole.find("alpha-nominal", Aspect.SLOT, LabelId("appeal"), part) for part in ("speaker", "addressee")
    )
    assert speaker is not None and disputes.places_behind(desk.project, whole, speaker) == [0]
    assert addressee is not None and disputes.places_behind(desk.project, whole, addressee) == []


def test_every_figure_has_the_places_on_which_its_coders_differ(desk: Desk) -> None:
    whole = compared(desk.project)
    for aspect, label, places in (
        (Aspect.ALL, None, [0, 1]),
        (Aspect.FOUND, None, [1]),
        (Aspect.ALL, "commitment", [1]),
        (Aspect.LABEL, None, []),
    ):
        figure = whole.find("alpha-nominal", aspect, LabelId(label) if label else None)
        assert figure is not None and disputes.places_behind(desk.project, whole, figure) == places
    boundary = whole.find("boundary", Aspect.BOUNDARY)
    assert boundary is not None and disputes.places_behind(desk.project, whole, boundary) == [0]


def test_attributes_that_the_sentence_does_not_say_stand_behind_it(desk: Desk) -> None:
    project = desk.project
    project.person = desk.layer.coder
    act = next(span for span in project.spans.of_document(desk.documents[1].id) if span.layer == desk.layer.id)
    label = next(one for one in project.codebook.labels if one.id == "warning")
    flag = next(one for one in label.attributes if one.kind.value == "flag")
    annotate.set_attribute(project, act.id, flag.id, True)
    whole = compared(project)
    found = disputes.passages(project, whole, [len(whole.places) - 1])
    assert found[0].said[0].endswith(f"· {flag.name}: yes")


def test_a_document_that_is_gone_is_left_out_and_a_long_reading_can_be_stopped(desk: Desk) -> None:
    whole = compared(desk.project)
    documents.remove(desk.project, [desk.documents[1].id], with_codings=True)
    assert [one.quote for one in disputes.passages(desk.project, whole, [0, 2])] == ["urged China"]

    def stop(done: int, total: int, text: str) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        disputes.passages(desk.project, whole, [0], stop)
