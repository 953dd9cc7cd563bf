"""`annotator history FILE`."""

from collections.abc import Iterator
from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, refuse_unseen, see_option
from annotator.cli.output import json_option, print_json
from annotator.model.ids import CoderId
from annotator.operations.project import history
from annotator.operations.project.history import Line
from annotator.operations.project.history_filters import KINDS, wanted_in_words
from annotator.operations.project.seeing import Sight, sight
from annotator.store.history.history_pages import HistoryFilter
from annotator.store.project import Project

_AT_ONCE = 500


@click.command("history")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--person", metavar="NAME", help="Only what this coder did; “nobody” for what nobody in particular did.")
@click.option("--document", metavar="TITLE", help="Only what was done in this document.")
@click.option(
    "--verb", "verbs", metavar="VERB", multiple=True, help=f"Only this verb, or kind of verbs: {', '.join(KINDS)}."
)
@click.option("--since", metavar="DAY", help="Only from this day or time on, such as 2026-11-24.")
@click.option("--until", metavar="DAY", help="Only up to this day or time, which counts too.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="So many at most, the latest.")
@as_option
@see_option
@click.option(
    "--jsonl", "as_chain", is_flag=True, help="The chained lines as they stand, with their hashes, all of them."
)
@json_option
def command(
    file: Path,
    who: str | None,
    asks: bool,
    person: str | None,
    document: str | None,
    verbs: tuple[str, ...],
    since: str | None,
    until: str | None,
    limit: int,
    as_chain: bool,
    as_json: bool,
) -> None:
    """List what was done in the project FILE, where, by whom and when, the latest first."""
    with acting(file, who) as project:
        if asks:
            refuse_unseen(project, asks)
        eyes = None if sight(project, project.person) is Sight.SHOWN else project.person
        if as_chain:
            for said in project.chain_lines(eyes):
                click.echo(said)
            return
        wanted = wanted_in_words(project, person, document, verbs, since, until)
        found = _lines(project, limit, wanted, eyes)
        if as_json:
            print_json({"steps": [_record(line) for line in found]})
            return
        is_none = True
        for line in found:
            click.echo(_said(line))
            is_none = False
    if is_none:
        click.echo("No step of the history is as asked for.")


def _lines(project: Project, limit: int, wanted: HistoryFilter, eyes: CoderId | None) -> Iterator[Line]:
    """Yield the lines page by page, so that a long history is on its way at once."""
    before = None
    while limit > 0 and (lines := history.lines(project, min(_AT_ONCE, limit), before, wanted, eyes)):
        yield from lines
        before, limit = lines[-1].number, limit - len(lines)


def _said(line: Line) -> str:
    state = " (undone)" if line.undone else " (reverted or undone)" if line.reverted else ""
    where = " · ".join(part for part in (line.passage, line.where) if part)
    return f"{line.number:>7}  {line.time}  {line.who}: {line.what}{state}{' · ' + where if where else ''}"


def _record(line: Line) -> dict[str, object]:
    state = "undone" if line.undone else "taken back" if line.reverted else "stands"
    named = {"step": line.number, "time": line.time, "who": line.who, "what": line.what, "state": state}
    return {**named, "passage": line.passage, "document": line.where}
