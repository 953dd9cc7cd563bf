"""The project as it was after an earlier step, opened as a copy that can only be read, or written to a new file."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.model.errors import BadProject, NotFound
from annotator.operations.people import seeing
from annotator.operations.progress import Progress, silent
from annotator.paths import system_says
from annotator.store.connections.connecting import Access
from annotator.store.project import SUFFIX, Project
from annotator.store.reading import Reading

_PLACE = "History"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)


def write(project: Project, step: int, to: Path, progress: Progress = silent, asks: bool = False) -> None:
    """Write the project as it was after a step to a new file, with the history up to it.

    `asks`: whoever is at work asks to see what others coded, where they have not yet.

    Raises `NotFound` where there is no such step, `NotAllowed` for who does not see what others coded, `BadProject`
    where there is such a file, or none can be written.
    """
    moment_of(project, step)
    seeing.refuse_unseen(project, _PLACE, asks)
    project.write_as_of(to, step, lambda done, of: progress(done, of, "Taking later steps back…"))


def copied(project: Project, step: int, progress: Progress = silent, asks: bool = False) -> Reading:
    """Return how the project is read as it was after a step: in a copy that goes when it is closed. See `write`."""
    when = moment_of(project, step)
    try:
        folder = TemporaryDirectory(prefix="annotator-earlier-")
    except OSError as error:
        raise BadProject(f"There is no room for a copy of the project as it was ({system_says(error)}).") from error
    path = Path(folder.name) / project.path.name
    try:
        write(project, step, path, progress, asks)
    except BaseException:
        folder.cleanup()
        raise
    why = f"This is the project as it was {when}, after step {step:,}: a copy that can only be read."
    return Reading(why, path, Access.FROZEN, is_snapshot=True, folder=folder, as_of=when)


def opened(reading: Reading) -> Project:
    """Open such a copy."""
    return Project.open(reading.path, reading=reading)


def free_name(project: Project, step: int) -> Path:
    """Return a name beside the project that nothing has."""
    stem = f"{project.path.stem} after step {step}"
    names = [stem, *(f"{stem} ({number})" for number in range(2, 100))]
    places = [project.path.with_name(f"{name}{SUFFIX}") for name in names]
    return next((place for place in places if not place.exists()), places[0])


def moment_of(project: Project, step: int) -> str:
    """Return when a step was done, by this computer’s clock: “on 24 November 2026 at 17:38”; raises `NotFound`."""
    found = project.journal.get(step)
    if found is None:
        raise NotFound(f"There is no step {step:,} in the history.")
    moment = datetime.fromisoformat(found.time).astimezone()
    return f"on {moment.day} {_MONTHS[moment.month - 1]} {moment.year} at {moment:%H:%M}"
