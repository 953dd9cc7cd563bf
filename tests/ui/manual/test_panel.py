"""The panel: search over all pages, the way back, and keys that never reach the work beside."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.kit import theme, themes
from annotator.ui.manual.pages import FIRST, ManualPlace, names, page
from annotator.ui.manual.panel import ManualPanel
from annotator.ui.manual.rendering import PageLook
from tests.ui.test_names import controls_of, nameless_of

PX = [17]


def look() -> PageLook:
    return PageLook(theme.current(), PX[0], ("Noto Serif", "serif"))


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[ManualPanel]:
    """The panel in a window, on the page of coding."""
    PX[0] = 17
    window = QWidget()
    qtbot.addWidget(window)
    QHBoxLayout(window).addWidget(made := ManualPanel(look))
    window.resize(420, 560)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    made.open(ManualPlace("coding"))
    yield made


def shown(panel: ManualPanel) -> str:
    """Return the title of the page that is shown, empty while something is found."""
    return "" if panel.is_searching else panel.browser.headings()[0].text()


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)


def test_it_opens_on_the_place_and_stays_where_one_was_on_the_same_page(panel: ManualPanel) -> None:
    assert shown(panel) == "Code a text" and panel.browser.hasFocus()
    panel.browser.go_to(4)
    scrolled = panel.browser.verticalScrollBar().value()
    panel.open(ManualPlace("coding"))
    assert panel.browser.verticalScrollBar().value() == scrolled > 0
    panel.open(ManualPlace("adjudicate", "reasons"))
    assert shown(panel) == "Adjudicate" and panel.trail.text() == "Adjudicate › Reasons"


@pytest.mark.parametrize("name", names())
def test_every_page_can_be_shown_without_a_bar_across(panel: ManualPanel, name: str) -> None:
    panel.go(ManualPlace(name))
    assert shown(panel) == page(name).title
    assert panel.trail.text() == page(name).title
    if name != "keys":
        assert panel.browser.document().size().width() <= panel.browser.viewport().width() + 1


def test_search_shows_page_and_heading_and_return_goes_there_by_keys_alone(panel: ManualPanel) -> None:
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert panel.field.hasFocus()
    QTest.keyClicks(panel.field, "settle policy")
    assert panel.is_searching and panel.count.text().endswith("places")
    first = panel.model.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first.startswith("Adjudicate › Settle by a policy: ")
    press(Qt.Key.Key_Return)
    assert panel.trail.text() == "Adjudicate › Settle by a policy" and panel.browser.hasFocus()
    assert panel.field.text() == "" and len(panel.browser.extraSelections()) > 3


def test_the_arrows_choose_among_what_is_found(panel: ManualPanel) -> None:
    panel.field.setFocus()
    QTest.keyClicks(panel.field, "gold")
    press(Qt.Key.Key_Down)
    assert panel.results.hasFocus()
    press(Qt.Key.Key_Down)
    place = panel.results.currentIndex().data(Qt.ItemDataRole.UserRole)
    assert panel.results.currentIndex().row() == 1
    panel.results.activated.emit(panel.results.currentIndex())
    assert panel.place == place and not panel.is_searching


def test_nothing_found_is_said_and_escape_shows_the_page_again(panel: ManualPanel) -> None:
    panel.field.setFocus()
    QTest.keyClicks(panel.field, "zzqq")
    assert panel.count.text() == "No page has all these words." == panel.field.accessibleDescription()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert shown(panel) == "Code a text" and panel.browser.hasFocus()


def test_escape_leaves_from_the_page_and_from_the_empty_field(panel: ManualPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.left):
        press(Qt.Key.Key_Escape)
    panel.field.setFocus()
    with qtbot.waitSignal(panel.left):
        press(Qt.Key.Key_Escape)


def test_links_lead_to_pages_and_one_goes_back_and_forward_to_the_same_line(panel: ManualPanel) -> None:
    panel.browser.go_to(3)
    before = panel.browser.verticalScrollBar().value()
    panel.browser.followed.emit("codebook.md#roles")
    assert panel.trail.text() == "The codebook › Roles"
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown(panel) == "Code a text" and panel.browser.verticalScrollBar().value() == before
    assert panel.forward_button.isEnabled() and not panel.back_button.isEnabled()
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert shown(panel) == "The codebook"
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert shown(panel) == "The codebook"
    panel.contents_button.click()
    assert panel.place == ManualPlace(FIRST, "next") and not panel.forward_button.isEnabled()


def test_a_link_to_nowhere_changes_nothing(panel: ManualPanel) -> None:
    panel.browser.followed.emit("../../README.md")
    assert shown(panel) == "Code a text"


def test_no_key_that_is_typed_in_the_manual_reaches_the_work(panel: ManualPanel) -> None:
    done: list[str] = []
    window = panel.window()
    for key in ("3", "N", "Space", "Return", "Del", "Esc", "?", "Alt+Left", "Ctrl+F"):
        action = QAction(key, window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _=False, key=key: done.append(key))
        window.addAction(action)
    for focus in (panel.browser, panel.back_button, panel.results):
        for typed in (Qt.Key.Key_3, Qt.Key.Key_N, Qt.Key.Key_Delete, Qt.Key.Key_Question):
            focus.setFocus()
            QTest.keyClick(focus, typed)
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert done == []


def test_a_key_of_the_window_still_counts_there(panel: ManualPanel, qtbot: QtBot) -> None:
    window = panel.window()
    action = QAction("help", window)
    action.setShortcut(QKeySequence("F1"))
    window.addAction(action)
    with qtbot.waitSignal(action.triggered):
        press(Qt.Key.Key_F1)


def test_size_and_colours_follow_while_one_reads(panel: ManualPanel) -> None:
    panel.browser.go_to(4)
    before = panel.browser.document().size().height()
    PX[0] = 24
    panel.restyle()
    assert panel.browser.document().size().height() > before * 1.2
    assert panel.browser.heading_at_top() >= 3
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    for each in (themes.DARK, themes.LIGHT_CONTRAST):
        theme.apply(application, each)
        QApplication.processEvents()
        ink = panel.browser.headings()[0].begin().fragment().charFormat().foreground().color().name()
        assert ink.upper() == each.ink


def test_every_control_has_a_name_and_the_page_is_a_text_that_is_read(panel: ManualPanel) -> None:
    assert nameless_of(panel) == [] and len(controls_of(panel)) >= 6
    told = QAccessible.queryAccessibleInterface(panel.browser)
    text = told.textInterface()
    assert told.text(QAccessible.Text.Name) == "Page of the manual" and told.state().readOnly
    assert text.text(0, 11) == "Code a text" and told.text(QAccessible.Text.Description) == "Code a text"
