"""What the queue lists and in which order, over all cases."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.decisions import Status
from annotator.adjudication.queue import ORDERS, QueueEntry
from annotator.model.ids import DocumentId, LabelId, LayerId
from annotator.ui.adjudication import queue_bar, queue_view
from annotator.ui.adjudication.queue_view import KINDS, WAITS, QueueRow, QueueView, arranged, belongs, gathered


@st.composite
def rows(draw: st.DrawFn) -> list[QueueRow]:
    """Draw cases of two documents, each with a key of its own."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        layers = tuple(LayerId(name) for name in draw(st.sets(st.sampled_from("ABC"), min_size=1)))
        entry = QueueEntry(
            DocumentId(draw(st.sampled_from(["d1", "d2"]))),
            f"case-{number}",
            draw(st.sampled_from(CaseKind)),
            draw(st.sampled_from(Status)),
            draw(st.sampled_from([0.0, 0.3, 1.0])),
            tuple(LabelId(name) for name in sorted(draw(st.sets(st.sampled_from(["appeal", "actor"]), min_size=1)))),
            tuple(sorted(layers)),
            start := draw(st.integers(0, 50)),
            start + 1,
            draw(st.sampled_from([None, (LayerId("A"), LayerId("B"))])),
            newcomers=frozenset(map(LayerId, draw(st.sets(st.just("D"))))),
        )
        found.append(QueueRow(entry, ""))
    return found


VIEWS = st.builds(
    QueueView,
    st.sampled_from(sorted(ORDERS)),
    st.booleans(),
    st.sampled_from(["", "appeal", "actor"]),
    st.sampled_from(["", *(kind.value for kind in CaseKind)]),
    arrived=st.booleans(),
)


@given(rows(), VIEWS)
def test_what_is_wanted_is_listed_once_and_in_order(every: list[QueueRow], view: QueueView) -> None:
    queue = arranged(every, view)
    assert sorted(one.place for one in queue.rows) == sorted(one.place for one in every if view.wants(one.entry))
    assert queue.keys == sorted(queue.keys) == [view.key(one.entry) for one in queue.rows]
    assert queue.waiting == [view.key(one.entry) for one in queue.rows if one.entry.status in WAITS]
    assert queue.put_off == [view.key(one.entry) for one in queue.rows if one.entry.status is Status.DEFERRED]
    assert [queue.key_of[one.place] for one in queue.rows] == queue.keys and len(queue.key_of) == len(queue.keys)


@given(rows())
def test_all_cases_are_found_by_their_document_and_by_who_came_to_them(every: list[QueueRow]) -> None:
    cases = gathered(every)
    assert list(cases.every.values()) == every
    assert {(document, key) for document, keys in cases.of_document.items() for key in keys} == cases.every.keys()
    undecided = Counter(one.entry.document for one in every if one.entry.status is not Status.DECIDED)
    assert cases.undecided == undecided
    assert cases.come == {one.place: one.entry.newcomers for one in every if one.entry.newcomers}


@given(rows(), VIEWS, st.integers(1, 5))
def test_in_however_many_goes_they_are_sorted_the_order_is_the_same(
    every: list[QueueRow], view: QueueView, few: int
) -> None:
    at_once = arranged(every, view)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(queue_view, "_AT_ONCE", few)
        assert arranged(every, view) == at_once


@given(rows(), VIEWS)
def test_what_changed_comes_first_what_was_put_off_last_in_every_order(every: list[QueueRow], view: QueueView) -> None:
    rank = {Status.CHANGED: 0, Status.DEFERRED: 2}
    ranks = [rank.get(one.entry.status, 1) for one in arranged(every, view).rows]
    assert ranks == sorted(ranks)


@given(rows(), VIEWS)
def test_what_is_listed_is_of_the_label_and_of_the_kind_and_open_where_that_is_asked(
    every: list[QueueRow], view: QueueView
) -> None:
    for one in (one.entry for one in every):
        fits = (view.label in (*one.labels, "")) and (view.kind in (one.kind.value, ""))
        stands = bool(one.newcomers) if view.arrived else not (view.open_only and one.status is Status.DECIDED)
        assert view.wants(one) == (fits and stands)


def test_nobody_has_to_look_at_what_all_say_alike_unless_it_changed() -> None:
    for kind in CaseKind:
        for status in Status:
            entry = QueueEntry(DocumentId("d1"), "k", kind, status, 0.0, (), (), 0, 1)
            assert belongs(entry) == ((kind, status) != (CaseKind.AGREED, Status.DECIDED))


def test_every_kind_has_words_of_its_own_and_every_order_a_title() -> None:
    assert set(KINDS) == set(CaseKind) and len(set(KINDS.values())) == len(KINDS)
    assert set(queue_bar.ORDERS) == set(ORDERS)
