"""Which documents look alike and are two all the same: a row for each pair, whose id is `document/other`."""

from collections.abc import Iterable

from annotator.model.distinct import DistinctPair, distinct
from annotator.model.ids import DocumentId
from annotator.store.rows.rows import TableRows


class DistinctPairs(TableRows):
    """Pairs of documents of which somebody said that neither is a duplicate of the other."""

    name = "distinct_pairs"
    columns = ("id", "document", "other")

    def all(self) -> list[DistinctPair]:
        """Return all pairs."""
        rows = self._select("ORDER BY id")
        return [distinct(DocumentId(document), DocumentId(other)) for _, document, other in rows]

    def has(self, pair: DistinctPair) -> bool:
        """Whether it was said of a pair."""
        return bool(self.which_exist(_ids(pair)))

    def add(self, pairs: Iterable[DistinctPair]) -> None:
        """Insert pairs."""
        self.insert((one.id, one.document, one.other) for one in pairs)

    def take_back(self, pair: DistinctPair) -> None:
        """Let it be said of a pair no more."""
        self.delete(_ids(pair))


def _ids(pair: DistinctPair) -> list[str]:
    """Return the ids that its row may have: a document that was read anew has another place in the order of ids."""
    return [pair.id, f"{pair.other}/{pair.document}"]
