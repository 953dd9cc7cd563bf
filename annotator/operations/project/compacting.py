"""The project file without what it has no use for, and how much that was, in words."""

from annotator.model.errors import NotAllowed
from annotator.operations.project.others import open_too
from annotator.store.project import Project


def compact(project: Project) -> str:
    """Give back the room in the project file that nothing needs, and say how much; nothing in the project changes.

    Raises `NotAllowed` while another program has the project open, and `BadProject` where there is no room for it.
    """
    if present := open_too(project.others()):
        raise NotAllowed(f"{present} Compact the file when nobody else has it open.")
    found = project.compact()
    if found.given_back <= 0:
        return f"There is nothing to give back: {project.path.name} takes {_mb(found.after)}."
    return f"{project.path.name} takes {_mb(found.after)} in place of {_mb(found.before)}."


def _mb(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
