"""Source files on a hub: a copy has those of the documents that somebody opened in it; the others stay there."""

import hashlib

from annotator.hub.server import HubServer
from annotator.model.document import KeptFile
from annotator.model.ids import DocumentId
from annotator.store.project import Project

_LARGEST = 256_000_000
"""Bytes for which the answer is waited."""


def is_elsewhere(project: Project, document: DocumentId) -> bool:
    """Whether a document names a source file that is not in this copy."""
    sha256 = project.documents.info(document).source_file
    return sha256 is not None and project.source_files.get(sha256) is None


def fetch(project: Project, link: HubServer, document: DocumentId) -> KeptFile | None:
    """Fetch the source file of a document, where this copy lacks it and the hub has it, and keep it; return it.

    None where there is nothing to fetch, or the hub has it not or for others alone. Raises `HubProblem`.
    """
    sha256 = project.documents.info(document).source_file
    if sha256 is None or not is_elsewhere(project, document):
        return None
    for content in link.contents(project.origin, [sha256], carries=_LARGEST):
        if hashlib.sha256(content.body).hexdigest() == sha256:
            return project.source_files.bring(content.name, content.body)
    return None
