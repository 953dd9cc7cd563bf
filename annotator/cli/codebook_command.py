"""`annotator codebook FILE`: what it says; another one loaded from a file; written to one."""

from collections.abc import Iterator
from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, say_plain
from annotator.cli.backing_up import backed_up
from annotator.cli.output import json_option, print_json
from annotator.model.codebook import Codebook, Label
from annotator.model.errors import BadFile, WouldReplace
from annotator.model.wording import counted
from annotator.operations.codebook import files
from annotator.operations.codebook.files import CodebookPlan
from annotator.operations.people.roles import Right
from annotator.store.project import Project

_SHOWN = 30


@click.command("codebook")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--load",
    "source",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Take the codebook of a file: JSON of this program, a spreadsheet, REFI-QDA (.qdc, .qdpx), brat's "
    "annotation.conf, Label Studio's XML.",
)
@click.option("--keep-others", is_flag=True, help="With --load: labels that the file lacks stay.")
@click.option("--note", default="", metavar="TEXT", help="With --load: why, for the list of versions.")
@click.option("--dry-run", is_flag=True, help="With --load: say what would change, and change nothing.")
@click.option(
    "--save",
    "target",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Write it: .json, .csv, .qdc, or to be read .docx, .html, .tex, .md, by the name.",
)
@click.option("--force", is_flag=True, help="With --save: replace what is at PATH.")
@as_option
@json_option
def command(
    file: Path,
    source: Path | None,
    keep_others: bool,
    note: str,
    dry_run: bool,
    target: Path | None,
    force: bool,
    who: str | None,
    as_json: bool,
) -> None:
    """Say what the codebook of the project FILE is, load another, or write it to a file."""
    if source is not None and target is not None:
        raise click.UsageError("Choose one of --load and --save.")
    if source is None and (keep_others or note or dry_run):
        raise click.UsageError("--keep-others, --note and --dry-run go with --load.")
    if source is not None:
        with acting(file, who, Right.CODEBOOK) as project, backed_up(project):
            _load(project, source, keep_others, note, dry_run)
        return
    with acting(file, who) as project:
        if target is not None:
            _save(project, target, force)
        elif as_json:
            print_json(project.codebook.model_dump(mode="json", exclude_defaults=True))
        else:
            for line in _lines(project):
                click.echo(line)


def _load(project: Project, source: Path, keeps_others: bool, note: str, is_dry: bool) -> None:
    if is_dry:
        _say(files.plan(project, source, keeps_others))
        click.echo("Nothing was changed.")
        return
    before = project.codebooks.current().number
    number, found = files.load(project, source, keeps_others, note)
    _say(found)
    if number == before:
        click.echo(f"It is the codebook in force already, version {number}.")
    else:
        click.echo(f"Codebook version {number} is in force.")


def _say(found: CodebookPlan) -> None:
    for sentence in (*found.notices, *found.lost):
        click.echo(f"Note: {sentence}", err=True)
    for sentence in found.changes[:_SHOWN]:
        click.echo(sentence)
    if len(found.changes) > _SHOWN:
        click.echo(f"… and {counted(len(found.changes) - _SHOWN, 'more change')}.")


def _save(project: Project, target: Path, force: bool) -> None:
    say_plain(project, to_file=True)
    try:
        notices = files.write(project.codebook, target, force, project.settings.get().description)
    except WouldReplace as error:
        raise BadFile(error.file, error.problem, "choose another name, or add --force to replace it") from error
    for sentence in notices:
        click.echo(f"Note: {sentence}", err=True)
    click.echo(f"Wrote {counted(len(project.codebook.labels), 'label')} to {target}.")


def _lines(project: Project) -> Iterator[str]:
    book = project.codebook
    name = project.codebooks.name_of(project.codebooks.current().id)
    yield f"{book.name}, version {name}: {counted(len(book.labels), 'label')}"
    yield from _tree(book, None, 1)


def _tree(book: Codebook, parent: str | None, depth: int) -> Iterator[str]:
    for label in book.labels:
        if label.parent == parent:
            yield f"{'  ' * depth}{_line(label)}"
            yield from _tree(book, label.id, depth + 1)


def _line(label: Label) -> str:
    about = [
        *([f"code {label.code}"] if label.code else []),
        *([f"key {label.key}"] if label.key else []),
        *(["a heading"] if label.heading else []),
        *(["retired"] if label.retired else []),
    ]
    code = f" ({', '.join(about)})" if about else ""
    return f"{label.id}: {label.name}{code}"
