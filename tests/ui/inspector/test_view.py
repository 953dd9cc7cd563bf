"""The selected span and the list: what is written is handed on, and nothing jumps."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.inspector.view import Inspector
from tests.ui.inspector.spans import span


def test_the_list_stands_still_whether_a_span_is_selected_or_not(inspector: Inspector) -> None:
    QApplication.processEvents()
    top = inspector.heading.mapTo(inspector, inspector.heading.rect().topLeft()).y()
    inspector.select(None)
    QApplication.processEvents()
    assert inspector.heading.mapTo(inspector, inspector.heading.rect().topLeft()).y() == top
    assert inspector.card.empty.isVisible()


def test_selecting_is_not_choosing_but_the_arrows_are(inspector: Inspector, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(inspector.chosen):
        inspector.select("b")
        inspector.update_spans([span("a", 10, 12)], ["b"])
        inspector.update_spans([span("b", 2, 3)], [])
        inspector.filter.setText("nothing like it")
        inspector.filter.clear()
    inspector.select("b")
    inspector.list.setFocus()
    with qtbot.waitSignal(inspector.chosen) as chosen:
        QTest.keyClick(inspector.list, Qt.Key.Key_Down)
    assert chosen.args == ["a"]
    with qtbot.waitSignal(inspector.left):
        QTest.keyClick(inspector.list, Qt.Key.Key_Return)


def test_the_list_is_filtered_by_label_quote_and_note(inspector: Inspector) -> None:
    for text, rows in (("warn", 1), ("old", 1), ("xxx", 2), ("nothing", 0)):
        inspector.filter.setText(text)
        assert inspector.list.model().rowCount() == rows
    inspector.filter.setFocus()
    inspector.filter.setText("warn")
    QTest.keyClick(inspector.filter, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is inspector.list


def test_the_heading_counts_acts_and_others(inspector: Inspector) -> None:
    assert inspector.heading.text() == "2 acts"
    inspector.update_spans([span("c", 20, 22, "actor")], ["b"])
    assert inspector.heading.text() == "1 act · 1 other span"
    inspector.update_spans([span("c", 20, 22, "appeal")], [])
    assert inspector.heading.text() == "2 acts", "a new label counts too"
    inspector.update_spans([span("c", 20, 22, "actor")], [])
    inspector.update_spans([], ["a", "c"])
    assert inspector.heading.text() == "Spans of this text"
