"""All spans stand in the lanes in the end, those in view first; where cases are open is counted."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from annotator.adjudication.decisions import none_of_them, settle
from annotator.model.coder import Layer, LayerKind
from annotator.model.ids import LayerId
from annotator.model.text import TextIndex
from annotator.ui.background.visible_first import AT_ONCE, in_sight
from annotator.ui.cases.lane_feed import LaneFeed, OpenPlaces, marks_of, placed
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.view import ReaderView
from tests.adjudication.builders import Coded, coded_layers, decided, span
from tests.ui.reader.samples import mark

LAYERS = [Layer(id=LayerId(name), name=name, kind=LayerKind.CODER) for name in "AB"]
COUNT = AT_ONCE + 1_500
TEXT = "word " * 8 * COUNT


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[ReaderView]:
    made = ReaderView()
    qtbot.addWidget(made)
    made.set_document(TextIndex(TEXT))
    made.set_lanes(["A"])
    yield made


def many() -> list[Mark]:
    return [mark(f"m{at}", (40 * at, 40 * at + 4)) for at in range(COUNT)]


def shown(reader: ReaderView) -> dict[str, tuple[int, int]]:
    page = reader.sheet.page
    assert page is not None
    return {each.id: (each.start, each.stop) for each in page.marks}


def test_spans_have_the_lane_of_their_layer_and_the_name_of_their_label() -> None:
    spans = [span("B1", 5, 9), span("A1", 0, 5, "warning"), span("C1", 1, 2)]
    found = marks_of(spans, LAYERS, {"appeal": "Appeal"})
    assert [(each.id, each.lane, each.extents) for each in found] == [
        ("B1", 1, spans[0].extents),
        ("A1", 0, spans[1].extents),
    ]
    assert [each.style_key for each in found] == ["appeal", "warning"]
    in_order = placed(found)
    assert [each.id for each in in_order.marks] == ["A1", "B1"] and list(in_order.starts) == [0, 5]


@given(coded_layers("AB"), st.data())
def test_counting_as_cases_are_decided_is_counting_those_that_are_open(coded: Coded, data: st.DataObject) -> None:
    cases = coded.cases()
    verdicts = [decided(case, none_of_them(case), f"decision-{at}") for at, case in enumerate(cases)]
    some = [verdict for verdict in verdicts if data.draw(st.booleans())]
    before, after = settle(cases, []), settle(cases, some)
    places = OpenPlaces(40, before)
    for old, new in zip(before, after, strict=True):
        places.count(old, -1)
        places.count(new, 1)
    assert places.extents() == OpenPlaces(40, after).extents()
    assert bool(places.extents()) == (len(some) < len(cases))
    assert all(0 <= place.start < 40 and place.stop - place.start == 1 for place in places.extents())


def test_few_marks_are_there_at_once(reader: ReaderView) -> None:
    feed = LaneFeed(reader)
    feed.show(placed(many()[:5]), 0)
    assert not feed.is_feeding and set(shown(reader)) == {f"m{at}" for at in range(5)}


def test_of_many_those_around_the_place_come_first_and_all_in_the_end(reader: ReaderView, qtbot: QtBot) -> None:
    feed, place = LaneFeed(reader), 40 * (COUNT - 100)
    feed.show(placed(many()), place)
    first, last = in_sight(place)
    assert feed.is_feeding and set(shown(reader)) == {each.id for each in many() if first <= each.start < last}
    feed.hasten(0)
    assert "m0" in shown(reader) and len(shown(reader)) < COUNT
    with qtbot.waitSignal(feed.finished):
        pass
    assert set(shown(reader)) == {each.id for each in many()} and not feed.is_feeding


def test_what_changes_meanwhile_is_not_given_again_as_it_was(reader: ReaderView, qtbot: QtBot) -> None:
    feed = LaneFeed(reader)
    feed.show(placed(many()), 0)
    last, gone = f"m{COUNT - 1}", f"m{COUNT - 2}"
    feed.update([mark(last, (3, 7)), mark("new", (9, 12))], [gone, "m0"])
    with qtbot.waitSignal(feed.finished):
        pass
    found = shown(reader)
    assert found[last] == (3, 7) and found["new"] == (9, 12) and gone not in found and "m0" not in found
    assert len(found) == COUNT - 1


def test_other_marks_end_the_giving_of_those_before(reader: ReaderView, qtbot: QtBot) -> None:
    feed = LaneFeed(reader)
    feed.show(placed(many()), 0)
    feed.show(placed([mark("only", (0, 4))]), 0)
    assert not feed.is_feeding
    qtbot.wait(20)
    assert set(shown(reader)) == {"only"}
