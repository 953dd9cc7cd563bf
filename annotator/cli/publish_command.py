"""`annotator publish FILE [FOLDER]`: the dataset written to be published, and what is open before it is."""

import shlex
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, refuse_unseen, see_option
from annotator.cli.columns import cut, harmless, padded, width
from annotator.cli.describe_command import option_of
from annotator.cli.output import json_option, print_json, progress_bar
from annotator.model.errors import BadFile, WouldReplace
from annotator.operations.exchange import exporting, publishing
from annotator.operations.exchange.publishing import Problem, PublishCheck

_SCREEN, _NARROWEST, _WIDEST, _NAME = 30, 80, 100, 15
"""Lines of what is open, columns of a line, and of what it is called."""
_EXAMPLES = {"authors": "Family, Given", "licence": "CC-BY-4.0", "published": "2026-11-28", "url": "https://…"}
_GOLD = "gold"
_PLACE = click.Path(path_type=Path)


@click.command("publish")
@click.argument("file", type=_PLACE)
@click.argument("folder", type=_PLACE, required=False)
@click.option("--check", "only_check", is_flag=True, help="Write nothing: say what is open.")
@click.option("--layer", default=_GOLD, metavar="gold|all|NAME", show_default=True, help="Which layer to publish.")
@click.option("--force", is_flag=True, help="Replace what is in FOLDER.")
@as_option
@see_option
@json_option
def command(
    file: Path,
    folder: Path | None,
    only_check: bool,
    layer: str,
    force: bool,
    who: str | None,
    asks: bool,
    as_json: bool,
) -> int:
    """Write the project FILE as the dataset FOLDER, and say what is open before that is published.

    With --check nothing is written, and the exit code is 1 where something is open: FILE alone is looked at as it would
    be published, FOLDER as it was exported, and where FILE is itself a published folder, what that says of itself.
    """
    if file.is_dir():
        if not only_check or folder is not None:
            raise BadFile(str(file), "it is a folder, not a project", "add --check to look at a published folder alone")
        return _say(publishing.check_folder(file), as_json, _Call("PROJECT", file))
    if folder is None and not only_check:
        raise click.UsageError("Name the folder to write, or add --check to write nothing.")
    with acting(file, who) as project, progress_bar("Looking" if only_check else "Publishing") as progress:
        if exporting.shows_others(project, layer):
            refuse_unseen(project, asks)
        notices: Sequence[str] = ()
        if folder is not None and not only_check:
            try:
                written = exporting.export(project, folder, exporting.PUBLISHED_FORMAT, layer, progress, replace=force)
            except WouldReplace as error:
                raise BadFile(error.file, error.problem, "choose another name, or add --force to replace it") from error
            notices = written.notices
        checks = (
            publishing.check_folder(folder, project, layer, progress)
            if folder is not None
            else publishing.check_project(project, layer, progress)
        )
    for notice in notices:
        click.echo(f"Note: {notice}", err=True)
    named = [("--as", who or ""), ("--layer", layer if layer != _GOLD else "")]
    called = [f"{option} {shlex.quote(value)}" for option, value in named if value]
    code = _say(checks, as_json, _Call(str(file), folder, called, asks))
    return code if only_check else 0


@dataclass(frozen=True, slots=True)
class _Call:
    """What the command named, for the commands that come next."""

    file: str
    folder: Path | None
    options: Sequence[str] = ()
    asks: bool = False


def _say(checks: Sequence[PublishCheck], as_json: bool, call: _Call) -> int:
    """Print how it stands, and by which commands what is open is done; return the exit code."""
    is_ready = publishing.is_ready(checks)
    if as_json:
        records = [
            {
                "name": one.name,
                "said": one.said,
                "problems": [problem.words for problem in one.problems],
                "fields": publishing.fields_open([one]),
            }
            for one in checks
        ]
        print_json({"ready": is_ready, "checks": records})
        return 0 if is_ready else 1
    columns = shutil.get_terminal_size((_NARROWEST, 0)).columns if sys.stdout.isatty() else _WIDEST
    lines = _screen(checks, max(_NARROWEST, min(_WIDEST, columns)) - 1)
    click.echo("\n".join([publishing.outcome_said(checks), *lines, *_commands(checks, call)]))
    return 0 if is_ready else 1


def _screen(checks: Sequence[PublishCheck], columns: int) -> list[str]:
    """Return what was looked at as lines: as many problems of each as one screen has room for."""
    for most in (3, 2, 1):
        lines = [line for one in checks for line in _lines(one, most, columns)]
        if len(lines) <= _SCREEN:
            break
    return lines


def _lines(check: PublishCheck, most: int, columns: int) -> Iterator[str]:
    head = padded(f"{'✗' if check.is_open else '✓'} {check.name}", _NAME)
    said = [_with_options(problem) for problem in check.problems[:most]] or [check.said]
    if len(check.problems) > most:
        said[-1] += f" (and {len(check.problems) - most} more: --json)"
    for text in said:
        for line in _wrapped(harmless(text), columns - _NAME)[:_ROWS]:
            yield f"{head}{line}"
            head = " " * _NAME


_ROWS = 2
"""So many lines a problem may take."""


def _with_options(problem: Problem) -> str:
    options = ", ".join(map(option_of, problem.fields))
    return f"{problem.words}: {options}" if options else problem.words


def _wrapped(text: str, columns: int) -> list[str]:
    """Return a text in lines of at most so many columns; the last that is shown ends in “…” if there are more."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and width(lines[-1]) + 1 + width(word) > columns:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".lstrip()
    if len(lines) > _ROWS:
        lines[_ROWS - 1] = " ".join(lines[_ROWS - 1 :])
    return [cut(line, columns) for line in lines[:_ROWS]]


def _commands(checks: Sequence[PublishCheck], call: _Call) -> Iterator[str]:
    """Yield the commands by which what is open is said, and the folder written again."""
    fields, file = publishing.fields_open(checks), shlex.quote(call.file)
    if fields:
        said = [f"{option_of(field)} {shlex.quote(_EXAMPLES.get(field, 'TEXT'))}" for field in fields]
        who = [option for option in call.options if option.startswith("--as")]
        yield from ("Say what is missing:", "    " + " ".join(["annotator describe", file, *who, *said]))
    if call.folder is not None and not publishing.is_ready(checks):
        seen = ["--see-others"] if call.asks else []
        again = ["annotator publish", file, shlex.quote(str(call.folder)), "--force", *call.options, *seen]
        yield from ("Then write the folder again:" if fields else "Write the folder again:", "    " + " ".join(again))
