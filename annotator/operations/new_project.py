"""A project made with all that it begins with: a codebook, perhaps a first coder, perhaps the register of actors."""

from pathlib import Path

from annotator.model.codebook import Codebook
from annotator.operations.actors import register_files
from annotator.operations.codebook.presets import pass_mark_of
from annotator.operations.feedback import training
from annotator.operations.people import people
from annotator.store.project import Project


def new_project(
    path: Path, codebook: Codebook, coder: str | None = None, with_actors: bool = False, passphrase: str = ""
) -> Project:
    """Make a project and return it open; `with_actors`: with the register of actors that comes with the program.

    `passphrase`: of one that is to be encrypted. A preset with a training threshold sets the pass mark.

    Raises what its parts raise, and then no file stays behind: a project without its coder is not what was asked for,
    and would be in the way of a second attempt.
    """

    def fill(project: Project) -> None:
        if (mark := pass_mark_of(codebook)) is not None and mark != training.pass_mark(project):
            training.set_round(project, (), mark)
        if with_actors:
            register_files.add_shipped(project)
        if coder is not None:
            people.add_coder(project, coder)

    return Project.create(path, codebook, fill=fill, passphrase=passphrase)
