"""Earlier versions of documents: which there are, what found no place when they were read anew, and another try."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.model.ids import CoderId, DocumentId
from annotator.model.span import Span
from annotator.model.verbs.project import ReadAnew
from annotator.operations.documents.rereading import MovedSpan, Moving, codings_of
from annotator.store.clock import now
from annotator.store.project import Project
from annotator.store.schema.tables import Table


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """A document as it was before it was read anew. `current`: the version that is there, None if it was removed.

    `time`: when it was read anew, `by` whom; `left`: the codings that found no place, with the quotes of this text.
    """

    document: DocumentId
    title: str
    current: DocumentId | None
    time: str
    by: CoderId | None
    left: tuple[Span, ...]


def earlier_versions(
    project: Project, document: DocumentId | None = None, eyes: CoderId | None = None
) -> list[EarlierVersion]:
    """Return the earlier versions of a document, or of all, the latest first.

    `eyes`: somebody who does not see what others coded: what they left is not among it.
    """
    own = None if eyes is None else {layer for layer, of in project.removals.coders_of_layers().items() if of == eyes}
    removals = project.removals.earlier_versions()
    later = {one.target: str(one.replacement) for one in removals}
    found = []
    for one in removals:
        current = one.target
        while current in later:
            current = later[current]
        is_there = bool(project.documents.which_exist([current]))
        if document is None or current == document:
            spans = project.removals.spans_of(one.target)
            left = tuple(span for span in spans if own is None or span.layer in own)
            title = project.removals.value(Table.DOCUMENTS, one.target, "title") or ""
            there = DocumentId(current) if is_there else None
            found.append(EarlierVersion(DocumentId(one.target), title, there, one.time, one.coder, left))
    return found


def text_of(project: Project, version: DocumentId) -> str:
    """Return the text of an earlier version."""
    sha256 = project.removals.value(Table.DOCUMENTS, version, "text_sha256")
    assert sha256 is not None
    return project.documents.text(sha256)


def move_left(project: Project, document: DocumentId) -> list[MovedSpan]:
    """Look once more for the places of what earlier versions of a document kept, in one step; return what moved.

    What was coded offline in an earlier version comes there, and so does what another text has a place for.
    """
    versions = [one.document for one in earlier_versions(project, document)]
    moved: list[MovedSpan] = []
    verb = ReadAnew(documents=(document,), earlier=tuple(versions))
    with (
        project.transact(verb) as step,
        project.removals.hiding.shown(Table.SPANS, Table.LINKS, Table.DECISIONS),
    ):
        for version in versions:
            moved += _moved_from(project, version, document)
        left = sum(project.spans.count_of_document(version) for version in versions)
        step.verb = verb.model_copy(update={"spans": len(moved), "left": left})
    return moved


def _moved_from(project: Project, version: DocumentId, document: DocumentId) -> Iterator[MovedSpan]:
    codings = codings_of(project, version)
    if not codings.spans and not codings.decisions:
        return
    there = project.spans.of_document(document)
    moving = Moving(text_of(project, version), project.documents.get(document), now(), there)
    stays, _ = moving.what_stays(codings)
    for span in codings.spans:
        if span.id not in stays:
            moved = moving.span(span)
            project.spans.put(moved.after)
            yield moved
    for link in codings.links:
        if link.extents and link.act not in stays:
            project.links.put(moving.link(link))
    for decision in codings.decisions:
        if not moving.decision_stays(decision, stays):
            project.decisions.put(moving.decision(decision))
