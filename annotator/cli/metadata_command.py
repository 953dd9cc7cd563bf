"""`annotator metadata FILE TABLE`: what a table tells of documents becomes their metadata."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from annotator.cli.acting import acting, as_option
from annotator.cli.backing_up import backed_up
from annotator.cli.output import QUOTING, json_option, names_in, print_json, progress_bar
from annotator.model.errors import FewMatched, NotFound
from annotator.model.joining.matching import JoinKey
from annotator.model.joining.saying import said_columns
from annotator.model.wording import counted
from annotator.operations.documents import join_key_words, join_words, joining
from annotator.operations.documents.joining import JoinOffer, JoinPlan, JoinRequest
from annotator.operations.people.roles import Right
from annotator.operations.progress import Progress
from annotator.store.project import Project

_SHOWN = 20
_CHOICE = "add --yes to join what is found all the same"


@click.command("metadata")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("table", type=click.Path(path_type=Path))
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="WHAT=COLUMN",
    help="By what rows and documents belong together: “file”, “title”, “text”, a field of the documents or a part of "
    "the pattern, and the column that has it; several together are one key. Found by itself where it is left out.",
)
@click.option(
    "--pattern", default="", metavar="PATTERN", help="How the names are made, as in {country}_{session}_{year}."
)
@click.option(
    "--columns",
    metavar="A=FIELD,B,…",
    help=f"The columns to take, and what their fields are called; all where it is left out. {QUOTING}",
)
@click.option("--overwrite", is_flag=True, help="Put values of the table in the place of others; else gaps are filled.")
@click.option("--shared-rows", is_flag=True, help="One row may tell of several documents.")
@click.option("--sheet", default="", metavar="NAME", help="The sheet of a workbook, where it is not the one that fits.")
@click.option(
    "--encoding", default="", metavar="NAME", help="The encoding of a text table, where it is guessed wrongly."
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask where few documents are matched.")
@as_option
@json_option
def command(
    file: Path,
    table: Path,
    keys: tuple[str, ...],
    pattern: str,
    columns: str | None,
    overwrite: bool,
    shared_rows: bool,
    sheet: str,
    encoding: str,
    dry_run: bool,
    yes: bool,
    who: str | None,
    as_json: bool,
) -> None:
    """Join TABLE (CSV, TSV, a workbook, JSON records) to the documents of the project FILE, as one step.

    Where nothing belongs together nothing changes, and the exit code is 1. Where few do, it is asked.
    """
    with (
        acting(file, who, None if dry_run else Right.DOCUMENTS) as project,
        backed_up(project),
        progress_bar("Joining") as progress,
    ):
        offer = joining.offer(project, table, sheet, encoding, progress)
        key = _key(project, offer, keys, pattern, shared_rows)
        said = names_in(columns)
        taken = said_columns(offer.table, said) if said else joining.columns_for(project, offer.table, key)
        done = _done(project, JoinRequest(offer.table, key, tuple(taken), overwrite), dry_run, yes, progress)
    for notice in offer.table.notices:
        click.echo(f"Note: {notice}", err=True)
    if as_json:
        print_json(_record(done))
    else:
        _say(done, dry_run)


def _key(project: Project, offer: JoinOffer, keys: tuple[str, ...], pattern: str, shared: bool) -> JoinKey:
    if keys or pattern:
        return joining.key_said(project, offer.table, keys, pattern, shared)
    if not offer.proposals:
        raise NotFound(join_words.no_key_words(offer.table, (one.title for one in project.documents.all())))
    return replace(offer.proposals[0].key, shared=shared)


def _done(project: Project, request: JoinRequest, dry_run: bool, yes: bool, progress: Progress) -> JoinPlan:
    try:
        done = joining.plan(project, request, progress) if dry_run else joining.join(project, request, progress, yes)
    except FewMatched as error:
        _ask(error)
        done = joining.join(project, request, progress, few_are_meant=True)
    if not done.matches.pairs:
        raise NotFound(join_words.nothing_words(done))
    return done


def _ask(error: FewMatched) -> None:
    """Ask whether few are meant; raises `FewMatched` with what to add where nobody can answer."""
    if not sys.stdin.isatty():
        raise FewMatched(f"{error.few}; {_CHOICE}", error.documents) from error
    click.echo(str(error), err=True)
    click.confirm(f"Join {counted(error.documents, 'document')} all the same?", abort=True, err=True)


def _say(done: JoinPlan, dry_run: bool) -> None:
    click.echo(f"Key: {join_key_words.key_words(done.request.key)}.")
    for sentence in (join_words.matched_words(done), *join_words.field_words(done)):
        click.echo(sentence)
    if dry_run:
        writes = [one for one in done.changes if one.is_write]
        for one in writes[:_SHOWN]:
            click.echo(f"  {join_words.change_words(done, one)}")
        if len(writes) > _SHOWN:
            click.echo(f"  … and {len(writes) - _SHOWN:,} more (--json has them all)")
    for sentence in (*join_words.unfit_words(done), *join_words.left_words(done)):
        click.echo(f"Note: {sentence}")
    if dry_run:
        if done.few:
            click.echo(f"It would be asked about before: {done.few}; {_CHOICE}.")
        click.echo("Nothing was changed.")


def _record(done: JoinPlan) -> dict[str, object]:
    titles = [one.title for one in done.documents]
    matches = done.matches
    return {
        "table": done.request.table.name,
        "key": [{"what": str(one.origin), "name": one.name, "column": one.column} for one in done.request.key.pairs],
        "pattern": done.request.key.pattern,
        "matched": len(matches.pairs),
        "few": done.few,
        "documents_without_row": [titles[place] for place in matches.documents],
        "rows_without_document": len(matches.rows),
        "ambiguous": [
            {"key": list(one.key), "documents": [titles[place] for place in one.documents], "rows": len(one.rows)}
            for one in matches.ambiguous
        ],
        "counts": {str(kind): count for kind, count in done.counts.items()},
        "changes": [
            {
                "document": done.documents[one.document].id,
                "title": titles[one.document],
                "field": one.field,
                "before": one.before,
                "after": one.after,
                "kind": str(one.kind),
            }
            for one in done.changes
            if str(one.kind) != "unchanged"
        ],
    }
