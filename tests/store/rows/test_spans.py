"""Spans and links come back as they were, and are found by what they say."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId, LabelId, LinkId, RoleId, SpanId, new_id
from annotator.model.span import Extent, Link
from annotator.model.verbs.verb import Told
from annotator.operations.coding import annotate
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


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


@pytest.fixture
def spoken(desk: Desk) -> Desk:
    """Return a desk where Ben coded too, and a party of an act is named in each way."""
    china = Actor(id=ActorId("chn"), name="China", kind=ActorKind.STATE)
    act, party = desk.code("urged China"), desk.code("China", "actor")
    with desk.project.transact(Told(sentence="Fill")):
        desk.project.actors.add([china])
        desk.project.spans.put(replace(party, actor=china.id))
        desk.project.links.add(
            [
                Link(LinkId("a"), act.id, RoleId("addressee"), span=party.id),
                Link(LinkId("b"), act.id, RoleId("addressee"), actor=china.id),
                Link(LinkId("c"), act.id, RoleId("speaker"), value="implicit"),
                Link(LinkId("d"), act.id, RoleId("content"), extents=(Extent(0, 3), Extent(5, 9)), quote="The … ench"),
            ]
        )
    return desk


def test_links_come_back_as_they_were_and_are_found_from_either_end(spoken: Desk) -> None:
    project = spoken.project
    act, party = project.spans.of_document(spoken.documents[0].id)
    links = project.links.of_document(act.document)
    assert {link.id: (link.span, link.actor, link.value, link.extents, link.quote) for link in links} == {
        "a": (party.id, None, None, (), ""),
        "b": (None, "chn", None, (), ""),
        "c": (None, None, "implicit", (), ""),
        "d": (None, None, None, (Extent(0, 3), Extent(5, 9)), "The … ench"),
    }
    assert [link.id for link in project.links.of_spans([party.id])] == ["a"]
    assert sorted(link.id for link in project.links.of_spans([act.id, party.id])) == ["a", "b", "c", "d"]
    assert [link.id for link in project.links.naming("chn")] == ["b"]
    assert sorted(link.id for link in project.links.get_many(["d", "gone", "a"])) == ["a", "d"]
    assert project.links.count_of_labels(["actor"]) == 1 and project.links.count_of_labels(["appeal"]) == 4
    changed = replace(links[0], span=None, value="unclear")
    with project.transact(Told(sentence="Change")):
        project.links.put(changed)
    assert changed in project.links.of_document(act.document) and len(project.links.of_document(act.document)) == 4


def test_spans_are_found_by_what_they_say(spoken: Desk) -> None:
    spans, document = spoken.project.spans, spoken.documents[0].id
    act, party = spans.of_document(document)
    assert spans.with_labels(["actor"]) == spans.mentioning("chn") == [party]
    assert spans.with_labels([]) == spans.mentioning("gone") == []
    version = spoken.project.codebooks.current().id
    assert spans.coded_under(spoken.layer.id, "appeal", version) == [act]
    assert spans.coded_under(spoken.layer.id, "appeal", "another") == []
    assert spans.versions() == {(spoken.layer.id, "appeal", version): 1, (spoken.layer.id, "actor", version): 1}
    assert spans.beginning_with(replace(act, id=SpanId("x"), extents=(Extent(act.start, act.start + 1),))) == [act]


RANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=8)


def test_what_begins_in_a_part_of_a_text_is_what_a_look_at_all_finds_the_longest_first(desk: Desk) -> None:
    project, like = desk.project, desk.code("urged China")

    @given(RANGES, st.integers(-1, 41), st.integers(0, 20))
    def holds(ranges: list[tuple[int, int]], start: int, size: int) -> None:
        made = [
            replace(like, id=SpanId(str(number)), extents=(Extent(at, at + length),))
            for number, (at, length) in enumerate(ranges)
        ]
        with project.transact(Told(sentence="Anew")):
            project.spans.delete(span.id for span in project.spans.of_document(like.document))
            project.spans.add(made)
        every = sorted(made, key=lambda span: (span.start, -span.stop, span.id))
        assert project.spans.of_document(like.document) == every
        within = [span for span in every if start <= span.start < start + size]
        assert project.spans.beginning_in(like.document, like.layer, start, start + size) == within
        behind = [span for span in every if (span.start, span.id) > (start, str(size))]
        first = min(behind, key=lambda span: (span.start, span.id), default=None)
        assert project.spans.next_in(like.document, like.layer, start, str(size)) == first
        assert project.spans.count_in(like.document, like.layer) == len(every)
        for count in range(len(every) + 2):
            assert project.spans.has_more_than(count, like.document) is (len(every) > count)

    holds()


def test_spans_that_would_stand_twice_are_counted_where_layer_and_place_are_one(desk: Desk) -> None:
    first = desk.code("urged China")
    other = replace(first, label=LabelId("actor"))
    elsewhere = replace(other, extents=(Extent(0, 3),))
    pieces = replace(other, extents=(Extent(first.start, first.start + 2), Extent(first.stop - 1, first.stop)))
    with desk.project.transact(Told(sentence="More")):
        desk.project.spans.add(replace(one, id=SpanId(new_id())) for one in (other, elsewhere, pieces))
    assert desk.project.spans.doubled(["appeal", "actor"]) == 1
    assert desk.project.spans.doubled(["appeal"]) == desk.project.spans.doubled([]) == 0
