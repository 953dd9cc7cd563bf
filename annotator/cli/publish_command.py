"""`annotator publish FILE [FOLDER]`: the dataset written to be published, and what is open before it is."""

from collections.abc import Sequence
from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, refuse_unseen, see_option
from annotator.cli.output import json_option, print_json, progress_bar
from annotator.model.errors import BadFile, WouldReplace
from annotator.operations.exchange import exporting, publishing
from annotator.operations.exchange.publishing import PublishCheck

_PLACE = click.Path(path_type=Path)


@click.command("publish")
@click.argument("file", type=_PLACE)
@click.argument("folder", type=_PLACE, required=False)
@click.option("--check", "only_check", is_flag=True, help="Write nothing: say what is open.")
@click.option("--layer", default="gold", metavar="gold|all|NAME", show_default=True, help="Which layer to publish.")
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
        return _say(publishing.check_folder(file), as_json)
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
            publishing.check_folder(folder, project)
            if folder is not None
            else publishing.check_project(project, layer, progress)
        )
    for notice in notices:
        click.echo(f"Note: {notice}", err=True)
    code = _say(checks, as_json)
    return code if only_check else 0


def _say(checks: Sequence[PublishCheck], as_json: bool) -> int:
    is_ready = publishing.is_ready(checks)
    if as_json:
        records = [{"name": one.name, "said": one.said, "problems": list(one.problems)} for one in checks]
        print_json({"ready": is_ready, "checks": records})
    else:
        for one in checks:
            click.echo(f"{'✗' if one.is_open else '✓'} {one.sentence}")
        click.echo(publishing.outcome_said(checks))
        if not is_ready:
            click.echo("What is not said of the dataset yet, “annotator describe FILE” takes.")
    return 0 if is_ready else 1
