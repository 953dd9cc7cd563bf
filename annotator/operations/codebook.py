"""Changing the codebook: each saved change is a version."""

from annotator.model.codebook import Codebook
from annotator.model.errors import NotAllowed
from annotator.model.ids import new_id
from annotator.store.codebook import CodebookVersion
from annotator.store.journal import now
from annotator.store.project import Project


def save(project: Project, codebook: Codebook, note: str = "") -> int:
    """Make a codebook the one in force and return its number; the same codebook again makes no version.

    Raises `NotAllowed` where it lacks a label that spans have.
    """
    current = project.codebooks.current()
    if codebook == current.codebook:
        return current.number
    known = {str(label.id) for label in codebook.labels}
    for label, count in sorted(project.spans.labels_in_use().items()):
        if label not in known:
            raise NotAllowed(f"The new codebook has no label “{label}”, which {count} spans have; relabel them first.")
    version = CodebookVersion(current.number + 1, codebook, note, project.person, now())
    with project.transact("Change the codebook"):
        project.codebooks.add(new_id(), version)
    return version.number
