"""Where the fields of a file go is shown, and told only once a person chose."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.operations.exchange.format_choices import CODING_MEANINGS, CODING_TARGETS
from annotator.readers.field_map import AS_IT_IS, NOWHERE, TARGETS, FieldMap, FieldSeen, field_map
from annotator.ui.dialogs.import_fields import FieldTable

FIELDS = (
    FieldSeen("Titel", ("First", "Second"), "title"),
    FieldSeen("Datum", ("6. April 2023",)),
    FieldSeen("Notiz", ("x", "y", "z")),
)


@pytest.fixture
def told() -> list[FieldMap]:
    return []


@pytest.fixture
def fields(qtbot: QtBot, told: list[FieldMap]) -> Iterator[FieldTable]:
    made = FieldTable()
    made.changed.connect(told.append)
    qtbot.addWidget(made)
    made.show()
    made.show_fields(FIELDS, field_map(["date=Datum"]))
    yield made


def choose(table: FieldTable, row: int, target: str) -> None:
    box = table.boxes[row]
    box.setCurrentIndex(box.findData(target))
    box.activated.emit(box.currentIndex())


def test_each_field_has_its_place_and_values_of_several_documents(fields: FieldTable, told: list[FieldMap]) -> None:
    assert [box.currentText() for box in fields.boxes] == ["title", "date", "Notiz"]
    shown = [item.text() for row in range(3) if (item := fields.table.item(row, 2)) is not None]
    assert shown == ["First · Second", "6. April 2023", "x · y · z"]
    assert told == []


@pytest.mark.parametrize("target", [*TARGETS[2:], NOWHERE])
def test_a_field_goes_where_one_chooses(fields: FieldTable, told: list[FieldMap], target: str) -> None:
    choose(fields, 2, target)
    assert told == [FieldMap((("Datum", "date"), ("Titel", "title"), ("Notiz", target)))]


def test_a_name_of_ones_own_can_be_written(fields: FieldTable, told: list[FieldMap]) -> None:
    line = fields.boxes[2].lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "remark")
    line.editingFinished.emit()
    assert told[-1].get("Notiz") == "remark"
    fields.show_fields(FIELDS, told[-1])
    assert fields.boxes[2].currentText() == "remark"


def test_what_was_the_title_and_is_to_be_none_is_told(fields: FieldTable, told: list[FieldMap]) -> None:
    choose(fields, 0, "Titel")
    assert ("Titel", "Titel") in told[-1].pairs
    fields.show_fields(FIELDS, told[-1])
    assert fields.boxes[0].currentText() == "Titel"


def test_the_same_fields_keep_their_boxes_and_others_get_theirs(fields: FieldTable) -> None:
    boxes = list(fields.boxes)
    fields.show_fields(FIELDS, AS_IT_IS)
    assert fields.boxes == boxes and boxes[1].currentText() == "Datum"
    fields.show_fields((), AS_IT_IS)
    assert fields.boxes == [] and fields.table.isHidden() and "says nothing" in fields.about.text()


def test_what_a_column_of_codings_means_is_said_where_the_keyboard_is(fields: FieldTable, qtbot: QtBot) -> None:
    fields.show_fields(FIELDS, AS_IT_IS.put("Datum", "start"), CODING_TARGETS)
    with qtbot.waitActive(fields):
        fields.activateWindow()
    fields.boxes[1].setFocus()
    assert fields.meaning.text() == f"start: {CODING_MEANINGS['start']}."
    QTest.keyClick(fields.boxes[1], Qt.Key.Key_Down)
    assert fields.meaning.text() == f"stop: {CODING_MEANINGS['stop']}."
    header = fields.table.horizontalHeaderItem(1)
    assert header is not None and header.text() == "Means"
