"""The board's page: its headline, its two tables, and room for documents below many coders."""

from pytestqt.qtbot import QtBot

from annotator.operations.team.board import BoardFacts
from annotator.ui.documents.board_columns import BoardOrder
from annotator.ui.documents.board_feed import MadeBoard, made
from annotator.ui.documents.board_page import DOCUMENT_ROW, BoardPage
from tests.operations.team.boards import TODAY, coder, day, row


def board_of(coders: int, documents: int) -> MadeBoard:
    """Return a board of so many coders who were all given all documents."""
    people = [coder(f"Coder {at}", documents, day(1)) for at in range(coders)]
    return made(
        BoardFacts(people, TODAY.isoformat()), [row(at) for at in range(documents)], (BoardOrder(), BoardOrder())
    )


def test_the_headline_leads_and_both_tables_stand_below_it(qtbot: QtBot) -> None:
    page = BoardPage()
    qtbot.addWidget(page)
    page.resize(1064, 620)
    page.show()
    page.show_board(board_of(3, 11))
    assert page.headline.text() == "0 of 33 codings are done; Coder 0, Coder 1 and Coder 2 have not begun"
    assert page.coders.height() == page.coders.height_of_all()
    assert page.documents.table.rowCount() == 11 and "not given" in page.legend.text()
    page.show_board(MadeBoard())
    assert page.headline.text() == "There are no documents here." and not page.coders.isVisible()


def test_many_coders_leave_documents_their_room(qtbot: QtBot) -> None:
    page = BoardPage()
    qtbot.addWidget(page)
    page.resize(1064, 583)
    page.show()
    page.show_board(board_of(40, 60))
    qtbot.waitUntil(lambda: page.documents.height() >= 4 * DOCUMENT_ROW)
    assert page.coders.height() < page.coders.height_of_all()


def test_what_is_at_hand_stays_at_hand_when_the_board_is_read_anew(qtbot: QtBot) -> None:
    page = BoardPage()
    qtbot.addWidget(page)
    page.show_board(board_of(2, 8))
    page.documents.go_to(5, 1)
    page.coders.go_to(1, 2)
    page.show_board(board_of(3, 7))
    assert (page.documents.at_hand, page.documents.column_at_hand) == ("d5", "state.Coder 0")
    assert (page.coders.currentIndex().row(), page.coders.column_at_hand) == (1, "last")


def test_what_narrows_the_board_is_said_beside_the_headline(qtbot: QtBot) -> None:
    page = BoardPage()
    qtbot.addWidget(page)
    page.say_narrowed("of 3 documents: kind:readout")
    assert page.narrowed.text() == "of 3 documents: kind:readout" and not page.narrowed.isHidden()
    page.say_narrowed("")
    assert page.narrowed.isHidden()
