"""The board's documents as a table for a spreadsheet: a state a coder, how many are done, which cases are open."""

from pathlib import Path

from annotator.formats.tables.csv_text import csv_texts, guarded
from annotator.operations.atomic_files import write_whole
from annotator.operations.team.board import TeamBoard

NOT_GIVEN = "not given"


def board_csv(board: TeamBoard) -> str:
    """Return a line a document, under a line of heads. Names and titles are guarded against being run as formulas."""
    heads = ["title", *(line.coder.name for line in board.coders), "done by", "open cases", "due", "id"]
    rows: list[list[str | int | None]] = [[guarded(head) for head in heads]]
    for one in board.documents:
        states = [NOT_GIVEN if state is None else state.value for state in one.states]
        rows.append([guarded(one.title), *states, one.done_by, one.open_cases, one.due or None, one.id])
    return "".join(csv_texts(rows))


def write_board(board: TeamBoard, path: Path) -> None:
    """Write the table to a file, in place of what is there; raises `BadFile`."""
    write_whole(path, board_csv(board))
