"""Two entries of one person, as two who lead may have made them, become one."""

from annotator.model.errors import NotAllowed
from annotator.model.ids import CoderId
from annotator.model.removal import RemovedKind, merged
from annotator.model.verbs import project as verbs
from annotator.model.wording import isolated
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.store.clock import now
from annotator.store.project import Project


def merge(project: Project, keep: CoderId, other: CoderId) -> None:
    """Say that two are one person: layers, decisions, notes … of `other` are shown as those of `keep`.

    No row of `other` is written anew, so that what they go on to do in a copy of theirs follows too, and undo tells
    them apart again. Raises `NotFound`, and `NotAllowed` for one and the same, oneself, and whoever alone leads.
    """
    if project.journal.rules:
        roles.refuse(project, Right.PEOPLE)
    first, second = project.coders.get(keep), project.coders.get(other)
    if keep == other:
        raise NotAllowed(f"{isolated(first.name)} is one person already; choose another one.")
    if project.person == other:
        raise NotAllowed("Nobody becomes another while at the desk; ask somebody else who leads.")
    leading = [one.id for one in roles.leads(project.coders.all())]
    if leading == [other]:
        raise NotAllowed(f"{isolated(second.name)} alone leads this project; let {isolated(first.name)} lead it first.")
    with project.transact(verbs.MergeCoders(coder=keep, other=other)):
        project.removals.mark([merged(RemovedKind.CODER, other, keep, project.person, now())])
