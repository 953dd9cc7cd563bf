"""The passages behind a place: what is said of them, and where the keyboard goes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStyledItemDelegate, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.pictures.passage_panel import Index, PassagePanel, PassageRows


class Words(PassageRows[str]):
    """Passages that are words; each stands in a document called after it."""

    def place_of(self, passage: str) -> tuple[str, str]:
        return f"document of {passage}", passage

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.passages[index.row()] if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[PassagePanel[Words]]:
    """A panel in a window that has something else too."""
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    made = PassagePanel(Words(), QStyledItemDelegate())
    row.addWidget(QLineEdit())
    row.addWidget(made)
    window.resize(600, 300)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made


def test_it_is_hidden_until_a_place_is_opened_and_after_it_is_closed(panel: PassagePanel[Words]) -> None:
    assert not panel.isVisible()
    panel.wait("France to China: 2 acts")
    assert panel.isVisible() and not panel.list.isVisible() and panel.note.text() == "Reading the passages…"
    panel.show_passages("France to China: 2 acts", ["one", "two"])
    assert panel.list.isVisible() and panel.note.text() == "2 acts"
    assert panel.title == panel.list.accessibleName() == "France to China: 2 acts"
    panel.clear()
    assert not panel.isVisible() and panel.model.rowCount() == 0 and panel.place_at_hand() is None


def test_where_there_are_none_it_says_so_in_its_own_words_or_in_those_given(panel: PassagePanel[Words]) -> None:
    panel.show_passages("Nobody to nobody", [])
    assert panel.note.text() == "There are no passages behind this." and not panel.list.isVisible()
    panel.show_passages("Nobody to nobody", [], "Nobody disagrees.")
    assert panel.note.text() == "Nobody disagrees." and panel.place_at_hand() is None
    panel.show_passages("Ana and Ben", ["one"])
    assert panel.note.text() != "Nobody disagrees."


def test_the_head_is_told_what_and_how_many(panel: PassagePanel[Words], qtbot: QtBot) -> None:
    for said, head in (
        ("France to China: 2 acts", ("France to China", "2 acts")),
        ("Press: a survey, Appeal: 1 coding", ("Press: a survey, Appeal", "1 coding")),
        ("Ana and Ben", ("Ana and Ben", "")),
    ):
        with qtbot.waitSignal(panel.headed) as told:
            panel.show_passages(said, ["one"])
        assert (told.args[0], panel.note.text()) == head and panel.list.accessibleName() == said


def test_the_keyboard_stays_in_the_list_while_it_is_read_anew(panel: PassagePanel[Words]) -> None:
    panel.show_passages("Two", ["one", "two"])
    panel.list.setFocus()
    panel.wait("Two")
    assert panel.list.hasFocus()
    panel.show_passages("Two", ["one"])
    assert panel.list.hasFocus() and panel.place_at_hand() == ("document of one", "one")


def test_the_first_is_at_hand_and_enter_goes_to_the_one_that_is(panel: PassagePanel[Words], qtbot: QtBot) -> None:
    panel.show_passages("Three", ["one", "two", "three"])
    assert panel.place_at_hand() == ("document of one", "one")
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.place_at_hand() == ("document of two", "two")
    with qtbot.waitSignal(panel.chosen) as told:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert told.args == ["document of two", "two"]


def test_escape_leads_back_and_the_button_closes(panel: PassagePanel[Words], qtbot: QtBot) -> None:
    panel.show_passages("One", ["one"])
    panel.list.setFocus()
    with qtbot.waitSignal(panel.left), qtbot.assertNotEmitted(panel.closed):
        QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    with qtbot.waitSignal(panel.closed):
        panel.close_button.click()


def test_the_keyboard_goes_back_only_if_it_was_in_the_panel(panel: PassagePanel[Words], qtbot: QtBot) -> None:
    panel.show_passages("One", ["one"])
    other = panel.window().findChild(QLineEdit)
    assert isinstance(other, QLineEdit)
    other.setFocus()
    with qtbot.assertNotEmitted(panel.left):
        panel.clear()
    panel.show_passages("One", ["one"])
    panel.list.setFocus()
    with qtbot.waitSignal(panel.left):
        panel.clear()


def test_a_second_list_takes_the_place_of_the_first(panel: PassagePanel[Words]) -> None:
    panel.show_passages("Two", ["one", "two"])
    panel.list.setCurrentIndex(panel.model.index(1))
    panel.show_passages("One", ["دعا الرئيس"])
    assert panel.model.rowCount() == 1 and panel.model.rowCount(panel.model.index(0)) == 0
    assert panel.place_at_hand() == ("document of دعا الرئيس", "دعا الرئيس")
