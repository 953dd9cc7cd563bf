"""`annotator describe FILE`: what the dataset says of itself when it is published."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from annotator.cli.acting import acting, as_option
from annotator.cli.output import json_option, print_json
from annotator.model.data_author import author_line
from annotator.model.description import Description, missing, titles
from annotator.model.errors import BadFile
from annotator.model.wording import word_list
from annotator.operations.people.roles import Right
from annotator.operations.project import describing
from annotator.paths import system_says
from annotator.store.project import Project

_LINES = {"funding": "--funding", "languages": "--language", "keywords": "--keyword"}


def option_of(field: str) -> str:
    """Return the option that says a field of a description."""
    return "--author" if field == "authors" else _LINES.get(field, f"--{field}")


def _fields(command: Any) -> Any:
    """Give a command an option for each field of a description; those that hold several are given once for each."""
    for name, field in reversed(Description.model_fields.items()):
        help = f"{field.description} Empty (“”) takes it away." if name not in _LINES else field.description
        if name == "authors":
            option = click.option(option_of(name), name, multiple=True, metavar="“NAME; ORCID; AFFILIATION”", help=help)
        elif name in _LINES:
            option = click.option(option_of(name), name, multiple=True, metavar="TEXT", help=f"{help} May be repeated.")
        else:
            option = click.option(option_of(name), name, metavar="TEXT", help=help)
        command = option(command)
    return command


@click.command("describe")
@click.argument("file", type=click.Path(path_type=Path))
@_fields
@click.option(
    "--from", "source", metavar="PATH", help="Take all of it from a JSON file as --json prints it; - is standard input."
)
@as_option
@json_option
def command(file: Path, source: str | None, who: str | None, as_json: bool, **said: Any) -> None:
    """Say what the dataset of the project FILE says of itself: authors, licence, how to cite it; or change that.

    A field that is not named stays as it is; of a list all is said anew.
    """
    changes = {**(_read(source) if source is not None else {}), **_said(said)}
    with acting(file, who, Right.SETTINGS if changes else None) as project:
        found = describing.describe(project, changes) if changes else describing.description(project)
        _say(project, found, as_json)


def _said(options: dict[str, Any]) -> dict[str, object]:
    """Return the fields that were named; a list whose only line is empty takes the list away."""
    changes: dict[str, object] = {}
    for name, value in options.items():
        if name == "authors" and value:
            changes[name] = describing.authors_of(value)
        elif name in _LINES and value:
            changes[name] = tuple(line for line in value if line.strip())
        elif isinstance(value, str):
            changes[name] = value
    return changes


def _read(source: str) -> dict[str, object]:
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text("utf-8-sig")
        found = json.loads(text)
    except OSError as error:
        raise BadFile(source, f"it cannot be read ({system_says(error)})") from error
    except (ValueError, RecursionError) as error:
        raise BadFile(source, "it is no JSON in UTF-8", "write one with “annotator describe FILE --json”") from error
    if not isinstance(found, dict):
        raise BadFile(source, "it is no object with fields", "write one with “annotator describe FILE --json”")
    return found


def _say(project: Project, found: Description, as_json: bool) -> None:
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    for name, title in titles().items():
        value = getattr(found, name)
        if not value:
            continue
        lines = [value] if isinstance(value, str) else [author_line(one) if name == "authors" else one for one in value]
        click.echo(f"{title[:1].upper()}{title[1:]}:")
        for line in lines:
            click.echo("\n".join(f"  {row}" for row in str(line).split("\n")))
    if empty := missing(found):
        click.echo(f"Not said yet, and needed to publish: {word_list(empty)}.")
