"""What each person would get, as a table."""

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.model.assigning.saying import PersonalWork
from annotator.model.ids import CoderId
from annotator.ui.dialogs.give_out.work_table import WorkModel

LINES = (
    ("Ana", PersonalWork(CoderId("1"), 1200, 90_000, 300, 10, 5)),
    ("مريم", PersonalWork(CoderId("2"), 0, 0, 0, 0, 0)),
)


def test_numbers_are_as_one_reads_them_and_names_keep_their_direction(qtmodeltester: ModelTester) -> None:
    model = WorkModel()
    model.show_lines(LINES)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    cells = [[model.index(row, column).data() for column in range(model.columnCount())] for row in range(2)]
    assert cells[0] == ["Ana", "1,200", "90,000", "300", "10", "5"]
    assert cells[1][0] == "\u2068مريم\u2069"


def test_each_column_says_what_it_is_and_a_row_is_one_sentence_to_a_screen_reader(qtbot: QtBot) -> None:
    model = WorkModel()
    model.show_lines(LINES)
    for section in range(1, model.columnCount()):
        assert model.headerData(section, Qt.Orientation.Horizontal)
        assert model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Ana. Documents that they get: 1,200, Words")
