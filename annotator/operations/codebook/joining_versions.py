"""Two versions of the codebook that were made apart, brought together in one that comes of both."""

from annotator.model.codebook import Codebook
from annotator.model.codebook_version import CodebookVersion
from annotator.model.errors import NotAllowed
from annotator.model.ids import CodebookVersionId, new_id
from annotator.model.verbs import codebook as verbs
from annotator.model.wording import counted
from annotator.store.clock import now
from annotator.store.project import Project


def join_versions(project: Project, codebook: Codebook, parents: tuple[CodebookVersionId, ...]) -> int:
    """Make a codebook the one in force, as a version that comes of all these, and return its number.

    Raises `NotAllowed` where it lacks a label that somebody has coded with.
    """
    known = {str(label.id) for label in codebook.labels}
    for label, count in sorted({**project.removals.labels(), **project.spans.labels_in_use()}.items()):
        if label not in known:
            have = counted(count, "coding has", "codings have")
            raise NotAllowed(f"That codebook has no label “{label}”, which {have}; take both together.")
    number, id = project.codebooks.next_number(), CodebookVersionId(new_id())
    with project.transact(verbs.ChangeCodebook(version=number)):
        project.codebooks.add([CodebookVersion(id, number, codebook, "", project.person, now(), parents)])
    return number
