"""A project that is turned into somebody's copy, for tests of what the window shows in one."""

from collections.abc import Sequence
from pathlib import Path

from annotator.operations.people import people
from annotator.operations.team import assigning
from annotator.store.project import Project
from annotator.store.rows.handed import CopyOwner


def as_copy(path: Path, name: str, given: Sequence[int] = (), due: str | None = None) -> Path:
    """Give a person the documents at these places of the list, and let the file be their copy from then on."""
    with Project.open(path) as project:
        owner = people.person_named(project, name).id
        infos = project.documents.all()
        if given:
            assigning.assign(project, [owner], [infos[at].id for at in given], due)
        project.handed.become_copy(CopyOwner(owner, b"k" * 32, "2026-11-28T10:00:00Z", project.name))
    return path
