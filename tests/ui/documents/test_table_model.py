"""The documents as a table: what a cell says, and that nothing is written there but by the store."""

import pytest
from PySide6.QtCore import Qt

from annotator.model.coder import State
from annotator.ui.documents.columns import ColumnKind, columns_of
from annotator.ui.documents.table_model import CELL, DOCUMENTS_MIME, DocumentTable
from tests.ui.documents.one_row import ANA, row

ROWS = [row("1", "A report", date="2026", states={ANA: State.BEGUN}), row("2", "A readout", words=1_200)]


@pytest.fixture
def table() -> DocumentTable:
    made = DocumentTable()
    made.show_columns(columns_of(["date"], [(ANA, "Ana")], shows_gold=False))
    made.show_rows(ROWS, [1, 0])
    return made


def at(table: DocumentTable, id: str) -> int:
    return next(number for number, one in enumerate(table.columns) if one.id == id)


def test_lines_stand_in_the_order_that_is_shown(table: DocumentTable) -> None:
    assert [table.row_at(line) for line in range(table.rowCount())] == [ROWS[1], ROWS[0]]
    assert table.line_of("1") == 1 and table.line_of("3") == table.line_of(None) == -1
    table.show_order([0])
    assert table.line_of("2") == -1 and table.knows("2") and table.row_of("2") is ROWS[1]


def test_a_cell_says_what_it_is_to_ears_too(table: DocumentTable) -> None:
    state = table.index(1, at(table, f"state.{ANA}"))
    assert state.data(CELL).state is State.BEGUN and state.data(Qt.ItemDataRole.AccessibleTextRole) == "Ana: begun"
    date = table.index(0, at(table, "field.date"))
    assert date.data() == "" and date.data(Qt.ItemDataRole.AccessibleTextRole) == "date: nothing"
    assert table.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "A report"


def test_heads_stand_over_what_they_are_of(table: DocumentTable) -> None:
    role = Qt.ItemDataRole.TextAlignmentRole
    for number, column in enumerate(table.columns):
        alignment = table.headerData(number, Qt.Orientation.Horizontal, role)
        assert isinstance(alignment, int | Qt.AlignmentFlag)
        right = Qt.AlignmentFlag(alignment) & Qt.AlignmentFlag.AlignRight
        assert bool(right) is (column.kind is ColumnKind.NUMBER)
    assert (
        table.headerData(0, Qt.Orientation.Vertical) is None and table.headerData(99, Qt.Orientation.Horizontal) is None
    )


def test_what_is_typed_is_asked_for_and_written_by_nobody(table: DocumentTable) -> None:
    asked: list[tuple[object, ...]] = []
    table.edited.connect(lambda *given: asked.append(given))
    index = table.index(1, at(table, "field.date"))
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    table.may_edit = True
    assert index.flags() & Qt.ItemFlag.ItemIsEditable
    assert not table.index(1, at(table, "words")).flags() & Qt.ItemFlag.ItemIsEditable
    table.setData(index, "2026")
    assert asked == [], "what stands there already is nothing new"
    table.setData(index, "2027")
    assert [(id, column.id, value) for id, column, value in asked] == [("1", "field.date", "2027")]  # type: ignore[attr-defined]
    assert index.data() == "2026"


def test_rows_that_are_others_are_told_by_their_line_alone(table: DocumentTable) -> None:
    lines: list[tuple[int, int]] = []
    table.dataChanged.connect(lambda first, last: lines.append((first.row(), last.row())))
    table.put_rows({"1": row("1", "Another title"), "9": row("9")})
    assert lines == [(1, 1)] and table.index(1, 0).data() == "Another title"


def test_documents_are_dragged_by_their_ids_once_each(table: DocumentTable) -> None:
    cells = [table.index(line, column) for line in (0, 1) for column in (0, 1)]
    assert bytes(table.mimeData(cells).data(DOCUMENTS_MIME).data()) == b"2\n1"
