"""Which project a packet is for, of those that were opened on this computer."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from annotator.model.errors import UserError
from annotator.model.wording import isolated
from annotator.packets.head import PacketHead
from annotator.store.project import Project

_LOOKED_AT = "It is looked at, and not changed."


class KnownCopy(NamedTuple):
    """A copy of a project. `origin`: the id of the project; `owner`: whose copy it is, empty for a whole one."""

    path: Path
    origin: str
    owner: str = ""


def copy_for(head: PacketHead, copies: Iterable[KnownCopy]) -> Path | None:
    """Return the copy that a packet is for: of its project, the receiver's, else another one; the first of several."""
    of_project = [one for one in copies if one.origin == head.origin]
    fitting = [one for one in of_project if one.owner == head.receiver]
    return next((one.path for one in (*fitting, *of_project)), None)


def copy_of(project: Project) -> KnownCopy:
    """Return what is to be known of an open project."""
    owner = project.owner
    return KnownCopy(project.path, project.origin, owner.person if owner is not None else "")


def looked_at(paths: Iterable[Path]) -> list[KnownCopy]:
    """Return what these files are, without a trace in them; those that cannot be read are left out."""
    found = []
    for path in paths:
        try:
            with Project.open_to_read(path, _LOOKED_AT) as project:
                found.append(copy_of(project))
        except UserError:
            continue
    return found


def nowhere(name: str, head: PacketHead | None) -> str:
    """Return what is said of a packet whose project is none that is known here; `head`: None of a sealed one."""
    if head is None:
        return f"{name} is encrypted like its project; open that project, and what the packet brings is shown there."
    if head.receiver:
        whose = f"is for {isolated(head.receiver_name) or 'a coder'}"
    elif head.sender:
        whose = f"is what {isolated(head.sender_name) or 'a coder'} handed in"
    else:
        whose = "is for whoever leads"
    project = f"in the project “{isolated(head.project)}”, which was not opened on this computer before"
    return f"{name} {whose}, {project}; open that project, or ask whoever leads it for a copy."
