"""Above the queue it is chosen which cases are listed, and in which order."""

from itertools import product

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from annotator.ui.adjudication.queue_bar import ORDERS, STANDS, QueueBar
from annotator.ui.adjudication.queue_view import KINDS, QueueView
from tests.ui.adjudication.desks import case, settled
from tests.ui.cases.builders import BOOK
from tests.ui.windows import Stage


def test_a_key_lists_the_cases_in_the_next_order_and_the_case_at_hand_stays(keyed: Stage) -> None:
    model, before = keyed.window.adjudication.panel.model, case(keyed)
    orders = []
    for _ in range(6):
        keyed.press("q")
        settled(keyed)
        orders.append(model.view.order)
        assert case(keyed) == before
    assert sorted(orders) == sorted({"worst", "document", "label", "kind", "doubt", "pair"})
    keyed.press("Ctrl+L")
    assert keyed.window.adjudication.panel.list.hasFocus()
    keyed.press("Down")
    assert case(keyed) != before and keyed.window.adjudication.panel.list.hasFocus()
    keyed.press("Ctrl+T")
    assert keyed.reader.hasFocus()


def test_the_queue_is_not_put_in_order_by_pairs(table: Stage) -> None:
    table.action("adjudicate.blind").trigger()
    bar = table.window.adjudication.panel.bar
    assert bar.order.findData("pair") < 0
    table.action("adjudicate.blind").trigger()
    assert bar.order.findData("pair") >= 0
    bar.order.setCurrentIndex(bar.order.findData("doubt"))
    bar.next_order()
    assert bar.view.order == "pair"
    table.action("adjudicate.blind").trigger()
    settled(table)
    assert bar.view.order == "worst" and table.window.adjudication.panel.model.view.order == "worst"


@pytest.fixture
def bar(qtbot: QtBot) -> QueueBar:
    made = QueueBar()
    qtbot.addWidget(made)
    made.set_labels(BOOK.labels)
    made.set_documents({"d1": "First", "d2": "Second"})
    return made


def choices(bar: QueueBar) -> list[QComboBox]:
    return [bar.order, bar.status, bar.label, bar.kind, bar.document]


def test_what_is_shown_is_what_each_list_says_and_nothing_is_told(bar: QueueBar) -> None:
    told: list[QueueView] = []
    bar.changed.connect(told.append)
    for order, stands, label, kind, id in product(ORDERS, STANDS, ("", "appeal"), ("", "slot"), ("", "d2")):
        bar.show_view(QueueView(order, stands != "", label, kind, id, arrived=stands == "arrived"))
        assert [each.currentData() for each in choices(bar)] == [order, stands, label, kind, id]
    assert told == []


def test_each_choice_is_told_with_all_the_others(bar: QueueBar) -> None:
    told: list[QueueView] = []
    bar.changed.connect(told.append)
    for box in choices(bar):
        box.setCurrentIndex(box.count() - 1)
        box.activated.emit(box.count() - 1)
    last_label, last_kind = BOOK.labels[-1].id, list(KINDS)[-1].value
    assert told == [
        QueueView("pair"),
        QueueView("pair", arrived=True),
        QueueView("pair", True, last_label, arrived=True),
        QueueView("pair", True, last_label, last_kind, arrived=True),
        QueueView("pair", True, last_label, last_kind, "d2", arrived=True),
    ]
    assert bar.view == told[-1]


def test_the_order_goes_round(bar: QueueBar) -> None:
    seen = []
    for _ in range(bar.order.count()):
        bar.next_order()
        seen.append(bar.view.order)
    assert sorted(seen) == sorted(ORDERS) and bar.view.order == QueueView().order


def test_a_label_that_stays_is_still_chosen_and_one_that_is_gone_is_not_asked_for(bar: QueueBar) -> None:
    told: list[QueueView] = []
    bar.show_view(QueueView(label="appeal"))
    bar.changed.connect(told.append)
    bar.set_labels([label for label in BOOK.labels if label.id != "actor"])
    assert told == [] and bar.label.currentData() == "appeal"
    bar.set_labels([label for label in BOOK.labels if label.id != "appeal"])
    assert told == [QueueView()] and bar.label.currentText() == "Any label"


def test_a_document_that_is_gone_is_not_asked_for(bar: QueueBar) -> None:
    told: list[QueueView] = []
    bar.show_view(QueueView(document="d2"))
    bar.changed.connect(told.append)
    bar.set_documents({"d2": "Second, renamed"})
    assert told == [] and bar.document.currentText() == "Second, renamed"
    bar.set_documents({"d1": "First"})
    assert told == [QueueView()] and bar.document.currentText() == "All texts"
