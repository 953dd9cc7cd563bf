"""A table of lines is to Qt what it should be, whatever is listed: Qt's own tester looks at it all the while."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from annotator.ui.kit.line_model import Index, LineModel


class Words(LineModel[str]):
    heads = ("Word", "Letters")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        return (row, len(row))[index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def cells(model: QAbstractItemModel) -> list[list[object]]:
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[model.data(model.index(row, column)) for column in columns] for row in rows]


def test_it_lists_what_it_is_given_under_its_heads_and_nothing_below(qapp: QApplication) -> None:
    model = Words(["one"])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    for words in (["one"], ["two", "three"], [], ["four"]):
        model.show_rows(iter(words))
        assert cells(model) == [[word, len(word)] for word in words]
        assert [model.headerData(column, across) for column in range(2)] == ["Word", "Letters"]
        assert model.headerData(0, down) is None is model.headerData(0, across, Qt.ItemDataRole.ToolTipRole)
    assert model.rowCount(model.index(0, 0)) == 0 == model.columnCount(model.index(0, 0))
    assert tester.model() is model
