"""Sets of documents: a filter that keeps itself up to date, or a list chosen by hand."""

from dataclasses import dataclass

from annotator.model.ids import DocumentId, SetId


@dataclass(frozen=True, slots=True)
class DocumentSet:
    """A set. Either `filter` says which documents are in it (`document_filter.py`), or `documents` names them.

    A list may name documents that are in the recycle bin, or gone: they are back in it when they are put back.
    """

    id: SetId
    name: str
    position: int
    filter: str | None = None
    documents: tuple[DocumentId, ...] | None = None
