"""Units: cut, split and joined, with what is coded in them."""

from pathlib import Path

import pytest

from annotator.adjudication.decisions import Status
from annotator.model.codebook import CodesPerUnit, CodingUnit
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed
from annotator.operations.adjudication import adjudicate, case_queue
from annotator.operations.coding import annotate, unit_coding
from annotator.operations.documents import documents, rereading, units
from annotator.operations.people import people
from tests.operations.given_units import code, codes, given
from tests.projects import Desk, make_desk, said


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_documents_are_cut_once_into_what_the_codebook_says(desk: Desk) -> None:
    project = given(desk)
    of = desk.documents[0]
    quotes = [of.text[start:stop] for start, stop in project.units.of_document(of.id)]
    assert quotes == [
        "The French President urged China to use its influence.",
        "🕊 China undertook to help.",
        "A second paragraph.",
    ]
    assert units.plan_cut(project) == [] and units.cut_units(project) == []
    assert said(project) in ("Cut a document into units", f"Cut {len(desk.documents)} documents into units")
    project.undo()
    assert project.units.all() == {}
    project.redo()
    given(desk, CodingUnit.PARAGRAPH)
    units.cut_units(project, again=True)
    assert [of.text[start:stop][-9:] for start, stop in project.units.of_document(of.id)] == [" to help.", "aragraph."]


def test_nothing_is_cut_where_any_passage_is_coded(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="any passage is coded"):
        units.cut_units(desk.project)


def test_what_is_coded_in_a_unit_that_is_split_follows_to_each_part(desk: Desk) -> None:
    project = given(desk)
    of = desk.documents[0]
    code(desk, 0, "appeal")
    annotate.set_note(project, project.spans.of_document(of.id)[0].id, "Hm.")
    before = project.spans.of_document(of.id)[0]
    at = of.text.index("to use")
    planned = units.plan_split(project, of.id, 0, [at])
    assert [span.id for span in planned.follows.followed] == [before.id]
    assert len(project.units.of_document(of.id)) == 3, "planned alone"
    units.split_unit(project, of.id, 0, [at])
    assert codes(desk) == [("The French President urged China", "appeal"), ("to use its influence.", "appeal")]
    first, second = sorted(project.spans.of_document(of.id), key=lambda one: one.start)
    assert first.id == before.id and second.note == "Hm."
    assert said(project) == "Split unit 1 into 2"
    code(desk, 1, "warning")
    assert [label for _, label in codes(desk)] == ["appeal", "warning"]
    project.undo()
    project.undo()
    assert project.spans.of_document(of.id) == [before] and len(project.units.of_document(of.id)) == 3


@pytest.mark.parametrize("places", [[], [0], [54], [400]])
def test_a_unit_is_not_split_where_no_two_parts_come_of_it(desk: Desk, places: list[int]) -> None:
    project = given(desk)
    with pytest.raises(NotAllowed, match="cannot be split there"):
        units.split_unit(project, desk.documents[0].id, 0, places)


def test_codings_of_units_that_are_joined_become_those_of_the_whole(desk: Desk) -> None:
    project = given(desk, codes=CodesPerUnit.SEVERAL)
    of = desk.documents[0]
    for at, label in ((0, "appeal"), (1, "appeal"), (1, "warning"), (2, "appeal")):
        code(desk, at, label)
    units.join_units(project, of.id, 0, 1)
    whole = of.text[: of.text.index("\n")]
    assert codes(desk) == [(whole, "appeal"), (whole, "warning"), ("A second paragraph.", "appeal")]
    assert said(project) == "Join 2 units into unit 1"
    project.undo()
    assert len(codes(desk)) == 4


def test_a_decision_on_a_unit_that_is_split_is_one_on_each_part_and_joining_opens_cases_again(desk: Desk) -> None:
    project = given(desk)
    of = desk.documents[0]
    code(desk, 0, "appeal")
    ben, layer = people.add_coder(project, "Ben")
    layers = [desk.layer, layer]
    project.person = ben.id
    unit_coding.code_units(project, of.id, layer.id, [project.units.of_document(of.id)[0]], "warning")
    project.person = desk.ana.id
    (case,) = case_queue.cases_of(project, of.id, layers)
    adjudicate.decide(project, case.case, adjudicate.verdict(case.case, "take", desk.layer.id))
    units.split_unit(project, of.id, 0, [of.text.index("to use")])
    decisions = project.decisions.of_document(of.id)
    assert len(decisions) == 2 and len({one.gold for one in decisions}) == 2
    spans = {span.id: span for span in project.spans.of_document(of.id)}
    for decision in decisions:
        (gold,) = decision.gold
        assert all(spans[gold].extents == one.extents == spans[one.id].extents for one in decision.candidates)
    assert len(case_queue.cases_of(project, of.id, layers)) == 2
    assert all(one.status is Status.DECIDED for one in case_queue.cases_of(project, of.id, layers))
    assert project.check() == []
    units.join_units(project, of.id, 0, 1)
    assert project.decisions.of_document(of.id) == []
    assert sorted(span.layer for span in project.spans.of_document(of.id)) == sorted(one.id for one in layers)
    assert project.check() == []


def test_units_move_with_their_text_when_a_document_is_read_anew(desk: Desk) -> None:
    project = given(desk)
    of = desk.documents[0]
    code(desk, 0, "appeal")
    text = "Readout\n" + of.text.replace("second", "third")
    (done,) = rereading.read_anew(project, [rereading.plan(project, of.id, DocumentDraft("x", text))])
    moved = project.units.of_document(done.after.id)
    assert [text[start:stop] for start, stop in moved][:2] == [
        "The French President urged China to use its influence.",
        "🕊 China undertook to help.",
    ]
    (span,) = project.spans.of_document(done.after.id)
    assert span.extents[0] in moved


def test_gold_that_all_missed_is_a_unit_too(desk: Desk) -> None:
    project = given(desk)
    of = desk.documents[0].id
    with pytest.raises(NotAllowed, match="only a whole unit"):
        adjudicate.add(project, of, "appeal", [(0, 5)], [desk.layer])
    adjudicate.add(project, of, "appeal", [project.units.of_document(of)[0]], [desk.layer])
    assert len(project.decisions.of_document(of)) == 1


def test_the_units_go_into_the_bin_with_their_document_and_come_back(desk: Desk) -> None:
    project = given(desk)
    of = desk.documents[0].id
    before = project.units.of_document(of)
    documents.remove(project, [of], with_codings=True)
    assert project.units.all().get(of) is None
    project.undo()
    assert project.units.of_document(of) == before
