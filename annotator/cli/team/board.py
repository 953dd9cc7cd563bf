"""`annotator team FILE`: the board of a team."""

from collections.abc import Sequence
from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, refuse_unseen, see_option
from annotator.cli.output import json_option, print_json
from annotator.cli.streams import print_data
from annotator.operations.team.board import BoardDocument, BoardLine, TeamBoard
from annotator.operations.team.board_facts import whole_board
from annotator.operations.team.board_table import board_csv
from annotator.operations.team.board_words import (
    day_words,
    handed_in_words,
    headline,
    minutes_words,
    progress_words,
    standing_words,
)

_GAP = "  "


@click.command("board")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--csv", "as_csv", is_flag=True, help="Print the documents as CSV, with a state for each coder.")
@as_option
@see_option
@json_option
def command(file: Path, as_csv: bool, who: str | None, asks: bool, as_json: bool) -> None:
    """Say how far everybody is with the project FILE, what is late, and what to do about it."""
    if as_csv and as_json:
        raise click.UsageError("Choose --csv or --json.")
    with acting(file, who) as project:
        if asks:
            refuse_unseen(project, asks)
        board = whole_board(project)
    if as_json:
        print_json(record(board))
    elif as_csv:
        print_data(board_csv(board))
    else:
        click.echo(f"{headline(board).rstrip('.')}.")
        for line in _lined_up([_cells(line, board.today) for line in board.coders]):
            click.echo(line)


def record(board: TeamBoard) -> dict[str, object]:
    """Return the board as it is printed; None for what nothing tells, or what whoever asks does not see."""
    names = [line.coder.name for line in board.coders]
    return {
        "headline": headline(board),
        "today": board.today,
        "codings": board.codings,
        "done": board.done,
        "is_given": board.is_given,
        "given_to_nobody": board.ungiven,
        "done_by_two": board.double,
        "open_cases": board.open_cases,
        "coders": [_coder(line) for line in board.coders],
        "documents": [_document(one, names) for one in board.documents],
    }


def _coder(line: BoardLine) -> dict[str, object]:
    pace, handed = line.pace, line.coder.handed_in
    return {
        "name": line.coder.name,
        "given": len(line.coder.given),
        "of": line.of,
        "done": line.done,
        "units": line.units._asdict() if line.units.of else None,
        "begun": line.begun,
        "done_by_others_too": line.double,
        "due": line.due or None,
        "standing": pace.standing.value,
        "late": pace.late,
        "late_since": pace.since or None,
        "last_act": line.coder.activity.last or None,
        "minutes_a_document": pace.minutes,
        "timed_documents": pace.timed,
        "acts_a_day": _rounded(pace.acts),
        "made_a_day": _rounded(pace.made),
        "needed_a_day": _rounded(pace.needed),
        "handed_in": handed.made or None,
        "acts_waiting": handed.waits,
    }


def _document(one: BoardDocument, names: Sequence[str]) -> dict[str, object]:
    states = zip(names, one.states, strict=True)
    return {
        "id": one.id,
        "title": one.title,
        "states": {name: state.value if state is not None else None for name, state in states},
        "done_by": one.done_by,
        "adjudicated": one.adjudicated.value,
        "open_cases": one.open_cases,
        "due": one.due or None,
        "late": one.late,
    }


def _rounded(value: float | None) -> float | None:
    return round(value, 2) if value is not None else None


def _cells(line: BoardLine, today: str) -> list[str]:
    minutes, handed = line.pace.minutes, line.coder.handed_in
    return [
        f"{line.coder.name}:",
        f"{progress_words(line)} of {line.of:,}",
        f"{minutes_words(minutes)} a document" if minutes is not None else "",
        f"due {day_words(line.due, today)}" if line.due else "",
        standing_words(line, today),
        handed_in_words(line, lambda time: day_words(time[:10], today)) if handed.made or handed.waits else "",
    ]


def _lined_up(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows of cells as lines whose cells begin below each other, without columns in which nothing stands."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        _GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True) if width).rstrip() for row in rows
    ]
