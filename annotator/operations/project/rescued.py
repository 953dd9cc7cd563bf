"""What a rescue file holds, done again in a project; and a project whose file is gone, saved under a new name."""

import contextlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.model.errors import BadProject, UndoBlocked
from annotator.model.ids import CoderId
from annotator.model.wording import counted, one_or_many
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.operations.progress import Progress, silent
from annotator.operations.project import history
from annotator.paths import system_says
from annotator.store.backups.choice import chosen
from annotator.store.backups.folder import files_of_project
from annotator.store.connections.connecting import is_encrypted
from annotator.store.placing import discard, whole_new_file
from annotator.store.project import Project
from annotator.store.sittings import rescue
from annotator.store.sittings.sitting import DoneStep

MAY_BE_OLD = (
    "What was done before this sitting may be as old as the copy that was written over the project; compare it with "
    "your latest copy."
)


@dataclass(slots=True)
class TakenIn:
    """What came of a rescue file: steps done again, steps the project had already, a sentence for each that is not in.

    `missing`: steps that were too large for the file; `damaged`: steps that cannot be read in it any more.
    """

    done: int = 0
    known: int = 0
    refused: list[str] = field(default_factory=list)
    missing: int = 0
    damaged: int = 0

    def notices(self, source: str) -> list[str]:
        """Return what the user should know, as sentences."""
        said = [f"{source}: {counted(self.done, 'rescued step was', 'rescued steps were')} done again."]
        if self.known:
            said.append(f"{source}: {counted(self.known, 'step was', 'steps were')} in the project already.")
        if self.missing:
            large = counted(self.missing, "large step was", "large steps were")
            said.append(f"{source}: {large} not in the rescue file; look for it in a copy of the project.")
        if self.damaged:
            lost = counted(self.damaged, "step", "steps")
            said.append(f"{source}: the file is damaged, and {lost} of it cannot be read; look for another copy of it.")
        return said


def take_in(project: Project, path: Path, progress: Progress = silent) -> TakenIn:
    """Do the steps of a rescue file again, each as its person and at its time; raises `BadFile`.

    A step that the project has already is left, and one whose rows are others now is refused by itself.
    """
    file = rescue.read(path)
    project.back_up_before("rescue")
    outcome = _repeat(project, file.steps, path.name, progress)
    outcome.missing, outcome.damaged = file.missing, file.damaged
    return outcome


def _repeat(project: Project, steps: Sequence[DoneStep], source: str, progress: Progress) -> TakenIn:
    outcome = TakenIn()
    repeating = project.repeating(steps)
    for number, step in enumerate(steps):
        progress(number, len(steps), source)
        if why := _why_not(project, step):
            outcome.refused.append(f"{source}: “{history.sentence(project, step.done)}” was left out. {why}")
            continue
        try:
            if repeating.repeat(step):
                outcome.done += 1
            else:
                outcome.known += 1
        except UndoBlocked as error:
            outcome.refused.append(f"{source}: “{history.sentence(project, step.done)}” {error.problem}")
    return outcome


def _why_not(project: Project, step: DoneStep) -> str:
    """Return why a step of a rescue file may not be done again, where rules are asked; empty where it may.

    One's own steps are one's own; those of others are brought in by whoever may import. Each was to be allowed to the
    person who did it.
    """
    if not project.journal.rules:
        return ""
    person = CoderId(step.person) if step.person else None
    why = roles.why_not(project, Right.IMPORT, project.person) if person != project.person else ""
    return why or (roles.why_not(project, step.done, person) if person is not None else "")


def save_as(project: Project, new: Path) -> list[str]:
    """Write an open project whose file is gone to a new file, with all that is known of it; return what is not.

    Raises `BadProject` where neither the open file nor what stands in its place can be read: there is no new file then.
    """
    try:
        with whole_new_file(new) as made:
            try:
                project.back_up(made)
                is_whole = _is_whole(made, project.sitting_steps()[-1:])
            except BadProject:
                is_whole = False
            said = [] if is_whole else _out_of_what_is_there(project, made, new.name)
    except FileExistsError as error:
        raise BadProject(f"{new.name} exists already; choose another name.") from error
    except OSError as error:
        raise BadProject(f"{new.name} cannot be written ({system_says(error)}); choose another folder.") from error
    return [*said, MAY_BE_OLD] if project.is_overwritten else said


def _is_whole(path: Path, steps: Sequence[DoneStep] = ()) -> bool:
    """Whether a copy is in order, and has these steps: what was written over a project may be whole without them."""
    with contextlib.suppress(BadProject), Project.open(path) as copy:
        found = [copy.journal.get(step.number) for step in steps]
        has_all = [(one.kind, one.person, one.time) for one in found if one] == [
            (step.kind, step.person, step.time) for step in steps
        ]
        return has_all and not copy.check()
    return False


def _is_as_secret(path: Path, project: Project) -> bool:
    """Whether a copy is encrypted where the project is: the steps of one do not go into a file that all can read."""
    return is_encrypted(path) or not project.is_encrypted


def _out_of_what_is_there(project: Project, made: Path, name: str) -> list[str]:
    """Do the sitting again in a copy of what stands at the path now, which is older, or else of the last backup."""
    source = _older_copy(project, made)
    steps = project.sitting_steps()
    with Project.open(made) as copy:
        between = steps[0].number - copy.journal.latest() - 1 if steps else 0
        refused = _repeat(copy, steps, name, silent).refused
    if source is None:
        return refused
    said = f"What was done before this sitting comes from {source}"
    if between > 0:
        lost = f"{counted(between, 'step')} between that and this sitting {one_or_many(between, 'is', 'are')}"
        said += f"; {lost} in neither"
    return [f"{said}.", *refused]


def _older_copy(project: Project, made: Path) -> str | None:
    """Copy the file at the path, or (returning what it is called) the last backup that is whole, to `made`."""
    discard(made)
    with contextlib.suppress(OSError):
        shutil.copyfile(project.path, made)
        if _is_as_secret(made, project) and _is_whole(made):
            return None
    for file in files_of_project(chosen().folder, project.path):
        discard(made)
        shutil.copyfile(file.path, made)
        if _is_as_secret(made, project) and _is_whole(made):
            return f"the backup of {file.made:%Y-%m-%d %H:%M}"
    raise BadProject(
        f"What is left of {project.path.name} cannot be read, and no backup of it; open a copy, and import the rescue "
        "file there."
    )
