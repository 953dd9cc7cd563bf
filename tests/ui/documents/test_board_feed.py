"""The board is read off the window's thread, only while it is shown, and as it was asked for last."""

from pathlib import Path

from hypothesis import given, settings

from annotator.model.document_row import DocumentRow
from annotator.operations.team.board import BoardFacts, board
from annotator.ui.documents.board_columns import BoardOrder
from annotator.ui.documents.board_feed import made
from tests.examples import examples
from tests.operations.team.boards import facts
from tests.ui.documents.desks import documents_of, quiet, write_documents
from tests.ui.windows import Stage


@settings(max_examples=examples(20))
@given(facts())
def test_what_is_made_is_the_board_in_order(drawn: tuple[BoardFacts, list[DocumentRow]]) -> None:
    found = made(*drawn, (BoardOrder("progress", True), BoardOrder("title", True)))
    assert found.board == board(*drawn)
    assert list(found.documents) == list(reversed(found.board.documents)) or len({*found.documents}) == 0
    shares = [line.done / max(1, line.of) for line in found.coders]
    assert shares == sorted(shares, reverse=True)


def test_nothing_is_read_while_the_table_is_shown(stage: Stage, tmp_path: Path) -> None:
    stage.open(write_documents(tmp_path / "documents.annot"), "Ana")
    desk = documents_of(stage)
    feed, told = desk.board.feed, list[object]()
    feed.made.connect(told.append)
    feed.set_stale()
    quiet(stage)
    assert told == [] and not feed.is_busy
    stage.press("b")
    quiet(stage)
    assert len(told) >= 1 and desk.board.is_board
    stage.press("b")
    count = len(told)
    feed.set_stale()
    quiet(stage)
    assert len(told) == count
