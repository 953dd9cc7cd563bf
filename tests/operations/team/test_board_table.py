"""The board as CSV: a line a document, which a spreadsheet reads as it was meant."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings

from annotator.model.document_row import DocumentRow
from annotator.model.errors import BadFile
from annotator.operations.team.board import BoardFacts, board
from annotator.operations.team.board_table import NOT_GIVEN, board_csv, write_board
from tests.examples import examples
from tests.operations.team.boards import TODAY, coder, facts, row


@settings(max_examples=examples(30))
@given(facts())
def test_a_line_a_document_has_a_state_a_coder(drawn: tuple[BoardFacts, list[DocumentRow]]) -> None:
    found = board(*drawn)
    heads, *lines = csv.reader(StringIO(board_csv(found)))
    assert len(lines) == len(found.documents) and heads[1 : 1 + len(found.coders)] == [
        line.coder.name for line in found.coders
    ]
    for line, one in zip(lines, found.documents, strict=True):
        states = line[1 : 1 + len(found.coders)]
        assert states == [NOT_GIVEN if state is None else state.value for state in one.states]
        assert line[-1] == one.id and line[-4] == str(one.done_by)


def test_a_name_that_a_spreadsheet_would_run_is_guarded_and_a_bad_place_is_said(tmp_path: Path) -> None:
    found = board(BoardFacts([coder("=HYPERLINK(1)", 1)], TODAY.isoformat()), [row(0)])
    write_board(found, tmp_path / "board.csv")
    assert "'=HYPERLINK(1)" in (tmp_path / "board.csv").read_text("utf-8")
    with pytest.raises(BadFile):
        write_board(found, tmp_path / "nowhere" / "board.csv")
