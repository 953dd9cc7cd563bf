"""The units that documents were cut into: a row a document, whose id it has."""

from collections.abc import Mapping, Sequence

from annotator.model.ids import DocumentId
from annotator.model.span import Extent
from annotator.store.rows.rows import TableRows, from_json, to_json


class GivenUnits(TableRows):
    """The units of each document that was cut, in the order of the text."""

    name = "units"
    columns = ("id", "document", "extents")

    def all(self) -> dict[DocumentId, tuple[Extent, ...]]:
        """Return the units of all documents that were cut."""
        return {DocumentId(document): _extents(found) for _, document, found in self._select("ORDER BY id")}

    def of_document(self, document: str) -> tuple[Extent, ...]:
        """Return the units of a document; none where nobody cut it."""
        row = self._select("WHERE document = ?", [document]).fetchone()
        return _extents(row[2]) if row else ()

    def numbers(self) -> dict[DocumentId, int]:
        """Return how many units the documents have that were cut."""
        rows = self._connection.execute("SELECT document, json_array_length(extents) FROM units")
        return {DocumentId(document): number for document, number in rows}

    def put(self, units: Mapping[DocumentId, Sequence[Extent]]) -> None:
        """Let documents be cut so, whatever they were cut into before; a document without units is not cut."""
        there = self.which_exist(list(units))
        self.delete(id for id, extents in units.items() if not extents and id in there)
        for id, extents in units.items():
            if extents and id in there:
                self.update(id, {"extents": to_json(extents)})
        self.insert((id, id, to_json(extents)) for id, extents in units.items() if extents and id not in there)


def _extents(text: str) -> tuple[Extent, ...]:
    return tuple(Extent(start, stop) for start, stop in from_json(text))
