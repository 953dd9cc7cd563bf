"""The board's tables on the screen: columns that fit, and a column that takes what is left."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from annotator.operations.team.board import BoardFacts, board
from annotator.ui.documents.board_columns import BoardOrder, coder_columns, document_columns
from annotator.ui.documents.board_view import BoardView
from annotator.ui.kit import theme
from tests.operations.team.boards import TODAY, coder, day, row

FOUND = board(
    BoardFacts(
        [coder(name, 3, day(2)) for name in ("Ana", "Ben", "Chloé Dupont-Aignan de la Tour")], TODAY.isoformat()
    ),
    [row(at) for at in range(3)],
)


@pytest.mark.parametrize("width", [700, 1064, 1900])
def test_columns_fill_the_width_and_leave_the_title_its_room(qtbot: QtBot, width: int) -> None:
    for stretched, rows, columns in (
        ("standing", FOUND.coders, coder_columns(FOUND)),
        ("title", FOUND.documents, document_columns(FOUND)),
    ):
        view = BoardView("Coders", 34, stretched)
        qtbot.addWidget(view)
        view.resize(width, 300)
        view.show()
        view.table.show_rows(rows, columns)
        view.measure()
        view.fit_columns()
        sizes = [view.columnWidth(at) for at in range(len(columns))]
        assert sum(sizes) == view.viewport().width() or sum(sizes) <= sum(view._wishes.values()) + 200
        assert view.columnWidth(view.table.place_of(stretched)) >= 40
        if stretched == "title":
            assert view.columnWidth(0) >= 200


def test_a_click_on_a_head_asks_for_its_order_and_the_head_says_it(qtbot: QtBot) -> None:
    view = BoardView("Documents by coders", 34, "title")
    qtbot.addWidget(view)
    view.table.show_rows(FOUND.documents, document_columns(FOUND))
    asked: list[str] = []
    view.sort_requested.connect(asked.append)
    view.horizontalHeader().sectionClicked.emit(1)
    assert asked == ["state.Ana"]
    view.show_sorted(BoardOrder("state.Ana", True))
    assert view.horizontalHeader().isSortIndicatorShown() and view.horizontalHeader().sortIndicatorSection() == 1
    view.go_to(2, 1)
    assert (view.at_hand, view.column_at_hand) == ("d2", "state.Ana")
    view.go_to(9)
    assert view.at_hand is None


def test_the_row_under_the_mouse_is_tinted_as_a_whole(qtbot: QtBot) -> None:
    view = BoardView("Documents by coders", 34, "title")
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.table.show_rows(FOUND.documents, document_columns(FOUND))
    view.measure()
    view.show()
    edges = [view.visualRect(view.table.index(1, at)).topLeft() for at in range(view.table.columnCount())]
    before = [view.viewport().grab().toImage().pixelColor(edge).name() for edge in edges]
    view.entered.emit(view.table.index(1, 2))
    after = [view.viewport().grab().toImage().pixelColor(edge).name() for edge in edges]
    assert set(after) == {QColor(theme.current().hover).name()} and not set(before) & set(after)
    view.viewportEntered.emit()
    assert [view.viewport().grab().toImage().pixelColor(edge).name() for edge in edges] == before
