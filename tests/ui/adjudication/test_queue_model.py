"""The queue, changed row by row, is the queue that all cases would give; what is decided keeps its row."""

import random

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester

from annotator.adjudication.casebook import CaseBook, CaseChange
from annotator.adjudication.decisions import Settled, Status, defer, none_of_them
from annotator.adjudication.queue import ORDERS
from annotator.model.ids import LayerId, SpanId
from annotator.model.span import Span
from annotator.ui.adjudication.comparison import listed
from annotator.ui.adjudication.queue_model import QueueModel
from annotator.ui.adjudication.queue_view import QueueRow, QueueView, arranged
from tests.adjudication.builders import DOCUMENT, decided, span

LAYERS = (LayerId("A"), LayerId("B"))
TEXT = "x" * 80


def _listed(one: Settled) -> QueueRow:
    return listed(one, 0, TEXT)


def _take(model: QueueModel, news: CaseChange) -> None:
    model.update(DOCUMENT, [one.case.key for one in news.gone], [_listed(one) for one in news.come])


def _look(model: QueueModel, view: QueueView) -> None:
    model.show(arranged([*model.entries().values()], view))


def _change(book: CaseBook, rng: random.Random, number: int) -> CaseChange:
    cases = sorted(book.all(), key=lambda one: one.case.key)
    kind = rng.choice(["decide", "decide", "put", "remove"])
    if kind == "decide" and cases:
        case = rng.choice(cases).case
        made = decided(case, rng.choice([none_of_them, defer])(case), f"decision-{number}")
        return book.update(decisions=[made], dropped=[old.id for old in book.decisions_about(case)])
    if kind == "remove" and cases:
        return book.update(removed=[rng.choice(cases).case.candidates[0].id])
    return book.update([_span(rng, number)])


def _span(rng: random.Random, number: int) -> Span:
    start = rng.randrange(60)
    return span(f"{rng.choice('AB')}{number}", start, start + rng.randint(1, 5), rng.choice(["appeal", "warning"]))


@given(st.integers(0, 1 << 32), st.sampled_from(sorted(ORDERS)), st.booleans())
def test_a_queue_that_is_changed_row_by_row_holds_what_all_cases_give(seed: int, order: str, open_only: bool) -> None:
    rng, view = random.Random(seed), QueueView(order, open_only)
    book = CaseBook(DOCUMENT, LAYERS, [_span(rng, number) for number in range(20)], ())
    model = QueueModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.view = view
    model.show_all([*map(_listed, book.all())])
    for number in range(20, 40):
        _take(model, _change(book, rng, number))
        fresh = arranged([*map(_listed, book.all())], view)
        in_queue = [one for one in book.all() if one.case.differs or one.status is not Status.DECIDED]
        # What was decided meanwhile is still listed; all else is what a look through all cases lists.
        now = {one.entry.key: one for one in model.rows}
        assert {key for key, one in now.items() if view.wants(one.entry)} == {
            one.entry.key for one in fresh.rows if one.entry.kind != "agreed" or one.entry.status is not Status.DECIDED
        }
        assert model.rowCount() == len(model.rows) == len(now)
        assert model.undecided() == sum(one.status is not Status.DECIDED for one in in_queue)
        assert {one.case.key: _listed(one) for one in in_queue} == {
            key: one for (_, key), one in model.entries().items()
        }
        waiting = [at for at, one in enumerate(model.rows) if one.entry.status in (Status.OPEN, Status.CHANGED)]
        put_off = [at for at, one in enumerate(model.rows) if one.entry.status is Status.DEFERRED]
        stand = [one.status for one in in_queue]
        undecided = len(stand) - stand.count(Status.DECIDED)
        assert model.counts_within() == (undecided, stand.count(Status.DEFERRED), len(stand))
        for row, one in enumerate(model.rows):
            assert model.row_of(DOCUMENT, one.entry.key) == row
            assert model.open_from(row) == next((at for at in waiting if at >= row), waiting[0] if waiting else -1)
            assert model.put_off_from(row) == next((at for at in put_off if at >= row), put_off[0] if put_off else -1)
    _look(model, view)
    assert [one.entry for one in model.rows] == [one.entry for one in arranged([*model.entries().values()], view).rows]
    del tester


def test_a_case_that_is_decided_keeps_its_row_until_the_queue_is_put_in_order_again() -> None:
    book = CaseBook(DOCUMENT, LAYERS, [span("A1", 0, 5), span("A2", 10, 15), span("A3", 20, 25)], ())
    model = QueueModel()
    model.view = QueueView("document")
    model.show_all([*map(_listed, book.all())])
    moved: list[str] = []
    model.rowsInserted.connect(lambda *_: moved.append("in"))
    model.rowsRemoved.connect(lambda *_: moved.append("out"))
    case = next(one.case for one in book.all() if one.case.start == 10)
    _take(model, book.update(decisions=[decided(case, none_of_them(case))]))
    assert model.rows[1].entry.status is Status.DECIDED and moved == []
    _look(model, model.view)
    assert [one.entry.start for one in model.rows] == [0, 20]
    _take(model, book.update(removed=[SpanId("A1")]))
    assert moved == ["out"] and [one.entry.start for one in model.rows] == [20]


def test_what_has_changed_since_it_was_decided_comes_first_in_every_order() -> None:
    spans = [span("A1", 0, 5), span("A2", 10, 15), span("A3", 20, 25)]
    for order in ORDERS:
        book = CaseBook(DOCUMENT, LAYERS, spans, ())
        model = QueueModel()
        model.view = QueueView(order)
        model.show_all([*map(_listed, book.all())])
        last = next(one.case for one in book.all() if one.case.start == 20)
        _take(model, book.update(decisions=[decided(last, none_of_them(last))]))
        _take(model, book.update([span("A3", 20, 25, "warning")]))
        first = model.rows[0].entry
        assert (first.start, first.status) == (20, Status.CHANGED), order
        # And one that was put off comes last when the queue is put in order.
        begin = next(one.case for one in book.all() if one.case.start == 0)
        _take(model, book.update(decisions=[decided(begin, defer(begin), "put off")]))
        _look(model, model.view)
        assert [one.entry.start for one in model.rows] == [20, 10, 0], order


def test_only_cases_of_a_label_and_a_kind_are_listed_when_asked_for() -> None:
    spans = [span("A1", 0, 5), span("B1", 0, 5, "warning"), span("A2", 10, 15), span("B2", 20, 25, "warning")]
    book = CaseBook(DOCUMENT, LAYERS, spans, ())
    model = QueueModel()
    model.show_all([*map(_listed, book.all())])
    starts = {}
    for name, view in {
        "warning": QueueView(label="warning"),
        "missing": QueueView("document", kind="missing"),
        "both": QueueView(label="warning", kind="label"),
    }.items():
        _look(model, view)
        starts[name] = sorted(one.entry.start for one in model.rows)
    assert starts == {"warning": [0, 20], "missing": [10, 20], "both": [0]}
    assert model.undecided() == 3, "what is not listed is still open"
