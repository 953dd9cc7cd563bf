"""What each picture shows of a study, and what is behind its cells."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from annotator.agreement.study.study import Figure
from annotator.model.ids import DocumentId
from annotator.reports.drawing import Words
from annotator.ui.agreement.plots import PICTURES, Order, StudyPicture, Wanted
from tests.ui.agreement.studies import FIGURES, PLACES, found, study

ALL = (0, 1, 2)
NOTHING = "(none)"


def drawn(tab: str, coders: tuple[int, ...] = ALL, order: Order = Order.CODED) -> StudyPicture:
    return PICTURES[tab](Wanted(found(), coders, 640, order))


def words_of(picture: StudyPicture) -> list[str]:
    return [shape.text for shape in picture.drawing.shapes if isinstance(shape, Words)]


def test_a_cell_of_the_matrix_leads_to_the_places_with_these_two_labels() -> None:
    two = drawn("Confusion", (0, 1))
    assert {two.key(at): two.behind(at) for at in two.drawing.cells if two.behind(at)} == {
        ("appeal", "appeal"): (0,),
        ("appeal", "warning"): (1,),
        (NOTHING, "appeal"): (2,),
    }
    pooled = drawn("Confusion")
    at = pooled.find(("warning", NOTHING))
    assert at is not None and pooled.behind(at) == (1,)
    assert pooled.said(at).startswith("one coder: Warning; another coder: nothing: 1")


def test_labels_that_nobody_used_take_no_room_in_the_matrix() -> None:
    keys = {drawn("Confusion").key(at)[0] for at in drawn("Confusion").drawing.cells}
    assert keys == {"appeal", "warning", NOTHING}


def test_a_bar_of_shifts_leads_to_the_places_that_are_apart_so_far() -> None:
    picture = drawn("Boundaries", (0, 2))
    behind = {picture.key(at): picture.behind(at) for at in picture.drawing.cells}
    assert behind["starts", "(2, 2)"] == (0,) and behind["stops", "(0, 0)"] == (0,)
    assert [places for places in behind.values() if places] == [(0,), (0,)]


def test_a_bar_of_use_leads_to_the_spans_of_that_coder() -> None:
    picture = drawn("Labels")
    at = picture.find(("warning", "Ben"))
    assert at is not None and picture.behind(at) == (1,)
    assert picture.said(at) == "Ben, Warning: 1 span, 1 per 1,000 words"


@pytest.mark.parametrize("tab", ["Documents", "Drift"])
def test_a_document_leads_to_the_places_on_which_its_coders_differ(tab: str) -> None:
    picture = drawn(tab)
    behind = {picture.key(at)[0]: picture.behind(at) for at in picture.drawing.cells}
    assert behind == {"d0": (0, 1), "d1": (2,)}
    assert picture.first() is not None and picture.key(picture.first() or (0, 0))[0] == "d0"


def test_documents_stand_in_the_order_of_coding_of_their_dates_or_of_the_list() -> None:
    orders = {
        order: [drawn("Drift", order=order).key(at)[0] for at in drawn("Drift", order=order).drawing.cells]
        for order in Order
    }
    assert orders == {Order.CODED: ["d0", "d1"], Order.DATED: ["d1", "d0"], Order.LISTED: ["d0", "d1"]}


def test_a_document_without_a_date_is_not_among_the_dated_ones() -> None:
    whole = found()
    assert whole.study is not None
    third = DocumentId("d2")
    first, second = whole.stock.documents
    infos = (replace(first, metadata={}), second, replace(second, id=third, metadata={"date": "2020-05"}))
    by_document = (*whole.study.by_document, replace(whole.study.by_document[1], document=third))
    dated = replace(
        whole, stock=replace(whole.stock, documents=infos), study=replace(whole.study, by_document=by_document)
    )
    picture = PICTURES["Drift"](Wanted(dated, ALL, 640, Order.DATED))
    assert [picture.key(at)[0] for at in picture.drawing.cells] == ["d2", "d1"]


def test_a_row_of_intervals_leads_to_its_figure_one_for_each_aspect_and_label() -> None:
    picture = drawn("Intervals")
    figures = [picture.behind(at) for at in picture.drawing.cells]
    assert all(isinstance(one, Figure) for one in figures)
    shown = [one for one in FIGURES if one.coders == ALL and one.coefficient != "percent"]
    assert sorted(map(id, figures)) == sorted(map(id, shown))
    assert [one.label for one in figures if isinstance(one, Figure)] == [None] * 3 + ["appeal"] + ["warning"] * 3
    assert "undefined" in words_of(picture)


@pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)
def test_a_study_of_nothing_says_so_in_the_picture(draw: Callable[[Wanted], StudyPicture]) -> None:
    empty = study((), ())
    empty = replace(empty, by_document=(), spans=dict.fromkeys(empty.labels, (0, 0, 0)), compared=0)
    picture = draw(Wanted(found(empty), ALL, 640))
    assert picture.first() is None and words_of(picture)


@pytest.mark.parametrize("tab", PICTURES)
def test_each_picture_is_named_and_says_what_it_was_made_of(tab: str) -> None:
    assert drawn(tab).name and drawn(tab).caption == "Ana, Ben, Chloé · 2 documents"
    assert drawn(tab, (0, 2)).caption == "Ana, Chloé · 2 documents"


def test_labels_that_alone_are_compared_are_named() -> None:
    whole = study((), PLACES[:1])
    narrowed = replace(whole, labels=whole.labels[:1], design=replace(whole.design, labels=whole.labels[:1]))
    picture = PICTURES["Confusion"](Wanted(found(narrowed), ALL, 640))
    assert picture.caption == "Ana, Ben, Chloé · 2 documents · Appeal"
