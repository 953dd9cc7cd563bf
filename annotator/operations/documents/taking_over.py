"""Of two documents that look alike, the codings of the one taken over into the text of the other.

The coded one is read anew with the other's text (`rereading`), and the other goes into the recycle bin: two steps,
since no two documents of a project have one text.
"""

from dataclasses import dataclass

from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed
from annotator.model.ids import DocumentId
from annotator.operations.documents import documents, rereading
from annotator.store.clock import now
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class TakingOver:
    """What would become of codings: so many move, and so many find no place and stay with their old text."""

    moves: int
    stays: int


def look(project: Project, coded: DocumentId, other: DocumentId) -> TakingOver:
    """Return what would become of the codings of `coded` in the text of `other`; nothing is changed."""
    found = rereading.codings_of(project, coded)
    moving = rereading.Moving(project.documents.get(coded).text, project.documents.get(other), now())
    stays, _ = moving.what_stays(found)
    return TakingOver(len(found.spans) - len(stays), len(stays))


def take_over(project: Project, coded: DocumentId, other: DocumentId) -> TakingOver:
    """Let the codings of `coded` stand in the text of `other`, which goes into the bin. Raises `NotAllowed`.

    It keeps its title and what is known of it; what it does not know the other one tells.
    """
    if project.spans.count_of_document(other):
        raise NotAllowed("Both documents are coded, so that neither’s codings can take the place of the other’s.")
    theirs = project.documents.get(other)
    pages = project.documents.pages(other)
    draft = DocumentDraft(theirs.title, theirs.text, theirs.metadata, source=theirs.source, pages=pages)
    documents.remove(project, [other])
    (done,) = rereading.read_anew(project, [rereading.plan(project, coded, draft)])
    return TakingOver(len(done.moved), len(done.left))
