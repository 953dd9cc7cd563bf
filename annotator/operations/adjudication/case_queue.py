"""What there is to adjudicate: the cases of a document, of all of them, and how many are left.

A layer takes part in a document that its coder has done, or begun as long as fewer than two have done it; who has not
looked at a text yet says nothing about it. A case needs two who did.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from annotator.adjudication import decisions as verdicts
from annotator.adjudication.casebook import CaseBook, CaseChange
from annotator.adjudication.cases import Case, CaseKind, find_cases
from annotator.adjudication.decisions import Settled, Status
from annotator.adjudication.queue import QueueEntry, entry_of
from annotator.model.coder import Layer
from annotator.model.document import DocumentInfo
from annotator.model.ids import DecisionId, DocumentId, LayerId, LinkId, SpanId
from annotator.model.span import Link, Span
from annotator.operations.people.taken_texts import TakenTexts
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project
from annotator.store.schema.tables import Table

_MOST_NEWS = 1_000
"""Rows that are taken over one by one; of more the document is read anew."""


class News(NamedTuple):
    """What was written since a case book was read. `spans`: of all layers, as they are now; `removed`: their ids."""

    spans: list[Span]
    removed: list[SpanId]
    cases: CaseChange


def cases_of(project: Project, document: DocumentId, layers: Sequence[Layer]) -> list[Settled]:
    """Return the cases of a document between those of the layers that took part, and where each stands."""
    cases = cases_between(project, document, taking_part(project, document, layers))
    return verdicts.settle(cases, project.decisions.of_document(document) if cases else ())


def is_settled(project: Project, document: DocumentId, layers: Sequence[Layer]) -> bool:
    """Whether a document is done: each of its cases is decided, and two of the layers took part in it."""
    if len(taking_part(project, document, layers)) < 2:
        return False
    return all(one.status is Status.DECIDED for one in cases_of(project, document, layers))


def left_by_kind(
    project: Project, layers: Sequence[Layer], documents: Iterable[str] | None = None, progress: Progress = silent
) -> dict[DocumentId, dict[CaseKind, int]]:
    """Return how many cases of each document, or of some, are not decided, by kind; deferred ones among them."""
    return {
        info.id: dict(Counter(one.case.kind for one in found if one.status is not Status.DECIDED))
        for _, info, found in in_documents(project, layers, documents, progress)
    }


def open_counts(
    project: Project, layers: Sequence[Layer], documents: Iterable[str] | None = None, progress: Progress = silent
) -> dict[DocumentId, int]:
    """Return how many cases of each document, or of some, are not decided, deferred ones among them."""
    left = left_by_kind(project, layers, documents, progress)
    return {document: sum(kinds.values()) for document, kinds in left.items()}


def queue(
    project: Project, layers: Sequence[Layer], progress: Progress = silent, documents: Iterable[str] | None = None
) -> list[QueueEntry]:
    """Return the cases of all documents, or of some, decided ones too, in reading order; sort by one of `ORDERS`."""
    return [
        entry_of(one, place)
        for place, _, found in in_documents(project, layers, documents, progress)
        for one in found
    ]  # fmt: skip


def in_documents(
    project: Project, layers: Sequence[Layer], documents: Iterable[str] | None, progress: Progress
) -> Iterator[tuple[int, DocumentInfo, list[Settled]]]:
    """Yield (place in the list of documents, document, its cases) of all documents, or of some."""
    wanted = None if documents is None else set(documents)
    every = project.documents.all()
    for place, info in enumerate(every):
        if wanted is None or info.id in wanted:
            progress(place, len(every), info.title)
            yield place, info, cases_of(project, info.id, layers)
    progress(len(every), len(every), "")


def open_book(project: Project, document: DocumentId, layers: Sequence[Layer], spans: Iterable[Span]) -> CaseBook:
    """Return the cases of a document with what is needed to keep them; `spans`: those of all its layers.

    Read both within one `project.snapshot()`, so that the book knows after which step it was read.
    """
    as_of = project.journal.latest()
    present = [layer.id for layer in taking_part(project, document, layers)]
    if len(present) < 2:
        return CaseBook(document, present, (), (), as_of=as_of)
    known = project.decisions.of_document(document)
    return CaseBook(document, present, spans, known, project.links.of_document(document), as_of)


def catch_up(project: Project, book: CaseBook, layers: Sequence[Layer]) -> News | None:
    """Bring a book up to date with what was written since, and return that.

    None where so much was written, or other coders take part in the document now, that it must be read anew.
    """
    # First, so that what is written while this reads is read again the next time.
    as_of = project.journal.latest()
    touched = project.journal.touched_since(book.as_of, _MOST_NEWS)
    present = tuple(layer.id for layer in taking_part(project, book.document, layers))
    if touched is None or present != book.layers:
        return None
    asked = sorted(touched.get(Table.SPANS, ()))
    spans = [span for span in project.spans.get_many(asked) if span.document == book.document]
    removed = [SpanId(id) for id in set(asked) - {span.id for span in spans}]
    known = sorted(touched.get(Table.DECISIONS, ()))
    decisions = [one for one in project.decisions.get_many(known) if one.document == book.document]
    dropped = [DecisionId(id) for id in set(known) - {one.id for one in decisions}]
    book.as_of = as_of
    if len(present) < 2:
        return News(spans, removed, CaseChange([], []))
    links, unlinked = _links_touched(project, book, sorted(touched.get(Table.LINKS, ())))
    return News(spans, removed, book.update(spans, removed, decisions, dropped, links, unlinked))


def taking_part(project: Project, document: DocumentId, layers: Sequence[Layer]) -> list[Layer]:
    """Return those of the layers that took part in a document.

    Where two have done it, who has only begun it is not compared yet: half a text would take back what was decided.
    """
    present = project.assignments.layers_in(document)
    done = present & project.assignments.done_in(document)
    begun = [layer for layer in layers if layer.id in present]
    finished = [layer for layer in begun if layer.id in done]
    return finished if len(finished) > 1 else begun


def counted_in(project: Project, document: DocumentId, taken: TakenTexts) -> list[Layer]:
    """Return those of the layers that took part in a document whose silence counts, where no person looks at it."""
    present = taken.layers if taken.said.begun_too else taking_part(project, document, taken.layers)
    return [layer for layer in present if taken.counts(layer.id, document)]


def cases_between(project: Project, document: DocumentId, present: Sequence[Layer]) -> list[Case]:
    """Return the cases of a document between these layers; none between fewer than two."""
    if len(present) < 2:
        return []
    spans: dict[LayerId, list[Span]] = {layer.id: [] for layer in present}
    for span in project.spans.of_document(document):
        if span.layer in spans:
            spans[span.layer].append(span)
    return find_cases(document, spans, project.links.of_document(document))


def _links_touched(project: Project, book: CaseBook, ids: Sequence[str]) -> tuple[list[Link], list[LinkId]]:
    """Return those of the links that are of the book's layers and document, and the ids of all the others."""
    found = project.links.get_many(ids)
    acts = project.spans.get_many(list(dict.fromkeys(link.act for link in found)))
    own = {span.id for span in acts if span.document == book.document and span.layer in book.layers}
    links = [link for link in found if link.act in own]
    return links, [LinkId(id) for id in set(ids) - {link.id for link in links}]
