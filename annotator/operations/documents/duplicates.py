"""Documents that look alike: found, told apart, and said to be two all the same."""

from annotator.model.distinct import distinct
from annotator.model.errors import NotAllowed
from annotator.model.ids import DocumentId
from annotator.model.verbs.project import KeepApart
from annotator.store.project import Project


def keep_apart(project: Project, one: DocumentId, other: DocumentId, on: bool = True) -> None:
    """Say of two documents that neither is a duplicate of the other, or take that back; what was said is no step.

    Raises `NotFound` where one is not there, `NotAllowed` for a document and itself.
    """
    if one == other:
        raise NotAllowed("A document is no duplicate of itself; name two.")
    pair = distinct(one, other)
    for document in (one, other):
        project.documents.info(document)
    is_said = bool(project.distinct_pairs.which_exist([pair.id]))
    with project.transact(KeepApart(documents=(pair.document, pair.other), on=on)):
        if on and not is_said:
            project.distinct_pairs.add([pair])
        elif not on and is_said:
            project.distinct_pairs.delete([pair.id])
