"""Each coder has a row whose button takes what they said; rows are used again from case to case."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator.ui.adjudication.candidates import CandidateRows
from annotator.ui.adjudication.case_wording import CandidateLine
from annotator.ui.commands.key_names import put_in_force
from annotator.ui.commands.key_table import keys_in_force
from tests.ui.adjudication.desks import case, gold
from tests.ui.cases.builders import LABELS
from tests.ui.windows import Stage


def test_the_buttons_do_what_the_keys_do_and_leave_the_keyboard_in_the_text(table: Stage) -> None:
    panel = table.window.adjudication.panel
    QTest.mouseClick(panel.candidates.buttons[1], Qt.MouseButton.LeftButton)
    assert ("urged France to talk", "appeal") in gold(table) and table.reader.hasFocus()
    QTest.mouseClick(panel.choices.buttons["none"], Qt.MouseButton.LeftButton)
    assert case(table) == "Both will help"
    # By Tab and Space too; the text has the keyboard afterwards, since the button is gone.
    table.qtbot.waitUntil(panel.candidates.buttons[2].isVisible)
    panel.candidates.buttons[2].setFocus()
    table.press("Space")
    assert ("will help", "commitment") in gold(table) and table.reader.hasFocus()


def test_pieces_of_the_panel_that_are_replaced_at_once_never_become_windows(table: Stage) -> None:
    table.press("n", "n", "n", "p", "b")
    table.qtbot.wait(20)
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert shown == [table.window]


def line(letter: str, label: str = "appeal", more: tuple[str, ...] = (), is_current: bool = False) -> CandidateLine:
    return CandidateLine(letter, f"Coder {letter}", label, f"words of {letter}", more, is_current)


@given(st.lists(st.lists(st.booleans(), max_size=4), min_size=1, max_size=4))
def test_rows_that_are_used_again_say_what_the_case_at_hand_says(qapp: QApplication, cases: list[list[bool]]) -> None:
    rows = CandidateRows()
    for said in cases:
        lines = [line("ABCD"[at], "appeal" if marks else "") for at, marks in enumerate(said)]
        rows.show_lines(lines, LABELS)
        assert [button.text()[:1] for button in rows.buttons] == [each.letter for each in lines]
        assert [button.isEnabled() for button in rows.buttons] == said
        texts = [label.text() for label in rows.findChildren(QLabel) if label.isVisibleTo(rows) and label.text()]
        assert sorted(texts) == sorted(f"{each.name}: {each.text}" for each in lines)
    rows.deleteLater()


def test_the_line_at_hand_is_marked_and_what_is_secondary_stands_below(qapp: QApplication) -> None:
    rows = CandidateRows()
    rows.show_lines([line("A", more=("Force: urges", "in doubt.")), line("B", is_current=True), line("", "")], LABELS)
    texts = [label.text() for label in rows.findChildren(QLabel) if label.isVisibleTo(rows) and label.text()]
    assert "Coder A: words of A" in texts and "▸ Coder B: words of B" in texts
    assert [text.replace("\u200b", "") for text in texts if "Force" in text] == ["Force: urges\nin doubt."]
    # Who has no letter cannot be taken.
    assert [button.isVisibleTo(rows) for button in rows.buttons] == [True, True, False]
    rows.deleteLater()


def test_a_button_carries_the_number_of_its_row_and_its_key_as_it_is_now(qapp: QApplication, qtbot: QtBot) -> None:
    rows = CandidateRows()
    rows.show_lines([line(letter) for letter in "ABC"], LABELS)
    for number, button in enumerate(rows.buttons):
        with qtbot.waitSignal(rows.taken) as taken:
            button.click()
        assert taken.args == [number]
    assert [button.text() for button in rows.buttons] == ["A", "B", "C"]
    put_in_force({**keys_in_force({}), "adjudicate.take_b": ("Ctrl+K",)})
    assert [button.text() for button in rows.buttons] == ["A", "B (Ctrl+K)", "C"]
    rows.deleteLater()
