"""What a coder may do to the spans of their own layer, and what nobody may."""

from pathlib import Path
from typing import Any

import pytest

from annotator.model.coder import Layer, LayerKind, State
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import DocumentId, LayerId, SpanId
from annotator.model.verbs.verb import Told
from annotator.operations.codebook import codebook
from annotator.operations.coding import acts, annotate
from annotator.operations.people import people
from tests.operations.desks import TEXT, Table, make_table
from tests.projects import said


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def test_a_span_is_stored_with_its_quote_over_code_points(table: Table) -> None:
    span = table.code("Ana", "appeal", "urged China 🕊 to")
    assert span.quote == "urged China 🕊 to" == TEXT[span.start : span.stop]
    assert table.project.spans.get(span.id) == span


def test_a_discontinuous_span_is_one_span_with_its_pieces_in_order(table: Table) -> None:
    span = table.code("Ana", "appeal", "to talk", "urged")
    assert [TEXT[start:stop] for start, stop in span.extents] == ["urged", "to talk"]
    assert span.quote == "urged … to talk"


@pytest.mark.parametrize("extents", [[(0, 0)], [(5, 3)], [(-1, 2)], [(0, len(TEXT) + 1)]])
def test_a_span_without_a_character_or_beyond_the_text_is_refused(table: Table, extents: list[tuple[int, int]]) -> None:
    layer = table.sit("Ana")
    with pytest.raises(NotAllowed):
        annotate.add_span(table.project, table.documents[0], layer.id, extents, "appeal")
    assert table.spans() == []


def test_each_verb_refuses_another_coders_layer(table: Table) -> None:
    act = table.code("Ana", "appeal", "urged China")
    party = table.code("Ana", "actor", "France")
    link = acts.fill_slot(table.project, act.id, "speaker", acts.SlotFiller(span=party.id))
    anas = table.layers["Ana"]
    table.sit("Ben")
    project, before = table.project, table.spans()
    refused: list[Any] = [
        lambda: annotate.add_span(project, table.documents[0], anas.id, [(0, 6)], "actor"),
        lambda: annotate.set_extents(project, act.id, [(0, 6)]),
        lambda: annotate.relabel(project, [act.id], "warning"),
        lambda: annotate.remove_spans(project, [act.id]),
        lambda: annotate.set_note(project, act.id, "mine"),
        lambda: annotate.set_doubt(project, act.id, True),
        lambda: annotate.set_attribute(project, act.id, "public", True),
        lambda: acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(value="implicit")),
        lambda: acts.clear_slot(project, act.id, link.id),
        lambda: annotate.mark_done(project, anas.id, table.documents[0]),
    ]
    for verb in refused:
        with pytest.raises(NotAllowed, match="own coder alone"):
            verb()
    assert table.spans() == before
    assert project.links.of_spans([act.id]) == [link]


def test_nobody_in_particular_cannot_code(table: Table) -> None:
    table.project.person = None
    with pytest.raises(NotAllowed, match="choose who is coding"):
        annotate.add_span(table.project, table.documents[0], table.layers["Ana"].id, [(0, 6)], "actor")


def test_gold_and_suggestions_are_not_coded_by_hand(table: Table) -> None:
    with table.project.transact(Told(sentence="Make layers")):
        for kind in (LayerKind.GOLD, LayerKind.SUGGESTIONS):
            table.project.layers.add([Layer(id=LayerId(kind), name=kind, kind=kind)])
    table.sit("Ana")
    with pytest.raises(NotAllowed, match="adjudicating"):
        annotate.add_span(table.project, table.documents[0], LayerId("gold"), [(0, 6)], "actor")
    with pytest.raises(NotAllowed, match="own coder"):
        annotate.add_span(table.project, table.documents[0], LayerId("suggestions"), [(0, 6)], "actor")


def test_what_is_not_there_is_said(table: Table) -> None:
    layer = table.sit("Ana")
    with pytest.raises(NotFound, match="no label “threat”"):
        annotate.add_span(table.project, table.documents[0], layer.id, [(0, 6)], "threat")
    with pytest.raises(NotFound, match="document"):
        annotate.add_span(table.project, DocumentId("gone"), layer.id, [(0, 6)], "actor")
    with pytest.raises(NotFound, match="layer"):
        annotate.add_span(table.project, table.documents[0], LayerId("gone"), [(0, 6)], "actor")
    with pytest.raises(NotFound, match="span is not there"):
        annotate.set_note(table.project, SpanId("gone"), "x")
    with pytest.raises(NotFound, match="document"):
        annotate.mark_done(table.project, layer.id, DocumentId("gone"))


def test_the_same_passage_is_not_coded_the_same_way_twice(table: Table) -> None:
    table.code("Ana", "appeal", "urged China")
    with pytest.raises(NotAllowed, match="already coded as Appeal"):
        table.code("Ana", "appeal", "urged China")
    table.code("Ana", "warning", "urged China")
    table.code("Ben", "appeal", "urged China")
    assert len(table.spans()) == 3


def test_moving_an_edge_or_relabelling_cannot_make_a_duplicate(table: Table) -> None:
    first = table.code("Ana", "appeal", "urged China")
    second = table.code("Ana", "appeal", "urged")
    third = table.code("Ana", "warning", "urged China")
    with pytest.raises(NotAllowed, match="already"):
        annotate.set_extents(table.project, second.id, first.extents)
    with pytest.raises(NotAllowed, match="already"):
        annotate.relabel(table.project, [third.id], "appeal")
    with pytest.raises(NotAllowed, match="already"):
        annotate.relabel(table.project, [first.id, third.id], "actor")
    assert {span.label for span in table.spans()} == {"appeal", "warning"}


def test_a_label_is_put_on_what_it_is_for(table: Table) -> None:
    assert table.code("Ana", "genre").extents == ()
    with pytest.raises(NotAllowed, match="This document is already coded as Genre"):
        table.code("Ana", "genre")
    with pytest.raises(NotAllowed, match="whole documents"):
        table.code("Ana", "genre", "France")
    with pytest.raises(NotAllowed, match="select one first"):
        table.code("Ana", "appeal")
    span = table.code("Ana", "actor", "France")
    with pytest.raises(NotAllowed, match="whole documents"):
        annotate.relabel(table.project, [span.id], "genre")


def test_moving_an_edge_updates_the_quote_and_not_moving_it_writes_nothing(table: Table) -> None:
    span = table.code("Ana", "appeal", "urged")
    steps = table.project.journal.count()
    assert annotate.set_extents(table.project, span.id, span.extents) == span
    assert table.project.journal.count() == steps
    moved = annotate.set_extents(table.project, span.id, [(span.start, span.stop + 6)])
    assert moved.quote == "urged China"
    assert table.project.spans.get(span.id) == moved


def test_a_span_cannot_lose_its_last_character_by_moving_an_edge(table: Table) -> None:
    span = table.code("Ana", "appeal", "urged")
    with pytest.raises(NotAllowed, match="delete it"):
        annotate.set_extents(table.project, span.id, [])
    whole = table.code("Ana", "genre")
    with pytest.raises(NotAllowed, match="delete it"):
        annotate.set_extents(table.project, whole.id, [(0, 3)])


def test_relabelling_drops_attributes_and_links_that_the_new_label_lacks(table: Table) -> None:
    act = table.code("Ana", "appeal", "urged China")
    for name, value in (("force", "urges"), ("year", 2023)):
        annotate.set_attribute(table.project, act.id, name, value)
    speaker = acts.fill_slot(table.project, act.id, "speaker", acts.SlotFiller(value="document"))
    acts.fill_slot(table.project, act.id, "addressee", acts.SlotFiller(value="collective"))
    (changed,) = annotate.relabel(table.project, [act.id, act.id], "warning")
    assert changed.attributes == {"force": "urges"}
    assert table.project.links.of_spans([act.id]) == [speaker]
    table.project.undo()
    assert len(table.project.links.of_spans([act.id])) == 2


def test_relabelling_drops_a_value_that_the_new_labels_attribute_does_not_have(table: Table) -> None:
    act = table.code("Ana", "appeal", "urged China")
    annotate.set_attribute(table.project, act.id, "force", "invites")
    assert annotate.relabel(table.project, [act.id], "warning")[0].attributes == {}


def test_deleting_spans_takes_the_links_in_which_they_stand(table: Table) -> None:
    act, party = table.code("Ana", "appeal", "urged China"), table.code("Ana", "actor", "France")
    acts.fill_slot(table.project, act.id, "speaker", acts.SlotFiller(span=party.id))
    annotate.remove_spans(table.project, [party.id, party.id])
    assert [span.id for span in table.spans()] == [act.id]
    assert table.project.links.count() == 0
    assert said(table.project) == "Delete Actor"


def test_notes_and_doubts_are_written_once(table: Table) -> None:
    span = table.code("Ana", "appeal", "urged China")
    annotate.set_note(table.project, span.id, "  ask Ben\n")
    annotate.set_doubt(table.project, span.id, True)
    steps = table.project.journal.count()
    annotate.set_note(table.project, span.id, "ask Ben")
    annotate.set_doubt(table.project, span.id, True)
    assert table.project.journal.count() == steps
    found = table.project.spans.get(span.id)
    assert (found.note, found.doubt) == ("ask Ben", True)
    annotate.set_note(table.project, span.id, " ")
    assert table.project.spans.get(span.id).note == ""


def test_half_of_a_surrogate_pair_is_refused_with_a_sentence(table: Table) -> None:
    span = table.code("Ana", "appeal", "urged China")
    with pytest.raises(NotAllowed, match="surrogate pair stands after “well ”"):
        annotate.set_note(table.project, span.id, "well \ud83d")
    with pytest.raises(NotAllowed, match="surrogate"):
        people.add_coder(table.project, "\udcff")
    assert table.project.spans.get(span.id).note == ""


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("force", "urges", "shouts"),
        ("topic", "war", ["war"]),
        ("means", ["talks", "aid"], ["aid", "aid"]),
        ("means", [], "aid"),
        ("public", False, 1),
        ("year", 2023, True),
        ("year", 0.5, float("nan")),
        ("year", -1, float("inf")),
        ("date", "2023-04-06", "6 April"),
        ("remark", "", 5),
    ],
)
def test_an_attribute_takes_values_of_its_kind_only(table: Table, name: str, good: Any, bad: Any) -> None:
    span = table.code("Ana", "appeal", "urged China")
    assert annotate.set_attribute(table.project, span.id, name, good).attributes == {name: good}
    assert table.project.spans.get(span.id).attributes == {name: good}
    with pytest.raises(NotAllowed):
        annotate.set_attribute(table.project, span.id, name, bad)
    assert annotate.set_attribute(table.project, span.id, name, None).attributes == {}
    with pytest.raises(NotFound, match="no attribute “size”"):
        annotate.set_attribute(table.project, span.id, "size", good)


def test_a_document_is_untouched_then_begun_then_done_and_may_be_reopened(table: Table) -> None:
    layer, document = table.sit("Ana"), table.documents[0]
    states = table.project.assignments.states
    assert states(layer.id) == {}
    table.code("Ana", "appeal", "urged China")
    assert states(layer.id) == {document: State.BEGUN}
    annotate.mark_done(table.project, layer.id, document)
    annotate.mark_done(table.project, layer.id, table.documents[1])
    assert states(layer.id) == {document: State.DONE, table.documents[1]: State.DONE}
    annotate.mark_done(table.project, layer.id, document, False)
    assert states(layer.id)[document] is State.BEGUN
    assert states(table.layers["Ben"].id) == {}


def test_nothing_is_coded_with_a_heading(table: Table) -> None:
    project, book = table.project, table.project.codebook
    span = table.code("Ana", "warning", "warned")
    headed = book.labels[1].model_copy(update={"heading": True, "key": ""})
    codebook.save(project, book.with_labels([book.labels[0], headed, *book.labels[2:]]))
    with pytest.raises(NotAllowed, match="“Warning” is a heading"):
        table.code("Ana", "warning", "France")
    appeal = table.code("Ana", "appeal", "France")
    with pytest.raises(NotAllowed, match="is a heading"):
        annotate.relabel(project, [appeal.id], "warning")
    assert project.spans.get(span.id).label == "warning", "what was coded with it before stays"


def test_an_attribute_is_set_only_where_it_is_asked_and_goes_where_it_is_not_any_more(table: Table) -> None:
    project, book = table.project, table.project.codebook
    appeal = book.labels[0]
    asked = tuple(
        one.model_copy(update={"when": {"topic": ("war",)}}) if one.id == "year" else one for one in appeal.attributes
    )
    codebook.save(project, book.with_labels([appeal.model_copy(update={"attributes": asked}), *book.labels[1:]]))
    span = table.code("Ana", "appeal", "urged China")
    with pytest.raises(NotAllowed, match="“Year” is asked only where Topic is war"):
        annotate.set_attribute(project, span.id, "year", 1914)
    annotate.set_attribute(project, span.id, "topic", "war")
    annotate.set_attribute(project, span.id, "year", 1914)
    assert annotate.set_attribute(project, span.id, "topic", "trade").attributes == {"topic": "trade"}
    project.undo()
    assert project.spans.get(span.id).attributes == {"topic": "war", "year": 1914}
