"""The picker: typing filters, arrows move, Enter chooses, and a screen reader hears where one is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.codebook import Cue
from annotator.ui.kit import theme, themes
from annotator.ui.kit.picker import Picker, PickItem, place_beside, ranked, spoken

COMMANDS = (
    PickItem("file.new", "New project…", hint="Ctrl+N", group="File"),
    PickItem("code.next", "Next span", hint="Tab", group="Code"),
    PickItem("edit.undo", "Undo: Code as appeal", hint="Ctrl+Z", group="Edit", enabled=False),
    PickItem("code.doubt", "Mark as in doubt", hint="?", group="Code"),
    PickItem("file.export", "Export…", hint="Ctrl+E", group="File"),
)
LABELS = (
    PickItem("appeal", "Appeal", "Asks somebody to do something.", "1", "#0072B2", Cue.SOLID),
    PickItem("warning", "Warning", "Says what will follow.", "3", "#D55E00", Cue.THICK),
)


@pytest.fixture
def picker(qtbot: QtBot) -> Picker:
    made = Picker(COMMANDS, "Commands", "Type a command…", "No command is called that.")
    qtbot.addWidget(made)
    made.show()
    return made


def shown(picker: Picker) -> list[str]:
    return [item.id for item in picker.model.items]


def test_all_is_listed_in_order_before_anything_is_typed(picker: Picker) -> None:
    assert shown(picker) == [item.id for item in COMMANDS]
    assert picker.list.currentIndex().row() == 0


def test_the_focus_is_in_the_field(picker: Picker, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: picker.field.hasFocus() or picker.focusWidget() is picker.field)


def test_typing_filters_with_the_best_first(picker: Picker, qtbot: QtBot) -> None:
    QTest.keyClicks(picker.field, "ns")
    assert shown(picker)[0] == "code.next"


def test_a_group_finds_its_commands(picker: Picker, qtbot: QtBot) -> None:
    QTest.keyClicks(picker.field, "file")
    assert shown(picker) == ["file.new", "file.export"]


def test_enter_chooses_the_current_item_and_closes(picker: Picker, qtbot: QtBot) -> None:
    QTest.keyClicks(picker.field, "expo")
    with qtbot.waitSignal(picker.chosen) as told:
        QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert told.args == ["file.export"]
    assert picker.isHidden()


def test_arrows_skip_what_is_not_enabled_and_go_round(picker: Picker, qtbot: QtBot) -> None:
    rows = []
    for _ in range(5):
        QTest.keyClick(picker.field, Qt.Key.Key_Down)
        rows.append(picker.list.currentIndex().row())
    assert rows == [1, 3, 4, 0, 1]
    QTest.keyClick(picker.field, Qt.Key.Key_Up)
    QTest.keyClick(picker.field, Qt.Key.Key_Up)
    assert picker.list.currentIndex().row() == 4


def test_a_page_goes_to_the_end_and_stays(picker: Picker, qtbot: QtBot) -> None:
    QTest.keyClick(picker.field, Qt.Key.Key_PageDown)
    assert picker.list.currentIndex().row() == 4
    QTest.keyClick(picker.field, Qt.Key.Key_PageUp)
    assert picker.list.currentIndex().row() == 0


def test_what_is_not_enabled_cannot_be_chosen(picker: Picker, qtbot: QtBot) -> None:
    QTest.keyClicks(picker.field, "undo")
    assert shown(picker) == ["edit.undo"]
    with qtbot.assertNotEmitted(picker.chosen):
        QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert picker.isVisible()


def test_where_nothing_fits_a_sentence_says_so(picker: Picker, qtbot: QtBot) -> None:
    QTest.keyClicks(picker.field, "zzz")
    assert shown(picker) == []
    assert picker.field.accessibleDescription() == "No command is called that."
    with qtbot.assertNotEmitted(picker.chosen):
        QTest.keyClick(picker.field, Qt.Key.Key_Return)


def test_escape_closes_without_a_choice(picker: Picker, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(picker.chosen):
        QTest.keyClick(picker.field, Qt.Key.Key_Escape)
    assert picker.isHidden()


def test_a_click_chooses(picker: Picker, qtbot: QtBot) -> None:
    place = picker.list.visualRect(picker.model.index(3)).center()
    with qtbot.waitSignal(picker.chosen) as told:
        QTest.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["code.doubt"]


def test_a_screen_reader_hears_the_item_its_key_and_its_place(picker: Picker, qtbot: QtBot) -> None:
    QTest.keyClick(picker.field, Qt.Key.Key_Down)
    assert picker.field.accessibleDescription() == "Next span, Code, Tab, 2 of 5"
    assert spoken(COMMANDS[2]).endswith("not available now")


@pytest.mark.parametrize("look", themes.THEMES, ids=lambda look: look.name)
def test_labels_are_drawn_with_their_colour_in_every_theme(
    qtbot: QtBot, qapp: QApplication, look: themes.Theme
) -> None:
    theme.apply(qapp, look)
    picker = Picker(LABELS, "Labels", "", "")
    qtbot.addWidget(picker)
    picker.resize(400, 200)
    picker.show()
    row = picker.list.visualRect(picker.model.index(1))
    image = picker.list.viewport().grab().toImage()
    middle = row.center().y()
    seen = {image.pixelColor(x, middle).name().upper() for x in range(10, 34)}
    assert theme.label_colour("#D55E00", look).upper() in seen


def test_it_opens_over_its_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(100, 100, 800, 600)
    window.show()
    picker = Picker(LABELS, "Labels", "", "", window)
    picker.show()
    assert picker.geometry().center().x() == pytest.approx(window.geometry().center().x(), abs=2)


@given(st.text(max_size=12))
def test_any_text_keeps_items_once_each_and_enabled_first(query: str) -> None:
    found = ranked(query, COMMANDS)
    assert len({item.id for item in found}) == len(found)
    if query.strip():
        assert sorted(found, key=lambda item: not item.enabled) == found


def of_labels(qtbot: QtBot, *more: PickItem) -> Picker:
    made = Picker((*LABELS, *more), "Code as", "", "", takes_hints=True)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_key_that_is_shown_beside_an_item_takes_it(qtbot: QtBot) -> None:
    picker = of_labels(qtbot)
    with qtbot.waitSignal(picker.chosen) as told:
        QTest.keyClicks(picker.field, "3")
    assert told.args == ["warning"] and picker.isHidden()


def test_a_letter_that_is_a_key_does_not_cut_off_whoever_types_a_name(qtbot: QtBot) -> None:
    picker = of_labels(qtbot, PickItem("threat", "Threat", hint="a"), PickItem("x", "Request", hint="q"))
    with qtbot.assertNotEmitted(picker.chosen):
        QTest.keyClicks(picker.field, "app")
    assert shown(picker)[0] == "appeal"
    picker.field.clear()
    with qtbot.waitSignal(picker.chosen) as told:
        QTest.keyClicks(picker.field, "q")
    assert told.args == ["x"], "no name begins with it"


def test_hints_are_no_keys_where_nobody_said_so(picker: Picker, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(picker.chosen):
        QTest.keyClicks(picker.field, "?")
    assert picker.isVisible()


def test_its_title_is_in_sight(qtbot: QtBot) -> None:
    picker = of_labels(qtbot)
    titles = [label for label in picker.findChildren(QLabel) if label.isVisible()]
    assert [label.text() for label in titles] == ["Code as"]


@given(st.integers(0, 700), st.integers(1, 400), st.integers(40, 400), st.integers(200, 900))
def test_it_covers_a_passage_only_where_there_is_room_neither_above_nor_below(
    top: int, lines: int, height: int, window: int
) -> None:
    within, passage = QRect(0, 0, 900, window), QRect(0, top, 600, lines)
    size = QSize(560, min(height, window))
    at = QRect(place_beside(passage, size, within), size)
    room = max(passage.top() - within.top(), within.bottom() - passage.bottom())
    assert within.contains(at)
    assert not at.intersects(passage) or room < size.height() + 16
    assert within.contains(QRect(place_beside(QRect(), size, within), size))
