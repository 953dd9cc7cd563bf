"""Backups while a command writes: begun before it changes much, verified by the time it ends."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from annotator.store.backups.choice import chosen
from annotator.store.project import Project


@contextmanager
def backed_up(project: Project) -> Iterator[Project]:
    """Yield the project, whose large steps make backups; wait at the end until these are verified."""
    keeper = chosen().keeper(told=_say)
    project.backed_up_by(keeper)
    try:
        yield project
    finally:
        project.backed_up_by(None)
        keeper.finish()


def _say(sentence: str) -> None:
    click.echo(f"Note: {sentence}", err=True)
