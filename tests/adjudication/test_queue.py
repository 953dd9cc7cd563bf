"""The queue has what each case needs to be listed, and sorts in each of its orders."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudication.cases import Case, CaseKind
from annotator.adjudication.decisions import Settled, Status, settle
from annotator.adjudication.queue import ORDERS, QueueEntry, entry_of, severity
from annotator.model.ids import DocumentId
from tests.adjudication.builders import A, B, C, Coded, cases_of, coded_layers, only_case, span


def entry(case: Case, place: int = 0, status: Status = Status.OPEN) -> QueueEntry:
    return entry_of(Settled(case, status, None), place)


@given(coded_layers())
def test_an_entry_says_what_its_case_says(coded: Coded) -> None:
    for settled in settle(coded.cases(), []):
        case, made = settled.case, entry_of(settled, 3)
        assert (made.document, made.key, made.kind) == (case.document, case.key, case.kind)
        assert (made.start, made.stop, made.status, made.place) == (case.start, case.stop, Status.OPEN, 3)
        assert made.severity == severity(case)
        assert set(made.labels) == {one.label for one in case.candidates}
        assert made.layers == tuple(one.layer for one in case.candidates)
        assert (made.pair is None) == (case.kind is CaseKind.AGREED)


@given(coded_layers(), st.randoms(use_true_random=False))
def test_each_order_is_one_order_whatever_it_is_made_from(coded: Coded, rng: Random) -> None:
    entries = [entry(case, place) for place in (0, 1) for case in coded.cases()]
    entries = [replace(one, document=DocumentId(f"d{one.place}"), key=f"{one.place}{one.key}") for one in entries]
    turned = sorted(entries, key=lambda _: rng.random())
    for order in ORDERS.values():
        assert sorted(turned, key=order) == sorted(entries, key=order)


def test_the_worst_come_first_and_of_equals_those_that_changed_since() -> None:
    missing, label, agreed = (
        entry(only_case(*spans))
        for spans in (
            [span("A1", 0, 9)],
            [span("A1", 0, 9), span("B1", 0, 9, "warning")],
            [span("A1", 0, 9), span("B1", 0, 9)],
        )
    )
    changed = replace(missing, key="later", start=50, stop=60, status=Status.CHANGED)
    assert sorted([agreed, label, missing, changed], key=ORDERS["worst"]) == [changed, missing, label, agreed]


def test_the_other_orders_put_the_worst_first_within_what_they_sort_by() -> None:
    first, second = [entry(case) for case in cases_of(span("A1", 0, 9), span("B1", 1, 9), span("A2", 20, 29))]
    third = entry(only_case(span("A1", 0, 9, "warning"), span("C1", 0, 5, "warning"), layers="AC"), 1)
    every = [second, third, first]

    def order(name: str) -> list[QueueEntry]:
        return sorted(every, key=ORDERS[name])

    assert (first.pair, second.pair, third.pair) == ((A, B), (A, B), (A, C))
    assert order("document") == [first, second, third]
    assert order("label") == [second, first, third]
    assert order("kind") == [second, third, first]
    assert order("pair") == [second, first, third]
    assert C in third.layers
