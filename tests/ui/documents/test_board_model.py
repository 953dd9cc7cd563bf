"""The board for Qt: cells say what their columns say, and for who does not see them with the column's name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.model.coder import State
from annotator.operations.team.board import BoardFacts, board
from annotator.ui.documents.board_columns import document_columns
from annotator.ui.documents.board_model import CELL, BoardCell, BoardTable
from tests.operations.team.boards import TODAY, coder, row

ROLE = Qt.ItemDataRole


def made() -> BoardTable:
    pair = [coder("Ana", 2, states=[State.DONE]), coder("Ben", 1)]
    found = board(BoardFacts(pair, TODAY.isoformat()), [row(0), row(1)])
    table = BoardTable()
    table.show_rows(found.documents, document_columns(found))
    return table


def test_cells_say_what_stands_there_and_are_spoken_with_their_column(qapp: QApplication) -> None:
    table = made()
    spoken = [[table.data(table.index(line, at), ROLE.AccessibleTextRole) for at in range(3)] for line in (0, 1)]
    assert spoken == [["Document 0", "Ana: done", "Ben: untouched"], ["Document 1", "Ana: untouched", "Ben: not given"]]
    cell = table.data(table.index(0, 1), CELL)
    assert isinstance(cell, BoardCell) and cell.painted.state is State.DONE
    assert "Ben: not given" in str(table.data(table.index(1, 2), ROLE.ToolTipRole))
    assert [table.headerData(at, Qt.Orientation.Horizontal) for at in range(5)] == [
        *("title", "Ana", "Ben", "two or more", "adjudicated")
    ]


def test_documents_and_columns_are_found_by_their_ids(qapp: QApplication) -> None:
    table = made()
    assert [table.line_of(id) for id in ("d0", "d1", "d2", None)] == [0, 1, -1, -1]
    assert table.place_of("double") == 3 and table.place_of("nothing") == -1
