"""`annotator import FILE PATH…`."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

import click

from annotator.cli.acting import acting, as_option
from annotator.cli.backing_up import backed_up
from annotator.cli.output import json_option, print_json, progress_bar
from annotator.model.errors import NotAllowed
from annotator.model.wording import counted
from annotator.operations.documents.source_files import Keeping
from annotator.operations.exchange import foreseeing, importing, matching
from annotator.operations.exchange.finding import sources_in
from annotator.operations.exchange.import_report import ImportReport
from annotator.operations.exchange.report_files import check_name, save_report
from annotator.operations.exchange.xml_maps import map_in
from annotator.operations.people import roles
from annotator.paths import ends_in
from annotator.readers.field_map import field_map
from annotator.store.project import Project
from annotator.store.sittings import rescue

_SHOWN = 20
_CHOICE = "Add --update to take them as the files say, or --keep to take in only what is new."
_KEEPING = {None: Keeping.PAGED, True: Keeping.ALL, False: Keeping.NONE}


class _NamedPath(click.Path):
    """A path that is not empty: a variable of a script that is not set would else import the current folder."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Return the path; fails for an empty one."""
        if not os.fspath(value):
            self.fail("An empty name names no file; write . for the current folder.", param, ctx)
        return super().convert(value, param, ctx)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("paths", nargs=-1, required=True, type=_NamedPath(path_type=Path), metavar="PATH…")
@click.option("--coder", metavar="NAME", help="Whose work annotations are.")
@click.option(
    "--format",
    "format_name",
    default="",
    metavar="NAME",
    help="The kind of the files, where it cannot be recognised or is to be another.",
)
@click.option("--encoding", default="", metavar="NAME", help="The encoding of texts, where it is guessed wrongly.")
@click.option("--text-column", default="", metavar="NAME", help="The column of a table that holds the texts.")
@click.option(
    "--map-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="How XML is read: which element is a document, which place a field. JSON or YAML.",
)
@click.option(
    "--language",
    default="",
    metavar="CODE",
    help="Of scans, as tesseract calls it: fra, or fra+eng.",
)
@click.option(
    "--keep-source/--no-keep-source",
    default=None,
    help="Keep the files in the project: all, or none. Else PDF files are kept, up to 25 MB each and 500 MB together.",
)
@click.option(
    "--map",
    "said",
    multiple=True,
    metavar="TO=FIELD",
    help="Where a field or column goes: date=Datum, speaker=Redner, a name of your own; again for others.",
)
@click.option(
    "--join",
    is_flag=True,
    help="Where the texts of a table are here already, let its other columns fill what their documents lack.",
)
@click.option(
    "--report",
    "report_file",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Also write what came in, what was left out, guessed or failed: to a file in .txt, .csv or .html.",
)
@click.option(
    "--update/--keep",
    "update",
    default=None,
    help="Where a coder's layer is here already: make it what the files say, or keep what is here. Else it is asked.",
)
@click.option(
    "--label",
    "labels",
    multiple=True,
    metavar="THEIRS=OURS",
    help="Which label of the project one of another project is, by id; with nothing behind the sign a new one.",
)
@click.option(
    "--person",
    "persons",
    multiple=True,
    metavar="THEIRS=OURS",
    help="Who somebody of another project is here, by name; with nothing behind the sign somebody new.",
)
@json_option
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@click.option(
    "--strict",
    is_flag=True,
    help="Import nothing where a file cannot be read, or something in it is left out or moved.",
)
@as_option
def command(
    file: Path,
    paths: tuple[Path, ...],
    coder: str | None,
    format_name: str,
    encoding: str,
    text_column: str,
    map_file: Path | None,
    language: str,
    keep_source: bool | None,
    said: tuple[str, ...],
    report_file: Path | None,
    join: bool,
    update: bool | None,
    labels: tuple[str, ...],
    persons: tuple[str, ...],
    as_json: bool,
    dry_run: bool,
    strict: bool,
    who: str | None,
) -> int:
    """Import documents or annotations from PATH… (files and folders) into the project FILE.

    Files that cannot be read are named, the others come in; the exit code is then 1. A coder's layer that is here
    already is compared with the file, and what is otherwise is listed before anything is changed. Into a coder's copy
    come that coder's annotations alone, in the documents that they were given.
    """
    names = importing.input_names()
    if format_name and format_name not in names:
        raise click.BadParameter(f"choose one of {', '.join(names)}.", param_hint="--format")
    if report_file is not None:
        check_name(report_file)
    try:
        goes = field_map(said) if said else None
    except NotAllowed as error:
        raise click.BadParameter(str(error), param_hint="--map") from error
    xml_map = None if map_file is None else map_in(map_file)
    with _importing(file, who) as project, progress_bar("Importing") as progress:
        sources = sources_in(paths, encoding, format_name, text_column, goes, language, xml_map)
        matched = matching.matched(project, sources, labels, persons)
        ahead = foreseeing.look_ahead(project, sources, coder, progress, matched)
        asks = ahead is not None and update is None and any(one.overwrites for one in ahead.updates)
        tell = partial(_tell, project, ahead, as_json) if ahead is not None else _tell_nothing
        if dry_run:
            tell()
        is_update = ahead is not None and _is_update(ahead, update, dry_run, tell)
        with foreseeing.only_looked(project) if dry_run else nullcontext():
            report = importing.import_sources(
                project,
                [one for one in sources if not dry_run or not ends_in(one.path, rescue.SUFFIX)],
                coder,
                progress,
                _KEEPING[keep_source],
                join,
                is_update=is_update,
                matched=matched,
                strict=strict,
            )
    if as_json:
        print_json({"dry_run": dry_run, "asks": asks, **report.as_json()})
    else:
        if dry_run:
            click.echo("This would be done:")
        _say(report, report_file is not None)
        if dry_run and asks:
            click.echo(f"It would be asked about before. {_CHOICE}")
    if report_file is not None:
        save_report(report, report_file, file.stem)
    return 1 if report.failed else 0


@contextmanager
def _importing(file: Path, who: str | None) -> Iterator[Project]:
    """Yield the open project, into which whoever gives the command may import."""
    with acting(file, who) as project:
        roles.refuse(project, roles.right_to_import(project))
        with backed_up(project):
            yield project


def _is_update(ahead: ImportReport, wanted: bool | None, is_dry: bool, tell: Callable[[], None]) -> bool:
    """Return whether layers that are here are to become what the files say, once whoever imports has said so."""
    if is_dry:
        return bool(ahead.updates) and wanted is not False
    overwrites = any(one.overwrites for one in ahead.updates)
    if wanted is None or not overwrites:
        tell()
    if overwrites and wanted is None:
        if not sys.stdin.isatty():
            raise NotAllowed(f"Nothing was imported: the files change codings that are here. {_CHOICE}")
        click.confirm("Take it as an update?", abort=True, err=True)
    return bool(ahead.updates) and wanted is not False


def _tell_nothing() -> None:
    """Say nothing: nothing is to be known before."""


def _tell(project: Project, ahead: ImportReport, to_error: bool) -> None:
    """Say what is to be known before it is done: who and what is which here, and what is otherwise in layers.

    `to_error`: on standard error, since a program reads the output.
    """
    say = partial(click.echo, err=to_error)
    for origin in ahead.origins:
        for sentence in matching.said(project, origin):
            say(sentence)
    for update in ahead.updates:
        said, lines = foreseeing.told(project, update)
        for sentence in said:
            say(sentence)
        for line in lines[:_SHOWN]:
            say(f"  {line}")
        if len(lines) > _SHOWN:
            say(f"  … and {len(lines) - _SHOWN:,} more.")


def _say(report: ImportReport, is_saved: bool) -> None:
    click.echo(report.summary())
    for _, sentence in report.updated():
        click.echo(sentence)
    for line in report.repetitions():
        click.echo(f"{line.words} --report lists them." if line.details and not is_saved else line.words)
    if report.joined:
        click.echo(f"{counted(report.joined, 'document')} learnt what the tables say of them.")
    for table in report.known:
        click.echo(f"Note: {table.sentence} “annotator metadata FILE {table.path.name}” or --join takes that over.")
    for _, line in report.said_apart():
        click.echo(f"Note: {line.words}{' --report lists them.' if line.details and not is_saved else ''}")
    for notice in report.notices:
        click.echo(f"Note: {notice}")
    for sentence in report.failed:
        click.echo(sentence, err=True)
