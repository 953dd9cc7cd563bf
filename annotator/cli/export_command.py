"""`annotator export FILE OUT`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from annotator.cli.acting import acting, as_option, refuse_unseen, see_option
from annotator.cli.model_options import model_of, options_of
from annotator.cli.output import progress_bar
from annotator.model.errors import BadFile, WouldReplace
from annotator.model.wording import counted
from annotator.operations.documents.sets import in_sets
from annotator.operations.exchange import exporting
from annotator.operations.exchange.format_choices import output_kinds
from annotator.operations.exchange.loss_files import save_losses
from annotator.operations.exchange.report_files import check_name
from annotator.operations.exchange.splitting import SplitOptions
from annotator.operations.project import encryption

KINDS = {kind.name: kind for kind in output_kinds()}
FOLDERS = " or ".join(kind.name for kind in KINDS.values() if not kind.extensions)


@click.command(
    "export",
    help=f"Write the project FILE as the dataset OUT (a file, or for {FOLDERS} a folder; - is standard output).",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_name", type=click.Choice(list(KINDS)), default=exporting.DEFAULT_FORMAT, show_default=True
)
@click.option("--layer", default="gold", metavar="gold|all|NAME", show_default=True, help="Which layer to write.")
@click.option("--set", "sets", metavar="NAME", multiple=True, help="Only the documents of this set.")
@click.option(
    "--with-names", "names", is_flag=True, help="Write the coders' names, as in an archive that stays; else pseudonyms."
)
@click.option("--force", is_flag=True, help="Replace what is at OUT.")
@click.option("--dry-run", is_flag=True, help="Say what would be left out, and write nothing.")
@click.option("--strict", is_flag=True, help="Write nothing where something would be left out.")
@click.option(
    "--losses",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Also write the list of what is left out: to a file in .txt, .csv or .html.",
)
@as_option
@see_option
@options_of({**{name: kind.options for name, kind in KINDS.items()}, "any format": SplitOptions})
def command(
    file: Path,
    out: Path,
    format_name: str,
    layer: str,
    sets: tuple[str, ...],
    names: bool,
    force: bool,
    dry_run: bool,
    strict: bool,
    losses: Path | None,
    who: str | None,
    asks: bool,
    **values: Any,
) -> None:
    """Write the project, and say what was written and lost."""
    own, division = model_of(KINDS[format_name].options, values), model_of(SplitOptions, values).division()
    if losses is not None:
        check_name(losses)
        if losses.resolve() in (out.resolve(), file.resolve()):
            raise BadFile(str(losses), "it cannot hold the export and the list of what that leaves out", "name another")
    is_piped = str(out) == "-"
    if is_piped:
        out = Path(file.stem + "".join(KINDS[format_name].extensions[:1]))
    with acting(file, who) as project, progress_bar("Exporting") as progress, _asking():
        if exporting.shows_others(project, layer):
            refuse_unseen(project, asks)
        if project.is_encrypted:
            click.echo(f"Note: {encryption.EXPORTS}", err=True)
        only = in_sets(project, sets) if sets else None
        sink = sys.stdout.buffer if is_piped else None
        if dry_run:
            found = exporting.export_look(project, format_name, layer, own, only, names, division)
            lost = found.lost
        else:
            written = exporting.export(
                project, out, format_name, layer, progress, own, force, sink, only, strict, division, names
            )
            lost = written.lost
            if sink is not None:
                sink.flush()  # a full disk behind it is said here, and nothing else after
    if losses is not None:
        save_losses(lost, losses, f"{file.stem} as {format_name}")
    if dry_run:
        said = [one.sentence for one in lost]
        click.echo("\n".join(said) or "Nothing would be left out.")
        for notice in found.losses:
            if notice not in said:
                click.echo(f"Note: {notice}")
        return
    if is_piped:
        for notice in written.notices:
            click.echo(f"Note: {notice}", err=True)
        return
    for name in written.files[:10]:
        click.echo(f"Wrote {exporting.folder_of(out, format_name) / name}")
    if len(written.files) > 10:
        click.echo(f"… and {counted(len(written.files) - 10, 'more file')}.")
    for notice in written.notices:
        click.echo(f"Note: {notice}")


@contextmanager
def _asking() -> Iterator[None]:
    """Say how one says that something may be replaced."""
    try:
        yield
    except WouldReplace as error:
        raise BadFile(error.file, error.problem, "choose another name, or add --force to replace it") from error
