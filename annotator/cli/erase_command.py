"""`annotator erase FILE`."""

from pathlib import Path

import click

from annotator.cli.acting import acting, as_option
from annotator.cli.output import json_option, print_json, progress_bar
from annotator.operations.people.roles import Right
from annotator.operations.project import erasing
from annotator.operations.project.erasing import ErasePlan
from annotator.store.backups.choice import chosen
from annotator.store.erasing.erasing import Erased


@click.command("erase")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--document",
    "documents",
    metavar="TITLE",
    multiple=True,
    help="A document, by its title or id, with all that was coded and decided in it; may be given several times.",
)
@click.option(
    "--coder",
    "coders",
    metavar="NAME",
    multiple=True,
    help="The name of a person, who is called by the pseudonym from then on; may be given several times.",
)
@click.option("--bin", "with_bin", is_flag=True, help="All that lies in the recycle bin.")
@click.option("--dry-run", is_flag=True, help="Say what would go and which copies would hold it, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_option
@json_option
def command(
    file: Path,
    documents: tuple[str, ...],
    coders: tuple[str, ...],
    with_bin: bool,
    dry_run: bool,
    yes: bool,
    who: str | None,
    as_json: bool,
) -> None:
    """Erase documents, names of people or what lies in the recycle bin of the project FILE, for good.

    They go from the file, its history, its backups and rescue files. What is left in other copies is said.
    """
    if not (documents or coders or with_bin):
        raise click.UsageError("Say what is to be erased: --document, --coder or --bin.")
    choice = chosen()
    with acting(file, who, Right.ERASE) as project:
        plan, person = erasing.plan(project, choice, documents, coders, with_bin), project.person
    if not as_json:
        for said in plan.said() or ["The project holds nothing of it; its backups may."]:
            click.echo(said)
    if dry_run:
        _show(plan, None, plan.remaining(), as_json)
        return
    if not yes:
        click.confirm("Nothing brings it back. Erase it?", abort=True, err=True)
    with progress_bar("Erasing") as progress:
        done = erasing.erase(plan, person, choice, progress)
    _show(plan, done, erasing.done_said(plan, done), as_json)


def _show(plan: ErasePlan, done: Erased | None, said: list[str], as_json: bool) -> None:
    if not as_json:
        for sentence in said:
            click.echo(sentence)
        return
    rows, names = plan.found
    print_json(
        {
            "erased": done is not None and done.copy is not None,
            "rows": {str(table): len(ids) for table, ids in sorted(rows.rows.items()) if ids},
            "names": len(names.names),
            "backups": [str(path) for path in done.backups] if done is not None else [],
            "rescue_files": [str(path) for path in done.rescues] if done is not None else [],
            "failed": {str(path): why for path, why in done.failed} if done is not None else {},
            "copies": [str(path) for path in plan.copies],
            "exports": [str(path) for path in plan.exports],
            "said": said,
        }
    )
