"""`annotator history FILE`."""

from collections.abc import Iterator
from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, refuse_unseen, say_plain, see_option
from annotator.cli.output import json_option, print_json
from annotator.model.ids import CoderId
from annotator.model.remark import Remark
from annotator.model.wording import counted
from annotator.operations.people.roles import Right
from annotator.operations.people.seeing import Sight, sight
from annotator.operations.project import history, remarks
from annotator.operations.project.history import Line
from annotator.operations.project.history_filters import KINDS, wanted_in_words
from annotator.store.history.history_pages import HistoryFilter
from annotator.store.project import Project

_AT_ONCE = 500


def _step_and_text(
    context: click.Context, parameter: click.Parameter, value: tuple[str, str] | None
) -> tuple[int, str] | None:
    if not value:
        return None
    if not value[0].isdecimal():
        raise click.BadParameter(f"“{value[0]}” is no number of a step; the list of steps begins with them.")
    return int(value[0]), value[1]


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
@click.option(
    "--remark",
    "remark",
    nargs=2,
    metavar="STEP TEXT",
    callback=_step_and_text,
    help="Write a remark at a step, such as a request to whoever did it to take it back.",
)
@click.option("--settle", "settled", type=int, metavar="STEP", help="Settle the open remarks at a step.")
@click.option("--remarks", "only_remarks", is_flag=True, help="List the open remarks to you, with their steps.")
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
    remark: tuple[int, str] | None,
    settled: int | None,
    only_remarks: bool,
    as_chain: bool,
    as_json: bool,
) -> None:
    """List what was done in the project FILE, where, by whom and when, the latest first."""
    with acting(file, who, Right.REMARK if remark or settled is not None else None) as project:
        say_plain(project)
        if asks:
            refuse_unseen(project, asks)
        eyes = None if sight(project, project.person) is Sight.SHOWN else project.person
        if remark or settled is not None or only_remarks:
            _remark(project, remark, settled, eyes, as_json)
            return
        if as_chain:
            for said in project.strands.lines(eyes):
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


def _remark(
    project: Project, remark: tuple[int, str] | None, settled: int | None, eyes: CoderId | None, as_json: bool
) -> None:
    """Write and settle what is asked for, then list the open remarks to whoever asks."""
    if remark is not None:
        made = remarks.write(project, *remark, eyes)
        click.echo(f"Written to {_called(project, made.recipient)}.", err=as_json)
    if settled is not None:
        found = remarks.to_settle(project, remarks.at(project, settled, project.person, eyes), project.person)
        remarks.settle(project, found)
        click.echo(f"Settled {counted(len(found), 'remark')}.", err=as_json)
    waiting = remarks.waiting(project, project.person)
    if as_json:
        print_json({"remarks": [_remark_record(project, step, one) for step, one in waiting]})
        return
    for step, one in waiting:
        click.echo(f"{step:>7}  {one.time}  {_called(project, one.author)}: {' '.join(one.text.split())}")
    if not waiting:
        click.echo("Nobody waits for an answer of yours.")


def _remark_record(project: Project, step: int, remark: Remark) -> dict[str, object]:
    return {"step": step, "time": remark.time, "who": _called(project, remark.author), "text": remark.text}


def _called(project: Project, person: CoderId | None) -> str:
    return "whoever leads" if person is None else history.Names(project).of(CoderId, person)


def _lines(project: Project, limit: int, wanted: HistoryFilter, eyes: CoderId | None) -> Iterator[Line]:
    """Yield the lines page by page, so that a long history is on its way at once."""
    before = None
    while limit > 0 and (lines := history.lines(project, min(_AT_ONCE, limit), before, wanted, eyes)):
        yield from remarks.counted_at(project, lines, project.person, eyes)
        before, limit = lines[-1].number, limit - len(lines)


def _said(line: Line) -> str:
    state = " (undone)" if line.undone else " (reverted or undone)" if line.reverted else ""
    where = " · ".join(part for part in (line.passage, line.where) if part)
    noted = f" [{counted(line.remarks, 'open remark')}]" if line.remarks else ""
    return f"{line.number:>7}  {line.time}  {line.who}: {line.what}{state}{' · ' + where if where else ''}{noted}"


def _record(line: Line) -> dict[str, object]:
    state = "undone" if line.undone else "taken back" if line.reverted else "stands"
    named = {"step": line.number, "time": line.time, "who": line.who, "what": line.what, "state": state}
    return {**named, "passage": line.passage, "document": line.where, "open_remarks": line.remarks}
