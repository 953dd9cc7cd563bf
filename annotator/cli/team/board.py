"""`annotator team FILE`: the board of a team."""

from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, refuse_unseen, see_option
from annotator.cli.output import json_option, print_json
from annotator.operations.team.board import BoardLine, TeamBoard
from annotator.operations.team.board_facts import whole_board
from annotator.operations.team.board_words import headline, progress_words, standing_words


@click.command("board")
@click.argument("file", type=click.Path(path_type=Path))
@as_option
@see_option
@json_option
def command(file: Path, who: str | None, asks: bool, as_json: bool) -> None:
    """Say how far everybody is with the project FILE, what is late, and what to do about it."""
    with acting(file, who) as project:
        if asks:
            refuse_unseen(project, asks)
        board = whole_board(project)
    if as_json:
        print_json({"headline": headline(board), "coders": [_record(line) for line in board.coders]})
        return
    click.echo(f"{headline(board)}.")
    for line in board.coders:
        click.echo(_told(line, board))


def _record(line: BoardLine) -> dict[str, object]:
    return {
        "name": line.coder.name,
        "of": line.of,
        "done": line.done,
        "begun": line.begun,
        "due": line.due or None,
        "standing": line.pace.standing.value,
        "handed_in": line.coder.handed_in.made or None,
    }


def _told(line: BoardLine, board: TeamBoard) -> str:
    said = [f"{progress_words(line)} of {line.of:,}", standing_words(line, board.today)]
    return f"{line.coder.name}: {'; '.join(filter(None, said))}"
