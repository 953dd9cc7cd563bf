"""The list of cases, changed row by row, is the list that all cases would give."""

import random

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester

from annotator.adjudication.casebook import CaseBook
from annotator.adjudication.decisions import Status, defer, none_of_them
from annotator.model.decision import Decision
from annotator.model.ids import LayerId, SpanId
from annotator.model.span import Span
from annotator.ui.adjudication.item_model import CaseModel
from tests.adjudication.builders import DOCUMENT, decided, span

LAYERS = (LayerId("A"), LayerId("B"))


def _changed(book: CaseBook, model: CaseModel, rng: random.Random, number: int) -> None:
    cases = sorted(book.all(), key=lambda one: one.case.key)
    kind = rng.choice(["decide", "decide", "put", "remove"])
    if kind == "decide" and cases:
        case = rng.choice(cases).case
        made: Decision = decided(case, rng.choice([none_of_them, defer])(case), f"decision-{number}")
        model.update_cases(book.update(decisions=[made], dropped=[old.id for old in book.decisions_about(case)]))
    elif kind == "remove" and cases:
        model.update_cases(book.update(removed=[rng.choice(cases).case.candidates[0].id]))
    else:
        model.update_cases(book.update([_span(rng, number)]))


def _span(rng: random.Random, number: int) -> Span:
    start = rng.randrange(60)
    return span(f"{rng.choice('AB')}{number}", start, start + rng.randint(1, 5), rng.choice(["appeal", "warning"]))


@given(st.integers(0, 1 << 32))
def test_a_list_that_is_changed_row_by_row_is_the_list_of_all_cases(seed: int) -> None:
    rng = random.Random(seed)
    book = CaseBook(DOCUMENT, LAYERS, [_span(rng, number) for number in range(20)], ())
    model, fresh = CaseModel(), CaseModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_cases(book.all())
    for number in range(20, 40):
        _changed(book, model, rng, number)
        fresh.show_cases(book.all())
        assert model.cases == fresh.cases and model.rowCount() == len(model.cases)
        assert model.undecided() == sum(one.status is not Status.DECIDED for one in fresh.cases)
        for row, one in enumerate(fresh.cases):
            waiting = [at for at, each in enumerate(fresh.cases) if each.status in (Status.OPEN, Status.CHANGED)]
            expected = next((at for at in waiting if at >= row), waiting[0] if waiting else -1)
            assert model.open_after(row) == expected
            assert model.row_of(one) == row == model.row_from(model.order_at(row))
    del tester


def test_a_case_that_is_decided_stays_the_same_row_and_one_that_goes_leaves_its_place_to_the_next() -> None:
    book = CaseBook(DOCUMENT, LAYERS, [span("A1", 0, 5), span("A2", 10, 15), span("A3", 20, 25)], ())
    model = CaseModel()
    model.show_cases(book.all())
    moved: list[str] = []
    model.rowsInserted.connect(lambda *_: moved.append("in"))
    model.rowsRemoved.connect(lambda *_: moved.append("out"))
    case = model.cases[1].case
    model.update_cases(book.update(decisions=[decided(case, none_of_them(case))]))
    assert model.cases[1].status is Status.DECIDED and moved == []
    order = model.order_at(1)
    model.update_cases(book.update(removed=[SpanId("A2")]))
    assert moved == ["out"] and model.row_from(order) == 1 and model.cases[1].case.start == 20
