"""`annotator team conflicts`: what two copies said of one thing, and what is to hold."""

from pathlib import Path

import click

from annotator.cli.acting import acting, as_option
from annotator.cli.output import json_option, print_json
from annotator.model.errors import NotFound
from annotator.model.wording import counted
from annotator.operations.team import conflicts
from annotator.operations.team.board_words import day_words
from annotator.operations.team.conflict_types import OpenConflict


@click.command("conflicts")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--decide",
    "chosen",
    metavar="N=LETTER",
    multiple=True,
    help="Let the choice with this letter hold in conflict N; may be said several times.",
)
@as_option
@json_option
def command(file: Path, chosen: tuple[str, ...], who: str | None, as_json: bool) -> None:
    """List what is open between copies of FILE, each choice with its letter, or decide some of them."""
    with acting(file, who) as project:
        found = conflicts.listed(project)
        # All are known by their numbers in this one list, before any of them is gone from it.
        aims = [(_numbered(found, number), letter) for number, letter in map(_read, chosen)]
        decided = [conflicts.decide(project, one.key, letter) for one, letter in aims]
        found = conflicts.listed(project) if decided else found
    if as_json:
        print_json({"conflicts": [_record(number, one) for number, one in enumerate(found, 1)]})
        return
    for one in decided:
        click.echo(f"Decided: {one.what}.")
    for number, one in enumerate(found, 1):
        click.echo(f"{number}. {one.what}: {one.why}")
        for line in _choices(one):
            click.echo(f"   {line}")
    click.echo(conflicts.open_said(len(found)) or "Nothing is open.")


def _read(choice: str) -> tuple[int, str]:
    number, sign, letter = choice.partition("=")
    if not (sign and number.strip().isdecimal() and letter.strip()):
        raise click.BadParameter(f"“{choice}” is none; say the number and the letter, as in 1=A.")
    return int(number), letter.strip()


def _numbered(found: list[OpenConflict], number: int) -> OpenConflict:
    if not 1 <= number <= len(found):
        raise NotFound(f"There is no conflict {number}; {counted(len(found), 'is', 'are')} open.")
    return found[number - 1]


def _choices(one: OpenConflict) -> list[str]:
    lines = []
    for choice in one.choices:
        said = [", ".join(filter(None, [by.name, day_words(by.time[:10], "")])) for by in choice.voices]
        beside = [*said, *(["stands until it is decided"] if choice.stands else [])]
        lines.append(f"{choice.letter}  {choice.words}{' (' + '; '.join(beside) + ')' if beside else ''}")
    return lines


def _record(number: int, one: OpenConflict) -> dict[str, object]:
    return {
        "number": number,
        "what": one.what,
        "why": one.why,
        "table": one.table,
        "row": one.row,
        "choices": [
            {
                "letter": choice.letter,
                "words": choice.words,
                "said_by": [{"name": by.name, "time": by.time} for by in choice.voices],
                "stands": choice.stands,
            }
            for choice in one.choices
        ],
    }
