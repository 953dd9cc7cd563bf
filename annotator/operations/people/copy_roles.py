"""What a coder's copy of a project changes in who may do what: whoever it is, they code there and do nothing else.

What a lead does in a copy nobody would take in: a coder's packet holds what is the coder's own. So it is refused where
it is tried, and not when it is handed in.
"""

from collections.abc import Iterable

from annotator.model.coder import Coder, TeamRole
from annotator.model.ids import CoderId
from annotator.model.verbs.project import AddLayer
from annotator.model.verbs.verb import Verb
from annotator.model.wording import isolated
from annotator.store.project import Project


def held_in_copy(project: Project, person: CoderId | None) -> frozenset[TeamRole] | None:
    """Return the roles that a person has in a coder's copy; None in a whole project."""
    owner = project.owner
    if owner is None:
        return None
    return frozenset({TeamRole.CODER}) if person == owner.person else frozenset()


def why_not_in_copy(project: Project, verb: Verb) -> str:
    """Return why a verb is not for a copy, though it is for coders; empty where it is, and in a whole project."""
    if isinstance(verb, AddLayer) and project.owner is not None:
        return f"Adding a layer is for whoever leads, {whose_copy(project)}."
    return ""


def whose_copy(project: Project) -> str:
    """Return, as the end of a sentence, that it is to be done in the project and not here; empty in a whole one."""
    owner = project.owner
    if owner is None:
        return ""
    name = next((isolated(one.name) for one in project.coders.all() if one.id == owner.person), "a coder")
    return f"in the project itself: this is a copy for {name}"


def as_in_copy(project: Project, people: Iterable[Coder]) -> list[Coder] | None:
    """Return people with the roles that count in a coder's copy; None in a whole project."""
    if project.owner is None:
        return None
    return [one.model_copy(update={"roles": (TeamRole.CODER,)}) for one in people]
