"""What a coder is to code: the documents that were given to them, in the order in which they are to be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.model.coder import Assignment, Layer, State, TeamRole
from annotator.model.document import DocumentInfo
from annotator.model.ids import CoderId, DocumentId
from annotator.operations.agreement import recoding
from annotator.operations.people import roles
from annotator.operations.team import assigning
from annotator.store.project import Project

_NO_DAY = "9999"


@dataclass(frozen=True, slots=True)
class CoderTasks:
    """The documents to be coded in a layer. `due`: until when, an ISO date, where something was said.

    `are_given`: whether they are what was given out in the layer alone, and not all that there is.
    """

    documents: list[DocumentInfo] = field(default_factory=list)
    due: Mapping[DocumentId, str] = field(default_factory=dict)
    are_given: bool = False


def tasks_in(project: Project, layer: Layer) -> CoderTasks:
    """Return what is to be coded in a layer.

    Who only codes has what was given to them and what they began, first what everybody codes first, then by the day
    until which it is to be done. Who leads or adjudicates besides, and whom nothing was given, has all documents.
    """
    every = recoding.documents_of(project, layer)
    given = {one.document: one for one in project.assignments.of_layer(layer.id) if one.given}
    due = {id: one.due for id, one in given.items() if one.due is not None}
    if not given or roles.roles_of(project, layer.coder) != {TeamRole.CODER}:
        return CoderTasks(every, due)
    there = given.keys() | project.assignments.states(layer.id).keys()
    theirs = [info for info in every if info.id in there]
    return CoderTasks(sorted(theirs, key=lambda info: _order(given.get(info.id))), due, are_given=True)


def layer_to_sit_at(project: Project, coder: CoderId) -> Layer | None:
    """Return the layer in which a coder goes on: that of their work, or once it is done, an open re-code sample."""
    own = assigning.work_layer(project, coder)
    if own is None:
        return None
    states = project.assignments.states(own.id)
    open_there = any(states.get(info.id) is not State.DONE for info in tasks_in(project, own).documents)
    return own if open_there else recoding.open_pass(project, coder) or own


def _order(one: Assignment | None) -> tuple[bool, str]:
    """Return what comes first: what everybody codes first, then what is due first; what was taken back comes last."""
    return (True, _NO_DAY * 2) if one is None else (not one.first, one.due or _NO_DAY)
