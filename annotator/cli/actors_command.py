"""`annotator actors FILE`."""

from collections import Counter
from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, say_plain
from annotator.cli.backing_up import backed_up
from annotator.model.wording import counted
from annotator.operations.actors import register_files
from annotator.operations.actors.seen_actors import seen_actors
from annotator.operations.people.roles import Right
from annotator.store.project import Project


@click.command("actors")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--add-shipped", is_flag=True, help="Add the actors that come with the program.")
@click.option("--import", "source", type=click.Path(path_type=Path), metavar="PATH", help="Add the actors of a file.")
@click.option("--export", "target", type=click.Path(path_type=Path), metavar="PATH", help="Write the actors to a file.")
@as_option
def command(file: Path, add_shipped: bool, source: Path | None, target: Path | None, who: str | None) -> None:
    """Say which actors the project FILE knows, add some, or write them to a file."""
    if add_shipped + (source is not None) + (target is not None) > 1:
        raise click.UsageError("Choose one of --add-shipped, --import and --export.")
    changes = add_shipped or source is not None
    with acting(file, who, Right.ACTORS if changes else None) as project, backed_up(project):
        if add_shipped:
            click.echo(register_files.add_shipped(project).sentence)
        elif source is not None:
            click.echo(register_files.import_register(project, source).sentence)
        elif target is not None:
            say_plain(project, to_file=True)
            click.echo(f"Wrote {counted(register_files.export_register(project, target), 'actor')} to {target}.")
        else:
            _say_which(project)


def _say_which(project: Project) -> None:
    actors = seen_actors(project)
    kinds = Counter(str(actor.kind) for actor in actors)
    click.echo(counted(len(actors), "actor"))
    for kind, count in kinds.most_common():
        click.echo(f"{kind}: {count:,}")
