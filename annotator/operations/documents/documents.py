"""Documents: adding, naming, removing."""

import json
from collections.abc import Callable, Iterable, Sequence

from annotator.model.document import Document, DocumentDraft, Metadata, sha256_of
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.file_names import one_place
from annotator.model.ids import DocumentId, new_id
from annotator.model.names import usable_name
from annotator.model.removal import Removal, RemovedKind
from annotator.model.verbs import project as verbs
from annotator.model.wording import counted
from annotator.store.clock import now
from annotator.store.project import Project


def add_drafts(
    project: Project,
    drafts: Sequence[DocumentDraft],
    keep: Callable[[DocumentDraft, DocumentId], None] = lambda draft, document: None,
) -> tuple[list[Document], list[tuple[str, str]]]:
    """Add what readers made of files; return the new documents, and (draft's title, title of the one it repeats).

    The same text twice is noticed by its hash, whatever it is called, and not added again. `keep`: keeps the file of a
    draft for the document with its text, new or not.
    """
    added: list[Document] = []
    repeated: list[tuple[str, str]] = []
    position = project.documents.next_position()
    with project.transact(verbs.AddDocuments()) as step:
        for draft in drafts:
            sha256 = sha256_of(draft.text)
            known = project.documents.with_text(sha256)
            if known is not None:
                repeated.append((draft.title, project.documents.info(known).title))
                keep(draft, known)
                continue
            id = DocumentId(new_id())
            at = position + len(added)
            document = Document(id, draft.title, draft.text, sha256, draft.metadata, draft.source, at)
            project.documents.add([(document, draft.pages)])
            keep(draft, id)
            added.append(document)
        step.verb = verbs.AddDocuments(documents=tuple(document.id for document in added))
    return added, repeated


def documents_named(project: Project, names: Iterable[str]) -> tuple[DocumentId, ...]:
    """Return the documents with these ids or titles, whatever the titles' capitals, each once; raises `NotFound`.

    A title with accents is found by either way to write them, unless there is one that is written just so.
    """
    infos = project.documents.all()
    found: dict[DocumentId, None] = {}
    for name in names:
        wanted = [info.id for info in infos if info.id == name or info.title.casefold() == name.strip().casefold()]
        if not wanted:
            wanted = [info.id for info in infos if one_place(info.title) == one_place(name.strip())]
        if not wanted:
            raise NotFound(f"There is no document called “{name}” in this project; its list says how they are called.")
        found.update(dict.fromkeys(wanted))
    return tuple(found)


def rename(project: Project, document: DocumentId, title: str) -> None:
    """Give a document another title; the one that it has is no step."""
    title = usable_name(title, "document", "title")
    before = project.documents.info(document).title
    with project.transact(verbs.RenameDocument(document=document, before=before, after=title)):
        if title != before:
            project.documents.change(document, title=title)


def set_metadata(project: Project, document: DocumentId, metadata: Metadata) -> None:
    """Replace the metadata of a document; those that it has are no step."""
    before = project.documents.info(document).metadata
    with project.transact(verbs.ChangeMetadata(document=document)):
        # As they are written, in whichever order: to Python 1, 1.0 and True are the same.
        if json.dumps(metadata, sort_keys=True) != json.dumps(before, sort_keys=True):
            project.documents.change(document, metadata=metadata)


def remove(project: Project, documents: Sequence[DocumentId], with_codings: bool = False) -> None:
    """Put documents into the recycle bin, with all that hangs on them.

    Raises `NotAllowed` where one is coded, unless `with_codings`.
    """
    removal = verbs.RemoveDocuments(documents=tuple(documents))
    gone = 0
    with project.transact(removal) as step:
        for document in documents:
            title = project.documents.info(document).title
            spans = project.spans.count_of_document(document)
            if spans and not with_codings:
                spans_go = counted(spans, "span; say that it is", "spans; say that they are")
                raise NotAllowed(f"“{title}” has {spans_go} to be removed with it.")
            project.removals.add([Removal(RemovedKind.DOCUMENT, document, project.person, now())])
            gone += spans
        step.verb = removal.model_copy(update={"spans": gone})
