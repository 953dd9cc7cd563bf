"""The table of numbers on the screen and for assistive tools."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.agreement.study.study import Aspect
from annotator.model.ids import LabelId
from annotator.model.wording import undefined_because
from annotator.ui.agreement.label_columns import LabelColumns
from annotator.ui.agreement.numbers import Numbers
from annotator.ui.agreement.table import NumbersTable, shown
from tests.ui.agreement.studies import BOOK, FIGURES, NAMES, ONE_CATEGORY, figure, study

ALL = (0, 1, 2)
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def table(qtbot: QtBot) -> NumbersTable:
    made = NumbersTable()
    qtbot.addWidget(made)
    made.resize(700, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.show_numbers(Numbers.of(study(), ALL), NAMES)
    return made


def test_a_cell_shows_the_value_the_interval_and_n(table: NumbersTable) -> None:
    model = table.numbers_model
    assert model.index(0, 0).data() == "0.80 [0.74, 0.87] n 312" and model.index(0, 1).data() == "0.90 n 312"
    assert shown(figure(None)) == "—"
    heads = [model.headerData(row, Qt.Orientation.Vertical) for row in (0, 4, 5)]
    assert heads == [
        "All, Krippendorff's alpha (nominal)",
        "Force, Krippendorff's alpha (ordinal)",
        "Addressee, Krippendorff's alpha (MASI)",
    ]
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in range(3)] == ["All labels", "Appeal", "Warning"]


def test_assistive_tools_hear_a_whole_sentence_also_of_what_is_undefined_or_not_there(table: NumbersTable) -> None:
    model = table.numbers_model
    force = model.index(4, 2)
    assert force.data() == "—" and str(force.data(SPOKEN)).endswith(f"is {undefined_because(ONE_CATEGORY)}")
    assert model.index(2, 1).data() is None and model.index(2, 1).data(SPOKEN) == "there is no such number"
    spoken = QAccessible.queryAccessibleInterface(table)
    assert spoken.text(QAccessible.Text.Name) == "Numbers by aspect and label"
    assert spoken.role() == QAccessible.Role.Table


def test_enter_and_a_click_open_a_number_and_nothing_opens_an_empty_cell(table: NumbersTable, qtbot: QtBot) -> None:
    table.setCurrentIndex(table.numbers_model.index(0, 2))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        with qtbot.waitSignal(table.opened) as told:
            QTest.keyClick(table, key)
        assert told.args == [FIGURES[2]]
    with qtbot.waitSignal(table.opened):
        table.clicked.emit(table.numbers_model.index(0, 0))
    with qtbot.assertNotEmitted(table.opened):
        table.setCurrentIndex(table.numbers_model.index(2, 1))
        QTest.keyClick(table, Qt.Key.Key_Return)
        table.clicked.emit(table.numbers_model.index(2, 1))


def test_the_number_at_hand_stays_when_others_come(table: NumbersTable) -> None:
    table.setCurrentIndex(table.numbers_model.index(5, 2))
    kept = [figure(0.5), figure(0.43, Aspect.SLOT, "warning", "addressee", coefficient="alpha-masi")]
    table.show_numbers(Numbers.of(study(kept), ALL), NAMES)
    assert table.figure is kept[1]
    table.show_numbers(Numbers.of(study(kept[:1]), ALL), NAMES)
    assert table.figure is kept[0]
    table.show_numbers(Numbers(), NAMES)
    assert table.figure is None


def test_where_only_values_change_the_table_is_not_built_anew(table: NumbersTable, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(table.numbers_model.modelReset), qtbot.waitSignal(table.numbers_model.dataChanged):
        table.show_numbers(Numbers.of(study(), ALL), NAMES)


def test_each_cell_can_be_painted(table: NumbersTable) -> None:
    before = table.grab().toImage()
    table.show_numbers(Numbers.of(study([figure(0.1), figure(None, label="appeal")]), ALL), NAMES)
    assert table.grab().toImage() != before


def test_the_head_of_a_parent_says_and_shows_whether_it_is_folded(table: NumbersTable) -> None:
    figures = [figure(0.5), figure(0.6, label="appeal", with_children=True), figure(0.1, label="warning")]
    labels = [one.model_copy(update={"parent": "appeal"}) if one.id == "warning" else one for one in BOOK.values()]
    folds = LabelColumns().of(labels)
    model, across = table.numbers_model, Qt.Orientation.Horizontal
    heads = []
    for closed in (False, True):
        table.show_numbers(Numbers.of(study(figures), ALL, folds=folds.folding([LabelId("appeal")], closed)), NAMES)
        heads.append([model.headerData(at, across, SPOKEN) for at in range(model.columnCount())])
        assert [model.headerData(at, across) for at in range(2)] == ["All labels", "Appeal, all kinds"]
        assert model.headerData(0, across, Qt.ItemDataRole.DecorationRole) is None
        assert model.headerData(1, across, Qt.ItemDataRole.DecorationRole) is not None
        assert "A click" in str(model.headerData(1, across, Qt.ItemDataRole.ToolTipRole))
    unfolded, folded = "Appeal, all kinds, unfolded", "Appeal, all kinds, folded"
    assert heads == [["All labels", unfolded, "Warning"], ["All labels", folded]]
