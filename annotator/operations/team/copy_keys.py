"""Who gets which kind of copy, and with which key what goes between the copies is signed."""

from annotator.model.coder import Coder, TeamRole
from annotator.model.ids import CoderId
from annotator.packets.head import new_key
from annotator.store.project import Project

WHOLE = ""
"""Who is meant by all whole copies, those of whoever leads or adjudicates."""
_JUDGING = {TeamRole.LEAD, TeamRole.ADJUDICATOR}


def is_whole(coder: Coder) -> bool:
    """Whether a person gets a whole copy: who leads or adjudicates sees what others coded."""
    return bool(_JUDGING & set(coder.roles))


def key_of(project: Project, coder: Coder) -> bytes:
    """Return the key of a person's copy; the first who asks for it makes it."""
    return _key(project, WHOLE if is_whole(coder) else coder.id)


def key_here(project: Project) -> bytes:
    """Return the key of this copy itself."""
    owner = project.owner
    return owner.key if owner is not None else _key(project, WHOLE)


def keys_as_text(project: Project) -> dict[str, list[str]]:
    """Return all keys that a whole copy has, as hexadecimal digits: another whole copy reads the same packets."""
    return {owner: [key.hex() for key in keys] for owner, keys in project.handed.keys().items()}


def _key(project: Project, owner: CoderId | str) -> bytes:
    if not project.handed.keys().get(owner):
        project.handed.add_key(owner, new_key())
    return project.handed.keys()[owner][0]
