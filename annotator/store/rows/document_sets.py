"""Sets of documents: their rows."""

from collections.abc import Callable, Iterable
from typing import Any

from annotator.model.document_set import DocumentSet
from annotator.model.errors import NotFound
from annotator.model.filter_words import Term, rewritten
from annotator.model.ids import DocumentId, SetId
from annotator.store.rows.rows import TableRows, from_json, to_json


class DocumentSets(TableRows):
    """All sets of documents, in the order of `position`."""

    name = "document_sets"
    columns = ("id", "name", "position", "filter", "documents")

    def all(self) -> list[DocumentSet]:
        """Return all sets."""
        return [_set(row) for row in self._select("ORDER BY position, id")]

    def get(self, id: str) -> DocumentSet:
        """Return one set; raises `NotFound`."""
        row = self._select("WHERE id = ?", [id]).fetchone()
        if row is None:
            raise NotFound("This set of documents is not in the project any more.")
        return _set(row)

    def add(self, sets: Iterable[DocumentSet]) -> None:
        """Insert sets."""
        self.insert((one.id, one.name, one.position, one.filter, _list(one.documents)) for one in sets)

    def put(self, one: DocumentSet) -> None:
        """Write a set anew."""
        values = {"name": one.name, "position": one.position, "filter": one.filter, "documents": _list(one.documents)}
        self.update(one.id, values)

    def rewrite(self, change: Callable[[Term], Term]) -> None:
        """Change each term of all filters, where a name that they hold is another."""
        for one in self.all():
            text = rewritten(one.filter or "", change)
            if one.filter is not None and text != one.filter:
                self.update(one.id, {"filter": text})


def _list(documents: tuple[DocumentId, ...] | None) -> str | None:
    return None if documents is None else to_json(list(documents))


def _set(row: tuple[Any, ...]) -> DocumentSet:
    id, name, position, filter, documents = row
    listed = None if documents is None else tuple(map(DocumentId, from_json(documents)))
    return DocumentSet(SetId(id), name, position, filter, listed)
