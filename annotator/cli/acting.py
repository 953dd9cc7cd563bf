"""Who gives a command: the person named by `--as`, or the only one of a project; `operations` has the rule."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from annotator.model.errors import NotAllowed, UserError
from annotator.model.ids import CoderId
from annotator.model.name_lists import quoted
from annotator.model.wording import word_list
from annotator.operations.people import people, roles, seeing
from annotator.operations.people.roles import Right
from annotator.operations.project import encryption, others
from annotator.store.project import Project

as_option = click.option(
    "--as", "who", metavar="NAME", help="Who you are; needed where several people work in the project."
)
see_option = click.option(
    "--see-others", "asks", is_flag=True, help="See what others coded before it is released; the history keeps that."
)
_PLACE = "the command line"


@contextmanager
def acting(file: Path, who: str | None, act: Right | None = None, asks: bool = False) -> Iterator[Project]:
    """Yield the open project, its steps written as this person's and asked for by the rule.

    `act`: what the command does, which is refused before anything is read; `asks`: to see what others coded.
    """
    with reading(file) as project:
        project.person = person_of(project, who)
        roles.obey(project)
        if act is not None and act is not Right.SEE:
            roles.refuse(project, act)
        if act in (Right.SEE, Right.DECIDE):
            refuse_unseen(project, asks)
        yield project


@contextmanager
def reading(file: Path) -> Iterator[Project]:
    """Yield the open project; on standard error it is said who else has it open, and what there is to its opening."""
    with Project.open(file) as project:
        if present := others.open_too(project.others()):
            click.echo(f"Note: {present}", err=True)
        notes = list(project.notices)
        try:
            yield project
        except UserError as error:
            # Why nothing can be written is what a command that writes ends with.
            notes = [note for note in notes if note not in str(error)]
            raise
        finally:
            for note in notes:
                click.echo(f"Note: {note}", err=True)


def say_plain(project: Project, to_file: bool = False) -> None:
    """Say of an encrypted project that what is written of it is plain: into a file, or to no terminal."""
    if (said := encryption.written_plain(project)) and (to_file or not sys.stdout.isatty()):
        click.echo(f"Note: {said}", err=True)


def person_of(project: Project, who: str | None) -> CoderId | None:
    """Return the person of this name, or the only one; None where there is nobody yet.

    Raises `NotAllowed` where several could be meant, and `NotFound`.
    """
    there = project.coders.all()
    if who is not None:
        return people.person_named(project, who).id
    if len(there) > 1:
        names = word_list((f"--as {_argument(one.name)}" for one in there), "or")
        raise NotAllowed(f"Several people work in this project; say who you are: {names}.")
    return there[0].id if there else None


def refuse_unseen(project: Project, asks: bool) -> None:
    """Raise `NotAllowed` where whoever gives the command does not see what others coded."""
    try:
        if said := seeing.refuse_unseen(project, _PLACE, asks):
            click.echo(f"Note: {said}", err=True)
    except seeing.NotAsked as error:
        raise NotAllowed(
            "This shows what others coded before it is released; add --see-others to see it, which the history keeps."
        ) from error


def say_unseen(project: Project) -> None:
    """Say that what others coded is left out: what is found would be taken for all."""
    found = seeing.sight(project, project.person)
    if found is not seeing.Sight.SHOWN:
        more = "; add --see-others to see it, which the history keeps" if found is seeing.Sight.ASKED else ""
        click.echo(f"Note: What others coded is left out before it is released{more}.", err=True)


def _argument(name: str) -> str:
    return f'"{name}"' if " " in name else quoted(name)
