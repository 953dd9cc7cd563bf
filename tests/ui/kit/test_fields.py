"""The fields of forms tell of what somebody typed, never of what they were given to show."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.codebook import Cue
from annotator.ui.kit.fields import OKABE_ITO, Choice, ColourField, Fields, LinesArea, TextArea, boxed

TEXTS = st.text(st.sampled_from("ab \nم高🕊"), max_size=12)


@pytest.fixture
def area(qtbot: QtBot) -> Iterator[LinesArea]:
    made = LinesArea()
    qtbot.addWidget(made)
    made.show()
    yield made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(items=st.lists(TEXTS.filter(lambda text: bool(text.strip())), max_size=4), later=TEXTS)
def test_items_of_several_lines_come_back_as_they_were_and_nothing_is_told(
    area: LinesArea, items: list[str], later: str
) -> None:
    told: list[object] = []
    listener = area.edited.connect(lambda: told.append(1))
    area.show_items(items)
    assert area.items() == tuple(items)
    area.show_text(later)
    assert area.toPlainText() == later and told == []
    area.edited.disconnect(listener)


def test_an_item_of_two_lines_and_two_items_are_different_lists(area: LinesArea) -> None:
    for items in (("one\ntwo",), ("one", "two"), ("one\ntwo",)):
        area.show_items(items)
        assert area.items() == items


def test_enter_begins_an_item_and_shift_and_enter_a_line_within_one(area: LinesArea, qtbot: QtBot) -> None:
    with qtbot.waitSignal(area.edited):
        QTest.keyClicks(area, "one")
    QTest.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(area, "more")
    QTest.keyClick(area, Qt.Key.Key_Return)
    QTest.keyClicks(area, "two")
    assert area.items() == ("one\nmore", "two")


def test_a_text_area_is_as_high_as_its_text_between_its_least_and_its_most(qtbot: QtBot) -> None:
    area = TextArea(3)
    qtbot.addWidget(area)
    area.show()
    heights = []
    for lines in (0, 3, 6, 40, 400):
        area.show_text("\n".join("x" for _ in range(lines)))
        heights.append(area.height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]
    area.resize(900, area.height())
    area.show_text("word " * 120)
    wide = area.height()
    area.resize(200, area.height())
    assert area.height() > wide


def test_the_wheel_chooses_nothing_and_is_left_to_the_form(qtbot: QtBot) -> None:
    choice = Choice()
    qtbot.addWidget(choice)
    choice.addItems(["a", "b", "c"])
    choice.setCurrentIndex(1)
    event = QWheelEvent(
        QPointF(2, 2), QPointF(2, 2), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    choice.wheelEvent(event)
    assert choice.currentIndex() == 1 and not event.isAccepted()


@pytest.mark.parametrize("name", OKABE_ITO)
def test_every_colour_is_shown_by_its_name_and_chosen_by_it(qtbot: QtBot, name: str) -> None:
    field = ColourField()
    qtbot.addWidget(field)
    told: list[str] = []
    field.edited.connect(lambda: told.append(field.colour))
    field.show_colour(OKABE_ITO[name].lower(), Cue.SOLID)
    assert field.named.currentText() == name and told == []
    field.show_colour("#123456", Cue.SOLID)
    assert field.named.currentText() == "Another one"
    row = field.named.findText(name)
    field.named.setCurrentIndex(row)
    field.named.activated.emit(row)
    assert field.colour == OKABE_ITO[name] and told == [OKABE_ITO[name]]


def test_another_colour_puts_the_keyboard_where_it_is_typed(qtbot: QtBot) -> None:
    field = ColourField()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.show_colour("#0072B2", Cue.SOLID)
    with qtbot.assertNotEmitted(field.edited):
        field.named.activated.emit(field.named.count() - 1)
    qtbot.waitUntil(field.code.hasFocus)
    QTest.keyClicks(field.code, "#009e73")
    assert field.colour == "#009e73" and field.named.currentText() == "Green"


def test_a_fault_is_said_below_its_field_until_it_is_mended(qtbot: QtBot) -> None:
    fields, name, key = Fields(), QLineEdit(), QLineEdit()
    fields.add("name", "&Name", name, "What it is called.")
    fields.add_row(("key", "Key:", key))
    page = boxed(fields)
    qtbot.addWidget(page)
    page.show()
    assert (name.accessibleName(), key.accessibleName()) == ("Name", "Key")
    fields.say({"key": "One letter.", "elsewhere": "Not here."})
    assert (name.accessibleDescription(), key.accessibleDescription()) == ("What it is called.", "One letter.")
    fields.say({})
    assert key.accessibleDescription() == ""
    fields.say({"name": "A name is missing."})
    assert name.accessibleDescription() == "A name is missing."
    fields.say({})
    assert name.accessibleDescription() == "What it is called."


def test_a_boxed_layout_is_hidden_whole(qtbot: QtBot) -> None:
    layout, field = QVBoxLayout(), QLineEdit()
    layout.addWidget(field)
    page: QWidget = boxed(layout)
    qtbot.addWidget(page)
    page.show()
    assert field.isVisible() and layout.contentsMargins().left() == 0
    page.hide()
    assert not field.isVisible()
