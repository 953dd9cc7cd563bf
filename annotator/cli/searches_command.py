"""`annotator searches FILE`: the searches that are kept in a project: listed, kept, changed, removed."""

from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, refuse_unseen, see_option
from annotator.cli.output import json_option, print_json
from annotator.model.kept_search import KeptSearch
from annotator.operations.passages import kept
from annotator.store.project import Project


@click.command("searches")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--keep", "new", nargs=2, metavar="NAME SEARCH", help="Keep a search under this name.")
@click.option("--change", "changed", nargs=2, metavar="NAME SEARCH", help="Let a kept search ask for this.")
@click.option("--rename", "renamed", nargs=2, metavar="NAME NEW", help="Call a kept search otherwise.")
@click.option("--remove", "gone", metavar="NAME", help="Keep a search no more.")
@as_option
@see_option
@json_option
def command(
    file: Path,
    new: tuple[str, str] | None,
    changed: tuple[str, str] | None,
    renamed: tuple[str, str] | None,
    gone: str | None,
    who: str | None,
    asks: bool,
    as_json: bool,
) -> None:
    """List the searches over all texts that are kept in the project FILE, or keep one."""
    if sum(one is not None for one in (new, changed, renamed, gone)) > 1:
        raise click.UsageError("Choose one of --keep, --change, --rename and --remove.")
    with acting(file, who) as project:
        if asks:
            refuse_unseen(project, asks)
        if new is not None:
            _tell(kept.keep(project, *new), as_json)
        elif changed is not None:
            _tell(kept.change(project, kept.kept_named(project, changed[0]).id, changed[1]), as_json)
        elif renamed is not None:
            _tell(kept.rename(project, kept.kept_named(project, renamed[0]).id, renamed[1]), as_json)
        elif gone is not None:
            kept.remove(project, kept.kept_named(project, gone).id)
            click.echo("Removed 1 kept search.", err=as_json)
        else:
            _list(project, as_json)


def _list(project: Project, as_json: bool) -> None:
    found = kept.kept(project)
    if as_json:
        print_json(_record(found))
        return
    for one in found:
        click.echo(_said(one))
    if not found:
        click.echo("No search is kept here for you.")


def _tell(one: KeptSearch, as_json: bool) -> None:
    if as_json:
        print_json(_record([one]))
    else:
        click.echo(f"Kept {'for you' if one.coder else 'for everybody'}: {one.search}")


def _said(one: KeptSearch) -> str:
    return f"{one.name}{' (yours)' if one.coder else ''}: {one.search}"


def _record(found: list[KeptSearch]) -> dict[str, object]:
    """Return what schemas/searches.schema.json describes."""
    fields = ({"id": one.id, "name": one.name, "search": one.search, "own": one.coder is not None} for one in found)
    return {"searches": list(fields)}
