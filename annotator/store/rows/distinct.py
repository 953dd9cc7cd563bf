"""Which documents look alike and are two all the same: a row for each pair, whose id is `document/other`."""

from collections.abc import Iterable

from annotator.model.distinct import DistinctPair
from annotator.model.ids import DocumentId
from annotator.store.rows.rows import TableRows


class DistinctPairs(TableRows):
    """Pairs of documents of which somebody said that neither is a duplicate of the other."""

    name = "distinct_pairs"
    columns = ("id", "document", "other")

    def all(self) -> list[DistinctPair]:
        """Return all pairs."""
        rows = self._select("ORDER BY id")
        return [DistinctPair(DocumentId(document), DocumentId(other)) for _, document, other in rows]

    def add(self, pairs: Iterable[DistinctPair]) -> None:
        """Insert pairs."""
        self.insert((one.id, one.document, one.other) for one in pairs)
